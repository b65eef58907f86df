"""Who saw a person's data: the disclosure log with its actual recipients (GDPR article 15(1)(c))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import and_, case, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, distinct, func, select

from models.account import Account, StaffRole
from models.client import MemberRole, Membership, Organisation
from models.disclosure import Disclosure, DisclosureKind
from models.lawful_disclosure import LawfulDisclosure
from models.match import Match
from models.privacy import Category, Tier
from models.register import REGISTER

from .walk import PAGE

STAFF_KINDS = (
    DisclosureKind.STAFF_REVIEW,
    DisclosureKind.STAFF_VERIFICATION,
    DisclosureKind.STAFF_RIGHTS,
    DisclosureKind.STAFF_REPORT,
    DisclosureKind.STAFF_APPROACH,
    DisclosureKind.STAFF_ASSESSMENT,
)


class Recipient(str, Enum):
    """In which capacity somebody saw data; GONE where the account was deleted since."""

    ORGANISATION = "organisation"
    PROFESSIONAL = "professional"
    STAFF = "staff"
    SELF = "self"
    AUTHORITY = "authority"
    GONE = "gone"


@dataclass(frozen=True)
class Demand:
    """What a law demanded: to which authority, on which ground, and ``titles`` of the register's categories."""

    authority: str
    ground: str
    reference: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class LogEntry:
    """One line of the log. ``role``: what the viewer is in the ``organisation`` · ``reason``: given by staff.

    ``demand``: where an authority was handed data.
    """

    at: datetime
    kind: DisclosureKind
    tier: Tier | None
    recipient: Recipient
    organisation: str | None
    role: MemberRole | None
    staff_role: StaffRole | None
    reason: str | None
    demand: Demand | None = None


@dataclass(frozen=True)
class Visit:
    """What one recipient saw of one kind at one level on one day (UTC): its latest ``entry``, how many ``times``."""

    entry: LogEntry
    times: int


@dataclass(frozen=True)
class Reach:
    """How far a person's data went: who knows their name by a match, and how often the data were opened lately."""

    organisations: int
    professionals: int
    views: int
    entries: int


def disclosures(session: Session, account_id: str, *, limit: int | None = None, offset: int = 0) -> list[LogEntry]:
    """Who was shown data about the person, entry by entry, newest first."""
    statement = log_of(account_id).order_by(col(Disclosure.at).desc(), Disclosure.id).limit(limit).offset(offset)
    rows = session.execute(statement).all()
    demands = _demands(session, rows)
    return [_entry(*row[:-1], demand=demands.get(row[-1])) for row in rows]


def every_disclosure(session: Session, account_id: str) -> Iterator[LogEntry]:
    """As ``disclosures``, the whole log, read a page at a time."""
    statement = log_of(account_id).add_columns(Disclosure.id)
    statement = statement.order_by(col(Disclosure.at).desc(), Disclosure.id).limit(PAGE)
    beyond: list[Any] = []
    while True:
        found = session.execute(statement.where(*beyond)).all()
        demands = _demands(session, [row[:-1] for row in found])
        yield from (_entry(*row[:-2], demand=demands.get(row[-2])) for row in found)
        if len(found) < PAGE:
            return
        at, last = found[-1][0], found[-1][-1]
        beyond = [or_(col(Disclosure.at) < at, and_(col(Disclosure.at) == at, col(Disclosure.id) > last))]


def visits(session: Session, account_id: str, *, limit: int, offset: int = 0) -> list[Visit]:
    """As ``disclosures``, those of one recipient on one day as one: newest first."""
    days = _days(account_id)
    statement = days.order_by(days.selected_columns["at"].desc()).limit(limit).offset(offset)
    rows = session.execute(statement).all()
    demands = _demands(session, [row[:-1] for row in rows])
    return [Visit(_entry(*row[:-2], demand=demands.get(row[-2])), row[-1]) for row in rows]


def count_visits(session: Session, account_id: str) -> int:
    """How many ``visits`` there are."""
    return session.execute(select_columns(func.count()).select_from(_days(account_id).subquery())).scalar_one()


