"""Who is eligible for a survey: by few facts that are not sensitive, and never somebody who objects to being selected.

Selecting rests on a legitimate interest (GDPR article 6(1)(f)); an objection to it is honoured at once (article 21).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from models.account import Account
from models.client import Membership
from models.match import InterestRequest, Match
from models.privacy import Interest
from models.professional import Professional
from models.survey import Survey, SurveyAudience
from services.rights.holds import code_of
from services.rights.objections import objectors
from services.rights.periods import DAY, ZONE, add_months, first_moment
from services.rights.restriction import unrestricted


@dataclass(frozen=True)
class Criteria:
    """Who is eligible; months of 0 ask for nothing."""

    audience: SurveyAudience
    registered_months: int = 0
    active_months: int = 0

    @classmethod
    def of(cls, survey: Survey) -> Criteria:
        """Those of a survey."""
        return cls(survey.audience, survey.registered_months, survey.active_months)


@dataclass(frozen=True)
class Eligible:
    """Somebody eligible, and in which parts."""

    account_id: str
    locale: str
    is_professional: bool
    is_client: bool

    @property
    def code(self) -> str:
        """What they go by at the desk."""
        return code_of(self.account_id)


def selectable() -> tuple[ColumnElement[bool], ...]:
    """Who may be selected for a survey at all: everybody who must be left out is left out here, and nowhere else."""
    return (
        col(Account.deactivated_at).is_(None),
        col(Account.confirmed_at).is_not(None),
        col(Account.id).not_in(objectors(Interest.SURVEYS)),
        unrestricted(col(Account.id)),
    )


def may_be_selected(session: Session, account_id: str) -> bool:
    """Whether the person may be selected for a survey at all."""
    return session.exec(select(Account.id).where(Account.id == account_id, *selectable())).first() is not None


def count(session: Session, criteria: Criteria, *, now: datetime) -> int:
    """How many people are eligible at the moment."""
    return session.exec(select(func.count()).select_from(Account).where(*_conditions(criteria, now))).one()


def eligible(
    session: Session, criteria: Criteria, *, now: datetime, limit: int | None = None, offset: int = 0
) -> list[Eligible]:
    """Who is eligible at the moment, in the order of their random ids."""
    statement = (
        select_columns(
            col(Account.id), col(Account.locale), _IS_PROFESSIONAL.label("professional"), _IS_CLIENT.label("client")
        )
        .where(*_conditions(criteria, now))
        .order_by(col(Account.id))
    )
    found = session.execute(statement.limit(limit).offset(offset))
    return [Eligible(id_, locale, bool(professional), bool(client)) for id_, locale, professional, client in found]


_IS_PROFESSIONAL = exists(select(Professional.id).where(Professional.account_id == Account.id))
_IS_CLIENT = exists(select(Membership.id).where(Membership.account_id == Account.id))
_IN_PART: dict[SurveyAudience, ColumnElement[bool]] = {
    SurveyAudience.EVERYONE: or_(_IS_PROFESSIONAL, _IS_CLIENT),
    SurveyAudience.PROFESSIONALS: _IS_PROFESSIONAL,
    SurveyAudience.CLIENTS: _IS_CLIENT,
}


def _conditions(criteria: Criteria, now: datetime) -> list[ColumnElement[bool]]:
    conditions = [*selectable(), _IN_PART[criteria.audience]]
    if criteria.registered_months:
        conditions.append(col(Account.created_at) < first_moment(_months_ago(criteria.registered_months, now) + DAY))
    if criteria.active_months:
        conditions.append(_was_active(first_moment(_months_ago(criteria.active_months, now))))
    return conditions


def _was_active(since: datetime) -> ColumnElement[bool]:
    """Whether there was a request to or from the person since then, or a match that lasted then or later."""
    asked = exists(
        select(InterestRequest.id).where(
            or_(col(InterestRequest.account_id) == Account.id, col(InterestRequest.sender_id) == Account.id),
            col(InterestRequest.created_at) >= since,
        )
    )
    matched = exists(
        select(Match.id).where(
            or_(col(Match.account_id) == Account.id, col(Match.sender_id) == Account.id),
            or_(col(Match.ended_at).is_(None), col(Match.ended_at) >= since),
        )
    )
    return or_(asked, matched)


def _months_ago(months: int, now: datetime) -> date:
    """The day so many months ago."""
    return add_months(now.astimezone(ZONE).date(), -months)
