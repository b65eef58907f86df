"""One's surveys, and agreeing to take part or withdrawing it: one button either way."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.notices import version_in_force
from blueprints.rendering import redirect, render
from models.privacy import Interest
from services.consents import WordingChanged
from services.rights import objections
from services.surveys import objecting, taking_part
from services.surveys.taking_part import Invited, SurveyClosed

from . import blueprint
from .forms import AgreementForm
from .wording import consent_words, standings


@blueprint.get("")
@open_to(Audience.ACCOUNTS)
def index() -> Response:
    """The surveys one was invited to, how one stands to each, and the way not to be selected."""
    session, account_id = access.session(), access.account_id()
    return render(
        "surveys/index.html",
        surveys=taking_part.invitations(session, account_id, locale=locale(), now=access.now()),
        standings=standings(),
        objects=objections.objects(session, account_id, Interest.SURVEYS),
    )


@blueprint.post("/objection")
@open_to(Audience.ACCOUNTS)
def object_to_selection() -> Response:
    """Object to being selected for surveys: honoured at once."""
    objecting.object_to_selection(access.session(), access.account_id(), now=access.now())
    flash(_("From now on we do not select you for a survey."), "info")
    return redirect(url_for("surveys.index"))


@blueprint.post("/<survey_id>/consent")
@open_to(Audience.ACCOUNTS)
def agree(survey_id: str) -> Response:
    """Take part, by exactly the words that were read."""
    words = consent_words(invitation(survey_id))
    try:
        taking_part.agree(
            access.session(),
            access.account_id(),
            survey_id,
            words=words,
            shown_hash=AgreementForm().wording.data or "",
            locale=locale(),
            notice_version=version_in_force(),
            now=access.now(),
        )
    except (SurveyClosed, WordingChanged) as error:
        flash(_(error.message), "warn")
    return redirect(url_for("surveys.show", survey_id=survey_id))


@blueprint.post("/<survey_id>/withdrawal")
@open_to(Audience.ACCOUNTS)
def withdraw(survey_id: str) -> Response:
    """Withdraw: the answers are deleted at once."""
    words = consent_words(invitation(survey_id))
    session, now = access.session(), access.now()
    taking_part.withdraw(
        session,
        access.account_id(),
        survey_id,
        words=words,
        locale=locale(),
        notice_version=version_in_force(),
        now=now,
    )
    flash(_("You withdrew. Your answers are deleted."), "info")
    return redirect(url_for("surveys.index"))


def invitation(survey_id: str) -> Invited:
    """The survey as one was invited to it. Raises NotFound."""
    return taking_part.invitation(access.session(), access.account_id(), survey_id, locale=locale(), now=access.now())