def log_of(account_id: str) -> Any:
    """The columns of a log entry, in the order that ``_entry`` takes them."""
    role = (
        select(func.min(Membership.role))
        .where(Membership.account_id == Disclosure.viewer_id, Membership.organisation_id == Disclosure.organisation_id)
        .scalar_subquery()
    )
    to_staff = col(Disclosure.kind).in_(STAFF_KINDS)
    recipient = case(
        (col(Disclosure.kind) == DisclosureKind.LAW, Recipient.AUTHORITY.value),
        (col(Disclosure.viewer_id) == col(Disclosure.account_id), Recipient.SELF.value),
        (to_staff, Recipient.STAFF.value),
        (col(Organisation.name).is_not(None), Recipient.ORGANISATION.value),
        (col(Disclosure.viewer_id).is_not(None), Recipient.PROFESSIONAL.value),
        else_=Recipient.GONE.value,
    )
    return (
        select_columns(
            col(Disclosure.at).label("at"),
            col(Disclosure.kind).label("kind"),
            col(Disclosure.tier).label("tier"),
            recipient.label("recipient"),
            col(Disclosure.organisation_id).label("organisation_id"),
            col(Organisation.name).label("organisation"),
            role.label("role"),
            case((to_staff, col(Account.staff_role))).label("staff_role"),
            col(Disclosure.reason).label("reason"),
            col(Disclosure.demand_id).label("demand_id"),
        )
        .outerjoin(Organisation, col(Organisation.id) == Disclosure.organisation_id)
        .outerjoin(Account, col(Account.id) == Disclosure.viewer_id)
        .where(col(Disclosure.account_id) == account_id)
    )


def _days(account_id: str) -> Any:
    entries = log_of(account_id).subquery()
    alike = [column for column in entries.columns if column.name != "at"]
    return select_columns(func.max(entries.c.at, type_=entries.c.at.type).label("at"), *alike, func.count()).group_by(
        func.date(entries.c.at), *alike
    )


def reach(session: Session, account_id: str, *, now: datetime, days: int = 30) -> Reach:
    """The figures above the log, in two statements."""
    by_name = select(
        func.count(distinct(col(Match.organisation_id))).filter(col(Match.account_id) == account_id),
        func.count(distinct(col(Match.account_id))).filter(col(Match.sender_id) == account_id),
    ).where(or_(col(Match.account_id) == account_id, col(Match.sender_id) == account_id))
    viewed = select(
        func.count(),
        func.count().filter(col(Disclosure.at) > now - timedelta(days=days)),
    ).where(Disclosure.account_id == account_id)
    organisations, professionals = session.exec(by_name).one()
    entries, views = session.exec(viewed).one()
    return Reach(organisations, professionals, views, entries)


def _entry(
    at: datetime,
    kind: DisclosureKind,
    tier: int,
    recipient: str,
    _organisation_id: str | None,
    organisation: str | None,
    role: str | None,
    staff_role: StaffRole | None,
    reason: str | None,
    *,
    demand: Demand | None,
) -> LogEntry:
    return LogEntry(
        at=at,
        kind=kind,
        tier=next((each for each in Tier if each == tier), None),
        recipient=Recipient(recipient),
        organisation=organisation,
        role=MemberRole(role) if role else None,
        staff_role=staff_role,
        reason=reason,
        demand=demand,
    )


def category_title(value: str) -> str:
    """What the register calls a category that is stored by its id; the id where the register no longer has it."""
    return next((REGISTER[each].title for each in Category if each.value == value), value)


def _demands(session: Session, rows: Sequence[Any]) -> dict[str, Demand]:
    """What was demanded, by the id that is the last of each row."""
    ids = {row[-1] for row in rows if row[-1] is not None}
    found = session.exec(select(LawfulDisclosure).where(col(LawfulDisclosure.id).in_(ids))) if ids else ()
    return {
        each.id: Demand(
            each.authority or "",
            each.ground or "",
            each.reference or "",
            tuple(category_title(category) for category in each.categories),
        )
        for each in found
    }
