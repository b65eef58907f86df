"""Inviting: who is eligible is written down once, and mailed at most once (services/deliveries.py); closing."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage

from sqlalchemy import ColumnElement, delete
from sqlmodel import Session, col, func, select

from config import Config
from models.account import Account
from models.database import Database
from models.delivery import DeliveryState
from models.register import N_
from models.survey import Survey, SurveyInvitation, SurveyQuestion, SurveyState
from services import audit, background, deliveries, post
from services.deliveries import Counts, Deliveries, Step
from services.errors import NotFound, ServiceError
from services.mail_templates import write_designed
from services.rights.periods import ZONE
from services.tokens import TokenKeys

from .drafting import draft, end_after
from .eligibility import Criteria, count, eligible, may_be_selected
from .links import objection_token
from .reasons import reasons, speaking

SEND = "send_survey"
GOING_ON = (SurveyState.SENDING, SurveyState.PAUSED, SurveyState.SENT)
_MAIL = "survey-invitation"


class NothingAsked(ServiceError):
    """A survey without a question."""

    message = N_("Write at least one question first.")


class NobodyEligible(ServiceError):
    """Nobody fits the criteria."""

    message = N_("Nobody is eligible at the moment. Ask for less, or wait.")


class ClosesTooEarly(ServiceError):
    """The last day of the survey is over."""

    message = N_("The last day to answer is over. Choose a later one first.")


def is_open(survey: Survey, *, now: datetime) -> bool:
    """Whether people can take part."""
    return survey.state in GOING_ON and now < survey.closes_at


def start(session: Session, survey_id: str, *, staff_id: str, now: datetime) -> None:
    """Begin to invite. Raises NotFound, AlreadySent, NothingAsked, NobodyEligible, ClosesTooEarly."""
    survey = draft(session, survey_id)
    if now >= survey.closes_at:
        raise ClosesTooEarly
    if not session.exec(select(func.count()).where(SurveyQuestion.survey_id == survey_id)).one():
        raise NothingAsked
    if not count(session, Criteria.of(survey), now=now):
        raise NobodyEligible
    survey.state, survey.started_at = SurveyState.SENDING, now
    audit.record(session, "survey.sending", actor_id=staff_id, about_id=survey_id, now=now)
    background.enqueue(session, SEND, survey_id, 0)


def pause(session: Session, survey_id: str, *, staff_id: str, now: datetime) -> None:
    """Stop after the mail that is on its way; nothing happens where nothing is being sent. Raises NotFound."""
    survey = _locked(session, survey_id)
    if survey.state is SurveyState.SENDING:
        survey.state = SurveyState.PAUSED
        audit.record(session, "survey.pause", actor_id=staff_id, about_id=survey_id, now=now)


def resume(session: Session, survey_id: str, *, staff_id: str, now: datetime) -> None:
    """Go on where it was paused; nothing happens where it is not. Raises NotFound."""
    survey = _locked(session, survey_id)
    if survey.state is SurveyState.PAUSED and is_open(survey, now=now):
        survey.state = SurveyState.SENDING
        audit.record(session, "survey.resumption", actor_id=staff_id, about_id=survey_id, now=now)
        background.enqueue(session, SEND, survey_id, 0)


def close(session: Session, survey_id: str, *, staff_id: str, now: datetime) -> None:
    """End it before its last day: nobody is invited or answers any more, and answers go that much earlier.

    Nothing happens where it is not open. Raises NotFound.
    """
    survey = _locked(session, survey_id)
    if not is_open(survey, now=now):
        return
    survey.state, survey.closes_at = SurveyState.CLOSED, now
    survey.ends_at = end_after(now.astimezone(ZONE).date(), survey.kept_days)
    waiting = col(SurveyInvitation.state) == DeliveryState.WAITING
    session.exec(delete(SurveyInvitation).where(_of(survey_id), waiting))
    audit.record(session, "survey.closing", actor_id=staff_id, about_id=survey_id, now=now)


def list_invited(session: Session, survey_id: str, *, now: datetime) -> None:
    """Write down who is invited and why, in their language: once, whoever becomes eligible later."""
    survey = _locked(session, survey_id)
    if survey.state is not SurveyState.SENDING or survey.listed_at is not None:
        return
    criteria = Criteria.of(survey)
    for person in eligible(session, criteria, now=now):
        told = "; ".join(reasons(criteria, person, translate=speaking(person.locale)))
        title = survey.title_nl if person.locale == "nl" else survey.title_en
        session.add(
            SurveyInvitation(account_id=person.account_id, survey_id=survey_id, survey=title, why=told, selected_at=now)
        )
    survey.listed_at = now


def send_batch(database: Database, config: Config, survey_id: str, attempt: int, *, now: datetime) -> Step:
    """Send some of what waits and was put off at most ``attempt`` times; says how to go on."""
    return deliveries.send_batch(database, config, _deliveries(survey_id, config, now), attempt, now=now)


def finish(session: Session, survey_id: str, *, now: datetime) -> None:
    """Note that all invitations are sent, or given up."""
    survey = _locked(session, survey_id)
    if survey.state is SurveyState.SENDING:
        deliveries.give_up(session, SurveyInvitation, _of(survey_id))
        survey.state, survey.finished_at = SurveyState.SENT, now


def counts(session: Session, survey_id: str) -> Counts:
    """How far the invitations are."""
    return deliveries.count(session, SurveyInvitation, _of(survey_id))


def _deliveries(survey_id: str, config: Config, now: datetime) -> Deliveries:
    """The invitations to a survey, which go out while it is being sent."""
    return Deliveries(
        SurveyInvitation,
        _of(survey_id),
        lambda session: session.get_one(Survey, survey_id).state is SurveyState.SENDING,
        lambda session, invitation_id: _claim(session, invitation_id, config=config, now=now),
    )


def _claim(session: Session, invitation_id: str, *, config: Config, now: datetime) -> EmailMessage | None:
    """Take an invitation; None where it is taken, sending is paused, or the person must be left out since."""
    invitation = session.get(SurveyInvitation, invitation_id, with_for_update=True)
    if invitation is None or invitation.state is not DeliveryState.WAITING:
        return None
    survey = session.get_one(Survey, invitation.survey_id)
    if survey.state is not SurveyState.SENDING:
        return None
    if not is_open(survey, now=now) or not may_be_selected(session, invitation.account_id):
        session.delete(invitation)
        return None
    invitation.state = DeliveryState.CLAIMED
    account = session.get_one(Account, invitation.account_id)
    return _message(invitation, survey, account, config=config, now=now)


def _message(
    invitation: SurveyInvitation, survey: Survey, account: Account, *, config: Config, now: datetime
) -> EmailMessage:
    """The invitation, with why they were chosen and the way to object, also as a button of the mail program."""
    dutch = account.locale == "nl"
    objecting = "/surveys/objecting/" + objection_token(TokenKeys(config.secret_key), account.id)
    content = write_designed(
        _MAIL,
        locale=account.locale,
        config=config,
        title=survey.title_nl if dutch else survey.title_en,
        purpose=survey.purpose_nl if dutch else survey.purpose_en,
        chosen=survey.why_nl if dutch else survey.why_en,
        facts=invitation.why,
        survey=f"/surveys/{survey.id}",
        objecting=objecting,
    )
    message = post.compose(invitation.id, config, account.email, content, now)
    deliveries.offer_way_out(message, config.base_url + objecting, "surveys", config)
    return message


def _of(survey_id: str) -> ColumnElement[bool]:
    return col(SurveyInvitation.survey_id) == survey_id


def _locked(session: Session, survey_id: str) -> Survey:
    survey = session.get(Survey, survey_id, with_for_update=True)
    if survey is None:
        raise NotFound
    return survey
