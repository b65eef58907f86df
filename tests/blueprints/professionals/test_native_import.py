"""The portable JSON of one account, imported into another: every row of the résumé is the same."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlmodel import col, select

from config import Config
from models.bands import Availability, LanguageLevel, RemoteWork
from models.copy import CopyKind
from models.database import Database
from models.resume import (
    Certification,
    Education,
    Experience,
    Language,
    LeftOutSkill,
    Link,
    Portfolio,
    ResumeImport,
    Skill,
)
from services.publication.vocabulary import vocabulary
from services.resumes import professional_of
from tests.factories import Person, make_professional_account
from tests.factories_copies import packed
from tests.factories_matches import log_in
from tests.pages import Browser, Page

TABLES: tuple[Any, ...] = (
    Experience,
    Education,
    Skill,
    Language,
    Certification,
    Link,
    Portfolio,
    LeftOutSkill,
)
OWN = {"id", "account_id", "picture"}
WISHES = ("headline", "about", "preferences", "day_rate", "hours", "availability", "available_from", "remote")


@pytest.fixture
def rowan(database: Database) -> Person:
    """Somebody with every kind of row, and rows in which little is filled in."""
    skills = vocabulary().ids("skill")[:2]
    with database.write() as session:
        person = make_professional_account(session)
        owner = {"account_id": person.account_id}
        session.add_all(
            [
                Experience(title="Brückenbauer “Süd”", employer="Proef & Zonen", city="Zwolle", start_year=2015,
                           start_month=2, end_year=2019, description="First line\n• second line", **owner),
                Experience(title="Zelfstandige", start_year=2020, current=True, **owner),
                Experience(title="Volunteer", **owner),
                Education(degree="MSc", school="TU Proef", field_of_study="Wood", start_year=2008,
                          end_year=2010, **owner),
                Education(degree="Course", **owner),
                Skill(name="Timber framing", years=7, **owner),
                Skill(name="Welding", **owner),
                Language(language="nl", level=LanguageLevel.NATIVE, **owner),
                Language(language="en", level=LanguageLevel.C1, **owner),
                Language(language="fy", **owner),
                Certification(name="VCA", issuer="Instituut", number="12-34", year=2021, **owner),
                Certification(name="First aid", **owner),
                Link(url="https://bridges.example/rowan", **owner),
                Portfolio(title="The bridge", description="Of oak", url="https://bridges.example/1",
                          year=2018, **owner),
                Portfolio(title="The shed", **owner),
                *(LeftOutSkill(skill=skill, **owner) for skill in skills),
            ]
        )  # fmt: skip
        row = professional_of(session, person.account_id)
        row.headline, row.about, row.preferences = "Builder of bridges", "I build.\nIn wood.", "No night work"
        row.day_rate, row.hours, row.availability = 61_250, 32, Availability.MONTH
        row.available_from, row.remote = date(2027, 2, 1), RemoteWork.ON_SITE
        row.first_name, row.last_name, row.phone, row.city, row.country = "Ro Wan", "van Proef", "06 0", "Zwolle", "NL"
    return person


def rows(database: Database, person: Person) -> dict[str, Counter[str]]:
    """Every row of the résumé, but for what it is called by and the picture, which is a file of its own."""
    with database.read() as session:
        found = {
            table.__name__: Counter(
                json.dumps(row.model_dump(exclude=OWN), default=str, sort_keys=True)
                for row in session.exec(select(table).where(col(table.account_id) == person.account_id))
            )
            for table in TABLES
        }
        wishes = professional_of(session, person.account_id).model_dump(include={*WISHES, "first_name", "city"})
    return {**found, "Professional": Counter([json.dumps(wishes, default=str, sort_keys=True)])}


def upload(browser: Browser, data: bytes) -> Page:
    page = browser.get("/profile/import")
    return browser.submit(page, {"file": (BytesIO(data), "provided.json")}, action="/profile/import")


@pytest.mark.parametrize("mode", ["add", "replace"])
def test_a_new_account_has_the_same_resume(
    app: Flask, database: Database, config: Config, rowan: Person, mode: str
) -> None:
    with database.write() as session:
        other = make_professional_account(session, "new@people.example", first_name="New", last_name="Comer")
    data = packed(database, config, rowan.account_id, CopyKind.PORTABLE).read("provided.json")
    browser = log_in(app, other)
    review = upload(browser, data)
    assert review.path.startswith("/profile/import/"), review.text
    assert "No night work" in review.html and "612.50" in review.html
    assert len(rows(database, other)["Experience"]) == 0, "nothing before its owner looked it through"
    saved = browser.submit(review, {"mode": mode}, action=review.path)
    assert saved.path == "/profile/resume", saved.text
    assert rows(database, other) == rows(database, rowan)


def test_what_is_left_out_in_the_review_stays_out(
    app: Flask, database: Database, config: Config, rowan: Person
) -> None:
    with database.write() as session:
        other = make_professional_account(session, "new@people.example")
    data = packed(database, config, rowan.account_id, CopyKind.PORTABLE).read("provided.json")
    browser = log_in(app, other)
    review = upload(browser, data)
    emptied = {"wishes-day_rate": "", "wishes-preferences": "", "left_out": [], "jobs-0-keep": []}
    browser.submit(review, emptied, action=review.path)
    found = rows(database, other)
    assert found["LeftOutSkill"].total() == 0 and found["Experience"].total() == 2
    with database.read() as session:
        person = professional_of(session, other.account_id)
        assert (person.day_rate, person.preferences, person.hours) == (None, None, 32)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"tables": {"experience": [{"employer": "X"}]}}, "A field that must be there is missing."),
        ({"tables": {"experience": [{"title": 5}]}}, "Write a text here"),
        ({"tables": {"experience": [{"title": "A", "start_month": 13}]}}, "This value does not fit the field."),
        ({"tables": {"experience": [{"title": "A", "start_year": 12}]}}, "This value does not fit the field."),
        ({"tables": {"skill": [{"name": "x" * 10_001}]}}, "Keep this under 10,000 characters."),
        ({"tables": {"skill": [{"name": "x"}] * 101}}, "Leave at most 100 entries here."),
        ({"tables": {"language": [{"language": "nl", "level": "Z9"}]}}, "This value does not fit the field."),
        ({"tables": {"professional": [{"available_from": "soon"}]}}, "This value does not fit the field."),
        ({"tables": []}, "Write fields with names here"),
        ({"version": "2.0"}, "This value does not fit the field."),
    ],
)
def test_mistakes_are_named_with_their_place(
    app: Flask, database: Database, change: dict[str, Any], sentence: str
) -> None:
    with database.write() as session:
        person = make_professional_account(session)
    whole = {"format": "glopros-portable", "version": "1.0", "source": "provided", "tables": {}} | change
    page = upload(log_in(app, person), json.dumps(whole).encode())
    assert page.status == 422
    assert sentence in page.text
    with database.read() as session:
        assert session.exec(select(ResumeImport)).all() == []
