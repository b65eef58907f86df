"""Verifying organisations: the queue, one request, and the decision."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.rendering import redirect, render
from blueprints.typed import stripped
from services import verifications as service
from services.organisation_checks import checks_of
from services.publication.places import country_name
from services.publication.vocabulary import vocabulary

from . import blueprint


class RefusalForm(FlaskForm):
    """Declining a request."""

    reason = TextAreaField(
        _l("Reason"),
        description=_l(
            "The client gets this by mail: say what has to change. Write it in the language of the "
            "client. Without a reason they cannot mend anything, so nothing is declined."
        ),
        filters=[stripped],
        validators=[
            DataRequired(_l("Fill in the reason: the client has to know what to change.")),
            Length(max=1000, message=_l("This is too long: at most 1000 characters.")),
        ],
        render_kw={"rows": 4},
    )


@blueprint.get("/verifications")
@open_to(Audience.VERIFIERS)
def verifications() -> Response:
    """The open requests, the oldest first."""
    return render("staff/verifications.html", waiting=service.waiting(access.session()))


@blueprint.get("/verifications/<verification_id>")
@open_to(Audience.VERIFIERS, writes=True)
def verification(verification_id: str) -> Response:
    """One request; that it was looked at is logged for the representative to read."""
    service.disclose(access.session(), verification_id, viewer_id=access.account_id(), now=access.now())
    return _page(verification_id, RefusalForm())


@blueprint.post("/verifications/<verification_id>/approval")
@open_to(Audience.VERIFIERS)
def approve(verification_id: str) -> Response:
    """Verify the organisation."""
    service.approve(access.session(), verification_id, staff_id=access.account_id(), now=access.now())
    flash(_("The organisation is verified. We mail the client."), "info")
    return redirect(url_for("staff.verifications"))


@blueprint.post("/verifications/<verification_id>/refusal")
@open_to(Audience.VERIFIERS)
def decline(verification_id: str) -> Response:
    """Decline the request, with a reason."""
    form = RefusalForm()
    if not form.validate_on_submit():
        return _page(verification_id, form, status=422)
    service.decline(
        access.session(),
        verification_id,
        staff_id=access.account_id(),
        reason=str(form.reason.data),
        now=access.now(),
    )
    flash(_("The request is declined. We mail the client the reason."), "info")
    return redirect(url_for("staff.verifications"))


def _page(verification_id: str, form: RefusalForm, status: int = 200) -> Response:
    case = service.case(access.session(), verification_id)
    industry, country = case.organisation.industry, case.organisation.country
    return render(
        "staff/verification.html",
        status=status,
        form=form,
        case=case,
        statements=case.statements,
        checks=checks_of(
            country=country,
            number=case.organisation.registration_number,
            website=case.organisation.website,
            email=case.email,
            vat_number=case.organisation.vat_number,
        ),
        industry=vocabulary().label("nace", industry, locale())[0] if industry else None,
        country=country_name(country, locale()) if country else None,
    )
