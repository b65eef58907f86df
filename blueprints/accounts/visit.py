"""What a request says of where it comes from, and the session that a log-in gives it."""

from __future__ import annotations

import re

import flask
from flask import current_app, request, url_for
from flask_login import login_user, logout_user

from blueprints.sessions import load
from services.tokens import TokenKeys
from services.viewers import Part, Viewer

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def keys() -> TokenKeys:
    """The platform's keys for links and digests."""
    return current_app.extensions["token_keys"]


def network() -> str:
    """The network address that the request came from."""
    return request.remote_addr or ""


def browser() -> str:
    """Browser and system, coarse enough to recognise a device of one's own and not to follow it: Firefox, Linux."""
    agent = request.user_agent.string
    found = [next((name for mark, name in known if re.search(mark, agent)), "") for known in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in found if name)


def enter(token: str) -> Viewer:
    """Let the browser in with a session of its own; nothing of an earlier visit is left in the cookie."""
    flask.session.clear()
    visitor = load(token)
    if visitor is None:
        raise RuntimeError("a session that just began cannot be resumed")
    login_user(visitor)
    return visitor.viewer


def leave() -> None:
    """Forget the session in the cookie."""
    logout_user()
    flask.session.clear()


def home(viewer: Viewer) -> str:
    """Where somebody starts who just came in."""
    match viewer.part:
        case Part.PROFESSIONAL:
            return url_for("professionals.show")
        case Part.CLIENT:
            return url_for("clients.dashboard")
        case Part.STAFF:
            return url_for("staff.index")
        case _:
            return url_for("talent.index")
