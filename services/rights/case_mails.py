"""The mails about requests and letters, to who has an account and who has none: written when they are sent.

A code is made with its mail and lies nowhere before; a link leads to the request, and says nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from config import Config
from models.account import Account
from models.case import EntryKind, Letter, LetterEntry, RightsEntry, RightsRequest
from models.database import Database
from services import post, smtp
from services.mail import Outcome
from services.mail_templates import write
from services.tokens import TokenKeys

from .cases import Case, Entry
from .proving import following_token, make_code, proving_token
from .restriction import Bypass, despite_restriction

TEMPLATES = {
    EntryKind.ASKED: "rights-received",
    EntryKind.CODE: "rights-code",
    EntryKind.QUESTION: "rights-question",
    EntryKind.EXTENSION: "rights-extended",
}


@dataclass(frozen=True)
class _Mail:
    """What one mail needs; ``link`` is a path on the site."""

    template: str
    to: str
    locale: str
    link: str
    text: str
    day: datetime


def deliver(database: Database, config: Config, entry_id: str, *, now: datetime) -> Outcome:
    """Write and send the mail about one step, unless it was sent or nobody can be reached."""
    keys = TokenKeys(config.secret_key)
    with database.write() as session:
        found = _mail(session, entry_id, keys=keys, now=now)
    if found is None:
        return Outcome.GONE
    content = write(
        found.template, locale=found.locale, config=config, token=found.link, reason=found.text, day=found.day
    )
    message = post.compose(entry_id, config, found.to, content, now)
    try:
        post.send(message, database=database, config=config, now=now)
    except post.NoAgreement:
        return Outcome.HELD
    except smtp.MailNotSent as error:
        return Outcome.REFUSED if error.permanent else Outcome.LATER
    with database.write() as session:
        _note_sent(session, entry_id, now=now)
    return Outcome.SENT


def _mail(session: Session, entry_id: str, *, keys: TokenKeys, now: datetime) -> _Mail | None:
    entry = _entry(session, entry_id)
    case = _case_of(session, entry) if entry is not None and entry.mailed_at is None else None
    if entry is None or case is None:
        return None
    account = session.get(Account, case.account_id) if case.account_id else None
    to = account.email if account is not None else case.email
    if to is None or (entry.kind is EntryKind.ASKED and account is None and not _is_proven(case)):
        return None
    text = entry.answer or ""
    link = f"/privacy-centre/requests/{case.id}" if account else _way(case, keys)
    if entry.kind is EntryKind.CODE:
        if not isinstance(case, RightsRequest) or case.proof is not None or case.closed_at is not None:
            return None
        text = make_code(case, keys=keys, now=now)
    return _Mail(_template(case, entry), to, account.locale if account else case.locale, link, text, case.due_at)


def _way(case: Case, keys: TokenKeys) -> str:
    """Where somebody without an account goes on: to the request once it is proven whose it is, else to the proof."""
    if isinstance(case, RightsRequest) and case.proof is None:
        return f"/contact/proof/{proving_token(keys, case.id)}"
    return f"/contact/requests/{following_token(keys, case.id)}"


def _is_proven(case: Case) -> bool:
    return isinstance(case, RightsRequest) and case.proof is not None


def _template(case: Case, entry: Entry) -> str:
    if entry.kind is EntryKind.DECISION:
        return "letter-answered" if isinstance(case, Letter) else f"rights-{case.outcome.value if case.outcome else ''}"
    return TEMPLATES[entry.kind]


def _note_sent(session: Session, entry_id: str, *, now: datetime) -> None:
    entry = _entry(session, entry_id)
    if entry is None:
        return
    entry.mailed_at = now
    if entry.account_id is not None:
        with despite_restriction(session, entry.account_id, Bypass.RIGHTS, now=now):
            session.flush()


def _entry(session: Session, entry_id: str) -> Entry | None:
    return session.get(RightsEntry, entry_id) or session.get(LetterEntry, entry_id)


def _case_of(session: Session, entry: Entry) -> Case | None:
    if isinstance(entry, RightsEntry):
        return session.get(RightsRequest, entry.case_id)
    return session.get(Letter, entry.case_id)
