"""One's own organisation: shown, edited, and brought to our team for verification."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.free_text import render_passages
from blueprints.localisation import locale
from blueprints.rendering import invalid, redirect, render
from models.client import VerificationState
from services import one_person, organisations, verifications
from services.organisations import OrganisationView
from services.publication.places import country_name
from services.publication.vocabulary import vocabulary

from . import blueprint
from .forms import OrganisationForm, RepresentativeForm, VerificationForm


@blueprint.get("")
@open_to(Audience.CLIENTS)
def show() -> Response:
    """The organisation and how far its verification has come."""
    return _page(VerificationForm())


@blueprint.get("/edit")
@open_to(Audience.OWNERS)
def edit() -> Response:
    """The form for the organisation."""
    return edit_page(OrganisationForm(data=asdict(_own().details)))


@blueprint.post("/edit")
@open_to(Audience.OWNERS)
def update() -> Response:
    """Save the organisation."""
    form = OrganisationForm()
    if not form.validate_on_submit():
        return edit_page(form, status=422)
    lapsed = organisations.edit_organisation(
        access.session(),
        str(access.viewer().organisation_id),
        form.details(),
        account_id=access.account_id(),
        now=access.now(),
    )
    if lapsed:
        flash(_("Saved. What we had checked has changed, so the organisation has to be verified again."), "warn")
    else:
        flash(_("Your organisation is saved."), "info")
    return redirect(url_for("clients.show"))


@blueprint.post("/passages")
@open_to(Audience.OWNERS)
def passages() -> Response:
    """What in the description identifies, while it is typed."""
    return render_passages(OrganisationForm().about)


@blueprint.get("/representative")
@open_to(Audience.CLIENTS)
def edit_representative() -> Response:
    """The form for who acts for the organisation."""
    return render("clients/representative.html", form=RepresentativeForm(data=asdict(_own().representative)))


@blueprint.post("/representative")
@open_to(Audience.CLIENTS)
def update_representative() -> Response:
    """Save who acts for the organisation."""
    form = RepresentativeForm()
    if not form.validate_on_submit():
        return invalid("clients/representative.html", form=form)
    organisations.edit_representative(access.session(), access.account_id(), form.details(), now=access.now())
    flash(_("Your own details are saved."), "info")
    return redirect(url_for("clients.show"))


@blueprint.post("/verification")
@open_to(Audience.OWNERS)
def ask_verification() -> Response:
    """Ask our team to verify the organisation."""
    form = VerificationForm()
    if not form.validate_on_submit():
        return _page(form, status=422)
    try:
        verifications.ask(
            access.session(),
            str(access.viewer().organisation_id),
            account_id=access.account_id(),
            note=form.note.data,
            now=access.now(),
        )
    except (verifications.EmailNotConfirmed, verifications.DetailsMissing, verifications.AlreadyAsked) as error:
        form.form_errors.append(_(error.message))
        return _page(form, status=422)
    flash(_("You asked for verification. We mail you as soon as we have an answer."), "info")
    return redirect(url_for("clients.show"))


def edit_page(form: OrganisationForm, *, status: int = 200, problem: str | None = None) -> Response:
    """The page to edit the organisation; ``problem``: what is wrong with the switch of a one-person business."""
    return render(
        "clients/edit.html",
        "clients/_one_person.html",
        status=status,
        form=form,
        checked=_is_checked(_own()),
        one_person=one_person.is_on(
            access.session(), str(access.viewer().organisation_id), account_id=access.account_id()
        ),
        problem=problem,
    )


def _page(form: VerificationForm, status: int = 200) -> Response:
    own = _own()
    industry, country = own.details.industry, own.details.country
    return render(
        "clients/show.html",
        status=status,
        form=form,
        organisation=own,
        industry=vocabulary().label("nace", industry, locale())[0] if industry else None,
        country=country_name(country, locale()) if country else None,
    )


def _own() -> OrganisationView:
    return organisations.view(access.session(), str(access.viewer().organisation_id), account_id=access.account_id())


def _is_checked(organisation: OrganisationView) -> bool:
    """Whether a change of name or number would undo a verification or take back the request for one."""
    return organisation.state in (VerificationState.VERIFIED, VerificationState.PENDING)
