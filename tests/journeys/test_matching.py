"""From a search to a conversation, two people at once: saved, kept, compared, asked, asked back, accepted, written."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from services.rights.periods import ZONE
from tests.factories_files import PDF
from tests.journeys.conftest import axe_violations, log_in, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

MESSAGE = "We would like to talk about an assignment of six months, from March."
QUESTION, ANSWER = "Is it on site every day?", "Two days a week, the rest from home."
PLACE = "Markt 1, Zwolle"
REPLY = "Thursday suits me."
HELLO = "Thank you for accepting. Shall we talk on Thursday?"


def test_from_a_search_to_a_conversation(any_visitor: Page, second_visitor: Page, prefix: str) -> None:
    client, professional = any_visitor, second_visitor
    log_in(client, "client@demo.example", prefix=prefix)
    log_in(professional, "professional@demo.example")
    _save_a_search(client, prefix)
    _keep_and_compare(client, prefix)
    profile = _end_the_match(client, prefix)
    client.goto(profile)
    press(client, "main a[href*='/requests/new']")
    client.fill("main form [name=message]", MESSAGE)
    press(client, "main form:has([name=message]) button[type=submit]")
    client.wait_for_url(re.compile(r"/requests/\w{20}"))
    request_id = client.url.rsplit("/", 1)[-1]
    _ask_back(client, professional, request_id, prefix)
    press(professional, "main a[href$='/acceptance']")
    press(professional, "form[action$='/acceptance'] button[type=submit]")
    client.goto(f"{prefix}/conversations/{request_id}")
    client.fill("main form [name=text]", HELLO)
    client.locator("#message-form button[type=submit]").click()
    expect(client.locator("main [role=log]")).to_contain_text(HELLO)
    professional.goto("/notifications")
    press(professional, f"main a[href$='/conversations/{request_id}']")
    expect(professional.locator("main [role=log]")).to_contain_text(HELLO)
    _write_live(professional, client)
    _meet(professional, client, request_id, prefix)


def _choose_too_much(page: Page) -> None:
    """Files that are too large are refused before they are sent, and the words stay."""
    large = {"name": "film.pdf", "mimeType": "", "buffer": PDF + bytes(10_500_000)}
    page.set_input_files("main form [name=files]", [large])
    expect(page.locator("#message-form .error")).to_be_visible()
    assert page.input_value("main form [name=text]") == REPLY
    assert page.locator("main form [name=files]").evaluate("input => input.files.length") == 0


def _meet(professional: Page, client: Page, request_id: str, prefix: str) -> None:
    """Times offered, one picked, and the same file for both calendars."""
    professional.goto(f"/requests/{request_id}")
    press(professional, "main a[href$='/meeting/new']")
    assert axe_violations(professional) == []
    professional.fill("main [name=time_1]", f"{datetime.now(ZONE).date() + timedelta(days=3)}T14:00")
    professional.fill("main [name=time_2]", f"{datetime.now(ZONE).date() + timedelta(days=4)}T09:30")
    professional.fill("main [name=place]", PLACE)
    press(professional, "main form[action$='/meeting'] button[type=submit]")
    expect(professional.locator("#meeting li")).to_have_count(2)
    client.goto(f"{prefix}/requests/{request_id}")
    if client.locator("html.js").count():
        assert axe_violations(client) == []
    client.locator("#meeting input[name=time]").nth(1).check()
    press(client, "#meeting form[action$='/agreement'] button[type=submit]")
    expect(client.locator("#meeting")).to_contain_text("09:30")
    professional.goto(f"/requests/{request_id}")
    for page in (professional, client):
        expect(page.locator("#meeting")).to_contain_text(PLACE)
        with page.expect_download() as download:
            page.locator("#meeting a[href$='/calendar']").click()
        assert b"TZID=Europe/Amsterdam" in download.value.path().read_bytes()


def _write_live(professional: Page, client: Page) -> None:
    """What one side writes is on the other's page by itself, once, where there are scripts."""
    professional.fill("main form [name=text]", REPLY)
    _choose_too_much(professional)
    professional.set_input_files("main form [name=files]", [{"name": "plan.pdf", "mimeType": "", "buffer": PDF}])
    professional.locator("#message-form button[type=submit]").click()
    expect(professional.locator("main [role=log]")).to_contain_text(REPLY)
    if client.locator("html.js").count():
        expect(client.locator("main [role=log] > ol > li", has_text=REPLY)).to_have_count(1)
        expect(client.locator("main [role=log] a", has_text="plan.pdf")).to_be_visible()
        expect(professional.locator("#newest .message-read")).to_be_visible()
        expect(client.locator("#newest [name=polls]")).to_have_count(0)
    expect(professional.locator("main [role=log] > ol > li", has_text=REPLY)).to_have_count(1)
    client.reload()
    with client.expect_download() as download:
        client.locator("main [role=log] a", has_text="plan.pdf").click()
    assert download.value.suggested_filename == "attachment-1.pdf"
    assert download.value.path().read_bytes() == PDF


def _save_a_search(client: Page, prefix: str) -> None:
    client.goto(f"{prefix}/talent?q=python")
    press(client, "main form[action$='/searches'] button")
    expect(client.locator("main li h2").first).to_contain_text("python")


def _keep_and_compare(client: Page, prefix: str) -> None:
    """The button is answered in its place, or without scripts by the page of the entry."""
    for number in (1, 2):
        client.goto(f"{prefix}/talent?q=project&sort=rate")
        client.locator("main form[action$='/shortlist'] button").first.click()
        expect(client.locator("main a[href*='/shortlist']").first).to_be_visible()
        client.goto(f"{prefix}/shortlist")
        assert client.locator("main input[name=profile]").count() >= number
    for number in (0, 1):
        client.locator("main input[name=profile]").nth(number).check()
    press(client, "main form[action$='/comparison'] button")
    expect(client.locator("main table thead th")).to_have_count(2)


def _end_the_match(client: Page, prefix: str) -> str:
    """End the match that lasts, after which nothing more is written; gives the address of the profile."""
    client.goto(f"{prefix}/requests")
    press(client, "main a:has-text('Elin Vermeer')")
    request_id = client.url.rsplit("/", 1)[-1]
    profile = str(client.locator("main a[href*='/talent/']").first.get_attribute("href"))
    press(client, "main a[href$='/end']")
    press(client, "form[action$='/end'] button[type=submit]")
    client.goto(f"{prefix}/conversations/{request_id}")
    expect(client.locator("main [name=text]")).to_have_count(0)
    return profile


def _ask_back(client: Page, professional: Page, request_id: str, prefix: str) -> None:
    professional.goto(f"/requests/{request_id}")
    professional.fill("main form [name=text]", f"I am Elin Vermeer. {QUESTION}")
    press(professional, "main form[action$='/questions'] button[type=submit]")
    expect(professional.locator("main mark").first).to_be_visible()
    professional.fill("main form [name=text]", QUESTION)
    press(professional, "main form[action$='/questions'] button[type=submit]")
    client.goto(f"{prefix}/requests/{request_id}")
    expect(client.locator("main")).to_contain_text(QUESTION)
    client.fill("main form [name=text]", ANSWER)
    press(client, "main form[action$='/answers'] button[type=submit]")
    professional.goto(f"/requests/{request_id}")
    expect(professional.locator("main")).to_contain_text(ANSWER)
