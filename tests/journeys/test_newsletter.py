"""The newsletter without an account: from the footer's link to one click, in both languages, without scripts too."""

from __future__ import annotations

import re
import time
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from services.smtp import EmailMessage, read_mailbox
from tests.journeys.conftest import Platform, axe_violations, log_in, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

NARROWEST = {"width": 320, "height": 640}
SUBSCRIBE = {"": "Newsletter", "/nl": "Nieuwsbrief"}


def newest(platform: Platform, address: str, subject: str) -> EmailMessage:
    """The newest mail to the address with the subject, as soon as it is there."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for mail in read_mailbox(platform.data_dir / "mailbox"):
            if mail["To"] == address and subject in str(mail["Subject"]):
                return mail
        time.sleep(0.2)
    raise AssertionError(f"no mail about {subject} arrived")


def subscribe(page: Page, platform: Platform, address: str, prefix: str) -> None:
    """From the link at the foot of a page to the settings of a subscription."""
    page.goto(f"{prefix}/about")
    press(page, f"footer a:text-is('{SUBSCRIBE[prefix]}')")
    check(page)
    page.check("input[value=news]")
    page.fill("#email", address)
    press(page, "main form button[type=submit]")
    page.goto(platform.mail_link(address, "/newsletter/confirmation/"))
    check(page)
    press(page, "main form button[type=submit]")
    expect(page.locator("main [role=status]")).to_be_visible()
    check(page)


def check(page: Page) -> None:
    """Nothing overflows on the narrowest screen, and axe-core, which needs scripts, finds nothing in either theme."""
    wide = page.viewport_size
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert axe_violations(page) == []
    page.set_viewport_size(NARROWEST)
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.set_viewport_size(wide)  # type: ignore[arg-type]


def send_an_issue(page: Page, locale: str, subject: str) -> None:
    """Write an issue at the desk, and send it until it says that it is finished."""
    log_in(page, "moderator@demo.example")
    page.goto("/staff/newsletters/new")
    page.check("input[name=kind][value=news]")
    page.check(f"input[name=locale][value={locale}]")
    page.fill("#subject", subject)
    page.fill("#text", "The leaves fall.\n\nSo it goes.")
    page.fill("#html", "<h2>Leaves</h2><p>They <em>fall</em>. <a href='https://example.org'>Why</a></p>")
    press(page, "main form button[type=submit]")
    check(page)
    press(page, "form[action$='/sending'] button")
    # The page asks by itself how far it is.
    expect(page.locator("#progress-of-issue")).to_contain_text("Finished on", timeout=30_000)
    check(page)


def test_from_signing_up_to_one_click(
    any_visitor: Page, second_visitor: Page, platform: Platform, prefix: str, request: pytest.FixtureRequest
) -> None:
    case = re.sub(r"\W+", "-", request.node.callspec.id).lower()
    address, subject = f"reader-{case}@reader.example", f"Autumn {case}"
    subscribe(any_visitor, platform, address, prefix)
    send_an_issue(second_visitor, "nl" if prefix else "en", subject)
    issue = newest(platform, address, subject)
    assert issue["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = str(issue["List-Unsubscribe"]).strip("<>")
    any_visitor.goto(link)
    expect(any_visitor.locator("main form button")).to_be_visible()
    check(any_visitor)
    # What a mail program does at the press of its own button: no cookies, no page, no log-in.
    asked = urllib.request.Request(link, data=b"List-Unsubscribe=One-Click", method="POST")  # noqa: S310
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - our own server
        assert answer.status == 200
    settings = re.search(r"http\S+/newsletter/settings/\S+", issue.get_body(("plain",)).get_content())
    assert settings
    answered = any_visitor.goto(settings[0])
    assert answered is not None and answered.status == 404, "nothing is left of the subscription"


def test_unsubscribing_on_the_page_takes_one_button(
    any_visitor: Page, platform: Platform, request: pytest.FixtureRequest
) -> None:
    case = re.sub(r"\W+", "-", request.node.callspec.id).lower()
    subscribe(any_visitor, platform, f"leaver-{case}@reader.example", "")
    press(any_visitor, "form[action*='/unsubscribing/'] button")
    expect(any_visitor.locator("h1")).to_have_text("You are unsubscribed")
    check(any_visitor)
