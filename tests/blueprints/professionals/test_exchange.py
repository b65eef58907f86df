"""JSON Resume and Europass over HTTP: the same review as any file, and a résumé that moves is the same résumé."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from models.database import Database
from models.resume import Portfolio, ResumeImport
from services.publication.publishing import identifiers_of
from services.publication.resume import Preferences, Resume
from services.resumes import professional_of, resume_of, save_resume
from tests.factories import Person, make_client, make_professional_account
from tests.factories_matches import log_in
from tests.pages import Browser, Page
from tests.services.publication.test_json_resume import FILE, WHOLE

FORMATS = [("/profile/resume.json", "resume.json"), ("/profile/europass.xml", "europass.xml")]


@pytest.fixture
def rowan(database: Database) -> Person:
    with database.write() as session:
        return make_professional_account(session)


@pytest.fixture
def own(app: Flask, rowan: Person) -> Browser:
    return log_in(app, rowan)


def upload(browser: Browser, data: bytes, name: str) -> Page:
    return browser.submit(browser.get("/profile/import"), {"file": (BytesIO(data), name)}, action="/profile/import")


def stored(database: Database, person: Person) -> Resume:
    with database.read() as session:
        return resume_of(session, person.account_id)


@pytest.mark.parametrize(("path", "name"), FORMATS, ids=["JSON Resume", "Europass"])
def test_a_resume_that_moves_to_a_new_account_is_the_same(
    app: Flask, own: Browser, database: Database, rowan: Person, path: str, name: str
) -> None:
    with database.write() as session:
        other = make_professional_account(session, "new@people.example", first_name="New", last_name="Comer")
        save_resume(session, rowan.account_id, replace(WHOLE, colleagues=("Jo Collega",), clients=("Geheim BV",)))
        person = professional_of(session, rowan.account_id)
        person.first_name, person.last_name, person.phone = "Jan Willem", "van Sjabloon", "06 0000 0000"
        person.city, person.country, person.day_rate = "Zwolle", "NL", 60_000
    sent = own.client.get(path)
    assert sent.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert sent.headers["Cache-Control"] == "no-store"
    assert "Collega" not in sent.text and "Geheim" not in sent.text and rowan.account_id not in sent.text
    theirs = log_in(app, other)
    review = upload(theirs, sent.data, name)
    assert review.path.startswith("/profile/import/") and review.status == 200, review.text
    names = dict.fromkeys(("colleagues", "clients", "addresses"), "")
    saved = theirs.submit(review, {"mode": "replace", **names}, action=review.path)
    assert saved.path == "/profile/resume", saved.text
    before, after = stored(database, rowan), stored(database, other)
    kept = {"preferences": Preferences(), "colleagues": (), "clients": (), "addresses": ()}
    assert in_any_order(replace(after, **kept)) == in_any_order(replace(before, **kept))


def in_any_order(resume: Resume) -> Resume:
    """Sections without an order of their own come by the ids that they were given."""
    return replace(
        resume,
        jobs=tuple(sorted(resume.jobs, key=repr)),
        studies=tuple(sorted(resume.studies, key=repr)),
        skills=tuple(sorted(resume.skills, key=repr)),
        languages=tuple(sorted(resume.languages, key=repr)),
        certifications=tuple(sorted(resume.certifications, key=repr)),
        portfolio=tuple(sorted(resume.portfolio, key=repr)),
        contact=replace(resume.contact, links=tuple(sorted(resume.contact.links))),
    )


def test_what_was_found_is_reviewed_like_any_file(own: Browser, database: Database, rowan: Person) -> None:
    review = upload(own, json.dumps(FILE).encode(), "resume.json")
    assert review.select("//input[@value='Voorbeeldfabriek']") and review.select("//input[@value='Planner']")
    assert stored(database, rowan) == Resume(contact=stored(database, rowan).contact)
    own.submit(review, {"jobs-0-title": "Chief", "portfolio-0-title": "Route planner"}, action=review.path)
    resume = stored(database, rowan)
    assert "Chief" in [job.title for job in resume.jobs]
    assert [piece.title for piece in resume.portfolio] == ["Route planner"]
    with database.read() as session:
        assert "plan" in " ".join(identifiers_of(session, rowan.account_id).handles)


def test_importing_again_adds_no_piece_twice_and_keeps_pictures(
    own: Browser, database: Database, rowan: Person
) -> None:
    for _time in range(2):
        review = upload(own, json.dumps(FILE).encode(), "resume.json")
        own.submit(review, {"mode": "replace"}, action=review.path)
    with database.read() as session:
        assert len(session.exec(select(Portfolio)).all()) == 1


@pytest.mark.parametrize(
    ("name", "data", "sentences"),
    [
        (
            "resume.json",
            {"work": [{}, {}, {"startDate": "March 2019"}], "basics": {"email": "nobody"}},
            [
                "work[2].startDate: Write a date as 2019, 2019-03 or 2019-03-31.",
                "basics.email: Write an e-mail address, such as name@example.org.",
            ],
        ),
        ("resume.json", b"{", ["This is no well-formed JSON or XML."]),
        ("cv.xml", b"<rss/>", ["rss: This is XML, but no Europass CV."]),
        ("resume.json", {"interests": [{"name": "x"}]}, ["We recognise no jobs, education, skills or languages"]),
        ("resume.json", b"\x00\x01\x02", ["This kind of file cannot be read."]),
    ],
)
def test_mistakes_are_named_with_their_field(
    own: Browser, database: Database, name: str, data: Any, sentences: list[str]
) -> None:
    page = upload(own, data if isinstance(data, bytes) else json.dumps(data).encode(), name)
    assert page.status == 422
    for sentence in sentences:
        assert sentence in page.text
    assert "nobody" not in page.text and "March 2019" not in page.text
    with database.read() as session:
        assert session.exec(select(ResumeImport)).all() == []


def test_only_the_owner_takes_it_along(app: Flask, own: Browser, database: Database, rowan: Person) -> None:
    with database.write() as session:
        save_resume(session, rowan.account_id, WHOLE)
        other, client = make_professional_account(session, "other@people.example"), make_client(session)
    page = own.get("/profile")
    for path, _name in FORMATS:
        assert path in page.links().values()
        assert "Proefmolen" in own.client.get(path).text
        assert "Proefmolen" not in log_in(app, other).client.get(path).text
        assert log_in(app, client).client.get(path).status_code == 404
        assert app.test_client().get(path).status_code == 303
