"""How public somebody is: in and out of the partner programme, and from whom one hides."""

from __future__ import annotations

import re
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Platform, log_in, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

NAME = "Elin Vermeer"
GONE = 410


def test_public_by_contract_and_back_to_a_pseudonym(
    any_visitor: Page, second_visitor: Page, platform: Platform, prefix: str
) -> None:
    page, visitor, address = any_visitor, second_visitor, f"elin-{token_hex(4)}"
    log_in(page, "professional@demo.example", prefix=prefix)
    page.goto(f"{prefix}/partner-programme")
    _choose_what_it_shows(page, has_scripts=_runs_scripts(page))
    page.fill("main [name=address]", address)
    page.check("main [name=agreed]")
    page.fill("main [name=name]", "Somebody Else")
    press(page, "main form[action$='/partner-programme'] button[type=submit]")
    assert page.locator("main [name=address]").input_value() == address, "nothing typed is lost"
    page.fill("main [name=name]", NAME)
    press(page, "main form[action$='/partner-programme'] button[type=submit]")
    page.wait_for_url(re.compile(f"/partners/{address}"))
    visitor.goto(f"/partners/{address}")
    expect(visitor.locator("main h1")).to_have_text(NAME)
    expect(visitor.locator("main")).not_to_contain_text("Lyceum De Zilvermeeuw")
    visitor.goto("/partners?q=kafka")
    expect(visitor.locator("main ol")).to_contain_text(NAME)
    _leave(page, prefix)
    answer = visitor.goto(f"/partners/{address}")
    assert answer is not None and answer.status == GONE
    expect(visitor.locator("main")).not_to_contain_text("Vermeer")
    platform.publish()
    page.goto(f"{prefix}/profile/preview?as=verified")
    expect(page.locator("#profile")).to_be_visible()


def test_hiding_from_a_client_and_no_longer(any_visitor: Page, prefix: str) -> None:
    page = any_visitor
    log_in(page, "professional@demo.example", prefix=prefix)
    page.goto(f"{prefix}/profile/hiding")
    page.fill("main [name=value]", "tulip energy b.v.")
    press(page, "main form[action$='/profile/hiding'] button[type=submit]")
    expect(page.locator("main form[action*='/hiding/']")).to_have_count(1)
    expect(page.locator("main .notice[data-kind=warn]")).to_contain_text("Tulip Energy")
    press(page, "main form[action*='/hiding/'] button")
    expect(page.locator("main form[action*='/hiding/']")).to_have_count(0)


def _runs_scripts(page: Page) -> bool:
    return page.locator("html.js").count() > 0


def _choose_what_it_shows(page: Page, *, has_scripts: bool) -> None:
    """The preview follows the boxes where there are scripts."""
    box = page.locator("main [name=shown][value=education]")
    if has_scripts:
        with page.expect_response(lambda response: "/partner-programme/preview" in response.url):
            box.uncheck()
        expect(page.locator("#partner-preview")).not_to_contain_text("Lyceum De Zilvermeeuw")
    else:
        box.uncheck()


def _leave(page: Page, prefix: str) -> None:
    page.goto(f"{prefix}/partner-programme")
    press(page, "main a[href$='/leaving']")
    press(page, "main form[action$='/leaving'] button")
    expect(page.locator("main [name=agreed]")).to_be_visible()
