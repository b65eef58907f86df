"""Consents: a switch each, and a form with a button where there is no JavaScript."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.notices import version_in_force
from blueprints.rendering import invalid, redirect, render, wants_fragment
from models.consent import ConsentMethod, ConsentPurpose
from services.consents import REQUESTS, WordingChanged, consents_of, give_consent, withdraw_consent

from . import blueprint, presentation
from .centre import overview

FRAGMENT = "privacy/_consent_changed.html"


class ConsentForm(FlaskForm):
    """Whether it is given, and the fingerprint of the words that were read."""

    given = BooleanField()
    wording = HiddenField()


@blueprint.post("/consents/<purpose>")
@open_to(Audience.ACCOUNTS)
def consents(purpose: str) -> Response:
    """Give or withdraw one consent: the same step either way."""
    wanted = next((each for each in REQUESTS if each.value == purpose), None)
    if wanted is None:
        abort(404)
    try:
        _record(wanted, ConsentForm())
    except WordingChanged as error:
        problems = {wanted: _(error.message)}
        changed = _changed(wanted)
        return invalid("privacy/index.html", FRAGMENT, **{**overview(), "problems": problems, "consent": changed})
    if wants_fragment():
        found = overview()
        return render("privacy/index.html", FRAGMENT, consent=_changed(wanted), **found)
    return redirect(url_for("privacy.index", _anchor="consents"))


def _record(purpose: ConsentPurpose, form: ConsentForm) -> None:
    session, account_id = access.session(), access.account_id()
    said: dict[str, Any] = {
        "words": _changed(purpose).words,
        "locale": locale(),
        "method": ConsentMethod.PRIVACY_CENTRE,
        "notice_version": version_in_force(),
        "now": access.now(),
    }
    if form.given.data:
        give_consent(session, account_id, purpose, shown_hash=form.wording.data or "", **said)
    else:
        withdraw_consent(session, account_id, purpose, **said)


def _changed(purpose: ConsentPurpose) -> presentation.Asked:
    found = consents_of(access.session(), access.account_id(), now=access.now())
    return presentation.asked(found[purpose])
