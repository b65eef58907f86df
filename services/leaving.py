"""What happens at once to who leaves, for a while or for good: hidden at every tier, and logged out everywhere.

A partner is none any more: their public page is gone for good.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from models.account import Account

from . import logins, partners, team
from .publication import publishing


def hide(session: Session, account: Account, *, now: datetime) -> None:
    """Deactivate the account, where it is not yet: its clocks count from the first time."""
    account.deactivated_at = account.deactivated_at or now
    team.ensure_owners(session, account.id, now=now)
    partners.leave(session, account.id, now=now)
    publishing.hide(session, account.id)
    logins.end_others(session, account.id, keep=None, now=now)
