"""One's own data: seen, corrected, copied; a consent given and withdrawn; nothing left after log-out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from services.demo.loading import PASSWORD
from tests.journeys.conftest import Platform, log_in, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_a_consent_is_withdrawn_as_easily_as_given(visitor: Page) -> None:
    log_in(visitor, "professional@demo.example")
    visitor.goto("/privacy-centre")
    for given in (True, False):
        switch = visitor.locator("input[role=switch]").first
        expect(switch).to_be_checked(checked=not given)
        with visitor.expect_response(lambda response: response.request.method == "POST"):
            switch.click()
        visitor.reload()
        expect(visitor.locator("input[role=switch]").first).to_be_checked(checked=given)


def test_a_datum_is_corrected_in_place(visitor: Page) -> None:
    log_in(visitor, "professional@demo.example")
    visitor.goto("/profile/personalia")
    visitor.fill("main form [name=phone]", "06 0000 0042")
    press(visitor, "main form .btn[data-kind=primary]")
    visitor.goto("/privacy-centre/data/contact")
    expect(visitor.locator("main")).to_contain_text("06 0000 0042")


def test_why_a_datum_is_held_is_told_beside_it(any_visitor: Page, prefix: str) -> None:
    page = any_visitor
    log_in(page, "professional@demo.example", prefix=prefix)
    page.goto(f"{prefix}/privacy-centre")
    press(page, f"#held a[href='{prefix}/privacy-centre/data/contact']")
    answer = page.locator("tr:has(th:text-is('First name'), th:text-is('Voornaam')) details").first
    answer.locator("summary").press("Enter")
    if page.evaluate("document.documentElement.classList.contains('js')"):
        expect(answer.locator(".why")).to_contain_text("GDPR" if not prefix else "AVG")
        expect(answer.locator("summary")).to_be_focused()
        answer.locator("summary").press("Enter")
        expect(answer.locator(".why")).to_be_hidden()
    else:
        with page.expect_navigation():
            answer.locator("a").click()
        expect(page.locator(".why")).to_contain_text("Tulip Energy")
        press(page, ".page-head a")
        assert page.url.endswith("/privacy-centre/data/contact")


def test_a_coarse_place_at_log_in_is_in_the_history_and_ends_with_it(
    visitor: Page, second_visitor: Page, platform: Platform
) -> None:
    visitor.context.grant_permissions(["geolocation"], origin=platform.url)
    visitor.context.set_geolocation({"latitude": 52.372761, "longitude": 4.893603})
    visitor.goto("/login")
    place = visitor.get_by_role("button", name="Add a coarse place to my log-in history")
    place.press("Enter")
    expect(visitor.locator("#place [role=status]")).to_contain_text("the region you are in")
    assert visitor.locator("#place input").input_value() == "52.5,5"
    visitor.fill("#email", "professional@demo.example")
    visitor.fill("#password", PASSWORD)
    press(visitor, "main form button[type=submit]:not([aria-pressed])")
    log_in(second_visitor, "professional@demo.example")
    second_visitor.goto("/privacy-centre/log-ins")
    line = second_visitor.locator("main tbody tr", has_text="West Netherlands").first
    expect(line).to_contain_text("Active")
    with second_visitor.expect_navigation():
        line.locator("button").click()
    expect(second_visitor.locator("main tbody tr", has_text="West Netherlands").first).to_contain_text("Ended")
    visitor.goto("/privacy-centre")
    assert "/login" in visitor.url


def test_who_gives_no_place_logs_in_all_the_same(visitor: Page) -> None:
    visitor.context.clear_permissions()
    visitor.goto("/login")
    visitor.get_by_role("button", name="Add a coarse place to my log-in history").click()
    expect(visitor.locator("#place [role=status]")).to_contain_text("Your browser gave no place")
    log_in(visitor, "professional@demo.example")
    visitor.goto("/privacy-centre/log-ins")
    expect(visitor.locator("main tbody tr", has_text="This device")).to_contain_text("Unknown")


def test_back_after_log_out_shows_nothing(visitor: Page) -> None:
    log_in(visitor, "professional@demo.example")
    visitor.goto("/profile/personalia")
    expect(visitor.locator("[name=last_name]")).to_have_value("Vermeer")
    visitor.goto("/account")
    press(visitor, "form[action$='/logout'] button")
    for _step in range(3):
        visitor.go_back(wait_until="commit")
        visitor.wait_for_timeout(300)
        assert "Vermeer" not in visitor.content()
        if "/login" in visitor.url:
            break


def test_who_has_to_log_in_first_goes_on_where_they_were(visitor: Page) -> None:
    visitor.goto("/privacy-centre/copy")
    assert "/login" in visitor.url
    visitor.fill("#email", "professional@demo.example")
    visitor.fill("#password", PASSWORD)
    press(visitor, "main form button[type=submit]")
    expect(visitor.locator("#copy-state")).to_be_visible()
