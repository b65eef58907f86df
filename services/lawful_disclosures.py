"""Disclosures that a law demands, each recorded with its ground; its person is told, unless that is forbidden a while.

Once telling is allowed the disclosure stands in the person's log and in the copy of their data, and a mail says so.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.account import Account
from models.disclosure import Disclosure, DisclosureKind
from models.lawful_disclosure import LawfulDisclosure
from models.privacy import Category
from models.register import N_

from . import audit, mail
from .accounts import email_digest
from .errors import ServiceError
from .mail import MailTemplate
from .rights.holds import code_of
from .rights.recipients import category_title
from .tokens import TokenKeys

CODE = 8
NO_TIER = 0


class NoSuchPerson(ServiceError):
    """No account has the address or code, or several have the code."""

    message = N_("No account has this e-mail address or code.")


class NotYet(ServiceError):
    """The data were handed over at a moment that is still to come."""

    message = N_("Choose a day that is not in the future: record it once the data are handed over.")


class SilenceIsOver(ServiceError):
    """Telling is forbidden until a moment that has passed."""

    message = N_("Choose a day in the future, or leave it empty where the person may be told.")


@dataclass(frozen=True)
class Demanded:
    """What the officer reads of one disclosure; ``code`` stands for the account, ``titles`` are message ids."""

    id: str
    code: str
    authority: str
    ground: str
    reference: str
    titles: tuple[str, ...]
    disclosed_at: datetime
    silent_until: datetime | None
    told: bool


def record_disclosure(
    session: Session,
    who: str,
    *,
    authority: str,
    ground: str,
    reference: str,
    categories: Collection[Category],
    disclosed_at: datetime,
    silent_until: datetime | None,
    officer_id: str,
    keys: TokenKeys,
    now: datetime,
) -> LawfulDisclosure:
    """Record what was handed over about the account with this address or code.

    Its person is told at once, or once ``silent_until`` has come. Raises NoSuchPerson, NotYet and SilenceIsOver.
    """
    if disclosed_at > now:
        raise NotYet
    if silent_until is not None and silent_until <= now:
        raise SilenceIsOver
    row = LawfulDisclosure(
        account_id=_account_of(session, who, keys=keys),
        authority=authority,
        ground=ground,
        reference=reference,
        categories=[each.value for each in categories],
        disclosed_at=disclosed_at,
        silent_until=silent_until,
        recorded_at=now,
        recorded_by=officer_id,
    )
    session.add(row)
    session.flush()
    audit.record(session, "disclosure.recording", actor_id=officer_id, about_id=row.id, now=now)
    if silent_until is None:
        _tell(session, row, now=now)
    return row


def reveal_due(session: Session, *, now: datetime) -> int:
    """Tell of the disclosures that may be told by now; gives their number."""
    due = select(LawfulDisclosure).where(
        col(LawfulDisclosure.told_id).is_(None), col(LawfulDisclosure.silent_until) <= now
    )
    rows = session.exec(due.with_for_update()).all()
    for row in rows:
        _tell(session, row, now=now)
    return len(rows)


def demanded(session: Session) -> list[Demanded]:
    """Every disclosure that a law demanded, the newest first."""
    statement = select(LawfulDisclosure).order_by(col(LawfulDisclosure.disclosed_at).desc(), LawfulDisclosure.id)
    return [
        Demanded(
            row.id,
            code_of(row.account_id),
            row.authority or "",
            row.ground or "",
            row.reference or "",
            tuple(category_title(each) for each in row.categories),
            row.disclosed_at,
            row.silent_until,
            row.told_id is not None,
        )
        for row in session.exec(statement)
    ]


def _account_of(session: Session, who: str, *, keys: TokenKeys) -> str:
    by = select(Account.id).where(Account.email_digest == email_digest(keys, who))
    if "@" not in who:
        if len(who.strip()) != CODE or not who.strip().isalnum():
            raise NoSuchPerson
        by = select(Account.id).where(col(Account.id).startswith(who.strip().lower(), autoescape=True)).limit(2)
    found = session.exec(by).all()
    if len(found) != 1:
        raise NoSuchPerson
    return found[0]


def _tell(session: Session, row: LawfulDisclosure, *, now: datetime) -> None:
    """From here on the person's own rows lead to it: it stands in their log and their copy."""
    row.told_id = row.account_id
    session.add(
        Disclosure(
            account_id=row.account_id,
            viewer_id=None,
            kind=DisclosureKind.LAW,
            tier=NO_TIER,
            at=row.disclosed_at,
            demand_id=row.id,
        )
    )
    audit.record(session, "disclosure.telling", actor_id=None, account_id=row.account_id, about_id=row.id, now=now)
    mail.queue(session, row.account_id, MailTemplate.DATA_DEMANDED, row.id, now=now)
