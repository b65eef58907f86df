"""Security headers on every answer, and CSRF protection of every unsafe method."""

from __future__ import annotations

from flask import Flask, Response, current_app, request
from flask_wtf import CSRFProtect

from .access import Audience, access_of, viewer

csrf = CSRFProtect()

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "X-Robots-Tag": "noindex, noarchive",
}
A_YEAR = 31_536_000
ASKS_PLACE = ("accounts.login", "accounts.create_login")
"""The page whose button may ask the browser where it is."""


def init_app(app: Flask) -> None:
    """Protect every answer."""
    csrf.init_app(app)
    app.after_request(_protect)


def is_from_here() -> bool:
    """Whether the browser says that the request was made by a page of ours (Fetch Metadata, else Origin)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin == request.host_url.rstrip("/")


def _protect(response: Response) -> Response:
    if request.endpoint in ASKS_PLACE:
        permitted = HEADERS["Permissions-Policy"].replace("geolocation=()", "geolocation=(self)")
        response.headers["Permissions-Policy"] = permitted
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["PLATFORM"].is_production:
        response.headers["Strict-Transport-Security"] = f"max-age={2 * A_YEAR}; includeSubDomains"
    if request.endpoint != "static":
        keeps = _is_for_anyone() and not response.cache_control.no_store
        response.headers["Cache-Control"] = "no-cache" if keeps else "no-store"
    return response


def _is_for_anyone() -> bool:
    """Whether the answer is the same for everybody: a public page, read by somebody unknown."""
    access = access_of(current_app, request.endpoint) if request.endpoint else None
    return access is not None and Audience.EVERYONE in access.audiences and not viewer().is_known
