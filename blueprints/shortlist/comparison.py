"""Up to four professionals side by side, as the organisation may read them; each is opened, logged and counted."""

from __future__ import annotations

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import redirect, render
from blueprints.talent.opening import open_profile
from models.privacy import Tier
from services import shortlist_views
from services.errors import NotFound

from . import blueprint

LEAST, MOST = 2, 4


@blueprint.get("/comparison")
@open_to(Audience.CLIENTS)
def comparison() -> Response:
    """The same rows of each beside each other; who is not shown any more is left out."""
    if not access.viewer().is_verified_client:
        raise NotFound
    asked = list(dict.fromkeys(request.args.getlist("profile")))
    if not LEAST <= len(asked) <= MOST:
        flash(_("Choose two, three or four professionals to compare."), "warn")
        return redirect(url_for("shortlist.index"))
    opened = []
    for key in asked:
        try:
            found = open_profile(key)
        except NotFound:
            continue
        if found.tier is not Tier.ANONYMOUS:
            opened.append(found)
    profiles = [each.profile for each in opened]
    shared = set.intersection(*({skill for skill, *_rest in each.skills} for each in profiles)) if profiles else set()
    return render(
        "shortlist/comparison.html",
        opened=opened,
        profiles=profiles,
        shared=shared,
        left_out=len(asked) - len(opened),
        entries=shortlist_views.kept_among(access.session(), access.viewer(), [each.id for each in profiles]),
    )
