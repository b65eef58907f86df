"""Personalia and preferences over HTTP."""

from __future__ import annotations

from datetime import date

import pytest

from models.bands import Availability, RemoteWork
from models.database import Database
from models.professional import Professional
from services.resumes import professional_of
from tests.factories import PASSWORD, Person, make_professional_account
from tests.pages import Browser, Page


@pytest.fixture
def rowan(database: Database, browser: Browser) -> Person:
    with database.write() as session:
        person = make_professional_account(session)
    browser.log_in(person.email, PASSWORD)
    return person


def stored(database: Database, person: Person) -> Professional:
    with database.read() as session:
        return professional_of(session, person.account_id)


def save(browser: Browser, values: dict[str, object], path: str = "/profile/personalia") -> Page:
    return browser.submit(browser.get(path), values, action=path)


def test_personalia_are_saved_without_gender(browser: Browser, database: Database, rowan: Person) -> None:
    values = {
        "phone": "+31 6 0000 0000",
        "street": "Nergensweg 1",
        "city": "Eindhoven",
        "country": "NL",
        "birth_date": "1985-03-02",
        "nationality": "NL",
    }
    page = save(browser, values)
    assert page.path == "/profile" and "Your personalia are saved." in page.text
    person = stored(database, rowan)
    assert {name: getattr(person, name) for name in values} == values
    assert person.gender is None


def test_a_gender_once_given_can_be_taken_back(browser: Browser, database: Database, rowan: Person) -> None:
    save(browser, {"gender": "female"})
    assert stored(database, rowan).gender == "female"
    save(browser, {"gender": ""})
    assert stored(database, rowan).gender is None


def test_each_required_field_says_what_follows_from_leaving_it_out(browser: Browser, rowan: Person) -> None:
    page = browser.get("/profile/personalia")
    required = page.select("//main//input[@required]")
    assert {field.get("name") for field in required} == {"first_name", "last_name"}
    for field in required:
        hint = field.get("aria-describedby")
        assert "".join(page.select(f"//*[@id='{hint}']")[0].itertext()).strip()
    page = save(browser, {"first_name": " ", "city": "Eindhoven"})
    assert page.status == 422 and "Fill in your first name." in page.text
    assert page.select("//input[@name='city']/@value") == ["Eindhoven"]


def test_regions_are_those_of_the_country(browser: Browser, database: Database, rowan: Person) -> None:
    save(browser, {"country": "NL"})
    save(browser, {"region": "NL414"})
    assert stored(database, rowan).region == "NL414"
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    fragment = Page(browser.client.get("/profile/personalia?country=BE", headers=headers), "")
    assert "BE234" in fragment.select("//select[@name='region']/option/@value")
    assert not fragment.select("//form")
    page = save(browser, {"country": "DE", "city": "Berlin", "regions": "show"})
    assert "DE212" in page.select("//select[@name='region']/option/@value")
    assert page.select("//input[@name='city']/@value") == ["Berlin"]
    assert stored(database, rowan).country == "NL"
    save(browser, {"country": "DE"})
    assert (stored(database, rowan).country, stored(database, rowan).region) == ("DE", None)


def test_company_data_go_when_the_business_goes(browser: Browser, database: Database, rowan: Person) -> None:
    save(browser, {"one_person_business": "y", "company_name": "Sjabloon Advies", "company_registration": "1234"})
    assert stored(database, rowan).company_name == "Sjabloon Advies"
    save(browser, {"one_person_business": []})
    person = stored(database, rowan)
    assert (person.one_person_business, person.company_name, person.company_registration) == (False, None, None)


@pytest.mark.parametrize("day", ["1985-02-31", "2999-01-01", "long ago"])
def test_a_day_that_cannot_be_is_refused(day: str, browser: Browser, database: Database, rowan: Person) -> None:
    assert save(browser, {"birth_date": day}).status == 422
    assert stored(database, rowan).birth_date is None


def test_preferences_are_saved_and_shown_as_they_were_typed(
    browser: Browser, database: Database, rowan: Person
) -> None:
    values = {
        "headline": "Backend developer",
        "about": "I like tidy systems.",
        "occupation": "2512",
        "preferences": "Long assignments",
        "day_rate": "€ 650,50",
        "hours": "32",
        "availability": "month",
        "available_from": "2027-02-01",
        "remote": "hybrid",
    }
    assert save(browser, values, "/profile/preferences").path == "/profile"
    person = stored(database, rowan)
    assert (person.day_rate, person.hours, person.occupation) == (65050, 32, "2512")
    assert (person.availability, person.remote) == (Availability.MONTH, RemoteWork.HYBRID)
    assert person.available_from == date(2027, 2, 1)
    page = browser.get("/profile/preferences")
    assert page.select("//input[@name='day_rate']/@value") == ["650.50"]
    assert page.select("//select[@name='occupation']//option[@selected]/@value") == ["2512"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("day_rate", "-5"), ("day_rate", "lots"), ("day_rate", "99999"), ("day_rate", "nan"), ("hours", "200"),
     ("hours", "²"), ("occupation", "9999999"), ("availability", "never"), ("available_from", "2027-13-01")],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_kept_in_the_form(
    field: str, value: str, browser: Browser, database: Database, rowan: Person
) -> None:
    page = save(browser, {"headline": "Typed before", field: value}, "/profile/preferences")
    assert page.status == 422
    assert page.select("//input[@name='headline']/@value") == ["Typed before"]
    assert stored(database, rowan).headline is None


def test_only_professionals_come_here(browser: Browser) -> None:
    for path in ("/profile", "/profile/personalia", "/profile/resume", "/profile/preferences", "/profile/import"):
        assert browser.get(path).path == "/login"
