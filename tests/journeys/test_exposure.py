"""Choosing how far to stand out: both previews and the meter, approval, review, the next round, and leaving at once."""

from __future__ import annotations

import re
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Platform, axe_violations, press
from tests.journeys.test_professional import choose, import_resume, register, review

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_choose_see_who_shares_it_appear_and_vanish(
    any_visitor: Page, second_visitor: Page, platform: Platform, prefix: str
) -> None:
    page, email = any_visitor, f"robin.{token_hex(4)}@reis.example"
    has_scripts = _runs_scripts(page)
    register(page, platform, prefix, email)
    import_resume(page, prefix)
    _nothing_without_a_choice(page, prefix)
    _look_at_both(page, prefix, has_scripts=has_scripts)
    choose(page, prefix, "stand-out")
    page.goto(f"{prefix}/profile/preview")
    expect(page.locator("#profile")).to_contain_text("Nederland" if prefix else "Netherlands")
    expected = _facts(page)
    press(page, "form[action$='/profile/approval'] button[type=submit]")
    review(second_visitor)
    page.goto(f"{prefix}/profile")
    expect(page.locator("main a[href*='/talent/']")).to_have_count(0)
    platform.publish()
    page.goto(f"{prefix}/profile")
    address = str(page.locator("main a[href*='/talent/']").first.get_attribute("href"))
    page.goto(address)
    assert len(_facts(page) & expected) >= 3, "what was forecast is an estimate, and no guess"
    expect(page.locator("main")).to_contain_text("5 of meer gelijk" if prefix else "5 or more alike")
    _change_ends_it(page, second_visitor, platform, prefix, address)


def _nothing_without_a_choice(page: Page, prefix: str) -> None:
    page.goto(f"{prefix}/profile/preview")
    assert page.locator("form[action$='/profile/approval']").count() == 0
    press(page, "#preview aside a[href$='/profile/exposure']")


def _look_at_both(page: Page, prefix: str, *, has_scripts: bool) -> None:
    """The meter follows the setting that is looked at; without scripts by a link."""
    assert page.locator("main input[name=exposure]:checked").count() == 0
    if has_scripts:
        for setting in ("blend-in", "stand-out"):
            name = page.locator(f"label[for={page.locator(f'[value={setting}]').get_attribute('id')}]").inner_text()
            with page.expect_response(lambda response: "/profile/exposure" in response.url) as answered:
                page.check(f"main input[value={setting}]")
            assert "csrf_token" not in answered.value.url
            expect(page.locator("#meter h2")).to_contain_text(name)
    else:
        press(page, "fieldset a[href*='exposure=stand-out']")
    if has_scripts:
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    counts = [int(each) for each in re.findall(r"\d+", " ".join(page.locator("#meter td.strong").all_inner_texts()))]
    assert len(counts) > 3 and counts[0] >= 5


def _facts(page: Page) -> set[str]:
    """What the page says, without the rows that open later."""
    return set(page.locator("#profile dl > div:not(:has(.curtain))").all_inner_texts())


def _change_ends_it(page: Page, other: Page, platform: Platform, prefix: str, address: str) -> None:
    """The other setting ends the page at once; back under the first there is another one, until it is taken down."""
    page.goto(f"{prefix}/profile/exposure")
    expect(page.locator("main .notice[data-kind=warn]").first).to_be_visible()
    choose(page, prefix, "blend-in")
    assert other.goto(address).status == 404  # type: ignore[union-attr]
    choose(page, prefix, "stand-out")
    platform.publish()
    page.goto(f"{prefix}/profile")
    again = str(page.locator("main a[href*='/talent/']").first.get_attribute("href"))
    assert again != address
    page.goto(f"{prefix}/profile/withdrawal")
    press(page, "main form[action$='/profile/withdrawal'] button[type=submit]")
    assert other.goto(again).status == 404  # type: ignore[union-attr]


def _runs_scripts(page: Page) -> bool:
    page.goto("/about")
    return page.locator("html.js").count() == 1
