from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import event

from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.match import InterestRequest, Match
from models.privacy import Tier
from services.rights.audience import categories_in_use
from tests.factories_privacy import NOW, add_account, enter, fill_everything
from tests.pages import Browser, Page

MOST_STATEMENTS = 14


def facts(page: Page) -> dict[str, str]:
    pairs = page.select("//dl[contains(@class, 'stats')]/div")
    return {" ".join("".join(p.find("dt").itertext()).split()): "".join(p.find("dd").itertext()).strip() for p in pairs}


def group_with(page: Page, title: str, label: str) -> str:
    """The heading of the audience that is the first to see this detail under this title."""
    for group in page.select("//section[@id='who']//details"):
        for part in group.xpath(".//dl/div"):
            if part.findtext("dt") == title and label in part.findtext("dd").split(", "):
                return " ".join("".join(group.find("summary").itertext()).split())
    raise AssertionError(f"no line {title} with {label}")


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
    assert shown["organisation that knows your name"] == "1"
    assert shown["view in the last 30 days"] == "1"
    assert shown["consents switched on"] == "0 of 1"
    assert int(shown["details about you"]) > 10
    anchors = {link.get("href") for link in page.select("//dl[contains(@class, 'stats')]//a")}
    assert all(page.select(f"//*[@id='{anchor[1:]}']") for anchor in anchors)
    assert "Tulip Energy opened your profile" in page.text
    assert "By its owner" in page.text


def test_who_sees_what_follows_the_declarations(as_ana: Browser) -> None:
    page = as_ana.get("/privacy-centre")
    assert group_with(page, "Your profile as anyone sees it", "Occupation group") == "Anyone Not published"
    assert group_with(page, "Your profile as verified clients see it", "Rate band") == "Verified client Not published"
    assert group_with(page, "Name and contact details", "First name") == "Matched client Nobody yet"
    assert group_with(page, "Work experience", "Employer or client") == "Matched client Nobody yet"
    assert group_with(page, "Personalia", "Gender") == "Nobody, at any step"
    assert group_with(page, "Name and contact details", "Street and number") == "Nobody, at any step"
    for group in page.select("//section[@id='who']//details"):
        titles = group.xpath(".//dt/text()")
        assert len(titles) == len(set(titles))


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
