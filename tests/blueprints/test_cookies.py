"""Cookies: none that is not declared, none that is optional before a choice, a refusal as near as a consent."""

from __future__ import annotations

import ast
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from flask import Flask, Response, make_response

from blueprints import cookies
from blueprints.access import Audience, open_to
from services.cookies import DECLARED, OPTIONAL, CookieCategory, DeclaredCookie, Kept, UndeclaredCookie, read, written
from tests.factories import make_client, make_professional_account
from tests.factories_privacy import enter
from tests.pages import Browser, Page

ROOT = Path(__file__).parents[2]
CHOICE = "/preferences/cookies"
COUNTER = DeclaredCookie("counter", CookieCategory.ANALYTICAL, "Counts pages.", "With your consent.", Kept.HALF_A_YEAR)
GPC = {"Sec-GPC": "1"}


@pytest.fixture
def counting(app: Flask) -> Flask:
    """A platform that declares an optional cookie, and a page that sets it."""
    app.config["COOKIES"] = (*DECLARED, COUNTER)

    def count() -> Response:
        response = make_response("counted")
        cookies.put(response, COUNTER, "1")
        return response

    app.add_url_rule("/counted", "counted", open_to(Audience.EVERYONE)(count))
    return app


def choose(browser: Browser, choice: str, **values: object) -> Page:
    data = {"choice": choice, **values}
    response = browser.client.post(CHOICE, data=data, headers=browser.headers, follow_redirects=True)
    return Page(response, response.request.path)


def is_counted(browser: Browser) -> bool:
    browser.client.get("/counted", headers=browser.headers)
    return browser.client.get_cookie("counter") is not None


def test_nothing_optional_is_set_before_a_choice_and_everything_after_it_follows_the_choice(
    counting: Flask, browser: Browser
) -> None:
    assert not is_counted(browser)
    choose(browser, "none")
    assert not is_counted(browser)
    choose(browser, "all")
    assert is_counted(browser)
    choose(browser, "ticked", allow=["functional", "tracking"])
    assert browser.client.get_cookie("counter") is None, "what was allowed before is taken back"
    assert not is_counted(browser)
    choose(browser, "ticked", allow=["analytical"])
    assert is_counted(browser)


def test_a_browser_that_refuses_is_obeyed_whatever_was_chosen(counting: Flask, browser: Browser) -> None:
    choose(browser, "all")
    browser.headers = GPC
    assert not is_counted(browser)
    page = browser.get(CHOICE)
    assert "Global Privacy Control" in page.text
    assert len(page.select("//input[@name='allow'][@disabled]")) == len(OPTIONAL)
    assert not page.select("//button[@name='choice']")
    choose(browser, "all")
    browser.headers = {}
    assert not is_counted(browser), "what such a browser sends is kept as a refusal"
    assert "Sec-GPC" in page.response.headers["Vary"]


def test_machines_read_that_the_signal_is_obeyed(browser: Browser) -> None:
    assert browser.client.get("/.well-known/gpc.json").get_json()["gpc"] is True


def test_refusing_takes_the_same_one_press_as_allowing(counting: Flask, browser: Browser) -> None:
    for path in ("/about", CHOICE):
        page = browser.get(path)
        buttons = {button.get("value"): button for button in page.select("//button[@name='choice']")}
        assert {"none", "all"} <= set(buttons)
        assert {buttons[each].get("class") for each in ("none", "all")} == {"btn"}
        assert {buttons[each].get("data-kind") for each in ("none", "all")} == {None}
    assert page.select("//input[@name='allow'][@checked]") == [], "off by default"


def test_the_question_stands_below_the_page_until_somebody_chose_or_refuses(counting: Flask, browser: Browser) -> None:
    def asked(path: str = "/about") -> bool:
        return bool(browser.get(path).select("//section[@aria-labelledby='cookie-question']"))

    assert asked() and asked("/nl/talent")
    browser.headers = GPC
    assert not asked()
    browser.headers = {}
    choose(browser, "none")
    assert not asked()


