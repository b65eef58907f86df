"""The links of the newsletter: signed, with the random id of the subscriber in them and never the address.

A link does one thing only: who confirms cannot be unsubscribed with that link, and a mail provider that holds the
link of the header can unsubscribe and nothing else.
"""

from __future__ import annotations

from datetime import timedelta

from .tokens import TokenKeys

LIFETIME = timedelta(days=20 * 365)
"""The links of an issue work for as long as somebody keeps it: leaving must never fail because a mail is old."""

_CONFIRM, _PREFERENCES, _UNSUBSCRIBE = "newsletter-confirmation", "newsletter-preferences", "newsletter-unsubscribing"


def confirmation_token(keys: TokenKeys, subscriber_id: str) -> str:
    """Proof that who has it reads the mail of the address that was signed up."""
    return keys.sign(_CONFIRM, subscriber_id)


def read_confirmation(keys: TokenKeys, token: str, *, lifetime: timedelta) -> str | None:
    """The subscriber of a confirmation token; None where it is forged or too old."""
    return _read(keys, _CONFIRM, token, lifetime)


def preferences_token(keys: TokenKeys, subscriber_id: str) -> str:
    """Leave to see and change the settings of a subscription."""
    return keys.sign(_PREFERENCES, subscriber_id)


def read_preferences(keys: TokenKeys, token: str) -> str | None:
    """The subscriber of a settings token; None where it is forged."""
    return _read(keys, _PREFERENCES, token, LIFETIME)


def unsubscribing_token(keys: TokenKeys, subscriber_id: str) -> str:
    """Leave to end a subscription."""
    return keys.sign(_UNSUBSCRIBE, subscriber_id)


def read_unsubscribing(keys: TokenKeys, token: str) -> str | None:
    """The subscriber of an unsubscribing token; None where it is forged."""
    return _read(keys, _UNSUBSCRIBE, token, LIFETIME)


def _read(keys: TokenKeys, purpose: str, token: str, lifetime: timedelta) -> str | None:
    values = keys.read(purpose, token, max_age=int(lifetime.total_seconds()))
    return values[0] if values else None
