"""The cookies that the platform sets, under the names that it sets them by."""

from __future__ import annotations

from flask import current_app

from blueprints.layout import THEME_COOKIE
from models.register import N_
from services.rights.notice import Cookie


def cookies() -> tuple[Cookie, ...]:
    """Every cookie that a visitor may get; a test compares them with what is really set."""
    return (
        Cookie(
            current_app.config["SESSION_COOKIE_NAME"],
            N_("Keeps you logged in, and protects the forms you send. It is set when you log in or open a form."),
            N_("Strictly necessary: no consent needed"),
            N_("Until you close the browser or log out"),
        ),
        Cookie(
            THEME_COOKIE,
            N_("Remembers whether you chose light or dark colours. It is set only when you choose."),
            N_("A preference you asked for: no consent needed"),
            N_("One year"),
        ),
    )
