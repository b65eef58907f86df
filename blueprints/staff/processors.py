"""The officer's register of companies that process data for us, and of what leaves the European Economic Area."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import SelectChoice

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.rendering import redirect, render
from models.adequacy import ADEQUATE, LOOKED_UP
from services import audit, transfers
from services import processors as service
from services.errors import ServiceError
from services.publication.places import countries
from services.transfers import TransferBasis

from . import blueprint
from .processor_forms import ProcessorForm
from .records import where


@blueprint.get("/privacy/processors")
@open_to(Audience.OFFICERS)
def processors() -> Response:
    """The companies with their agreements, and the form to record one."""
    return _processors(_form())


@blueprint.post("/privacy/processors")
@open_to(Audience.OFFICERS)
def record_processor() -> Response:
    """Put an agreement on record."""
    form, today = _form(), access.now().date()
    if not form.validate_on_submit() or form.signed_on.data is None:
        return _processors(form, status=422)
    try:
        agreement = service.record_agreement(
            access.session(),
            name=str(form.name.data),
            purpose=form.chosen_purpose,
            host=str(form.host.data),
            signed_on=form.signed_on.data,
            ends_on=form.ends_on.data,
            country=str(form.country.data),
            subprocessors=form.subprocessors.data or "",
            safeguard=form.chosen_safeguard,
            copy=_copy(form),
            today=today,
        )
    except ServiceError as error:
        return _refused(form, error)
    audit.record(
        access.session(), "processor.recording", actor_id=access.account_id(), about_id=agreement.id, now=access.now()
    )
    flash(_("The agreement is on record."), "info")
    return redirect(url_for("staff.processors"))


@blueprint.post("/privacy/processors/<agreement_id>/end")
@open_to(Audience.OFFICERS)
def end_processor(agreement_id: str) -> Response:
    """Let an agreement end with this day."""
    service.end_agreement(access.session(), agreement_id, today=access.now().date())
    audit.record(
        access.session(), "processor.ending", actor_id=access.account_id(), about_id=agreement_id, now=access.now()
    )
    flash(_("The agreement ends today. From tomorrow on nothing is sent to this company."), "info")
    return redirect(url_for("staff.processors"))


@blueprint.get("/privacy/transfers")
@open_to(Audience.OFFICERS)
def transfers_outside() -> Response:
    """What leaves the European Economic Area and on which basis, and the countries that are found adequate."""
    today = access.now().date()
    working = service.processors(access.session(), today=today, working=True)
    return render(
        "staff/transfers.html",
        outside=[each for each in working if each.basis is not TransferBasis.WITHIN],
        adequate=ADEQUATE,
        looked_up=LOOKED_UP,
        **_words(),
    )


def _form() -> ProcessorForm:
    form = ProcessorForm()
    form.country.choices = [SelectChoice("", ""), *(SelectChoice(*each) for each in countries(locale()))]
    return form


def _copy(form: ProcessorForm) -> service.Copy | None:
    sent = form.copy.data
    return service.read_copy(sent.read(service.LARGEST_COPY + 1)) if isinstance(sent, FileStorage) and sent else None


def _refused(form: ProcessorForm, error: ServiceError) -> Response:
    fields = {
        service.NoBasisForTransfer: form.safeguard,
        service.NoCopyOfSafeguards: form.copy,
        service.UnreadableCopy: form.copy,
        service.EndsBeforeItBegan: form.ends_on,
    }
    fields[type(error)].errors = [_(error.message)]
    return _processors(form, status=422)


def _processors(form: ProcessorForm, status: int = 200) -> Response:
    today = access.now().date()
    found = service.processors(access.session(), today=today)
    return render("staff/processors.html", status=status, form=form, processors=found, today=today, **_words())


def _words() -> dict[str, Any]:
    return {
        "purposes": service.PURPOSES,
        "bases": transfers.BASES,
        "safeguards": transfers.SAFEGUARDS,
        "where": where,
    }
