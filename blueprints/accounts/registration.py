"""Registering: as a professional or as a client; the answer is the same for an address that is known."""

from __future__ import annotations

from flask import Response, url_for

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.rendering import invalid, redirect, render
from services import accounts

from . import blueprint, visit
from .forms import ClientRegistrationForm, ProfessionalRegistrationForm


@blueprint.get("/register")
@open_to(Audience.EVERYONE)
def register() -> Response:
    """The choice between the two."""
    if access.viewer().is_known:
        return _at_home()
    return render("accounts/register.html")


@blueprint.get("/register/professional")
@open_to(Audience.EVERYONE)
def new_professional() -> Response:
    """The form for professionals."""
    if access.viewer().is_known:
        return _at_home()
    return render("accounts/register_professional.html", form=ProfessionalRegistrationForm())


@blueprint.post("/register/professional")
@open_to(Audience.EVERYONE)
def create_professional() -> Response:
    """Register a professional."""
    form = ProfessionalRegistrationForm()
    if not form.validate_on_submit():
        return invalid("accounts/register_professional.html", form=form)
    return _register(form)


@blueprint.get("/register/client")
@open_to(Audience.EVERYONE)
def new_client() -> Response:
    """The form for clients."""
    if access.viewer().is_known:
        return _at_home()
    return render("accounts/register_client.html", form=ClientRegistrationForm())


@blueprint.post("/register/client")
@open_to(Audience.EVERYONE)
def create_client() -> Response:
    """Register a client with an organisation."""
    form = ClientRegistrationForm()
    if not form.validate_on_submit():
        return invalid("accounts/register_client.html", form=form)
    return _register(form, organisation=form.organisation.data)


@blueprint.get("/register/sent")
@open_to(Audience.EVERYONE)
def registered() -> Response:
    """Where to go on: in the mail."""
    return render("accounts/registered.html")


def _at_home() -> Response:
    """Who is logged in has registered: they start where they always do."""
    return redirect(visit.home(access.viewer()))


def _register(form: ProfessionalRegistrationForm, organisation: str | None = None) -> Response:
    accounts.register(
        access.session(),
        email=str(form.email.data),
        password=str(form.password.data),
        first_name=str(form.first_name.data),
        last_name=str(form.last_name.data),
        organisation=organisation,
        locale=locale(),
        browser=visit.browser(),
        keys=visit.keys(),
        now=access.now(),
    )
    return redirect(url_for("accounts.registered"))
