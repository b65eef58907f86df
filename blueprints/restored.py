"""After a backup was restored nothing is served until whoever it brought back is erased again."""

from __future__ import annotations

from flask import Flask, Response, current_app, make_response, request

from services.ledger import Ledger, Standing, standing

REPLAY = "flask --app app ledger replay"


def init_app(app: Flask) -> None:
    """Stand in front of everything else."""
    app.extensions["in_step"] = False
    app.before_request(_refuse)


def standing_of(app: Flask) -> Standing:
    """How the application's database stands to the ledger."""
    with app.extensions["database"].read() as session:
        return standing(session, Ledger.of(app.config["PLATFORM"]))


def _refuse() -> Response | None:
    """Look until the two agree once: from then on this process itself keeps them so."""
    if current_app.extensions["in_step"] or request.endpoint == "static":
        return None
    found = standing_of(current_app._get_current_object())  # type: ignore[attr-defined]
    if found is Standing.IN_STEP:
        current_app.extensions["in_step"] = True
        return None
    # Without the layout of other pages, which would look up who is visiting.
    page = current_app.jinja_env.get_template("errors/restored.html")
    response = make_response(page.render(lost=found is Standing.LOST, command=REPLAY), 503)
    response.headers["Retry-After"] = "600"
    response.headers["Cache-Control"] = "no-store"
    return response
