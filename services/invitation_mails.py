"""The mail of an invitation, to who has an account and who has none: its link is made when it is sent."""

from __future__ import annotations

from datetime import datetime

from config import Config
from models.client import Organisation
from models.database import Database
from models.team import TeamInvitation

from . import post
from .deliveries import hand_over
from .invitations import token_of
from .mail import Outcome
from .mail_templates import write
from .rights.restriction import is_restricted
from .tokens import TokenKeys


def deliver(database: Database, config: Config, invitation_id: str, *, now: datetime) -> Outcome:
    """Write and send the mail, unless it was sent, the invitation is over, or the data of the address's owner are
    set aside."""
    with database.read() as session:
        row = session.get(TeamInvitation, invitation_id)
        if row is None or row.sent_at is not None or row.withdrawn_at is not None or row.expires_at <= now:
            return Outcome.GONE
        if row.account_id is not None and is_restricted(session, row.account_id):
            return Outcome.WITHHELD
        organisation = session.get_one(Organisation, row.organisation_id)
        content = write(
            "team-invitation",
            locale=row.locale,
            config=config,
            token=token_of(TokenKeys(config.secret_key), row.id),
            reason=organisation.name,
            day=row.expires_at,
        )
        message = post.compose(row.id, config, row.email, content, now)
    outcome = hand_over(message, config, database=database, now=now)
    if outcome is Outcome.SENT:
        with database.write() as session:
            sent = session.get(TeamInvitation, invitation_id)
            if sent is not None:
                sent.sent_at = now
    return outcome
