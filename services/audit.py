"""The audit trail: what was done to whom or what, by whom, when; written in the transaction of the act itself."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from models.disclosure import AuditEntry
from models.register import N_

ACTIONS = {
    "account.registration": N_("Registered the account"),
    "account.confirmation": N_("Confirmed the e-mail address"),
    "account.password": N_("Changed the password"),
    "account.language": N_("Chose a language"),
    "account.deactivation": N_("Deactivated the account"),
    "account.inactivity": N_("Deactivated the account after 12 months without activity"),
    "account.return": N_("Activated the account again"),
    "hold.setting": N_("Kept data for longer, on a legal ground"),
    "hold.lifting": N_("Ended the longer keeping of data"),
    "session.end": N_("Logged out a device"),
    "organisation.edit": N_("Edited the organisation"),
    "organisation.one-person": N_("Said that the organisation is a one-person business"),
    "organisation.several": N_("Said that the organisation is not a one-person business"),
    "organisation.verification-request": N_("Asked for verification of the organisation"),
    "organisation.verification": N_("Verified the organisation"),
    "organisation.verification-refusal": N_("Declined to verify the organisation"),
    "organisation.verification-lapse": N_("Ended the verification by changing what was checked"),
    "representative.edit": N_("Edited the details of the representative"),
    "publication.approval": N_("Approved the profile for publication"),
    "publication.acceptance": N_("Accepted the profile at review"),
    "publication.return": N_("Returned the profile at review"),
    "publication.exposure": N_("Chose how far to stand out"),
    "publication.withdrawal": N_("Took the profile down"),
    "request.sending": N_("Sent a request"),
    "request.acceptance": N_("Accepted a request"),
    "request.decline": N_("Declined a request"),
    "request.withdrawal": N_("Withdrew a request"),
    "request.expiry": N_("A request expired"),
    "match.end": N_("Ended a match"),
    "newsletter.sending": N_("Began to send an issue of the newsletter"),
    "newsletter.pause": N_("Paused the sending of an issue"),
    "newsletter.resumption": N_("Went on sending an issue"),
}
"""What each action is called: English message ids."""


def record(
    session: Session,
    action: str,
    *,
    actor_id: str | None,
    account_id: str | None = None,
    about_id: str = "",
    now: datetime,
) -> None:
    """Write that the actor did an action (a key of ``ACTIONS``) to a person or a row."""
    session.add(AuditEntry(account_id=account_id, actor_id=actor_id, action=action, about_id=about_id, at=now))
