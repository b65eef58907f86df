from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlmodel import select

from models.account import LoginSession
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.match import InterestRequest, Match
from models.privacy import Tier
from models.register import TECHNICAL_PERIOD
from models.summary import Summary, SummaryMethod
from services.rights.audience import categories_in_use, profile_groups
from services.rights.periods import ZONE, end_of
from tests.factories_privacy import NOW, add_account, enter, fill_everything
from tests.pages import Browser, Page

MOST_STATEMENTS = 27


def facts(page: Page) -> dict[str, str]:
    pairs = page.select("//dl[contains(@class, 'stats')]/div")
    return {" ".join("".join(p.find("dt").itertext()).split()): "".join(p.find("dd").itertext()).strip() for p in pairs}


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def cells_of(page: Page, detail: str) -> list[str]:
    """What the three audiences see of a detail."""
    (line,) = page.select(f"//section[@id='who']//tbody/tr[th/details/summary='{detail}']")
    return [words(cell) for cell in line.findall("td")]


def test_strangers_are_asked_to_log_in(browser: Browser) -> None:
    for path in ("/privacy-centre", "/privacy-centre/log", "/privacy-centre/copy", "/privacy-centre/data/account"):
        response = browser.client.get(path)
        assert response.status_code == 303
        assert response.location.startswith("/login")


def test_the_facts_are_counted_and_each_leads_somewhere(
    as_ana: Browser, database: Database, ana: str, ben: str
) -> None:
    parties = {"sender_id": ben, "organisation_id": "tulip", "account_id": ana}
    with database.write() as session:
        request = InterestRequest(message="Shall we talk?", created_at=NOW, expires_at=NOW, **parties)
        session.add(request)
        session.flush()
        session.add(Match(request_id=request.id, started_at=NOW, **parties))
        session.add(
            Disclosure(
                account_id=ana,
                viewer_id=ben,
                organisation_id="tulip",
                kind=DisclosureKind.PROFILE_VIEW,
                tier=int(Tier.VERIFIED),
                at=datetime.now(UTC),
            )
        )
    page = as_ana.get("/privacy-centre")
    shown = facts(page)
    assert shown["client who knows your name"] == "1"
    assert shown["until the next deletion"] == "90 days", "the session that just began"
    assert shown["consents switched on"] == "0 of 1"
    assert int(shown["details about you"]) > 10
    anchors = {link.get("href") for link in page.select("//dl[contains(@class, 'stats')]//a")}
    assert all(page.select(f"//*[@id='{anchor[1:]}']") for anchor in anchors)
    assert "Tulip Energy opened your profile" in page.text
    (receiver,) = page.select("//section[@id='received']//li")
    assert "Tulip Energy" in words(receiver) and "no name · By its owner" in words(receiver)


def test_who_sees_what_follows_the_declarations(as_ana: Browser) -> None:
    page = as_ana.get("/privacy-centre")
    heads = [words(head) for head in page.select("//section[@id='who']//thead//th")][1:]
    assert heads == ["AnyoneNot published", "Verified clientNot published", "Matched clientNobody yet"]
    assert cells_of(page, "Name") == ["Pseudonym", "Pseudonym", "First name, Last name"]
    assert cells_of(page, "Rate") == ["Hidden", "Rate band", "Rate a day"]
    assert cells_of(page, "Work experience")[0] == "Hidden"
    assert cells_of(page, "Work experience")[2].startswith("Job title, Employer or client")
    never = page.select("//section[@id='who']//tr[th/details/summary='Personalia']//dt[.='Nobody, at any step']/../dd")
    assert {"Gender", "Nationality", "Date of birth"} <= set(never[0].text.split(", "))
    assert cells_of(page, "Name and contact details") == ["Hidden"] * 3


def test_every_detail_of_a_profile_is_in_the_table_once(as_ana: Browser) -> None:
    page = as_ana.get("/privacy-centre")
    listed = [label for dd in page.select("//section[@id='who']//dl//dd") for label in dd.text.split(", ")]
    assert set(listed) == {label for group in profile_groups() for label in group.labels}


def test_the_timeline_shows_what_goes_and_when(as_ana: Browser, database: Database, ana: str) -> None:
    page = as_ana.get("/privacy-centre")
    with database.read() as session:
        began = session.exec(select(LoginSession.created_at).where(LoginSession.account_id == ana)).one()
    end = end_of(TECHNICAL_PERIOD, began)
    lines = [[words(cell) for cell in line] for line in page.select("//section[@id='until']//tbody/tr[td]")]
    day = end.astimezone(ZONE).date()
    left = (day - datetime.now(UTC).astimezone(ZONE).date()).days
    assert lines[0][0].startswith("Sessions"), "what goes first stands first"
    assert lines[0][2] == f"in {left} days{day.day} {day:%B %Y}"
    assert lines[0][3] == "Delete now"
    assert facts(page)["until the next deletion"] == f"{left} days"
    assert lines[-1][0].startswith("Gone: Name and contact details")


