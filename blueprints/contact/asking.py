"""The form for everybody; what it answers says nothing of whether an address is known."""

from __future__ import annotations

from flask import Response, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts.visit import keys, network
from blueprints.localisation import locale
from blueprints.privacy.case_forms import ContactForm, kind_of
from blueprints.rendering import invalid, redirect, render
from models.case import CaseKind, RightsRequest
from services.rights import cases, proving
from services.rights.cases import Asked

from . import blueprint


@blueprint.get("/requests")
@open_to(Audience.EVERYONE)
def new() -> Response:
    """The form; who is logged in has one of their own."""
    kind = kind_of(request.args.get("kind")) or CaseKind.QUESTION
    if access.viewer().is_known:
        return redirect(url_for("privacy.new_request", kind=kind.value))
    return render("contact/new.html", form=ContactForm(formdata=None, data={"kind": kind.value}))


@blueprint.post("/requests")
@open_to(Audience.EVERYONE)
def create() -> Response:
    """Take it in; a request about one's rights goes on to the code that was mailed."""
    form = ContactForm()
    if not form.validate_on_submit():
        return invalid("contact/new.html", form=form)
    session, now = access.session(), access.now()
    try:
        proving.admit_message(session, keys=keys(), network=network(), now=now)
    except proving.TooManyTries as error:
        form.form_errors.append(_(error.message))
        return invalid("contact/new.html", form=form)
    asked = Asked(
        CaseKind(form.kind.data), str(form.text.data), locale(), form.name.data, form.email.data, form.phone.data
    )
    case = cases.ask(session, asked, keys=keys(), now=now)
    if isinstance(case, RightsRequest) and case.email:
        proving.send_code(session, case, now=now)
        return redirect(url_for("contact.proof", token=proving.proving_token(keys(), case.id)))
    return redirect(url_for("contact.received"))


@blueprint.get("/received")
@open_to(Audience.EVERYONE)
def received() -> Response:
    """What happens now."""
    return render("contact/received.html")
