"""A client registers, is verified by staff, asks for a match; the professional accepts; the full profile opens."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Platform, log_in, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PASSWORD = "a long enough sentence"


@pytest.mark.parametrize("prefix", ["", "/nl"], ids=["English", "Dutch"])
def test_register_confirm_and_be_verified(visitor: Page, second_visitor: Page, platform: Platform, prefix: str) -> None:
    page, email = visitor, f"journey{len(prefix)}@client.example"
    page.goto(f"{prefix}/register/client")
    for name, value in (
        ("organisation", "Journey Works"),
        ("first_name", "Journey"),
        ("last_name", "Maker"),
        ("email", email),
        ("password", PASSWORD),
    ):
        page.fill(f"main form [name={name}]", value)
    press(page, "main form button[type=submit]")
    page.goto(platform.mail_link(email, "/confirmation"))
    page.fill("main form [name=password]", PASSWORD)
    press(page, "main form button[type=submit]")
    log_in(page, email, PASSWORD, prefix)
    page.goto(f"{prefix}/organisation/edit")
    page.fill("main form [name=registration_number]", "12345678")
    page.fill("main form [name=website]", "https://journey.example")
    page.select_option("main form [name=industry]", "J")
    press(page, "main form button[type=submit]")
    page.goto(f"{prefix}/organisation")
    press(page, "main form[action$='/organisation/verification'] button[type=submit]")
    log_in(second_visitor, "staff@demo.example")
    second_visitor.goto("/staff/verifications")
    press(second_visitor, "main a:has-text('Journey Works')")
    press(second_visitor, "main form[action$='approval'] button[type=submit]")
    page.goto(f"{prefix}/talent")
    expect(page.locator("li[aria-current=step] .label")).to_contain_text(
        "Geverifieerde opdrachtgever" if prefix else "Verified client"
    )


@pytest.mark.postgres_journey
def test_interest_acceptance_and_the_full_profile(visitor: Page, second_visitor: Page, platform: Platform) -> None:
    client, professional = visitor, second_visitor
    log_in(client, "client@demo.example")
    log_in(professional, "professional@demo.example")
    client.goto("/requests")
    expect(client.locator("main")).to_contain_text("Elin Vermeer")
    # The match of the demo ends, and a new one is made from the start.
    press(client, "main a:has-text('Elin Vermeer')")
    client.wait_for_url(re.compile(r"/requests/\w{20}"))
    profile = str(client.locator("main a[href*='/talent/']").first.get_attribute("href"))
    _end_match(client)
    client.goto(profile)
    expect(client.locator("main")).not_to_contain_text("Vermeer")
    press(client, "main a[href*='/requests/new']")
    client.fill("main form [name=message]", "We would like to talk about a new assignment of six months.")
    press(client, "main form button[type=submit]")
    client.wait_for_url(re.compile(r"/requests/\w{20}"))
    professional.goto("/requests")
    expect(professional.locator("main")).to_contain_text("We would like to talk about a new assignment")
    professional.goto(client.url)
    expect(professional.locator("main")).not_to_contain_text("Hofstra")
    press(professional, "main a[href$='/acceptance']")
    press(professional, "form[action$='/acceptance'] button[type=submit]")
    expect(professional.locator("main")).to_contain_text("Hofstra")
    client.goto(profile)
    expect(client.locator("h1")).to_have_text("Elin Vermeer")
    expect(client.locator("main")).to_contain_text("professional@demo.example")


def _end_match(page: Page) -> None:
    press(page, "main a[href$='/end']")
    press(page, "form[action$='/end'] button[type=submit]")
    page.wait_for_url(re.compile(r"/requests"))
