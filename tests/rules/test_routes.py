"""Every route says who may use it; what changes something is never a GET."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter, Rule

from blueprints.access import Access, Audience, access_of

GUARDED_OTHERWISE = ("preferences.theme", "preferences.choose_cookies", "newsletters.unsubscribe")
"""By Fetch Metadata, so that no session is needed, and by a token in the address."""


def _ours(app: Flask) -> list[str]:
    return sorted({rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint != "static"})


def test_every_route_says_who_may_use_it(app: Flask) -> None:
    silent = [endpoint for endpoint in _ours(app) if not isinstance(access_of(app, endpoint), Access)]
    assert silent == []


def test_a_route_is_for_somebody(app: Flask) -> None:
    for endpoint in _ours(app):
        access = access_of(app, endpoint)
        assert access is not None and access.audiences, endpoint


def test_routes_open_to_everyone_are_these(app: Flask) -> None:
    """A route that opens to everyone by mistake must not pass unseen."""
    public = {
        endpoint
        for endpoint in _ours(app)
        if Audience.EVERYONE in (access_of(app, endpoint) or Access(frozenset(), False, False)).audiences
    }
    blueprints = {endpoint.split(".")[0] for endpoint in public}
    assert blueprints <= {
        "accounts",
        "contact",
        "development",
        "newsletters",
        "pages",
        "partners",
        "preferences",
        "references",
        "surveys",
        "talent",
        "transfers",
    }


def test_a_view_without_access_is_refused(app: Flask) -> None:
    app.add_url_rule("/left-open", "left_open", lambda: "secret")
    response = app.test_client().get("/left-open")
    assert response.status_code == 404
    assert b"secret" not in response.data


def test_unsafe_methods_need_a_csrf_token(app: Flask) -> None:
    client = app.test_client()
    unsafe = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in ("static", *GUARDED_OTHERWISE)
        and rule.methods
        and rule.methods & {"POST", "PUT", "DELETE"}
    ]
    assert unsafe
    for rule in unsafe:
        path = rule.build({name: _value(rule, name) for name in rule.arguments})
        assert path is not None
        assert client.post(path[1]).status_code in (303, 404, 422), rule.endpoint


def test_the_theme_is_not_set_from_elsewhere(app: Flask) -> None:
    client = app.test_client()
    refused = client.post("/preferences/theme", data={"theme": "dark"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 404
    assert "theme" not in refused.headers.get("Set-Cookie", "")


def _value(rule: Rule, name: str) -> str | int:
    """Something that the route's converter takes: one of the items it lists, a number, else any word."""
    if isinstance(rule._converters[name], IntegerConverter):
        return 1
    listed = getattr(rule._converters[name], "items", None)
    return next(iter(listed)) if listed else "x"
