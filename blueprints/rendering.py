"""Page or fragment at one URL. The only module that knows how htmx asks.

htmx 4 says in HX-Request-Type whether it wants a whole page or a part; a boosted link and a restored history entry
want the page.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Response, make_response, render_template, request
from flask import redirect as flask_redirect
from htmx_flask import Htmx

VARY = ("HX-Request", "HX-Request-Type", "HX-History-Restore-Request", "HX-Boosted")

htmx = Htmx()


def wants_fragment() -> bool:
    """Whether the request asks for a part of the page only."""
    asked = request.headers.get("HX-Request-Type") == "partial"
    return asked and not request.htmx.boosted and not request.htmx.history_restore_request  # type: ignore[attr-defined]


def render(page: str, fragment: str | None = None, /, *, status: int = 200, **context: Any) -> Response:
    """The page ``feature/name.html``, or only its fragment ``feature/_name.html`` where htmx asks for one."""
    template = fragment if fragment and wants_fragment() else page
    response = make_response(render_template(template, **context), status)
    response.vary.update(VARY)
    return response


def invalid(page: str, fragment: str | None = None, /, **context: Any) -> Response:
    """The form once more, as it was filled in, with what is wrong and how to mend it: 422."""
    return render(page, fragment, status=422, **context)


def redirect(target: str) -> Response:
    """Go on to another page: 303, or HX-Redirect where a fragment was asked for, so that it never lands inside."""
    if wants_fragment():
        response = make_response("", 200)
        response.headers["HX-Redirect"] = target
    else:
        response = make_response(flask_redirect(target, 303))
    response.vary.update(VARY)
    return response


def own_path(target: str | None, otherwise: str) -> str:
    """The target where it is a path on this site, else the other: nobody is sent away by a link they were given."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or "\\" in target:
        return otherwise
    parts = urlsplit(target)
    return otherwise if parts.scheme or parts.netloc or any(ord(c) < 32 for c in target) else target
