"""What a person does with a request or a letter: asks, reads it, adds to it, withdraws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import Session, func, select

from models.account import Account
from models.case import (
    LETTERS,
    CaseKind,
    CaseState,
    EntryKind,
    Letter,
    LetterEntry,
    Proof,
    RightsEntry,
    RightsRequest,
)
from models.register import N_
from services import audit, background
from services.accounts import normalised
from services.errors import NotFound, ServiceError
from services.tokens import TokenKeys

from . import deadlines

SEND = "send_case_mail"
AT_ONCE = 20
ADDITIONS = 30
OPEN = (CaseState.OPEN, CaseState.WAITING)

Case = RightsRequest | Letter
Entry = RightsEntry | LetterEntry


class TooManyOpen(ServiceError):
    """The person has so many requests, open or of one day, that another would not be read sooner."""

    message = N_("You have made many requests already. Add to one of them, or wait for our answer.")


class CaseClosed(ServiceError):
    """The request was answered or withdrawn."""

    message = N_("This request is closed, so nothing was changed. Make a new one if you need to.")


@dataclass(frozen=True)
class Asked:
    """What somebody asks in their own words; ``name``, ``email`` and ``phone`` only of those without an account."""

    kind: CaseKind
    text: str
    locale: str
    name: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Step:
    """One step of the correspondence; ``ours``: written by us."""

    kind: EntryKind
    at: datetime
    text: str | None
    ours: bool
    mailed_at: datetime | None


def ask(
    session: Session, asked: Asked, *, account_id: str | None = None, keys: TokenKeys, now: datetime, **about: Any
) -> Case:
    """Take in a request or letter; its clock runs from now. ``about``: columns of what exactly it is about.

    Who has an account with a confirmed address has shown who they are. Raises TooManyOpen.
    """
    given: dict[str, Any] = {
        "account_id": account_id,
        "kind": asked.kind,
        "name": asked.name or None,
        "email": asked.email or None,
        "phone": asked.phone or None,
        "locale": asked.locale,
        "received_at": now,
        "due_at": deadlines.due_at(now),
    }
    case: Case
    if asked.kind in LETTERS:
        case = Letter(**given)
    else:
        is_known = account_id is not None and session.get_one(Account, account_id).confirmed_at is not None
        proven: dict[str, Any] = {"proof": Proof.ACCOUNT, "proven_at": now} if is_known else {}
        digest = keys.digest("case", normalised(asked.email)) if asked.email else None
        case = RightsRequest(**given, **proven, **about, email_digest=digest)
    if account_id is not None and _number_of(session, type(case), account_id, now=now) >= AT_ONCE:
        raise TooManyOpen
    session.add(case)
    session.flush()
    write(session, case, EntryKind.ASKED, text=asked.text, mailed=account_id is not None, now=now)
    note(session, "rights.request", case, actor_id=account_id, now=now)
    return case


def of_account(session: Session, account_id: str) -> list[Case]:
    """What the person asked, the newest first."""
    found: list[Case] = []
    found += session.exec(select(RightsRequest).where(RightsRequest.account_id == account_id)).all()
    found += session.exec(select(Letter).where(Letter.account_id == account_id)).all()
    return sorted(found, key=lambda case: (case.received_at, case.id), reverse=True)


def own(session: Session, account_id: str, case_id: str, *, lock: bool = False) -> Case:
    """One of the person's own. Raises NotFound for anybody else's."""
    case = find(session, case_id, lock=lock)
    if case.account_id != account_id:
        raise NotFound
    return case


def find(session: Session, case_id: str, *, lock: bool = False) -> Case:
    """A request or letter by its id; ``lock``: kept from changing until the transaction ends. Raises NotFound."""
    case: Case | None = session.get(RightsRequest, case_id, with_for_update=lock, populate_existing=lock)
    case = case or session.get(Letter, case_id, with_for_update=lock, populate_existing=lock)
    if case is None:
        raise NotFound
    return case


def steps(session: Session, case: Case) -> list[Step]:
    """The correspondence, in its order."""
    table: Any = entries_of(case)
    found = session.exec(select(table).where(table.case_id == case.id)).all()
    # Steps of one moment stand in the order in which they can follow each other.
    rows = sorted(found, key=lambda row: (row.at, list(EntryKind).index(row.kind), row.id))
    return [Step(row.kind, row.at, row.answer or row.text, row.answer is not None, row.mailed_at) for row in rows]


def add(session: Session, case: Case, text: str, *, now: datetime) -> None:
    """The person adds something, which also answers what we asked. Raises CaseClosed or TooManyOpen."""
    require_open(case)
    table = entries_of(case)
    added = select(func.count()).select_from(table).where(table.case_id == case.id, table.kind == EntryKind.ADDED)
    if session.exec(added).one() >= ADDITIONS:
        raise TooManyOpen
    case.state = CaseState.OPEN
    write(session, case, EntryKind.ADDED, text=text, now=now)
    note(session, "rights.addition", case, actor_id=case.account_id, now=now)


def withdraw(session: Session, case: Case, *, now: datetime) -> None:
    """The person takes the request back: nobody decides on it any more. Raises CaseClosed."""
    require_open(case)
    write(session, case, EntryKind.WITHDRAWN, now=now)
    close(session, case, CaseState.WITHDRAWN, now=now)
    note(session, "rights.withdrawal", case, actor_id=case.account_id, now=now)


def require_open(case: Case) -> None:
    """Raise CaseClosed where the request was answered or withdrawn."""
    if case.state not in OPEN:
        raise CaseClosed


def close(session: Session, case: Case, state: CaseState, *, now: datetime) -> None:
    """End the case; its period runs from now, also that of its correspondence."""
    case.state, case.closed_at = state, now
    table: Any = entries_of(case)
    session.flush()
    session.connection().execute(update(table).where(table.case_id == case.id).values(closed_at=now))


def write(
    session: Session,
    case: Case,
    kind: EntryKind,
    *,
    text: str | None = None,
    answer: str | None = None,
    staff_id: str | None = None,
    mailed: bool = False,
    now: datetime,
) -> Entry:
    """Add a step to the correspondence; ``mailed``: a mail tells the person, if we know an address."""
    entry = entries_of(case)(
        case_id=case.id,
        account_id=case.account_id,
        kind=kind,
        text=text or None,
        answer=answer or None,
        staff_id=staff_id,
        at=now,
    )
    session.add(entry)
    session.flush()
    if mailed and (case.account_id or case.email):
        background.enqueue(session, SEND, entry.id, 0)
    return entry


def note(session: Session, action: str, case: Case, *, actor_id: str | None, now: datetime) -> None:
    """Write an act on the case to the audit trail."""
    audit.record(session, action, actor_id=actor_id, account_id=case.account_id, about_id=case.id, now=now)


def entries_of(case: Case) -> type[RightsEntry] | type[LetterEntry]:
    """The table of the case's correspondence."""
    return LetterEntry if isinstance(case, Letter) else RightsEntry


def _number_of(session: Session, table: Any, account_id: str, *, now: datetime) -> int:
    """How many requests of the person are open, or were made within a day: each also mails others."""
    counted = or_(table.state.in_(OPEN), table.received_at > now - timedelta(days=1))
    statement = select(func.count()).select_from(table).where(table.account_id == account_id, counted)
    return session.exec(statement).one()
