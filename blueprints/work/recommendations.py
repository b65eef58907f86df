"""Recommendations: who fits a piece of work, and whether one wants to see any."""

from __future__ import annotations

from flask import Response, current_app, flash, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.rendering import own_path, redirect, render
from models.client import Organisation
from services import recommending, shortlist_views, views, work_descriptions
from services.aliases import alias_of, order_key_of
from services.work_descriptions import OwnWork

from . import blueprint
from .fits import Reasons, reasons


@blueprint.get("/<work_id>/candidates")
@open_to(Audience.CLIENTS)
def candidates(work_id: str) -> Response:
    """Professionals who fit the organisation's work, with reasons; none before verification or where switched off."""
    session, viewer = access.session(), access.viewer()
    own = work_descriptions.own_work(session, viewer, work_id)
    shown = recommending.are_shown(session, access.account_id())
    found = _found(own) if shown and viewer.is_verified_client else []
    kept = shortlist_views.kept_among(session, viewer, [view.id for view, _score, _why in found])
    return render("work/candidates.html", work=own, found=found, shown=shown, kept=kept)


@blueprint.post("/recommendations")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def choose_recommendations() -> Response:
    """Show recommendations, or none."""
    shown = request.form.get("shown") == "yes"
    recommending.choose(access.session(), access.account_id(), shown=shown)
    flash(_("Recommendations are shown again.") if shown else _("Recommendations are switched off."), "info")
    return redirect(own_path(request.form.get("next"), url_for("work.index")))


def _found(own: OwnWork) -> list[tuple[views.VerifiedView, int, Reasons]]:
    organisation = access.session().get_one(Organisation, access.viewer().organisation_id)
    without = recommending.left_out(access.session(), organisation.id)
    key = order_key_of(organisation.alias_key)
    with current_app.extensions["database"].verified() as confined:
        today = access.now().date()
        found = recommending.for_work(confined, own.details, without=without, order_key=key, today=today)
    return [
        (
            views.verified_view(each.row, alias_of(organisation.alias_key, each.row.id), locale()),
            each.fit.score,
            reasons(each.fit),
        )
        for each in found
    ]
