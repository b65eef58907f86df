"""The officer's record of data that were handed to an authority because a law demanded it."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectChoice, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts import visit
from blueprints.localisation import day
from blueprints.rendering import redirect, render
from blueprints.typed import stripped
from models.privacy import Category
from models.register import REGISTER
from services import lawful_disclosures as service
from services.errors import ServiceError
from services.rights.audience import categories_in_use
from services.rights.periods import first_moment
from services.tables import csv_of

from . import blueprint
from .records import table


def _text(label: str, missing: str, hint: str = "") -> StringField:
    return StringField(
        label,
        description=hint,
        filters=[stripped],
        validators=[DataRequired(missing), Length(max=300, message=_l("This is too long: at most 300 characters."))],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


class DemandForm(FlaskForm):
    """What was handed over, to whom and why."""

    who = _text(
        _l("Whose data"),
        _l("Fill in the e-mail address of the account, or its code."),
        _l("The e-mail address of the account, or its code of eight signs. Without it nobody can be told."),
    )
    authority = _text(
        _l("Authority"),
        _l("Fill in to which authority."),
        _l("Without it the record is not complete, and nothing is saved."),
    )
    ground = _text(
        _l("Legal ground"),
        _l("Fill in the article that demands it."),
        _l("Such as “Sv art. 126nd”. The person reads it. Without one nothing may be handed over."),
    )
    reference = _text(
        _l("Reference of the demand"),
        _l("Fill in the reference that the authority gave."),
        _l("Without it the record is not complete, and nothing is saved."),
    )
    categories = SelectMultipleField(
        _l("Which data"),
        description=_l("Without it the record is not complete, and nothing is saved."),
        choices=[SelectChoice(each.value, _l(REGISTER[each].title)) for each in categories_in_use()],
        validators=[DataRequired(_l("Choose at least one kind of data."))],
        invalid_choice_message=_l("Choose one of the list."),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    disclosed_on = DateField(
        _l("Handed over on"),
        description=_l("Without it the record is not complete, and nothing is saved."),
        validators=[DataRequired(_l("Fill in the day."))],
    )
    silent_until = DateField(
        _l("Telling is forbidden until"),
        description=_l("Only where the law forbids it: from this day on the person is told. Else leave it empty."),
        validators=[Optional()],
    )


@blueprint.get("/privacy/lawful-disclosures")
@open_to(Audience.OFFICERS)
def lawful_disclosures() -> Response:
    """What was handed over so far, and the form to record one."""
    return _disclosures(DemandForm())


@blueprint.post("/privacy/lawful-disclosures")
@open_to(Audience.OFFICERS)
def record_lawful_disclosure() -> Response:
    """Record one."""
    form = DemandForm()
    if not form.validate_on_submit() or form.disclosed_on.data is None:
        return _disclosures(form, status=422)
    silent = form.silent_until.data
    try:
        service.record_disclosure(
            access.session(),
            str(form.who.data),
            authority=str(form.authority.data),
            ground=str(form.ground.data),
            reference=str(form.reference.data),
            categories=[Category(each) for each in form.categories.data or ()],
            disclosed_at=first_moment(form.disclosed_on.data),
            silent_until=first_moment(silent) if silent else None,
            officer_id=access.account_id(),
            keys=visit.keys(),
            now=access.now(),
        )
    except (service.NoSuchPerson, service.NotYet, service.SilenceIsOver) as error:
        return _refused(form, error)
    told = (
        _("It is recorded, and the person is told.") if not silent else _("It is recorded. The person is told later.")
    )
    flash(told, "info")
    return redirect(url_for("staff.lawful_disclosures"))


@blueprint.get("/privacy/lawful-disclosures.csv")
@open_to(Audience.OFFICERS)
def lawful_disclosures_table() -> Response:
    """What was handed over, as a table; accounts go by a code."""
    heading = [
        _("Account"), _("Authority"), _("Legal ground"), _("Reference of the demand"), _("Which data"),
        _("Handed over on"), _("Telling is forbidden until"), _("Told"),
    ]  # fmt: skip
    rows = [
        [
            each.code,
            each.authority,
            each.ground,
            each.reference,
            ", ".join(_(title) for title in each.titles),
            day(each.disclosed_at),
            day(each.silent_until) if each.silent_until else "",
            _("Yes") if each.told else _("No"),
        ]
        for each in service.demanded(access.session())
    ]
    return table(csv_of(heading, rows), "lawful-disclosures.csv")


def _refused(form: DemandForm, error: ServiceError) -> Response:
    fields = {service.NotYet: form.disclosed_on, service.SilenceIsOver: form.silent_until}
    fields.get(type(error), form.who).errors = [_(error.message)]
    return _disclosures(form, status=422)


def _disclosures(form: DemandForm, status: int = 200) -> Response:
    found = service.demanded(access.session())
    return render("staff/lawful_disclosures.html", status=status, form=form, disclosures=found)
