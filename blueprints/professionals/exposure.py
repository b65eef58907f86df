"""How far the professional stands out: both settings with what anyone would read, the meter, and the choice."""

from __future__ import annotations

from flask import Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import InputRequired

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.labels import options, words
from blueprints.localisation import locale
from blueprints.rendering import redirect, render
from models.bands import Exposure
from services import exposures, progress, views
from services.exposures import Basis
from services.publication import sharing
from services.publication.meter import TOLD
from services.publication.shown import crowd_size

from . import blueprint
from .advising import advice_of
from .wording import fact_label

NO_TILE = views.tile(0)


class ExposureForm(FlaskForm):
    """One of the two settings."""

    exposure = RadioField(
        _l("How far you stand out"),
        description=_l("Without a choice nothing of you is public."),
        validators=[InputRequired(_l("Choose one of the two settings: nothing is published before you do."))],
        validate_choice=False,
    )

    def __init__(self, chosen: Exposure | None = None) -> None:
        super().__init__(exposure=chosen and chosen.value)
        self.exposure.choices = options(Exposure)

    @property
    def setting(self) -> Exposure | None:
        """The setting that was sent, if it is one."""
        known = {each.value: each for each in Exposure}
        return known.get(self.exposure.data)


@blueprint.get("/exposure", endpoint="exposure")
@open_to(Audience.PROFESSIONALS)
def edit() -> Response:
    """Both settings side by side; as a fragment the meter of the one that is looked at."""
    chosen = exposures.chosen(access.session(), access.account_id())
    return _page(ExposureForm(chosen), chosen)


@blueprint.post("/exposure", endpoint="choose_exposure")
@open_to(Audience.PROFESSIONALS)
def update() -> Response:
    """Choose a setting; what was public under the other ends at once."""
    form = ExposureForm()
    if not form.validate_on_submit() or form.setting is None:
        form.exposure.errors = form.exposure.errors or [_("Choose one of the two settings.")]
        return _page(form, exposures.chosen(access.session(), access.account_id()), status=422)
    ended = exposures.choose(access.session(), access.account_id(), form.setting, now=access.now())
    flash(_("You chose “%(setting)s”.", setting=words(form.setting)) + (f" {_ended()}" if ended else ""), "info")
    return redirect(url_for("professionals.preview"))


def _ended() -> str:
    return _("Your public page has ended. You come back under another name at the next round.")


def _page(form: ExposureForm, chosen: Exposure | None, *, status: int = 200) -> Response:
    session, account_id = access.session(), access.account_id()
    outlooks = exposures.outlooks(session, account_id, now=access.now())
    asked = {each.value: each for each in Exposure}.get(request.args.get("exposure", ""))
    telling = max(outlooks, key=lambda each: each.basis is not Basis.NOTHING)
    looked_at = next(each for each in outlooks if each.exposure is (asked or chosen or telling.exposure))
    standing = progress.progress_of(session, account_id, now=access.now())
    return render(
        "professionals/exposure.html",
        "professionals/_meter.html",
        status=status,
        form=form,
        chosen=chosen,
        progress=standing,
        settings=[(each, views.preview(each.facts, locale(), id="", name="", tile=NO_TILE)) for each in outlooks],
        advice={each.exposure: advice_of(each, but=url_for("professionals.exposure")) for each in outlooks},
        crowd_size=crowd_size(session),
        looked_at=looked_at,
        meter=exposures.measure(session, account_id, looked_at, now=access.now()),
        many=sharing.MANY,
        told=TOLD,
        fact_label=fact_label,
    )
