"""One's own data: seen, corrected, copied; a consent given and withdrawn; nothing left after log-out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from services.demo.loading import PASSWORD
from tests.journeys.conftest import log_in, press

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