def test_nobody_is_asked_about_nothing_but_a_choice_is_kept(browser: Browser) -> None:
    assert not browser.get("/about").select("//section[@aria-labelledby='cookie-question']")
    page = browser.get(CHOICE)
    assert page.text.count("We set none of these today.") == len(OPTIONAL)
    assert "Set-Cookie" not in page.response.headers
    page = choose(browser, "none")
    assert "Your choice is kept" in page.text and "You refused everything that is optional." in page.text
    assert "Your choice is kept" not in browser.get(CHOICE).text


def test_what_was_allowed_before_there_was_anything_is_no_consent_to_it() -> None:
    before, after = DECLARED, (*DECLARED, COUNTER)
    everything, nothing = frozenset(OPTIONAL), frozenset[CookieCategory]()
    assert read(written(everything, before), before) == everything
    assert read(written(everything, before), after) is None
    assert read(written(nothing, before), after) == nothing, "a refusal stands"
    for broken in (None, "", "x.analytical", ".analytical", "analytical"):
        assert not read(broken, after)


def test_a_cookie_that_is_not_declared_cannot_be_set(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(UndeclaredCookie, match="stranger"):
        make_response("").set_cookie("stranger", "1")


def test_an_optional_cookie_cannot_be_set_around_the_choice(counting: Flask) -> None:
    with counting.test_request_context(), pytest.raises(UndeclaredCookie, match="did not allow"):
        make_response("").set_cookie("counter", "1")


def test_only_one_module_sets_cookies() -> None:
    setting = {
        str(path.relative_to(ROOT))
        for folder in ("blueprints", "services", "models")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in ("set_cookie", "delete_cookie"))
        or (isinstance(node, ast.Constant) and str(node.value).lower() == "set-cookie")
    }
    assert setting == {"blueprints/cookies.py"}
    assert not any("cookie" in path.read_text("utf-8").lower() for path in (ROOT / "static" / "js").glob("app*.js"))


def test_every_answer_sets_only_what_is_declared_with_its_flags_and_lifetime(app: Flask, browser: Browser) -> None:
    with app.extensions["database"].write() as session:
        people = [make_professional_account(session), make_client(session)]
    browser.client.post("/preferences/theme", data={"theme": "dark"})
    found = _set_on_all_pages(app, browser)
    for person in people:
        enter(browser, app, person.account_id)
        found |= _set_on_all_pages(app, browser)
    for path, values in ((CHOICE, {"choice": "all"}), ("/preferences/theme", {"theme": "light"})):
        found |= _cookies_in(browser.client.post(path, data=values))
    declared = {each.name: each.kept.lifetime for each in DECLARED}
    assert {name for name, *_rest in found} == set(declared)
    for name, age, http_only, same_site, path in found:
        lifetime = declared[name]
        assert age == ("" if lifetime is None else str(int(lifetime.total_seconds()))), name
        assert (http_only, same_site, path) == (True, "Lax", "/"), name


def test_the_choice_is_not_made_from_elsewhere(browser: Browser) -> None:
    answer = browser.client.post(CHOICE, data={"choice": "all"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers
    away = browser.client.post(CHOICE, data={"choice": "none", "next": "//elsewhere.example"})
    assert away.location.startswith("/preferences/cookies")


def _set_on_all_pages(app: Flask, browser: Browser) -> set[tuple[str, str, bool, str, str]]:
    rules = [rule for rule in app.url_map.iter_rules() if not rule.arguments and "GET" in (rule.methods or ())]
    pages = [str(rule.rule) for rule in rules if not str(rule.rule).endswith(".pdf")]
    return {each for path in pages for each in _cookies_in(browser.client.get(path))}


def _cookies_in(response: object) -> set[tuple[str, str, bool, str, str]]:
    found = set()
    for header in response.headers.getlist("Set-Cookie"):  # type: ignore[attr-defined]
        for name, morsel in SimpleCookie(header).items():
            found.add((name, morsel["max-age"], bool(morsel["httponly"]), morsel["samesite"], morsel["path"]))
    return found
