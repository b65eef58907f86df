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
    "copy.request": N_("Asked for a copy of all data"),
    "copy.download": N_("Downloaded the copy of all data"),
    "copy.deletion": N_("Deleted the copy of all data"),
    "portability.request": N_("Asked for data to take to another service"),
    "portability.download": N_("Downloaded the data to take to another service"),
    "portability.deletion": N_("Deleted the copy for another service"),
    "portability.link": N_("Made a link for another service to fetch the data once"),
    "portability.fetch": N_("The data were fetched by the link, once"),
    "portability.revocation": N_("Withdrew the link for another service"),
    "erasure.request": N_("Asked for the account to be erased"),
    "erasure.confirmation": N_("Confirmed the erasure of the account"),
    "erasure.withdrawal": N_("Changed their mind about the erasure"),
    "hold.setting": N_("Kept data for longer, on a legal ground"),
    "hold.lifting": N_("Ended the longer keeping of data"),
    "disclosure.recording": N_("Recorded that a law made us hand over data"),
    "disclosure.telling": N_("Told you what a law made us hand over"),
    "processor.recording": N_("Recorded an agreement with a company that works for us"),
    "processor.ending": N_("Ended an agreement with a company that works for us"),
    "session.end": N_("Logged out a device"),
    "session.forgetting": N_("Deleted the log-ins that had ended"),
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
    "rights.request": N_("Asked something about your rights, or wrote to us"),
    "rights.opening": N_("Opened a request of somebody without an account"),
    "rights.addition": N_("Added to a request"),
    "rights.withdrawal": N_("Withdrew a request about rights"),
    "rights.code": N_("Sent a code to prove the address"),
    "rights.proof": N_("Showed who asks"),
    "rights.question": N_("Asked the person something about a request"),
    "rights.extension": N_("Put off the answer to a request, with reasons"),
    "rights.decision": N_("Answered a request about rights"),
    "rights.rectification": N_("Corrected a detail"),
    "rights.statement": N_("Added a statement beside a disputed detail"),
    "rights.statement-removal": N_("Took back a statement beside a disputed detail"),
    "rights.telling": N_("Told those who received data what became of them"),
    "objection.making": N_("Objected to a use"),
    "objection.decision": N_("Decided on an objection"),
    "objection.withdrawal": N_("Withdrew an objection"),
    "restriction.setting": N_("Set data aside"),
    "restriction.announcement": N_("Announced that data are no longer set aside"),
    "restriction.lifting": N_("Ended that data are set aside"),
    "restriction.rights": N_("Used data that are set aside: for a mail about security or rights"),
    "restriction.consent": N_("Used data that are set aside: their owner agreed"),
    "restriction.claim": N_("Used data that are set aside: for a legal claim"),
    "restriction.others": N_("Used data that are set aside: to protect somebody else"),
    "newsletter.sending": N_("Began to send an issue of the newsletter"),
    "newsletter.pause": N_("Paused the sending of an issue"),
    "newsletter.resumption": N_("Went on sending an issue"),
    "survey.sending": N_("Began to invite to a survey"),
    "survey.pause": N_("Paused the invitations to a survey"),
    "survey.resumption": N_("Went on inviting to a survey"),
    "survey.closing": N_("Closed a survey"),
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
