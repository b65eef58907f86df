"""Two languages: English at /…, Dutch at /nl/…; times in Amsterdam, in the words of the language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request
from flask_babel import Babel, format_date, format_datetime, get_locale

LOCALES = {"en": "English", "nl": "Nederlands"}
PREFIX = "/nl"

babel = Babel()


class LocalePrefix:
    """WSGI middleware: takes /nl off the path and lets every generated address begin with it."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == PREFIX or path.startswith(PREFIX + "/"):
            environ["PATH_INFO"] = path[len(PREFIX) :] or "/"
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + PREFIX
            environ["platform.locale"] = "nl"
        return self.application(environ, start_response)


def locale() -> str:
    """The language of the page."""
    return request.environ.get("platform.locale", "en")


def in_locale(target: str, other: str) -> str:
    """A path of ours in another language."""
    plain = target
    if target == PREFIX or target.startswith(PREFIX + "/"):
        # Without the prefix, "/nl//elsewhere" would lead elsewhere.
        plain = "/" + target[len(PREFIX) :].lstrip("/\\")
    return plain if other == "en" else PREFIX + plain


def here_in(other: str) -> str:
    """This page in another language; for the answer to a form, the page that the form stood on."""
    if request.method == "GET":
        return in_locale(request.script_root + request.full_path.rstrip("?"), other)
    before = urlsplit(request.referrer or "")
    ours = before.netloc == request.host
    return in_locale(f"{before.path}?{before.query}".rstrip("?") if ours else request.script_root + "/", other)


def day(value: date | datetime) -> str:
    """A day in words: 22 November 2026."""
    return format_date(value, "d MMMM y")


def moment(value: datetime) -> str:
    """A day and time in words, Amsterdam time."""
    return format_datetime(value, "d MMMM y, HH:mm")


def init_app(app: Flask) -> None:
    """Speak the visitor's language."""
    app.config.update(
        BABEL_DEFAULT_LOCALE="en",
        BABEL_DEFAULT_TIMEZONE="Europe/Amsterdam",
        BABEL_TRANSLATION_DIRECTORIES="translations",
    )
    babel.init_app(app, locale_selector=locale)
    app.wsgi_app = LocalePrefix(app.wsgi_app)  # type: ignore[method-assign]
    app.jinja_env.filters.update(day=day, moment=moment)
    app.jinja_env.globals.update(locales=LOCALES, here_in=here_in, babel_locale=get_locale)
    app.context_processor(lambda: {"lang": locale()})
