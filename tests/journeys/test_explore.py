"""A visitor explores: search, facets, profile, languages, back; with scripts, on a phone, and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_from_search_to_profile(any_visitor: Page, prefix: str) -> None:
    page = any_visitor
    page.goto(f"{prefix}/talent")
    everybody = _count(page)
    page.fill("#q", "python")
    page.press("#q", "Enter")
    page.wait_for_url(re.compile(r"q=python"))
    expect(page.locator(".tag[data-match]").first).to_contain_text("Python")
    assert 0 < _count(page) < everybody
    name = page.locator("article.person h3").first.inner_text()
    page.locator("article.person h3 a").first.click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator(".locked").first).to_be_visible()
    page.go_back(wait_until="commit")
    expect(page.locator("#q")).to_have_value("python")
    expect(page.locator("article.person h3").first).to_have_text(name)


def test_search_as_you_type_keeps_the_focus_and_the_address(visitor: Page) -> None:
    visitor.goto("/talent")
    visitor.locator("#q").press_sequentially("python")
    visitor.wait_for_url(re.compile(r"q=python"))
    assert visitor.evaluate("document.activeElement.id") == "q"
    expect(visitor.locator(".tag[data-match]").first).to_contain_text("Python")


def test_a_facet_filters_at_once_and_a_chip_takes_it_away(visitor: Page) -> None:
    visitor.goto("/talent")
    everybody = _count(visitor)
    visitor.locator("input[name=country][value=BE]").check()
    visitor.wait_for_url(re.compile(r"country=BE"))
    expect(visitor.locator(".chip")).to_contain_text("Belgium")
    assert _count(visitor) < everybody
    assert visitor.evaluate("document.activeElement.value") == "BE"
    visitor.locator(".chip").click()
    expect(visitor.locator(".chip")).to_have_count(0)
    assert _count(visitor) == everybody


def test_without_scripts_filters_are_applied_by_a_button(chromium, platform) -> None:  # type: ignore[no-untyped-def]
    context = chromium.new_context(
        java_script_enabled=False, base_url=platform.url, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.goto("/talent")
    page.check("input[name=country][value=BE]")
    page.click("#explorer button[form=search] >> nth=0")
    page.wait_for_url(re.compile(r"country=BE"))
    assert page.locator(".chip").count() == 1
    context.close()


def test_more_people_are_added_below(visitor: Page) -> None:
    visitor.goto("/talent")
    first = visitor.locator("article.person").count()
    visitor.click("a[rel=next]")
    expect(visitor.locator("article.person")).to_have_count(first * 2)


def test_language_and_colours_change_in_place(visitor: Page) -> None:
    visitor.goto("/talent?q=python")
    visitor.click(".prefs a[hreflang=nl]")
    expect(visitor.locator("html")).to_have_attribute("lang", "nl")
    expect(visitor.locator("#q")).to_have_value("python")
    visitor.click(".prefs form button")
    expect(visitor.locator("html")).to_have_attribute("data-theme", "dark")
    expect(visitor.locator("html")).to_have_attribute("lang", "nl")


def test_the_keyboard_reaches_the_content_first(visitor: Page) -> None:
    visitor.goto("/talent")
    visitor.keyboard.press("Tab")
    expect(visitor.locator(".skip")).to_be_focused()
    visitor.keyboard.press("Enter")
    expect(visitor.locator("#main")).to_be_focused()


def _count(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator("#results-title").inner_text()))
