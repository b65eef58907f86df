"""From a link to a text that clients read: written without an account, decided on, shown by tier, taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlmodel import select

from models.client import Organisation
from models.database import Database
from models.publication import Publication
from models.reference import Reference
from services.aliases import alias_of
from tests.factories import Person
from tests.factories_chat import matched
from tests.factories_matches import log_in
from tests.pages import Browser, Page

NOW = datetime.now(UTC)
TEXT = "Delivered the booking system a month early, and explained every step of it to us."
AUTHOR, ORGANISATION = "Marleen Aandewiel", "Gasthuis De Linde"


def _link(of_ana: Browser) -> str:
    page = of_ana.submit(of_ana.get("/profile/recommendations"), action="/profile/recommendations")
    address = str(page.select("//input[@id='link']/@value")[0])
    return address[address.index("/recommendation/") :]


def _write(app: Flask, link: str, **values: str) -> Page:
    visitor = Browser(app.test_client())
    filled = {"text": TEXT, "author": AUTHOR, "organisation": ORGANISATION} | values
    return visitor.submit(visitor.get(link), filled, action=link)


def _press(browser: Browser, ending: str) -> Page:
    page = browser.get("/profile/recommendations")
    return browser.submit(page, action=page.select(f"//form[contains(@action, '/{ending}')]/@action")[0])


def _profile(database: Database, jip: Person) -> str:
    with database.read() as session:
        organisation = session.get_one(Organisation, jip.organisation_id)
        return f"/talent/{alias_of(organisation.alias_key, session.exec(select(Publication.handle)).one()).id}"


def test_asked_written_shown_and_read_by_tier(app: Flask, database: Database, pair: tuple[Person, Person]) -> None:
    of_ana, of_jip = (log_in(app, person) for person in pair)
    link, profile = _link(of_ana), _profile(database, pair[1])
    assert link not in of_ana.get("/profile/recommendations").html, "it is shown once"
    assert "Thank you." in _write(app, link).text
    mine = of_ana.get("/profile/recommendations").text
    assert TEXT in mine and AUTHOR in mine and "Only you read it" in mine
    assert TEXT not in of_jip.get(profile).text
    assert "Verified clients read this now" in _press(of_ana, "showing").text
    verified = of_jip.get(profile).html
    assert TEXT in verified and AUTHOR not in verified and ORGANISATION not in verified
    assert TEXT in of_ana.get("/profile/preview?as=verified").text
    with database.write() as session:
        matched(session, pair[1], pair[0], now=NOW)
    at_a_match = of_jip.get(profile).text
    assert TEXT in at_a_match and AUTHOR in at_a_match and ORGANISATION in at_a_match
    assert "Nobody else reads this any more." in _press(of_ana, "hiding").text
    assert TEXT not in of_jip.get(profile).text


def test_the_page_of_a_link_says_nothing_of_who_sent_it(app: Flask, pair: tuple[Person, Person]) -> None:
    link = _link(log_in(app, pair[0]))
    answer = app.test_client().get(link)
    assert answer.status_code == 200
    for telling in ("Anabel", "Kwartel", "Zwolle", pair[0].account_id):
        assert telling not in answer.text


def test_its_author_takes_it_back_by_the_same_link(app: Flask, database: Database, pair: tuple[Person, Person]) -> None:
    link = _link(log_in(app, pair[0]))
    _write(app, link)
    visitor = Browser(app.test_client())
    page = visitor.get(link)
    assert TEXT in page.text and not page.select("//textarea")
    assert "is deleted" in visitor.submit(page, action=f"{link}/withdrawal").text
    assert visitor.get(link).status == 410
    with database.read() as session:
        assert session.exec(select(Reference)).all() == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"text": "Good."}, "Write between 20 and 1500 characters."),
        ({"author": ""}, "Fill in your name."),
        ({"text": f"{TEXT} Anabel is great."}, "Change what is marked below it"),
        ({"author": "x" * 121}, "This is too long: at most 120 characters."),
    ],
)
def test_a_refused_text_stays_in_the_form(
    app: Flask, pair: tuple[Person, Person], values: dict[str, str], sentence: str
) -> None:
    answer = _write(app, _link(log_in(app, pair[0])), **values)
    assert answer.status == 422 and sentence in answer.text
    assert (answer.select("//textarea")[0].text or "").strip() == values.get("text", TEXT)


def test_what_identifies_is_marked_while_it_is_typed(app: Flask, pair: tuple[Person, Person]) -> None:
    link = _link(log_in(app, pair[0]))
    visitor = Browser(app.test_client())
    token = visitor.get(link).select("//input[@name='csrf_token']/@value")[0]
    answer = visitor.client.post(f"{link}/passages", data={"csrf_token": token, "text": f"{TEXT} Anabel!"})
    assert answer.status_code == 200 and "<mark" in answer.text and "Anabel" in answer.text


@pytest.mark.parametrize("ending", ["", "/passages", "/withdrawal"])
def test_a_made_up_link_leads_nowhere(app: Flask, ending: str) -> None:
    visitor = Browser(app.test_client())
    token = visitor.get("/login").select("//input[@name='csrf_token']/@value")[0]
    made_up = f"/recommendation/{'x' * 43}"
    assert visitor.get(made_up).status == 410
    assert visitor.client.post(made_up + ending, data={"csrf_token": token, "text": TEXT}).status_code == 410
