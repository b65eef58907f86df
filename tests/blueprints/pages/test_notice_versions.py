"""The versions of the notice for everybody, and the banner for who is logged in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from models.database import Database
from services.rights.notice_telling import note_seen
from tests.factories import Person, make_account, make_professional_account
from tests.factories_notice import edited, longer, publish, reworded
from tests.factories_privacy import enter
from tests.pages import Browser, Page

DAY = timedelta(days=1)
OLD, NEW = edited().digest[:16], edited(longer).digest[:16]
CHANGES = f"/notice/changes?from={OLD}&to={NEW}"
BANNER = "//section[@aria-labelledby='news']"


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def person(database: Database, browser: Browser, app: Flask) -> Person:
    with database.write() as session:
        found = make_professional_account(session, now=now() - 90 * DAY)
    enter(browser, app, found.account_id)
    return found


@pytest.fixture
def announced(database: Database) -> None:
    """The account is to be kept longer, from 13 days from now on."""
    publish(database, edited(), now=now() - 30 * DAY)
    publish(database, edited(longer), now=now() - DAY)


def banner(page: Page) -> str:
    return " ".join(page.select(f"string({BANNER})").split())


def dismiss(browser: Browser, path: str = "/account") -> Page:
    return browser.submit(browser.get(path), action=f"/notice/versions/{NEW}/acknowledgement")


def test_the_old_address_leads_to_the_notice(browser: Browser) -> None:
    assert browser.get("/privacy").path == "/notice"
    assert browser.client.get("/nl/privacy").location == "/nl/notice"


@pytest.mark.usefixtures("announced")
def test_the_notice_shows_what_holds_and_what_is_to_come(browser: Browser) -> None:
    page = browser.get("/notice")
    coming = " ".join(page.select("string(//*[@id='coming'])").split())
    assert "Kept longer: While your account is active, then 12 months. It was:" in coming
    held = page.select("string(//article[@id='account'])")
    assert "then 6 months" in held and "12 months" not in held
    assert OLD in page.text and browser.get(f"/notice/versions/{NEW}").status == 200


@pytest.mark.usefixtures("announced")
def test_once_it_holds_the_notice_is_the_new_one(browser: Browser, database: Database) -> None:
    publish(database, edited(reworded), now=now() - DAY)
    page = browser.get("/notice")
    assert "Past their period, data are gone." in page.text
    assert not page.select("//*[@id='coming']")


@pytest.mark.usefixtures("announced")
def test_each_version_to_come_is_told_with_its_own_day(browser: Browser, database: Database) -> None:
    def more(of: dict) -> None:
        longer(of)
        of["categories"][0]["recipients"].append("Newspapers")

    publish(database, edited(more), now=now())
    first, second = (
        " ".join("".join(each.itertext()).split())
        for each in browser.get("/notice").select("//*[@id='coming']/section")
    )
    assert "Kept longer" in first and "Newspapers" not in first
    assert "New recipient: Newspapers." in second and "Kept longer" not in second


@pytest.mark.usefixtures("announced")
def test_any_two_versions_can_be_compared_by_anybody(browser: Browser) -> None:
    listed = browser.get("/notice/versions")
    assert {f"/notice/versions/{each}" for each in (OLD, NEW)} <= set(listed.links().values())
    compared = Page(browser.client.get("/notice/changes", query_string={"from": OLD, "to": NEW}), "")
    assert "Significant Kept longer: While your account is active, then 12 months." in compared.text
    back = browser.get(f"/notice/changes?from={NEW}&to={OLD}")
    assert "Kept shorter" in back.text and "Significant" not in back.text
    assert "These two are the same." in browser.get(f"/notice/changes?from={NEW}&to={NEW}").text
    assert "Langer bewaard" in browser.get("/nl" + CHANGES).text
    assert compared.text.count("Kept longer") == browser.get(f"/notice/changes/{NEW}").text.count("Kept longer") == 1


@pytest.mark.usefixtures("announced")
def test_an_old_version_is_read_in_the_words_it_had(browser: Browser, database: Database) -> None:
    page = browser.get(f"/nl/notice/versions/{OLD}")
    assert "daarna 6 maanden" in page.select("string(//article[@id='account'])")
    assert edited().digest in page.text
    publish(database, edited(after="Zoals het toen heette."), now=now())
    newest = edited(after="Zoals het toen heette.").digest[:16]
    assert "Zoals het toen heette." in browser.get(f"/nl/notice/versions/{newest}").text


@pytest.mark.parametrize(
    "path",
    [
        "/notice/versions/nothing", "/notice/versions/0000000000000000", "/notice/versions/%25%25%25%25%25%25%25%25",
        "/notice/changes", "/notice/changes?from=x&to=y", f"/notice/changes?from={OLD}", "/notice/changes/nothing",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("announced")
def test_a_version_that_is_not_there_is_not_found(browser: Browser, path: str) -> None:
    assert browser.get(path).status == 404


@pytest.mark.usefixtures("announced")
def test_a_visitor_sees_no_banner(browser: Browser) -> None:
    assert all(not browser.get(path).select(BANNER) for path in ("/talent", "/notice", "/about"))


@pytest.mark.usefixtures("announced", "person")
def test_the_banner_stays_until_it_was_seen_on_every_page(browser: Browser) -> None:
    for path in ("/account", "/profile", "/privacy-centre", "/talent"):
        assert "Our privacy notice changes on" in banner(browser.get(path)), path
    assert "Onze privacyverklaring verandert op" in banner(browser.get("/nl/account"))
    assert browser.get(browser.get("/account").select(f"{BANNER}//a/@href")[0]).status == 200
    after = dismiss(browser)
    assert after.path == "/account" and not after.select(BANNER)
    assert not browser.get("/profile").select(BANNER)


@pytest.mark.usefixtures("announced")
def test_each_account_dismisses_its_own(browser: Browser, app: Flask, database: Database, person: Person) -> None:
    dismiss(browser)
    with database.write() as session:
        other = make_account(session, "other@people.example", now=now() - 90 * DAY)
    enter(browser, app, other.account_id)
    assert banner(browser.get("/account"))
    enter(browser, app, person.account_id)
    assert not banner(browser.get("/account"))


@pytest.mark.usefixtures("announced", "person")
def test_a_later_version_shows_it_again_and_other_words_do_not(browser: Browser, database: Database) -> None:
    dismiss(browser)

    def longer_reworded(of: dict) -> None:
        longer(of)
        reworded(of)

    publish(database, edited(longer_reworded), now=now())
    assert not banner(browser.get("/account"))

    def more(of: dict) -> None:
        longer_reworded(of)
        of["categories"][0]["recipients"].append("Newspapers")

    publish(database, edited(more), now=now())
    assert banner(browser.get("/account"))


@pytest.mark.usefixtures("announced", "person")
def test_what_was_taken_back_is_announced_no_more(browser: Browser, database: Database) -> None:
    publish(database, edited(), now=now())
    assert not banner(browser.get("/account"))


@pytest.mark.usefixtures("announced")
def test_who_registered_since_is_not_told_of_a_change(browser: Browser, app: Flask, database: Database) -> None:
    with database.write() as session:
        newcomer = make_account(session, "new@people.example", now=now())
    enter(browser, app, newcomer.account_id)
    assert not banner(browser.get("/account"))


@pytest.mark.usefixtures("announced", "person")
def test_a_dismissal_is_a_post_of_a_page_of_ours_and_leads_nowhere_else(browser: Browser) -> None:
    address = f"/notice/versions/{NEW}/acknowledgement"
    assert browser.client.get(address).status_code == 405
    assert browser.client.post(address).status_code == 422
    assert banner(browser.get("/account"))
    page = browser.submit(browser.get("/account"), {"next": "//evil.example/"}, action=address)
    assert page.path == "/notice"


def test_seeing_an_older_version_takes_nothing_back(database: Database, person: Person, browser: Browser) -> None:
    publish(database, edited(), now=now() - 30 * DAY)
    publish(database, edited(longer), now=now() - DAY)
    for number in (2, 1, 99):
        with database.write() as session:
            note_seen(session, person.account_id, number, now=now())
    assert not banner(browser.get("/account"))

    def more(of: dict) -> None:
        longer(of)
        of["categories"][0]["recipients"].append("Newspapers")

    publish(database, edited(more), now=now())
    assert banner(browser.get("/account")), "a number from the future hides nothing"
