"""Pages of text."""

from __future__ import annotations

from flask import Response, url_for

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import redirect, render
from services.publication.shown import crowd_size
from services.rights import wording

from . import blueprint


@blueprint.get("/")
@open_to(Audience.EVERYONE)
def home() -> Response:
    """The explorer is the first page."""
    return redirect(url_for("talent.index"))


@blueprint.get("/about")
@open_to(Audience.EVERYONE)
def about() -> Response:
    """What the platform is, for whom, and what it promises."""
    return render("pages/about.html")


@blueprint.get("/how-pseudonyms-work")
@open_to(Audience.EVERYONE)
def how_pseudonyms_work() -> Response:
    """Who sees what, and why."""
    return render("pages/how_pseudonyms_work.html", crowd_size=crowd_size(access.session()))


@blueprint.get("/how-ranking-works")
@open_to(Audience.EVERYONE)
def how_ranking_works() -> Response:
    """What decides the order of the explorer, and what never does."""
    return render("pages/how_ranking_works.html")


@blueprint.get("/accessibility")
@open_to(Audience.EVERYONE)
def accessibility() -> Response:
    """The accessibility statement."""
    return render("pages/accessibility.html")


@blueprint.get("/contact")
@open_to(Audience.EVERYONE)
def contact() -> Response:
    """How to reach the controller, use a right, or complain."""
    return render("pages/contact.html", rights=wording.RIGHTS, wording=wording)
