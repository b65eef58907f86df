"""Recommendations over HTTP: who fits a client's work, which work suits a professional; none where switched off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlmodel import Session, select

from models.client import MemberRole
from models.database import Database
from models.objection import ObjectionState
from models.privacy import Interest
from models.publication import Publication, VerifiedProfile
from models.restriction import Restriction, RestrictionGround
from services.publication import storage
from services.publication.record import SkillClaim
from services.rights import objections
from tests.factories import NOW, Person, make_professional_account
from tests.factories_matches import handle_of, join, log_in, make_rival, publish_profile
from tests.factories_work import DETAILS, describe, hide, make_colleague


@pytest.fixture
def ana(ana: Person, database: Database) -> Person:
    """Her published profile names the skill that the work asks for."""
    with database.write() as session:
        knows(session, ana, *DETAILS.skills)
    return ana


def knows(session: Session, person: Person, *skills: str) -> None:
    """Publish that somebody has these skills."""
    publication = session.exec(select(Publication).where(Publication.account_id == person.account_id)).one()
    record = replace(storage.from_json(publication.published or {}), skills=tuple(map(SkillClaim, skills)))
    publication.published = publication.record = storage.to_json(record)
    session.delete(session.get_one(VerifiedProfile, publication.handle))
    session.flush()
    session.add(storage.verified_row(publication.handle, record, {}))
    session.flush()
    session.add_all(storage.verified_facets(publication.handle, record))


def work_of(database: Database, jip: Person) -> str:
    with database.write() as session:
        return describe(session, jip).id


def names(app: Flask, who: Person, work_id: str) -> list[str]:
    page = log_in(app, who).get(f"/work/{work_id}/candidates")
    assert page.status == 200
    return ["".join(each.itertext()) for each in page.select("//li[@class='person']//h2")]


def test_who_has_the_skills_is_listed_with_reasons(app: Flask, database: Database, ana: Person, jip: Person) -> None:
    work_id = work_of(database, jip)
    with database.write() as session:
        publish_profile(session, make_professional_account(session, "bo@people.example").account_id)
    page = log_in(app, jip).get(f"/work/{work_id}/candidates")
    assert len(page.select("//li[@class='person']")) == 1
    assert "1 of 1 skill" in page.text
    assert "does not say when free" in page.text
    assert "15 points higher with: being free in that month" in page.text
    assert "Anabel" not in page.html


def test_neither_who_hides_nor_colleagues_nor_who_objects(
    app: Flask, database: Database, ana: Person, jip: Person
) -> None:
    work_id = work_of(database, jip)
    with database.write() as session:
        for number, email in enumerate(("colleague@people.example", "objector@people.example")):
            person = make_professional_account(session, email)
            publish_profile(session, person.account_id)
            knows(session, person, *DETAILS.skills)
            if number == 0:
                join(session, person, jip.organisation_id)
            else:
                session.get_one(VerifiedProfile, handle_of(session, person.account_id)).ranked = False
    assert len(names(app, jip, work_id)) == 1
    with database.write() as session:
        hide(session, ana, "Sjabloon Bouw")
    assert names(app, jip, work_id) == []


def test_it_is_for_the_organisation_alone(app: Flask, database: Database, ana: Person, jip: Person) -> None:
    work_id = work_of(database, jip)
    with database.write() as session:
        reader, rival = make_colleague(session, jip, MemberRole.VIEWER), make_rival(session)
    assert len(names(app, reader, work_id)) == 1
    assert log_in(app, rival).get(f"/work/{work_id}/candidates").status == 404
    assert log_in(app, ana).get(f"/work/{work_id}/candidates").status == 404


def test_a_professional_reads_which_work_suits_and_why(
    app: Flask, database: Database, ana: Person, jip: Person
) -> None:
    work_id = work_of(database, jip)
    browser = log_in(app, ana)
    page = browser.get("/work")
    assert page.select(f"//section[@aria-labelledby='suggested']//a[@href='/work/{work_id}']")
    assert "1 of 1 skill" in page.text and "Sjabloon" not in page.html
    assert "1 of 1 skill" in browser.get(f"/work/{work_id}").text
    assert not browser.get("/work?remote=hybrid").select("//section[@aria-labelledby='suggested']")


@pytest.mark.parametrize("why", ["objects", "restricted", "not published"])
def test_nothing_is_recommended_to_who_is_left_out(
    app: Flask, database: Database, ana: Person, jip: Person, why: str
) -> None:
    work_of(database, jip)
    with database.write() as session:
        if why == "objects":
            objections.record(session, ana.account_id, Interest.RELEVANCE, ObjectionState.UPHELD, now=NOW)
        elif why == "restricted":
            session.add(Restriction(account_id=ana.account_id, ground=RestrictionGround.CLAIM, set_at=NOW))
        else:
            own = select(Publication).where(Publication.account_id == ana.account_id)
            session.exec(own).one().published = None
    assert not log_in(app, ana).get("/work").select("//section[@aria-labelledby='suggested']")


def test_both_sides_switch_them_off_and_on(app: Flask, database: Database, ana: Person, jip: Person) -> None:
    work_id = work_of(database, jip)
    for who, path, mark in (
        (ana, "/work", "//section[@aria-labelledby='suggested']"),
        (jip, f"/work/{work_id}/candidates", "//li[@class='person']"),
    ):
        browser = log_in(app, who)
        off = browser.submit(browser.get(path), {"shown": "no"}, action="/work/recommendations")
        assert "switched off" in off.text
        page = browser.get(path)
        assert not page.select(mark)
        assert "1 of 1 skill" not in browser.get(f"/work/{work_id}").text
        browser.submit(page, {"shown": "yes"}, action="/work/recommendations")
        assert browser.get(path).select(mark)


def test_the_weights_stand_on_the_page_that_explains_ranking(app: Flask, database: Database, jip: Person) -> None:
    page = log_in(app, jip).get("/how-ranking-works")
    assert ["".join(each.itertext()) for each in page.select("//section[@aria-labelledby='fit']//td")] == [
        "60",
        "15",
        "10",
        "10",
        "5",
    ]
