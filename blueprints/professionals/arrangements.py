"""What has to be arranged for a professional: special categories of data, kept by explicit consent only.

What was typed is saved in the step in which the consent is given: the first one only shows the words of it.
"""

from __future__ import annotations

from flask import Response, current_app, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import day, locale
from blueprints.notices import version_in_force
from blueprints.rendering import invalid, redirect, render
from models.consent import ConsentMethod
from services import consent_history
from services import special_categories as service
from services.consents import WordingChanged, wording_hash
from services.special_categories import Matter

from . import blueprint
from .arrangement_forms import ArrangementForm, TextForm, sentence


@blueprint.get("/arrangements", endpoint="arrangements")
@open_to(Audience.PROFESSIONALS)
def index() -> Response:
    """What is recorded, each with its consent and the way out of it."""
    found = service.recorded(access.session(), access.account_id(), now=access.now())
    return render("professionals/arrangements.html", recorded=found, words=service, sentence=sentence)


@blueprint.get("/arrangements/new", endpoint="new_arrangement")
@open_to(Audience.PROFESSIONALS)
def new() -> Response:
    """The form, without the consent: its words follow from what is filled in."""
    return render("professionals/arrangement_new.html", form=ArrangementForm(), words=None)


@blueprint.post("/arrangements", endpoint="create_arrangement")
@open_to(Audience.PROFESSIONALS)
def create() -> Response:
    """Show the words of the consent to what was filled in, or record it with the consent to those words."""
    form = ArrangementForm()
    if not form.validate_on_submit():
        return invalid("professionals/arrangement_new.html", form=form, words=None)
    words = _words(form.matter())
    if not form.wording.data:
        return _ask(form, words)
    try:
        _record(form, words)
    except service.NoExplicitConsent as error:
        form.consent.errors = [_(error.message)]
    except (WordingChanged, service.EndsInThePast, service.TooMany) as error:
        form.form_errors.append(_(error.message))
    if form.errors:
        return _ask(form, words, status=422)
    flash(_("Saved, with your consent. You can withdraw it here at any time."), "info")
    return redirect(url_for("professionals.arrangements"))


@blueprint.get("/arrangements/<row_id>/edit", endpoint="edit_arrangement")
@open_to(Audience.PROFESSIONALS)
def edit(row_id: str) -> Response:
    """The form for the text."""
    found = service.one(access.session(), access.account_id(), row_id, now=access.now())
    return render("professionals/arrangement_edit.html", form=TextForm(data={"text": found.text}), row_id=row_id)


@blueprint.post("/arrangements/<row_id>", endpoint="update_arrangement")
@open_to(Audience.PROFESSIONALS)
def update(row_id: str) -> Response:
    """Save the text: the consent stays, as it names what it is about and why."""
    form = TextForm()
    service.one(access.session(), access.account_id(), row_id, now=access.now())
    if not form.validate_on_submit():
        return invalid("professionals/arrangement_edit.html", form=form, row_id=row_id)
    service.correct(access.session(), access.account_id(), row_id, str(form.text.data), now=access.now())
    flash(_("Your correction is saved."), "info")
    return redirect(url_for("professionals.arrangements"))


@blueprint.post("/arrangements/<row_id>/withdrawal", endpoint="withdraw_arrangement")
@open_to(Audience.PROFESSIONALS)
def withdraw(row_id: str) -> Response:
    """Withdraw the consent: what was written is deleted with it."""
    session, account_id, now = access.session(), access.account_id(), access.now()
    found = service.one(session, account_id, row_id, now=now)
    consent_history.withdraw(
        session,
        account_id,
        found.consent_id,
        method=ConsentMethod.PROFILE_FORM,
        notice_version=version_in_force(),
        now=now,
    )
    flash(_("Your consent is withdrawn, and what you wrote is deleted."), "info")
    return redirect(url_for("professionals.arrangements"))


def _words(matter: Matter) -> str:
    return service.consent_words(matter, platform=current_app.config["PLATFORM"].platform_name, translate=_, day=day)


def _ask(form: ArrangementForm, words: str, status: int = 200) -> Response:
    """The form with the words of the consent to it, not ticked: nobody consents to words that changed meanwhile."""
    form.wording.data, form.consent.data = wording_hash(words), False
    return render("professionals/arrangement_new.html", status=status, form=form, words=words)


def _record(form: ArrangementForm, words: str) -> None:
    service.record(
        access.session(),
        access.account_id(),
        form.matter(),
        explicit=bool(form.consent.data),
        words=words,
        shown_hash=str(form.wording.data),
        locale=locale(),
        notice_version=version_in_force(),
        now=access.now(),
    )
