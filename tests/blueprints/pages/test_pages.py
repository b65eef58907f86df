from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from config import Config
from tests.pages import Browser

PAGES = ("/about", "/how-pseudonyms-work", "/how-ranking-works", "/notice", "/accessibility", "/contact")


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_has_one_heading_and_may_be_listed_by_search_engines(browser: Browser, path: str) -> None:
    for address, language in ((path, "en"), ("/nl" + path, "nl")):
        page = browser.get(address)
        assert page.status == 200
        assert page.select("//html/@lang") == [language]
        assert len(page.select("//h1")) == 1
        assert page.response.headers["X-Robots-Tag"] == "all"
        ids = page.select("//@id")
        assert len(ids) == len(set(ids))


def test_every_link_within_the_pages_leads_somewhere(browser: Browser) -> None:
    for path in PAGES:
        page = browser.get(path)
        for href in page.select("//main//a[starts-with(@href, '#')]/@href"):
            assert page.select(f"//*[@id='{href[1:]}']"), href
        for href in page.select("//main//a[starts-with(@href, '/')]/@href"):
            assert browser.get(href).status == 200, href


def test_the_first_page_is_the_explorer(browser: Browser) -> None:
    response = browser.client.get("/")
    assert (response.status_code, response.location) == (303, "/talent")
    assert browser.client.get("/nl/").location == "/nl/talent"


def test_the_limits_that_are_told_are_the_configured_ones(browser: Browser, config: Config) -> None:
    text = browser.get("/how-pseudonyms-work").text
    assert f"may open {config.daily_profile_limit} different profiles a day" in text
    assert "as enough other published people share" in text


def test_contact_names_the_controller_and_says_how_to_use_a_right(browser: Browser, config: Config) -> None:
    page = browser.get("/contact")
    for detail in (config.controller.name, config.controller.address, config.controller.email):
        assert detail in page.text
    assert "mailto:" + config.controller.email in page.select("//a/@href")
    assert {"rights", "complaint"} <= set(page.select("//section/@id"))


def test_robots_may_read_pages_but_no_search_results(browser: Browser) -> None:
    page = browser.get("/robots.txt")
    assert page.response.mimetype == "text/plain"
    *rules, sitemap = page.html.splitlines()
    assert rules == ["User-agent: *", "Allow: /", "Disallow: /*?"]
    assert sitemap.startswith("Sitemap: http") and sitemap.endswith("/sitemap.xml")


def test_profiles_and_the_privacy_centre_are_never_indexed(browser: Browser) -> None:
    for path in ("/talent", "/talent/nobody", "/privacy-centre"):
        assert "noindex" in browser.client.get(path).headers["X-Robots-Tag"]


def test_security_txt_has_what_the_standard_asks(browser: Browser, config: Config) -> None:
    page = browser.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in page.html.splitlines())
    assert page.response.mimetype == "text/plain"
    assert fields["Contact"] == "mailto:" + config.controller.email
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", fields["Expires"])
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=100) < left < timedelta(days=366)
    assert fields["Canonical"] == config.base_url + "/.well-known/security.txt"
