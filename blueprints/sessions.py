"""The glue to Flask-Login: the cookie holds a token, the token leads to a row, the row to a viewer."""

from __future__ import annotations

from flask import Flask, current_app
from flask_login import AnonymousUserMixin, LoginManager, UserMixin

from services import logins
from services.viewers import ANYONE, Viewer

from . import access

manager = LoginManager()


class Visitor(UserMixin):
    """Somebody who is logged in, as Flask-Login wants to know them."""

    def __init__(self, viewer: Viewer, token: str) -> None:
        self.viewer = viewer
        self.token = token

    def get_id(self) -> str:
        return self.token


class UnknownVisitor(AnonymousUserMixin):
    """Somebody who is not."""

    viewer = ANYONE


@manager.user_loader
def load(token: str) -> Visitor | None:
    """Who the token belongs to; None where the session ended."""
    platform = current_app.config["PLATFORM"]
    found = logins.resume(
        access.session(),
        token,
        now=access.now(),
        idle=platform.session_idle_limit,
        absolute=platform.session_absolute_limit,
    )
    return Visitor(found, token) if found is not None else None


def init_app(app: Flask) -> None:
    """Recognise who comes back."""
    manager.session_protection = None
    manager.anonymous_user = UnknownVisitor
    manager.init_app(app)
