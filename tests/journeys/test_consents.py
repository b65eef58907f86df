"""Consents in a browser: withdrawn in no more steps than given, with a receipt; special categories; the cookies set."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Platform, log_in, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PROFESSIONAL = "professional@demo.example"
DAY = 24 * 60 * 60
LIFETIMES = {"Until you close the browser or log out": None, "One year": 365 * DAY, "Half a year": 182 * DAY}


class Hand:
    """Somebody's hand on the page: counts each press of a button, switch or link."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0
        self.scripted = page.evaluate("matchMedia('(scripting: enabled)').matches")

    def press(self, selector: str) -> None:
        self.steps += 1
        press(self.page, selector)

    def flip(self, selector: str) -> None:
        """Flip a switch: with scripts that is all, without them its form is sent by a button."""
        self.steps += 1
        switch = self.page.locator(selector)
        if self.scripted:
            with self.page.expect_response(lambda response: response.request.method == "POST"):
                switch.click()
        else:
            switch.click()
            self.press(f"form:has({selector}) button")

    def taken(self) -> int:
        """The steps since the last time."""
        steps, self.steps = self.steps, 0
        return steps


def test_withdrawing_takes_no_more_steps_than_giving_and_each_has_its_receipt(any_visitor: Page, prefix: str) -> None:
    page = any_visitor
    log_in(page, PROFESSIONAL, prefix=prefix)
    switch, taken = "#consent-ai-training-given", {}
    for given in (True, False):
        page.goto(f"{prefix}/privacy-centre")
        hand = Hand(page)
        hand.flip(switch)
        taken[given] = hand.taken()
        page.reload()
        expect(page.locator(switch)).to_be_checked(checked=given)
    assert taken[False] <= taken[True]
    page.goto(f"{prefix}/privacy-centre/consents")
    words = page.locator("main details p").first
    page.locator("main details summary").first.click()
    expect(words).to_be_visible()
    with page.expect_download() as download:
        page.locator("a[href$='receipt.pdf']").first.click()
    assert download.value.suggested_filename == "consent-receipt.pdf"
    reader = pypdf.PdfReader(io.BytesIO(Path(download.value.path()).read_bytes()))
    text = "".join("".join(each.extract_text() for each in reader.pages).split())
    assert "".join(words.inner_text().split()) in text
    # From the list, one press withdraws as well.
    page.goto(f"{prefix}/privacy-centre")
    Hand(page).flip(switch)
    page.goto(f"{prefix}/privacy-centre/consents")
    hand = Hand(page)
    hand.press("form[action$='/withdrawal'] button")
    assert hand.taken() <= taken[True]
    expect(page.locator("form[action$='/withdrawal']")).to_have_count(0)


def test_a_special_category_is_kept_by_consent_alone_and_gone_at_one_press(any_visitor: Page, prefix: str) -> None:
    page = any_visitor
    log_in(page, PROFESSIONAL, prefix=prefix)
    page.goto(f"{prefix}/profile/personalia")
    press(page, "main a[href$='/profile/arrangements']")
    press(page, "main a[href$='/profile/arrangements/new']")
    hand = Hand(page)
    for field, choice in (("#kind", "health"), ("#purpose", "workplace"), ("#audience", "client")):
        page.select_option(field, choice)
    page.fill("#text", "A desk that can be raised.")
    hand.press("main form .btn[data-kind=primary]")
    words = page.locator("#consent-words blockquote").inner_text()
    assert ("een beperking" in words and "uitdrukkelijk" in words) if prefix else ("a disability" in words)
    hand.press("main form .btn[data-kind=primary]")
    expect(page.locator("#consent-error")).to_be_visible()
    expect(page.locator("#text")).to_have_value("A desk that can be raised.")
    hand.taken()
    page.check("#consent")
    hand.press("main form .btn[data-kind=primary]")
    given = hand.taken() + 1
    expect(page.locator("main")).to_contain_text("A desk that can be raised.")
    page.goto(f"{prefix}/privacy-centre/data/special")
    expect(page.locator("main")).to_contain_text("A desk that can be raised.")
    page.goto(f"{prefix}/profile/arrangements")
    hand.press("form[action$='/withdrawal'] button")
    assert hand.taken() < given
    expect(page.locator("main")).not_to_contain_text("A desk that can be raised.")
    page.goto(f"{prefix}/privacy-centre/data/special")
    expect(page.locator("main")).not_to_contain_text("A desk that can be raised.")


def test_the_cookies_of_a_whole_visit_are_those_that_are_stated(visitor: Page) -> None:
    context, seen = visitor.context, {}

    def look() -> None:
        seen.update({str(each["name"]): each for each in context.cookies()})

    for path in ("/talent", "/about", "/privacy", "/preferences/cookies", "/newsletter/sent"):
        visitor.goto(path)
        look()
    assert seen == {}, "reading sets nothing"
    press(visitor, ".prefs form button")
    look()
    visitor.goto("/preferences/cookies")
    press(visitor, "button[name=choice][value=none]")
    look()
    log_in(visitor, PROFESSIONAL)
    for path in ("/profile", "/requests", "/privacy-centre", "/account"):
        visitor.goto(path)
        look()
    press(visitor, "form[action$='/logout'] button")
    look()
    visitor.goto("/preferences/cookies")
    stated = {
        row.locator("th").inner_text(): row.locator("td").last.inner_text()
        for row in visitor.locator("#statement tbody tr").all()
    }
    assert set(seen) == set(stated)
    for name, kept in stated.items():
        lifetime, cookie = LIFETIMES[kept], seen[name]
        assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", "/")
        if lifetime is None:
            assert cookie["expires"] == -1
        else:
            assert abs(float(cookie["expires"]) - time.time() - lifetime) < DAY


def test_a_browser_with_the_privacy_signal_is_asked_nothing(chromium: Browser, platform: Platform) -> None:
    context = chromium.new_context(base_url=platform.url, extra_http_headers={"Sec-GPC": "1"})
    page = context.new_page()
    page.goto("/preferences/cookies")
    expect(page.locator("#choice")).to_contain_text("Global Privacy Control")
    expect(page.locator("#choice input:not([disabled])")).to_have_count(0)
    context.close()


def test_the_switch_of_a_one_person_business(any_visitor: Page, prefix: str) -> None:
    page, data = any_visitor, f"{prefix}/privacy-centre/data/client-personalia"
    log_in(page, "new-client@demo.example", prefix=prefix)
    for on in (True, False):
        page.goto(f"{prefix}/organisation/edit")
        Hand(page).flip("#one-person-on")
        page.goto(data)
        name = expect(page.locator("main"))
        (name.to_contain_text if on else name.not_to_contain_text)("Studio Kwartslag")
