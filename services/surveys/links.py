"""The link by which somebody objects to being selected for surveys: signed, and good for nothing else."""

from __future__ import annotations

from services.newsletter_links import LIFETIME
from services.tokens import TokenKeys

_OBJECT = "survey-objection"


def objection_token(keys: TokenKeys, account_id: str) -> str:
    """Leave to object to being selected for surveys, without logging in."""
    return keys.sign(_OBJECT, account_id)


def read_objection(keys: TokenKeys, token: str) -> str | None:
    """The account of an objection token; None where it is forged."""
    values = keys.read(_OBJECT, token, max_age=int(LIFETIME.total_seconds()))
    return values[0] if values else None
