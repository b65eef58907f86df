"""What a purge would do now, rule by rule, without doing it: for the operator's dry run and the officer's page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from models.account import Account
from models.register import (
    CONSENT_PERIOD,
    CORRESPONDENCE_PERIOD,
    INACTIVITY,
    N_,
    PROOF_PERIOD,
    REGISTER,
    TECHNICAL_PERIOD,
    Retention,
)
from models.retention import PurgeCount
from services import inactivity

from . import row_rules
from .clocks import OF_THE_ACCOUNT, links, stages
from .holds import code_of, is_held
from .periods import end_of
from .purging import is_due

LISTED = 50


@dataclass(frozen=True)
class Due:
    """One account of which something is due; ``code`` stands for it, ``ended`` is when its period was over."""

    code: str
    ended: datetime


@dataclass(frozen=True)
class RulePlan:
    """What a rule would do: to ``number`` accounts or rows, of which some are listed; ``held`` of them are kept apart.

    ``title`` and ``why`` are English message ids; ``categories`` are titles of the register.
    """

    key: str
    title: str
    why: str
    number: int
    held: int
    categories: tuple[str, ...] = ()
    listed: tuple[Due, ...] = ()


@dataclass(frozen=True)
class Run:
    """What was done at one moment, by rule."""

    at: datetime
    numbers: tuple[tuple[str, int], ...]


TITLES: dict[str, str] = {
    "inactivity-notice": N_("First warning: not used for almost 12 months"),
    "inactivity-reminder": N_("Last warning before deactivation"),
    "inactivity": N_("Deactivation after 12 months without activity"),
    "account-6": N_("Contents of accounts"),
    "account-60": N_("Contact details, and with them the account and its key"),
    "collection": N_("Sessions"),
    "consent-end": N_("What rests on a consent that is over"),
    "proof": N_("Proof of consents that ended"),
    "ended": N_("Surveys: invitations and answers of which the stated end has come"),
    "closed": N_("Proof of requests and objections that were closed"),
    "correspondence": N_("Questions and complaints that were handled"),
    "unproven": N_("Requests whose address nobody confirmed"),
    "legal": N_("Records in the legal store whose end has come"),
    "deserted": N_("Organisations that nobody represents any more"),
}
"""What each rule is called: English message ids."""

PERIODS: dict[str, str] = {
    "collection": TECHNICAL_PERIOD.text,
    "consent-end": CONSENT_PERIOD.text,
    "proof": PROOF_PERIOD.text,
    "ended": CONSENT_PERIOD.text,
    "closed": PROOF_PERIOD.text,
    "correspondence": CORRESPONDENCE_PERIOD.text,
    "unproven": N_("14 days, if nobody fills in the code that we mailed"),
}
"""After how long the rows of each rule go: English message ids."""


def plan(session: Session, *, now: datetime) -> list[RulePlan]:
    """Every rule with what it would do now."""
    return [
        _of_people(session, "inactivity-notice", inactivity.to_notify(session, now=now)),
        _of_people(session, "inactivity-reminder", inactivity.to_remind(session, now=now)),
        _of_people(session, "inactivity", inactivity.to_deactivate(session, now=now)),
        *(_of_accounts(session, months, now=now) for months in stages()),
        *(_of_rows(session, key, rule, now=now) for key, rule in row_rules.due(now).items()),
    ]


def runs(session: Session, *, limit: int = 14) -> list[Run]:
    """What the last runs did, the newest first."""
    latest = select(PurgeCount.run_at).distinct().order_by(col(PurgeCount.run_at).desc()).limit(limit)
    moments = session.exec(latest).all()
    found: dict[datetime, list[tuple[str, int]]] = {moment: [] for moment in moments}
    for row in session.exec(select(PurgeCount).where(col(PurgeCount.run_at).in_(moments)).order_by(PurgeCount.rule)):
        found[row.run_at].append((row.rule, row.number))
    return [Run(moment, tuple(numbers)) for moment, numbers in found.items()]


def _of_people(session: Session, key: str, account_ids: Sequence[str]) -> RulePlan:
    ended = select_columns(col(Account.id), col(Account.last_active_at)).where(
        col(Account.id).in_(account_ids[:LISTED])
    )
    listed = tuple(
        Due(code_of(id_), moment) for id_, moment in session.execute(ended.order_by(col(Account.last_active_at)))
    )
    return RulePlan(key, TITLES[key], INACTIVITY.text, len(account_ids), 0, listed=listed)


def _of_accounts(session: Session, months: int, *, now: datetime) -> RulePlan:
    due, held = is_due(months, now=now), is_held(Account.id, now=now)
    found = select_columns(col(Account.id), col(Account.deactivated_at)).where(*due)
    period = next(each.retention for each in REGISTER.values() if _is_of(each.retention, months))
    entries = [each for each in REGISTER.values() if _is_of(each.retention, months)]
    listed = [
        Due(code_of(id_), end_of(period, moment))
        for id_, moment in session.execute(found.order_by(col(Account.deactivated_at), col(Account.id)).limit(LISTED))
    ]
    return RulePlan(
        f"account-{months}",
        TITLES[f"account-{months}"],
        period.text,
        _number(session, *due),
        _number(session, *due, held),
        tuple(each.title for each in entries),
        tuple(listed),
    )


def _of_rows(session: Session, key: str, rule: Iterable[row_rules.Due], *, now: datetime) -> RulePlan:
    number = held = 0
    for each in rule:
        rows = select_columns(func.count()).select_from(each.holding.table).where(each.over)
        number += session.execute(rows).scalar_one()
        if hanging := links(each.holding):
            held += session.execute(rows.where(is_held(hanging[0].column, now=now))).scalar_one()
    return RulePlan(key, TITLES[key], PERIODS[key], number, held)


def _number(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(Account).where(*conditions)).one()


def _is_of(period: Retention, months: int) -> bool:
    return period.clock in OF_THE_ACCOUNT and period.months == months
