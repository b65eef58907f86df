"""Age, gender and name change nothing: the same careers under other people's names, birth dates and years of study.

A population is imported from its résumés, once as it is and once with these permuted; with the same random numbers
every page of the explorer and every profile must be the same, byte for byte.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from random import Random

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, select

from app import create_app
from config import Config
from models.bands import Exposure
from models.professional import Gender
from models.publication import Publication
from services import bulk_import, imports, resumes
from services.demo.documents import render_text
from services.demo.people import DemoProfessional, demo_professionals
from services.publication import shown
from services.publication.reading import Reader
from services.publication.resume import Resume, Study
from tests.factories import KEYS, NOW, make_client
from tests.factories_matches import log_in
from tests.factories_published import begin_epoch

PEOPLE = 60
CROWD = 3
STEP = 7
GENDERS = {"female": Gender.FEMALE, "male": Gender.MALE}
QUERIES = ("", "page=2", "page=3", "q=software", "q=project&page=2", "language=nl", "sort=available", "sort=rate")
VARYING = re.compile(r"\?v=[0-9a-f]+|name=\"csrf_token\"[^>]*|&#34;X-CSRFToken&#34;[^}]*")

Publish = Callable[[Sequence[DemoProfessional]], "Published"]


@dataclass(frozen=True)
class Published:
    """What is sent of a population: every page by tier and address, in both languages; how many people are public."""

    pages: dict[tuple[str, str], str]
    public: int


@pytest.fixture
def publish(config: Config, another_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> Publish:
    def run(people: Sequence[DemoProfessional]) -> Published:
        app = create_app(replace(config, database_url=another_database(), daily_profile_limit=10_000))
        try:
            return _published(app, people, monkeypatch)
        finally:
            app.extensions["database"].dispose()

    return run


def test_names_gender_and_years_change_no_order_and_no_summary(publish: Publish) -> None:
    people = list(demo_professionals(PEOPLE, seed=12))
    before, after = publish(people), publish(_permuted(people))
    assert before.public > PEOPLE / 2
    assert before.pages.keys() == after.pages.keys()
    assert [address for address, page in before.pages.items() if page != after.pages[address]] == []


def test_another_career_does_change_what_is_shown(publish: Publish) -> None:
    people = list(demo_professionals(12, seed=12))
    others = [replace(people[-1], resume=replace(people[-1].resume, contact=who.resume.contact)) for who in people]
    assert publish(people).pages != publish(others).pages


def _permuted(people: Sequence[DemoProfessional]) -> list[DemoProfessional]:
    """The careers in their order, each under the name, birth date, gender and years of study of somebody else."""
    return [_as(who, people[(number + STEP) % len(people)]) for number, who in enumerate(people)]


def _as(who: DemoProfessional, other: DemoProfessional) -> DemoProfessional:
    own, others = who.resume.contact, other.resume.contact
    contact = replace(own, first_name=others.first_name, last_name=others.last_name, email=others.email)
    resume = replace(who.resume, contact=contact, studies=_studies(who.resume, other.resume))
    return replace(who, resume=resume, birth_date=other.birth_date, gender=other.gender)


def _studies(own: Resume, other: Resume) -> tuple[Study, ...]:
    years = [(study.start_year, study.end_year) for study in other.studies] or [(None, None)]
    return tuple(
        replace(study, start_year=years[number % len(years)][0], end_year=years[number % len(years)][1])
        for number, study in enumerate(own.studies)
    )


def _published(app: Flask, people: Sequence[DemoProfessional], patch: pytest.MonkeyPatch) -> Published:
    database = app.extensions["database"]
    with Reader() as reader:
        read = [imports.read(render_text(who).encode(), "resume.txt", reading=reader.resume) for who in people]
    with database.write() as session:
        accounts = [
            _import(session, number, who, resume, patch)
            for number, (who, resume) in enumerate(zip(people, read, strict=True))
        ]
        with _drawing(patch, "epoch"):
            begin_epoch(session, crowd_size=CROWD)
        with _drawing(patch, "client"):
            client = make_client(session)
    with database.read() as session:
        public_ids = [each for account in accounts if (each := shown.public_id_of(session, account))]
        handles = {each.account_id: each.handle for each in session.exec(select(Publication))}
    anyone = _pages(app.test_client(), "anonymous", public_ids)
    verified = _pages(log_in(app, client).client, "verified", [handles[account] for account in accounts])
    return Published({**anyone, **verified}, len(public_ids))


def _import(session: Session, number: int, who: DemoProfessional, resume: Resume, patch: pytest.MonkeyPatch) -> str:
    contact = who.resume.contact
    with _drawing(patch, f"account {number}"):
        owner = bulk_import.Owner(contact.first_name, contact.last_name, contact.email)
        account = bulk_import.add_professional(
            session, owner, resume, country=contact.country, region=who.region, keys=KEYS, now=NOW
        )
        row = resumes.professional_of(session, account.id)
        row.birth_date, row.gender = who.birth_date.isoformat(), GENDERS.get(str(who.gender), Gender.OTHER).value
        session.flush()
    with _drawing(patch, f"publication {number}"):
        exposure = Exposure.BLEND_IN if number % 2 else Exposure.STAND_OUT
        bulk_import.approve_and_review(session, account.id, exposure=exposure, now=NOW)
        session.flush()
    return account.id


def _pages(http: FlaskClient, tier: str, keys: Sequence[str]) -> dict[tuple[str, str], str]:
    addresses = [*(f"/talent?{query}" for query in QUERIES), *(f"/talent/{key}" for key in keys)]
    return {(tier, prefix + each): _sent(http, prefix + each) for each in addresses for prefix in ("", "/nl")}


def _sent(http: FlaskClient, address: str) -> str:
    response = http.get(address)
    assert response.status_code == 200
    return VARYING.sub("", response.get_data(as_text=True))


@contextmanager
def _drawing(patch: pytest.MonkeyPatch, seed: str) -> Iterator[None]:
    """Random numbers that are the same for the same seed: ids, pseudonyms, tiles, and who stands with whom."""
    with patch.context() as drawn:
        drawn.setattr(random, "_urandom", Random(seed).randbytes)
        yield