def test_what_machines_do_is_told(as_ana: Browser, database: Database, ana: str) -> None:
    assert "Nothing that is kept." in words(as_ana.get("/privacy-centre").select("//section[@id='machines']")[0])
    with database.write() as session:
        written = {"account_id": ana, "language": "en", "generated_at": NOW}
        session.add(Summary(record_hash="a", method=SummaryMethod.RULES, approved_at=NOW, **written))
        session.add(Summary(record_hash="b", method=SummaryMethod.MODEL, model="some-model", **written))
    told = words(as_ana.get("/privacy-centre").select("//section[@id='machines']")[0])
    assert "Summary in English, by rules of our own Approved by you on 22 November 2026".replace(" App", "App") in told
    assert "by a language model (some-model)Not approved: nobody else reads it" in told
    assert "No model learns from your data without your consent" in told
    assert "You stand in no list" in told


def test_every_link_of_the_centre_leads_somewhere(as_ana: Browser) -> None:
    page = as_ana.get("/privacy-centre")
    links = page.select("//main//a/@href")
    assert len(links) > 10
    for href in links:
        path, _, anchor = href.partition("#")
        target = as_ana.get(path) if path else page
        assert target.status == 200, href
        assert not anchor or target.select(f"//*[@id='{anchor}']"), href


def test_a_client_reads_what_professionals_see_of_them(browser: Browser, app: Flask, ben: str) -> None:
    enter(browser, app, ben)
    page = browser.get("/privacy-centre")
    assert not page.select("//section[@id='who']")
    told = page.select("string(//section[@id='who-client'])")
    assert "Professionals who accepted your request" in told
    assert "Professionals whom you send a request: your organisation's name" in told


def test_every_category_held_is_listed_with_purpose_ground_and_period(
    browser: Browser, app: Flask, database: Database
) -> None:
    with database.write() as session:
        account_id = add_account(session)
        fill_everything(session, account_id, active=True)
    enter(browser, app, account_id)
    page = browser.get("/privacy-centre")
    lines = page.select("//section[@id='held']//tbody/tr")
    assert len(lines) == len(categories_in_use())
    for line in lines:
        assert "GDPR art." in "".join(line.itertext())
        assert browser.get(line.find(".//a").get("href")).status == 200


def test_the_page_takes_a_bounded_number_of_statements(as_ana: Browser, database: Database, ana: str, ben: str) -> None:
    with database.write() as session:
        for _ in range(40):
            session.add(
                Disclosure(
                    account_id=ana,
                    viewer_id=ben,
                    organisation_id="tulip",
                    kind=DisclosureKind.PROFILE_VIEW,
                    tier=2,
                    at=NOW,
                )
            )
    as_ana.get("/privacy-centre/log")  # A process looks once whether it is in step with the ledger.
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *event: statements.append(event[2]))
    assert as_ana.get("/privacy-centre").status == 200
    assert len(statements) <= MOST_STATEMENTS


def test_the_log_shows_the_reason_of_staff_and_goes_on_by_page(
    as_ana: Browser, database: Database, ana: str, ben: str
) -> None:
    with database.write() as session:
        staff = {"account_id": ana, "viewer_id": ben, "kind": DisclosureKind.STAFF_REVIEW, "tier": 3}
        session.add(Disclosure(at=NOW, reason="Review before publication", **staff))
        for days in range(1, 56):
            at = NOW - timedelta(days=days)
            view = {"account_id": ana, "viewer_id": ben, "organisation_id": "tulip", "tier": 2}
            session.add(Disclosure(at=at, kind=DisclosureKind.PROFILE_VIEW, **view))
            session.add(Disclosure(at=at, kind=DisclosureKind.PROFILE_VIEW, **view))
    first = as_ana.get("/privacy-centre/log")
    assert "2 times on that day" in first.text
    assert "Reason given: Review before publication" in first.text
    assert len(first.select("//main//ol/li")) == 50
    second = as_ana.get(first.select("//a[@rel='next']/@href")[0])
    assert len(second.select("//main//ol/li")) == 6
    assert as_ana.get("/privacy-centre/log?page=999").text == second.text
    assert as_ana.get("/privacy-centre/log?page=x").text == first.text
