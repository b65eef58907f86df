"""The links that mails carry: signed, good for a while, made when the mail is sent."""

from __future__ import annotations

from datetime import timedelta

from models.account import Account
from models.register import N_

from .errors import ServiceError
from .tokens import TokenKeys

CONFIRMATION_LIFETIME = timedelta(days=3)
RESET_LIFETIME = timedelta(hours=1)

RETURN_LIFETIME = timedelta(days=190)
"""Longer than the way back is open, which the account itself says."""

ERASURE_LIFETIME = timedelta(days=3)

_CONFIRM, _RESET, _RETURN = "confirm-email", "reset-password", "return"
_LEAVER, _ERASURE = "leaver", "erasure"


class LinkExpired(ServiceError):
    """The link of a mail is forged, too old or used."""

    message = N_("This link does not work any more. Ask for a new one.")


def confirmation_token(keys: TokenKeys, account: Account) -> str:
    """Proof that who has it reads the mail of the account's present address."""
    return keys.sign(_CONFIRM, account.id, account.email_digest)


def read_confirmation(keys: TokenKeys, token: str) -> tuple[str, str] | None:
    """Account id and address digest of a confirmation token; None where it is forged or too old."""
    values = keys.read(_CONFIRM, token, max_age=int(CONFIRMATION_LIFETIME.total_seconds()))
    return None if values is None else (values[0], values[1])


def reset_token(keys: TokenKeys, account: Account) -> str:
    """Leave to set a new password: worth nothing once the password is another one."""
    return keys.sign(_RESET, account.id, password_state(keys, account))


def read_reset(keys: TokenKeys, token: str) -> tuple[str, str] | None:
    """Account id and password state of a reset token; None where it is forged or too old."""
    values = keys.read(_RESET, token, max_age=int(RESET_LIFETIME.total_seconds()))
    return None if values is None else (values[0], values[1])


def return_token(keys: TokenKeys, account: Account) -> str:
    """The way back into a deactivated account: worth nothing once it is active again."""
    return keys.sign(_RETURN, account.id, _ended(account))


def read_return(keys: TokenKeys, token: str) -> tuple[str, str] | None:
    """Account id and moment of deactivation of a return token; None where it is forged or too old."""
    values = keys.read(_RETURN, token, max_age=int(RETURN_LIFETIME.total_seconds()))
    return None if values is None else (values[0], values[1])


def leaver_token(keys: TokenKeys, account: Account) -> str:
    """Leave to take a copy of a deactivated account, for who gave its password: worth nothing once it is active."""
    return keys.sign(_LEAVER, account.id, _ended(account))


def read_leaver(keys: TokenKeys, token: str, *, within: timedelta) -> tuple[str, str] | None:
    """Account id and moment of deactivation of a leaver's token; None where it is forged or too old."""
    values = keys.read(_LEAVER, token, max_age=int(within.total_seconds()))
    return None if values is None else (values[0], values[1])


def erasure_token(keys: TokenKeys, erasure_id: str) -> str:
    """Proof that who asked to be erased reads the mail of the account's address; worth nothing once it was used."""
    return keys.sign(_ERASURE, erasure_id)


def read_erasure(keys: TokenKeys, token: str) -> str | None:
    """The erasure of such a token; None where it is forged or too old."""
    values = keys.read(_ERASURE, token, max_age=int(ERASURE_LIFETIME.total_seconds()))
    return None if values is None else values[0]


def is_present_end(account: Account, moment: str) -> bool:
    """Whether the account was deactivated at the moment that a return token names, and still is."""
    return account.deactivated_at is not None and _ended(account) == moment


def password_state(keys: TokenKeys, account: Account) -> str:
    """A fragment of a keyed hash of the password's hash: other after each change."""
    return keys.digest("password-state", account.password_hash or "")[:16]


def _ended(account: Account) -> str:
    return account.deactivated_at.isoformat() if account.deactivated_at else ""
