"""The officer's desk of retention: what the daily purge would do, what it did, and the holds that stop it."""

from __future__ import annotations

from flask import Response, current_app, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts import visit
from blueprints.rendering import redirect, render
from blueprints.typed import stripped
from models.retention import HoldGround
from services.errors import ServiceError
from services.files import at_commit
from services.rights import holds as service
from services.rights import purge_plan
from services.rights.keeping import Keeper
from services.rights.periods import first_moment

from . import blueprint
from .fields import account_email


class HoldForm(FlaskForm):
    """Keeping everything about an account for longer."""

    email = account_email(_l("Without it we do not know whose data to keep."))
    ground = SelectField(
        _l("Legal ground"),
        description=_l("Without a ground in the law nothing may be kept longer."),
        choices=[(each.value, _l(words)) for each, words in service.GROUNDS.items()],
        validators=[DataRequired()],
    )
    reason = TextAreaField(
        _l("Reason"),
        description=_l(
            "The person reads this, unless telling is forbidden. Name nobody else. Without a reason nothing may be "
            "kept longer."
        ),
        filters=[stripped],
        validators=[
            DataRequired(_l("Fill in the reason: without one nothing may be kept longer.")),
            Length(max=1000, message=_l("This is too long: at most 1000 characters.")),
        ],
        render_kw={"rows": 3},
    )
    until = DateField(
        _l("Until"),
        description=_l(
            "From this day on the usual periods count again. Without an end nothing may be held: set it anew if needed."
        ),
        validators=[DataRequired(_l("Fill in the day on which the hold ends."))],
    )
    secret = BooleanField(
        _l("The law forbids telling the person"),
        description=_l("Then it is in no mail, no copy and no page of theirs."),
    )


@blueprint.get("/privacy/retention")
@open_to(Audience.OFFICERS)
def retention() -> Response:
    """What would go now and why, per rule, and what went before. Accounts go by a code."""
    session = access.session()
    return render(
        "staff/retention.html",
        plan=purge_plan.plan(session, now=access.now()),
        runs=purge_plan.runs(session),
        titles={key: _(title) for key, title in purge_plan.TITLES.items()},
        held=len(service.holds(session, now=access.now())),
    )


@blueprint.get("/privacy/holds")
@open_to(Audience.OFFICERS)
def holds() -> Response:
    """The holds that last, and the form to set one."""
    return _holds(HoldForm())


@blueprint.post("/privacy/holds")
@open_to(Audience.OFFICERS)
def set_hold() -> Response:
    """Set a hold."""
    form = HoldForm()
    if not form.validate_on_submit() or form.until.data is None:
        return _holds(form, status=422)
    try:
        service.set_hold(
            access.session(),
            str(form.email.data),
            ground=HoldGround(form.ground.data),
            reason=str(form.reason.data),
            until=first_moment(form.until.data),
            told=not form.secret.data,
            officer_id=access.account_id(),
            keys=visit.keys(),
            now=access.now(),
        )
    except (service.NoSuchAccount, service.EndsTooEarly) as error:
        return _refused(form, error)
    flash(_("The hold is set. What the platform deletes of the account is kept apart until it ends."), "info")
    return redirect(url_for("staff.holds"))


@blueprint.post("/privacy/holds/<hold_id>/lifting")
@open_to(Audience.OFFICERS)
def lift_hold(hold_id: str) -> Response:
    """End a hold before its time."""
    service.lift_hold(access.session(), hold_id, officer_id=access.account_id(), now=access.now())
    keeper = Keeper.of(current_app.config["PLATFORM"])
    at_commit(access.session(), lambda: keeper.legal.discard(keeper.matter_of(hold_id)))
    flash(_("The hold is lifted. What was kept apart for it is deleted."), "info")
    return redirect(url_for("staff.holds"))


def _refused(form: HoldForm, error: ServiceError) -> Response:
    field = form.until if isinstance(error, service.EndsTooEarly) else form.email
    field.errors = [_(error.message)]
    return _holds(form, status=422)


def _holds(form: HoldForm, status: int = 200) -> Response:
    lasting = service.holds(access.session(), now=access.now())
    grounds = {each: _(words) for each, words in service.GROUNDS.items()}
    return render("staff/holds.html", status=status, form=form, holds=lasting, grounds=grounds)
