"""Taking part in a survey: only who was invited may, and only by consent; withdrawing it deletes the answers at once.

A participation rests on an entry of the consent ledger (GDPR articles 6(1)(a) and 7): the services for consents delete
it with a withdrawal, and the database deletes its answers with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models.consent import ConsentMethod, ConsentPurpose
from models.delivery import DeliveryState
from models.register import N_
from models.survey import Survey, SurveyInvitation, SurveyParticipation
from services.consents import consents_about, give_consent, withdraw_consent
from services.errors import NotFound, ServiceError

from .drafting import last_day
from .eligibility import Criteria
from .inviting import is_open
from .reasons import asked_for, speaking

PURPOSE = ConsentPurpose.SURVEY


class SurveyClosed(ServiceError):
    """The survey takes no answers any more."""

    message = N_("This survey is closed. It takes no answers any more.")


class Standing(str, Enum):
    """How a person stands to a survey that they were invited to."""

    INVITED = "invited"
    STARTED = "started"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Invited:
    """A survey as somebody sees it who was invited to it; ``facts`` are the criteria in words."""

    id: str
    title: str
    purpose: str
    why: str
    facts: str
    selected_at: datetime
    last_day: date
    ends_at: datetime
    is_open: bool
    standing: Standing


def invitations(session: Session, account_id: str, *, locale: str, now: datetime) -> list[Invited]:
    """The surveys that the person was invited to and of which something is kept, the last first."""
    rows = session.exec(
        select(SurveyInvitation, Survey)
        .join(Survey, col(Survey.id) == SurveyInvitation.survey_id)
        .where(SurveyInvitation.account_id == account_id, *_told(now))
        .order_by(col(SurveyInvitation.selected_at).desc(), SurveyInvitation.id)
    ).all()
    standing = _standing(session, account_id)
    return [
        invited(
            survey,
            selected_at=found.selected_at,
            standing=standing.get(survey.id, Standing.INVITED),
            locale=locale,
            now=now,
        )
        for found, survey in rows
    ]


def invitation(session: Session, account_id: str, survey_id: str, *, locale: str, now: datetime) -> Invited:
    """One of them. Raises NotFound, also where somebody else was invited."""
    standing = _standing(session, account_id).get(survey_id, Standing.INVITED)
    found, survey = invitation_of(session, account_id, survey_id, now=now)
    return invited(survey, selected_at=found.selected_at, standing=standing, locale=locale, now=now)


def invited(survey: Survey, *, selected_at: datetime, standing: Standing, locale: str, now: datetime) -> Invited:
    """A survey as somebody sees it, in a language."""
    dutch = locale == "nl"
    return Invited(
        id=survey.id,
        title=survey.title_nl if dutch else survey.title_en,
        purpose=survey.purpose_nl if dutch else survey.purpose_en,
        why=survey.why_nl if dutch else survey.why_en,
        facts="; ".join(asked_for(Criteria.of(survey), translate=speaking(locale))),
        selected_at=selected_at,
        last_day=last_day(survey),
        ends_at=survey.ends_at,
        is_open=is_open(survey, now=now),
        standing=standing,
    )


def agree(
    session: Session,
    account_id: str,
    survey_id: str,
    *,
    words: str,
    shown_hash: str,
    locale: str,
    notice_version: str,
    now: datetime,
) -> None:
    """Consent to take part, in exactly these words. Raises NotFound, SurveyClosed, WordingChanged."""
    found, survey = invitation_of(session, account_id, survey_id, now=now, lock=True)
    if not is_open(survey, now=now):
        raise SurveyClosed
    if participation_of(session, account_id, survey_id) is not None:
        return
    consent = give_consent(
        session,
        account_id,
        PURPOSE,
        words=words,
        shown_hash=shown_hash,
        locale=locale,
        method=ConsentMethod.SURVEY,
        notice_version=notice_version,
        about_id=survey_id,
        ends_at=survey.ends_at,
        now=now,
    )
    session.add(
        SurveyParticipation(
            account_id=account_id,
            survey_id=survey_id,
            consent_id=consent.id,
            survey=found.survey,
            started_at=now,
        )
    )
    session.flush()


def withdraw(
    session: Session,
    account_id: str,
    survey_id: str,
    *,
    words: str,
    locale: str,
    notice_version: str,
    now: datetime,
) -> None:
    """Withdraw the consent: the answers are deleted in the same transaction, also of a closed survey. Raises NotFound.

    Where nothing was consented to, nothing happens.
    """
    invitation_of(session, account_id, survey_id, now=now, lock=True)
    withdraw_consent(
        session,
        account_id,
        PURPOSE,
        words=words,
        locale=locale,
        method=ConsentMethod.SURVEY,
        notice_version=notice_version,
        about_id=survey_id,
        now=now,
    )


def invitation_of(
    session: Session, account_id: str, survey_id: str, *, now: datetime, lock: bool = False
) -> tuple[SurveyInvitation, Survey]:
    """The person's invitation and its survey. Raises NotFound, also where somebody else was invited."""
    statement = (
        select(SurveyInvitation, Survey)
        .join(Survey, col(Survey.id) == SurveyInvitation.survey_id)
        .where(SurveyInvitation.account_id == account_id, SurveyInvitation.survey_id == survey_id, *_told(now))
    )
    if lock:
        statement = statement.with_for_update(of=SurveyInvitation)
    found = session.exec(statement).first()
    if found is None:
        raise NotFound
    return found


def participation_of(
    session: Session, account_id: str, survey_id: str, *, lock: bool = False
) -> SurveyParticipation | None:
    """The person's participation. ``lock``: it cannot be withdrawn until the transaction ends."""
    statement = select(SurveyParticipation).where(
        SurveyParticipation.account_id == account_id, SurveyParticipation.survey_id == survey_id
    )
    return session.exec(statement.with_for_update() if lock else statement).first()


def _told(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Invitations that somebody may know of: handed to the mail server, and not about to be deleted."""
    return col(SurveyInvitation.state) != DeliveryState.WAITING, col(Survey.ends_at) > now


def _standing(session: Session, account_id: str) -> dict[str, Standing]:
    """How the person stands to the surveys of which they took part in one or withdrew from it."""
    consents = consents_about(session, account_id, PURPOSE)
    found = {about_id: Standing.WITHDRAWN for about_id, consent in consents.items() if not consent.given}
    taken = session.exec(select(SurveyParticipation).where(SurveyParticipation.account_id == account_id))
    return found | {row.survey_id: Standing.DONE if row.finished_at else Standing.STARTED for row in taken}
