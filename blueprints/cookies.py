"""The only place that sets cookies: by their declaration, and optional ones by the visitor's choice alone."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, has_request_context, request

from services import cookies
from services.cookies import DECLARED, CookieCategory, DeclaredCookie, UndeclaredCookie

SIGNAL = "Sec-GPC"
"""The header by which a browser says that its owner refuses (Global Privacy Control)."""


class Answer(Response):
    """A response that refuses cookies which are not declared, or not allowed by who gets it."""

    def set_cookie(self, key: str, value: str = "", *args: Any, **options: Any) -> None:
        category = named(key).category
        if value and has_request_context() and not may_set(category):
            raise UndeclaredCookie(f"The visitor did not allow {category.value} cookies, such as {key!r}.")
        super().set_cookie(key, value, *args, **options)


def init_app(app: Flask) -> None:
    """Let every answer pass here. ``COOKIES`` in the configuration has the cookies that are declared."""
    app.config.setdefault("COOKIES", DECLARED)
    app.response_class = Answer
    app.context_processor(lambda: {"cookie_question": is_to_be_asked()})


def declared() -> tuple[DeclaredCookie, ...]:
    """Every cookie that a visitor may get."""
    return current_app.config["COOKIES"]


def named(name: str) -> DeclaredCookie:
    """The declaration of a cookie. Raises UndeclaredCookie."""
    found = next((each for each in declared() if each.name == name), None)
    if found is None:
        raise UndeclaredCookie(f"The cookie {name!r} is not declared in services/cookies.py.")
    return found


def may_set(category: CookieCategory) -> bool:
    """Whether the visitor may be given a cookie of the category: to be asked before anything optional is stored."""
    return cookies.may_set(category, chosen=chosen(), refused=is_refused_by_browser())


def chosen() -> frozenset[CookieCategory] | None:
    """The optional categories that the visitor allowed; None where they made no choice that still counts."""
    return cookies.read(request.cookies.get(cookies.CHOICE.name), declared())


def is_refused_by_browser() -> bool:
    """Whether the browser refuses for its owner."""
    return request.headers.get(SIGNAL) == "1"


def is_to_be_asked() -> bool:
    """Whether there is something to choose that nobody chose: nobody is asked about nothing."""
    optional = any(each.category in cookies.OPTIONAL for each in declared())
    return optional and not is_refused_by_browser() and chosen() is None


def put(response: Response, cookie: DeclaredCookie, value: str) -> None:
    """Set a cookie as it is declared; an optional one that the visitor did not allow is left out."""
    if not may_set(cookie.category):
        return
    lifetime = cookie.kept.lifetime
    response.set_cookie(
        cookie.name,
        value,
        max_age=None if lifetime is None else int(lifetime.total_seconds()),
        secure=current_app.config["PLATFORM"].is_production,
        httponly=True,
        samesite="Lax",
    )


def remove(response: Response, cookie: DeclaredCookie) -> None:
    """Take a cookie back."""
    response.delete_cookie(cookie.name, secure=current_app.config["PLATFORM"].is_production, samesite="Lax")


def choose(response: Response, allowed: frozenset[CookieCategory]) -> None:
    """Keep the visitor's choice, and take back what it does not allow (any more)."""
    put(response, cookies.CHOICE, cookies.written(allowed, declared()))
    for cookie in declared():
        if cookie.category in cookies.OPTIONAL and cookie.category not in allowed and cookie.name in request.cookies:
            remove(response, cookie)
