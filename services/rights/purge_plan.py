"""What a purge would do now, rule by rule, without doing it: for the operator's dry run and the officer's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from models.account import Account
from models.case import RightsRequest
from models.consent import ConsentEntry
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

from .clocks import OF_THE_ACCOUNT, collected_at, links, stages
from .holds import code_of, is_held
from .periods import end_of, last_begun
from .purging import is_due
from .purging_rows import closing, ending, handled, is_unproven
from .resting import account_of, ended, resting
from .retention import consent_closed_at
from .walk import holdings

LISTED = 50
UNPROVEN = N_("14 days, if nobody fills in the code that we mailed")


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


def plan(session: Session, *, now: datetime) -> list[RulePlan]:
    """Every rule with what it would do now."""
    return [
        _of_people(session, "inactivity-notice", inactivity.to_notify(session, now=now)),
        _of_people(session, "inactivity-reminder", inactivity.to_remind(session, now=now)),
        _of_people(session, "inactivity", inactivity.to_deactivate(session, now=now)),
        *(_of_accounts(session, months, now=now) for months in stages()),
        _of_sessions(session, now=now),
        _of_resting(session, now=now),
        _of_consents(session, now=now),
        _of_ended(session, now=now),
        _of_closed(session, now=now),
        _of_letters(session, now=now),
        _of_unproven(session, now=now),
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


def _of_sessions(session: Session, *, now: datetime) -> RulePlan:
    number = held = 0
    for holding in holdings():
        began = collected_at(holding)
        if began is None:
            continue
        over, kept = began <= last_begun(TECHNICAL_PERIOD, now), is_held(links(holding)[0].column, now=now)
        rows = select_columns(func.count()).select_from(holding.table)
        number += session.execute(rows.where(over)).scalar_one()
        held += session.execute(rows.where(over, kept)).scalar_one()
    return RulePlan("collection", TITLES["collection"], TECHNICAL_PERIOD.text, number, held)


def _of_resting(session: Session, *, now: datetime) -> RulePlan:
    number = held = 0
    for holding, consent in resting():
        over, kept = ended(holding, consent, now=now), is_held(account_of(holding), now=now)
        rows = (select_columns(func.count()).select_from(each.subquery()) for each in (over, over.where(kept)))
        going, apart = (session.execute(each).scalar_one() for each in rows)
        number, held = number + going, held + apart
    return RulePlan("consent-end", TITLES["consent-end"], CONSENT_PERIOD.text, number, held)


def _of_consents(session: Session, *, now: datetime) -> RulePlan:
    over = consent_closed_at() <= last_begun(PROOF_PERIOD, now)
    kept = is_held(ConsentEntry.account_id, now=now)
    rows = select_columns(func.count()).select_from(ConsentEntry)
    number, held = (session.execute(each).scalar_one() for each in (rows.where(over), rows.where(over, kept)))
    return RulePlan("proof", TITLES["proof"], PROOF_PERIOD.text, number, held)


def _of_ended(session: Session, *, now: datetime) -> RulePlan:
    number = held = 0
    for holding, end in ending():
        kept = is_held(links(holding)[0].column, now=now)
        rows = select_columns(func.count()).select_from(holding.table).where(end <= now)
        number += session.execute(rows).scalar_one()
        held += session.execute(rows.where(kept)).scalar_one()
    return RulePlan("ended", TITLES["ended"], CONSENT_PERIOD.text, number, held)


def _of_closed(session: Session, *, now: datetime) -> RulePlan:
    number = held = 0
    for holding, closed in closing():
        over = closed <= last_begun(PROOF_PERIOD, now)
        rows = select_columns(func.count()).select_from(holding.table).where(over)
        hanging = links(holding)
        kept = session.execute(rows.where(is_held(hanging[0].column, now=now))).scalar_one() if hanging else 0
        held += kept
        number += session.execute(rows).scalar_one()
    return RulePlan("closed", TITLES["closed"], PROOF_PERIOD.text, number, held)


def _of_letters(session: Session, *, now: datetime) -> RulePlan:
    counts = (select_columns(func.count()).select_from(each.table).where(over) for each, over in handled(now))
    number = sum(session.execute(each).scalar_one() for each in counts)
    return RulePlan("correspondence", TITLES["correspondence"], CORRESPONDENCE_PERIOD.text, number, 0)


def _of_unproven(session: Session, *, now: datetime) -> RulePlan:
    number = session.exec(select(func.count()).select_from(RightsRequest).where(*is_unproven(now))).one()
    return RulePlan("unproven", TITLES["unproven"], UNPROVEN, number, 0)


def _number(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(Account).where(*conditions)).one()


def _is_of(period: Retention, months: int) -> bool:
    return period.clock in OF_THE_ACCOUNT and period.months == months
