"""Error pages in the look of the rest: what happened, in a sentence, and where to go on."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from blueprints.rendering import own_path
from services.errors import NotFound, ServiceError

WITH_WAY_BACK = (413, 422)


def init_app(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(NotFound, lambda _error: _page(404))
    app.register_error_handler(ServiceError, _service_error)
    app.register_error_handler(500, lambda _error: _page(500))


def _page(code: int, text: str | None = None) -> Response:
    titles = {
        404: (
            _("This page is not here"),
            _("It may have moved, or it is not open to you. Check the address, or start from the explorer."),
        ),
        410: (_("This page is gone"), _("It was taken down on purpose, and will not come back here.")),
        413: (_("That file is too large"), _("Send a file of at most 10 MB.")),
        422: (_("That did not work"), _("Go back, check what you filled in, and try again.")),
        429: (_("Too many requests"), _("Wait a minute and try again.")),
        500: (
            _("Something broke on our side"),
            _("Nothing you typed was at fault. Try again in a minute; if it stays, tell us."),
        ),
        503: (_("We are busy"), _("Many people ask for the same at this moment. Try again in a minute.")),
    }
    title, standard = titles.get(code, titles[422])
    back = _page_before() if code in WITH_WAY_BACK else None
    return make_response(render_template("errors/error.html", title=title, text=text or standard, back=back), code)


def _page_before() -> str | None:
    """The path that the request was sent from, where that is a page of ours."""
    before = urlsplit(request.referrer or "")
    path = own_path(before.path, "") if before.netloc == request.host else ""
    return path or None


def _http_error(error: HTTPException) -> Response:
    code = error.code or 500
    if code < 400 and error.response is not None:
        return make_response(error.get_response())
    response = _page(code)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _expired_form(_error: CSRFError) -> Response:
    text = _("The form had been open for too long, or cookies are off. Go back, reload the page and send it again.")
    return _page(422, text)


def _service_error(error: ServiceError) -> Response:
    return _page(422, _(error.message))
