"""Rights in a browser: an objection answered, an answer put off, an address proven; also without scripts."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from services.smtp import read_mailbox
from tests.journeys.conftest import Platform, log_in, press
from tests.journeys.test_newsletter import check

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

SEND = "main form .btn[data-kind=primary]"


def mailed(platform: Platform, address: str, containing: str) -> str:
    """The newest mail to the address that says so, as soon as it is there."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for mail in read_mailbox(platform.data_dir / "mailbox"):
            body = mail.get_body(("plain",))
            if mail["To"] == address and body is not None and containing in body.get_content():
                return str(body.get_content())
        time.sleep(0.2)
    raise AssertionError(f"no mail that says {containing!r} arrived")


def case_of(page: Page) -> str:
    """The id in the address of a request."""
    return page.url.rsplit("/", 1)[1].partition("?")[0]


def open_at_desk(page: Page, case_id: str, prefix: str = "") -> None:
    log_in(page, "dpo@demo.example", prefix=prefix)
    page.goto(f"{prefix}/staff/privacy")
    check(page)
    press(page, f"main tbody a[href$='{case_id}']")
    check(page)


def test_a_person_objects_and_the_desk_answers_with_reasons(
    any_visitor: Page, second_visitor: Page, platform: Platform
) -> None:
    page = any_visitor
    log_in(page, "professional@demo.example")
    page.goto("/privacy-centre/objections")
    check(page)
    press(page, "form[action$='/objections/relevance'] button")
    expect(page.locator("#relevance")).to_contain_text("being weighed: the use has stopped")
    page.goto("/privacy-centre/requests")
    check(page)
    press(page, "main a:has-text('Making your profile relevant')")
    case_id = case_of(page)
    open_at_desk(second_visitor, case_id)
    second_visitor.check("#decision-outcome input[value=refused]")
    reasons = f"The order shows its reasons ({case_id[:6]})."
    second_visitor.fill("#decision-text", reasons)
    press(second_visitor, "form[action$='/decision'] button")
    expect(second_visitor.locator("main")).to_contain_text("Not done")
    assert case_id in mailed(platform, "professional@demo.example", reasons)
    page.reload()
    expect(page.locator("main")).to_contain_text(reasons)
    page.goto("/privacy-centre/objections")
    expect(page.locator("#relevance")).to_contain_text("dismissed, with reasons")


def test_the_desk_puts_an_answer_off_with_reasons(
    any_visitor: Page, second_visitor: Page, platform: Platform, prefix: str
) -> None:
    page = any_visitor
    log_in(page, "client@demo.example", prefix=prefix)
    page.goto(f"{prefix}/privacy-centre/requests/new?kind=portability")
    check(page)
    page.fill("#text", "To my new marketplace, please.")
    press(page, SEND)
    case_id = case_of(page)
    open_at_desk(second_visitor, case_id, prefix)
    reason = f"It needs what lies in old mails ({case_id[:6]})."
    second_visitor.fill("#extension-text", reason)
    press(second_visitor, "form[action$='/extension'] button")
    expect(second_visitor.locator("form[action$='/extension']")).to_have_count(0)
    assert "Autoriteit Persoonsgegevens" in mailed(platform, "client@demo.example", reason)
    page.reload()
    expect(page.locator("main")).to_contain_text(reason)
    check(page)


def test_without_an_account_one_proves_the_address_and_gets_the_decision(
    any_visitor: Page, second_visitor: Page, platform: Platform, prefix: str, request: pytest.FixtureRequest
) -> None:
    page = any_visitor
    address = re.sub(r"\W+", "-", request.node.callspec.id).lower() + "@elsewhere.example"
    page.goto(f"{prefix}/contact")
    press(page, "main a[href*='/contact/requests?kind=access']")
    check(page)
    page.fill("#text", "What do you hold about me?")
    page.fill("#email", address)
    press(page, SEND)
    check(page)
    found = re.search(r"^(\d{6})\s*$", mailed(platform, address, "/contact/proof/"), re.M)
    assert found
    page.fill("#code", found[1])
    press(page, SEND)
    check(page)
    link = re.search(r"http\S+(/contact/requests/\S+)", mailed(platform, address, "/contact/requests/"))
    assert link
    second_visitor.goto("/")
    log_in(second_visitor, "dpo@demo.example")
    second_visitor.goto("/staff/privacy?kind=access")
    press(second_visitor, "main tbody tr:last-child a")
    expect(second_visitor.locator("aside")).to_contain_text(address)
    second_visitor.check("#decision-outcome input[value=granted]")
    second_visitor.fill("#decision-text", f"We hold this request and nothing else, {address}.")
    press(second_visitor, "form[action$='/decision'] button")
    assert "nothing else" in mailed(platform, address, "We hold this request")
    page.goto(link[0])
    expect(page.locator("main")).to_contain_text("We hold this request and nothing else")
    check(page)
