"""A survey from the mail to its end: consent, answers, a change, withdrawal; in both languages, without scripts too."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from services.demo.loading import PASSWORD
from tests.journeys.conftest import Platform, axe_violations, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

NARROWEST = {"width": 320, "height": 640}
ADDRESS = "professional@demo.example"
SEND = "main form[action*='/questions/'] .btn[data-kind=primary]"
OF = {"": "Question {} of 4", "/nl": "Vraag {} van 4"}
THANKS = {"": "Thank you", "/nl": "Dank je wel"}
WITHDREW = {"": "Your answers are deleted.", "/nl": "Je antwoorden zijn verwijderd."}


def check(page: Page) -> None:
    """Nothing overflows on the narrowest screen, and axe-core, which needs scripts, finds nothing in either theme."""
    wide = page.viewport_size
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert axe_violations(page) == []
    page.set_viewport_size(NARROWEST)
    for _moment in range(40):  # A page that has just been sent is laid out a little later.
        overflows = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        if not overflows:
            break
        page.wait_for_timeout(50)
    assert not overflows
    page.set_viewport_size(wide)  # type: ignore[arg-type]


def enter(page: Page, platform: Platform, prefix: str) -> str:
    """Follow the link of the mail, log in on the way, and arrive at the survey; gives its path."""
    path = prefix + urlsplit(platform.mail_link(ADDRESS, "/surveys/", within=60)).path
    page.goto(path)
    page.fill("#email", ADDRESS)
    page.fill("#password", PASSWORD)
    press(page, "main form button[type=submit]")
    assert urlsplit(page.url).path == path
    return path


def test_from_the_mail_to_withdrawing(any_visitor: Page, platform: Platform, prefix: str) -> None:
    page = any_visitor
    path = enter(page, platform, prefix)
    check(page)
    press(page, "form[action$='/consent'] button")
    main, number = page.locator("main"), OF[prefix].format
    expect(main).to_contain_text(number(1))
    page.locator(SEND).click()
    expect(main.get_by_role("alert")).to_be_visible()
    check(page)
    main.get_by_role("radio").nth(1).check()
    page.locator(SEND).click()
    expect(main).to_contain_text(number(2))
    expect(main.locator(".chat .said")).to_have_count(1)
    main.get_by_role("checkbox").nth(0).check()
    main.get_by_role("checkbox").nth(2).check()
    page.locator(SEND).click()
    expect(main).to_contain_text(number(3))
    check(page)
    page.locator("main button[name=skip]").click()
    expect(main).to_contain_text(number(4))
    page.goto("/talent")
    page.goto(path)
    expect(main).to_contain_text(number(4))
    page.fill("main textarea", "A date <b>first</b>.")
    page.locator(SEND).click()
    expect(main).to_contain_text(THANKS[prefix])
    expect(main.locator(".chat .said")).to_have_count(4)
    expect(main).to_contain_text("A date <b>first</b>.")
    check(page)
    press(page, ".chat .said >> nth=0 >> a")
    expect(main).to_contain_text(number(1))
    expect(main.get_by_role("radio").nth(1)).to_be_checked()
    changed = main.locator("fieldset label").nth(0).inner_text()
    main.get_by_role("radio").nth(0).check()
    page.locator(SEND).click()
    expect(main.locator(".chat .said").first).to_contain_text(changed)
    page.goto(f"{prefix}/surveys")
    check(page)
    press(page, "form[action$='/withdrawal'] button")
    expect(main).to_contain_text(WITHDREW[prefix])
    page.goto(f"{prefix}/privacy-centre/data/surveys")
    expect(main).not_to_contain_text("A date <b>first</b>.")


def test_the_keyboard_is_enough_and_focus_follows_the_questions(visitor: Page, platform: Platform) -> None:
    enter(visitor, platform, "")
    press(visitor, "form[action$='/consent'] button")
    visitor.locator("main input[type=radio]").first.focus()
    visitor.keyboard.press("ArrowDown")
    visitor.keyboard.press("Enter")
    expect(visitor.locator("main legend")).to_contain_text("What do you look at")
    expect(visitor.locator("main legend")).to_be_focused()
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Space")
    visitor.keyboard.press("Enter")
    expect(visitor.locator("main legend")).to_be_focused()
    visitor.locator("main button[name=skip]").press("Enter")
    expect(visitor.locator("main textarea")).to_be_focused()
    visitor.locator("main button[name=skip]").press("Enter")
    expect(visitor.locator("#thanks")).to_be_focused()
    press(visitor, "form[action$='/withdrawal'] button")
