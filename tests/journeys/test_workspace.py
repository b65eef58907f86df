"""A client invites a colleague, who describes work and asks; the professional reads it, and hides from the client."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Platform, axe_violations, log_in, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PASSWORD = "a long enough sentence"
FIELDS = {"months": "4", "hours": "24", "rate_from": "600", "rate_to": "700"}


def test_from_an_invitation_to_open_work(
    any_visitor: Page, second_visitor: Page, platform: Platform, prefix: str, request: pytest.FixtureRequest
) -> None:
    owner, kind = second_visitor, request.node.callspec.params["any_visitor"]
    email, title = f"r{len(kind)}@colleague.example", f"Forecast, {kind}"
    log_in(owner, "client@demo.example")
    owner.goto("/organisation/team")
    owner.fill("main form [name=email]", email)
    press(owner, "main form[action$='/invitations'] button[type=submit]")
    colleague = any_visitor
    colleague.goto(prefix + re.sub(r"^https?://[^/]+(/nl)?", "", platform.mail_link(email, "/invitation/")))
    for name, value in (("first_name", "Robin"), ("last_name", "Waterman"), ("password", PASSWORD)):
        colleague.fill(f"main form [name={name}]", value)
    press(colleague, "main form[action*='/invitation/'] button[type=submit]")
    expect(colleague.locator("h1")).to_have_text("Tulip Energy")
    assert _is_sound(colleague)
    press(colleague, "main a[href$='/work/new']")
    colleague.fill("[name=title]", title)
    colleague.fill("[name=description]", "Robin Waterman builds a forecast in Python, three days a week.")
    for name, value in FIELDS.items():
        colleague.fill(f"[name={name}]", value)
    press(colleague, "main button[name=then][value=open]")
    expect(colleague.locator("mark")).to_have_text("Robin Waterman")
    assert _is_sound(colleague)
    colleague.fill("[name=description]", "You build a forecast in Python, three days a week.")
    colleague.locator("button[name=step][value=skills]").click()
    colleague.locator("input[name=skills][value=python]").check()
    press(colleague, "main button[name=then][value=open]")
    colleague.wait_for_url(re.compile(r"/work/\w{20}"))
    assert _is_sound(colleague)
    reader = owner
    reader.context.clear_cookies()
    log_in(reader, "professional@demo.example")
    reader.goto(f"{prefix}/work?skill=python")
    press(reader, f"main a:has-text('{title}')")
    expect(reader.locator("main")).to_contain_text("You build a forecast")
    expect(reader.locator("body")).not_to_contain_text("Tulip")


def test_whoever_is_hidden_from_finds_nobody(visitor: Page, phone_visitor: Page, platform: Platform) -> None:
    client, professional = visitor, phone_visitor
    log_in(client, "client@demo.example")
    log_in(professional, "professional@demo.example")
    client.goto("/requests")
    press(client, "main a:has-text('Elin Vermeer')")
    profile = str(client.locator("main a[href*='/talent/']").first.get_attribute("href"))
    professional.goto("/profile/hiding")
    professional.fill("main form [name=value]", "tulip energy")
    press(professional, "main form[action$='/hiding'] button[type=submit]")
    expect(professional.locator("main")).to_contain_text("Your match with Tulip Energy goes on")
    assert _is_sound(professional)
    client.goto(profile)
    expect(client.locator("h1")).to_have_text("Elin Vermeer")
    press(professional, "main a[href$='/end']")
    press(professional, "form[action$='/end'] button[type=submit]")
    answer = client.goto(profile)
    assert answer is not None and answer.status == 404
    professional.goto("/profile/hiding")
    press(professional, "main form[action$='/deletion'] button")
    client.goto(profile)
    expect(client.locator("main")).not_to_contain_text("Vermeer")
    # Shown again, they match anew, about the work that the request names; other journeys begin with that match.
    press(client, "main a[href*='/requests/new']")
    client.select_option("main form [name=work]", label="Back-end engineer for charging payments")
    client.fill("main form [name=message]", "Shall we talk about the next phase of the payments?")
    press(client, "main form button[type=submit]")
    client.wait_for_url(re.compile(r"/requests/\w{20}"))
    professional.goto(client.url.replace(platform.url, ""))
    expect(professional.locator("main")).to_contain_text("We rebuild the payments behind our charging stations")
    assert _is_sound(professional)
    press(professional, "main a[href$='/acceptance']")
    press(professional, "form[action$='/acceptance'] button[type=submit]")
    expect(professional.locator("main")).to_contain_text("Hofstra")


def _is_sound(page: Page) -> bool:
    """Within its width, and nothing for axe to say where scripts run."""
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        return False
    has_scripts = page.evaluate("document.documentElement.classList.contains('js')")
    return not has_scripts or axe_violations(page) == []
