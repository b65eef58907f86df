"""The choice about cookies, and the statement of those that there are: both made from what is declared."""

from __future__ import annotations

from flask import Response, abort, request, url_for
from flask_babel import lazy_gettext as _l

from blueprints import cookies
from blueprints.access import Audience, open_to
from blueprints.rendering import own_path, redirect, render
from blueprints.security import csrf, is_from_here
from services.cookies import OPTIONAL, CookieCategory, of_category

from . import blueprint

NAMES = {
    CookieCategory.NECESSARY: _l("Necessary"),
    CookieCategory.FUNCTIONAL: _l("Functional"),
    CookieCategory.ANALYTICAL: _l("Analytical"),
    CookieCategory.TRACKING: _l("Tracking"),
}
USES = {
    CookieCategory.FUNCTIONAL: _l("Remember what makes the site handier for you, beyond what you ask for."),
    CookieCategory.ANALYTICAL: _l("Count which pages and features are used, to improve them."),
    CookieCategory.TRACKING: _l("Follow you across pages or sites, to show you something of others."),
}
ALL, NONE = "all", "none"


@blueprint.get("/cookies", endpoint="cookies")
@open_to(Audience.EVERYONE)
def show() -> Response:
    """Every cookie there is, and the choice about those that are not necessary."""
    response = render(
        "preferences/cookies.html",
        declared=[(NAMES[each.category], each) for each in cookies.declared()],
        categories=[(each, NAMES[each], USES[each], of_category(cookies.declared(), each)) for each in OPTIONAL],
        chosen=cookies.chosen(),
        refused=cookies.is_refused_by_browser(),
        saved="saved" in request.args and cookies.chosen() is not None,
    )
    response.vary.update((cookies.SIGNAL, "Cookie"))
    return response


@blueprint.post("/cookies", endpoint="choose_cookies")
@csrf.exempt
@open_to(Audience.EVERYONE)
def choose() -> Response:
    """Keep the choice: all, none, or the categories that were ticked. Needs no session, as the choice of colours."""
    if not is_from_here():
        abort(404)
    response = redirect(own_path(request.form.get("next"), url_for("preferences.cookies", saved="yes")))
    cookies.choose(response, frozenset() if cookies.is_refused_by_browser() else _allowed())
    return response


def _allowed() -> frozenset[CookieCategory]:
    asked = request.form.get("choice")
    if asked in (ALL, NONE):
        return frozenset(OPTIONAL if asked == ALL else ())
    ticked = request.form.getlist("allow")
    return frozenset(each for each in OPTIONAL if each.value in ticked)
