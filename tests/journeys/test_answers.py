"""What becomes of a request that is not accepted: declined or left to expire, neither side learns more than before."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from config import Config
from models.database import Database
from models.match import InterestRequest
from tests.journeys.conftest import Platform, log_in, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

MESSAGE = "We would like to talk about an assignment of six months, from March."
NAME = "Elin Vermeer"


def test_declined_expired_and_at_last_accepted(
    any_visitor: Page, second_visitor: Page, prefix: str, platform: Platform
) -> None:
    client, professional = any_visitor, second_visitor
    log_in(client, "client@demo.example", prefix=prefix)
    log_in(professional, "professional@demo.example")
    profile = _end_the_match(client, prefix)

    declined = _ask(client, profile)
    professional.goto(f"/requests/{declined}")
    press(professional, "main a[href$='/decline']")
    press(professional, "form[action$='/decline'] button[type=submit]")
    _discloses_nothing(client, professional, declined, profile, prefix)

    expired = _ask(client, profile)
    _let_time_pass(platform, expired)
    _discloses_nothing(client, professional, expired, profile, prefix)

    accepted = _ask(client, profile)
    professional.goto(f"/requests/{accepted}")
    press(professional, "main a[href$='/acceptance']")
    press(professional, "form[action$='/acceptance'] button[type=submit]")
    client.goto(profile)
    expect(client.locator("h1")).to_contain_text(NAME)


def _end_the_match(client: Page, prefix: str) -> str:
    """End the match that lasts; gives the address of the profile."""
    client.goto(f"{prefix}/requests")
    press(client, f"main a:has-text('{NAME}')")
    profile = str(client.locator("main a[href*='/talent/']").first.get_attribute("href"))
    press(client, "main a[href$='/end']")
    press(client, "form[action$='/end'] button[type=submit]")
    return profile


def _ask(client: Page, profile: str) -> str:
    client.goto(profile)
    press(client, "main a[href*='/requests/new']")
    client.fill("main form [name=message]", MESSAGE)
    press(client, "main form:has([name=message]) button[type=submit]")
    client.wait_for_url(re.compile(r"/requests/\w{20}"))
    return client.url.rsplit("/", 1)[-1]


def _let_time_pass(platform: Platform, request_id: str) -> None:
    """As if the week in which it can be answered were over."""
    config = Config.from_environment(platform.environment)
    database = Database(config.database_url, config.data_key)
    with database.write() as session:
        session.get_one(InterestRequest, request_id).expires_at = datetime.now(UTC) - timedelta(seconds=1)
    database.dispose()


def _discloses_nothing(client: Page, professional: Page, request_id: str, profile: str, prefix: str) -> None:
    """The client reads the pseudonym alone, nobody can answer any more, and there is no conversation."""
    client.goto(f"{prefix}/requests/{request_id}")
    expect(client.locator("main")).not_to_contain_text(NAME)
    client.goto(profile)
    expect(client.locator("h1")).not_to_contain_text(NAME)
    professional.goto(f"/requests/{request_id}")
    expect(professional.locator("main a[href$='/acceptance'], main a[href$='/decline']")).to_have_count(0)
    expect(professional.locator("main")).not_to_contain_text("Noor Hofstra")
    for page in (client, professional):
        answer = page.goto(f"/conversations/{request_id}")
        assert answer is not None and answer.status == 404
