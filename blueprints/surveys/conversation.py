"""The conversation at one address: information first, then each question where one left off, then what was said."""

from __future__ import annotations

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.rendering import redirect, render, wants_fragment
from services.consents import wording_hash
from services.errors import NotFound
from services.surveys import answering
from services.surveys.answering import Conversation
from services.surveys.questions import Question
from services.surveys.taking_part import Invited, SurveyClosed

from . import blueprint
from .forms import AgreementForm, ReplyForm, empty_form, reply_form
from .invitations import invitation
from .wording import consent_words


@blueprint.get("/<survey_id>")
@open_to(Audience.ACCOUNTS)
def show(survey_id: str) -> Response:
    """What it is about, for who has not agreed; else the next question, or at the end all that was said."""
    survey, talk = invitation(survey_id), _conversation(survey_id)
    if talk is not None:
        return _goes_on(survey, talk)
    words = consent_words(survey)
    form = AgreementForm(data={"wording": wording_hash(words)})
    return render("surveys/information.html", survey=survey, words=words, form=form)


@blueprint.get("/<survey_id>/questions/<int:number>")
@open_to(Audience.ACCOUNTS)
def question(survey_id: str, number: int) -> Response:
    """A question to look back at, or to change the answer to."""
    survey, talk = invitation(survey_id), _conversation(survey_id)
    if talk is None or not survey.is_open or not talk.may_ask(number):
        return redirect(url_for("surveys.show", survey_id=survey_id))
    asked = talk.questions[number - 1]
    return _asks(survey, talk, asked, reply_form(asked, talk.answer_to(asked)))


@blueprint.post("/<survey_id>/questions/<int:number>")
@open_to(Audience.ACCOUNTS)
def answer(survey_id: str, number: int) -> Response:
    """Answer a question, or skip it, and go on where one left off."""
    survey, talk = invitation(survey_id), _conversation(survey_id)
    if talk is None or not talk.may_ask(number):
        raise NotFound
    asked = talk.questions[number - 1]
    form = reply_form(asked, talk.answer_to(asked))
    skips = "skip" in request.form
    if not skips and not form.validate_on_submit():
        return _asks(survey, talk, asked, form, status=422)
    reply = None if skips else form.reply_to(asked)
    try:
        answering.answer(
            access.session(), access.account_id(), survey_id, number, reply, locale=locale(), now=access.now()
        )
    except SurveyClosed as error:
        flash(_(error.message), "warn")
        return redirect(url_for("surveys.show", survey_id=survey_id))
    if not wants_fragment():
        return redirect(url_for("surveys.show", survey_id=survey_id))
    access.session().flush()
    return _goes_on(invitation(survey_id), _conversation(survey_id) or talk)


def _conversation(survey_id: str) -> Conversation | None:
    return answering.conversation(access.session(), access.account_id(), survey_id, locale=locale())


def _goes_on(survey: Invited, talk: Conversation) -> Response:
    """The next question; what was said where there is none, or where the survey takes no answers any more."""
    asked = talk.next
    if asked is not None and survey.is_open:
        return _asks(survey, talk, asked, empty_form(asked))
    turns = talk.before(len(talk.questions) + 1)
    return render("surveys/said.html", "surveys/_said.html", survey=survey, turns=turns)


def _asks(survey: Invited, talk: Conversation, asked: Question, form: ReplyForm, *, status: int = 200) -> Response:
    return render(
        "surveys/question.html",
        "surveys/_question.html",
        status=status,
        survey=survey,
        question=asked,
        total=len(talk.questions),
        turns=talk.before(asked.number),
        form=form,
    )
