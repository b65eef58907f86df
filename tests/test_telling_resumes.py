"""Two hundred telling résumés through the import and over HTTP: nothing sent or logged names their owners.

The owners bear names of the vocabulary and list them as skills (factories_telling.py), each in one of twelve spellings.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from app import create_app
from config import Config
from models.bands import Exposure
from models.publication import Publication
from services import bulk_import
from services.publication import shown
from services.publication.pseudonym_words import ADJECTIVES, NOUNS
from tests.blueprints.test_documents import everything_in
from tests.factories import KEYS, NOW, Person, make_client
from tests.factories_matches import log_in
from tests.factories_published import begin_epoch, make_match
from tests.factories_telling import Telling, telling_people, words_of
from tests.spellings import SPELLINGS

PEOPLE = 200
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
VERSION = re.compile(r"\?v=[0-9a-f]+")
PSEUDONYM = re.compile(
    "|".join(
        rf" (?:{'|'.join(words_of(first[place]).strip() for first in ADJECTIVES)})"
        rf" (?:{'|'.join(words_of(second[place]).strip() for second in NOUNS)})(?= )"
        for place in (0, 1)
    )
)
"""A whole pseudonym: it is drawn, and may hold a word that somebody here bears as a name ("Angular Chameleon")."""


@dataclass(frozen=True)
class Imported:
    """An owner, and the ids of their profile for anyone and for verified clients."""

    owner: Telling
    account_id: str
    public_id: str | None
    handle: str


@dataclass(frozen=True)
class Scene:
    """Everybody imported; what everything that runs wrote into its logs meanwhile."""

    people: list[Imported]
    anyone: FlaskClient
    verified: FlaskClient
    matched: FlaskClient
    log: StringIO


@dataclass(frozen=True)
class Sent:
    """Every byte of one profile's page; ``kind``: tier, language, and whether it is a fragment."""

    kind: tuple[str, str, bool]
    owner: Telling
    sent: str

    @property
    def words(self) -> frozenset[str]:
        return frozenset(words_of(self.sent).split())

    @property
    def shows_a_harmless_skill(self) -> bool:
        return any(words_of(skill) in words_of(self.sent) for skill in self.owner.skills)

    def named(self, everywhere: frozenset[str]) -> list[str]:
        """The owner's names on the page, but for words that stand on every page of the kind."""
        words = PSEUDONYM.sub("", words_of(self.sent))
        return [name for name in self.owner.identifying if name in words and not everywhere.issuperset(name.split())]


@pytest.fixture
def scene(
    request: pytest.FixtureRequest, config: Config, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> Iterator[Scene]:
    log = _log_everything(caplog)
    app = create_app(replace(config, daily_profile_limit=10_000))
    people = _import(app, tmp_path, request.param)
    with app.extensions["database"].write() as session:
        client = make_client(session)
        matched = make_client(session, "matched@client.example", organisation="Ander Werk")
        for each in people:
            make_match(session, matched, Person(each.account_id, ""))
    yield Scene(people, app.test_client(), log_in(app, client).client, log_in(app, matched).client, log)
    app.extensions["database"].dispose()
    logging.getLogger().handlers.pop()


@pytest.mark.parametrize("scene", [PEOPLE], indirect=True, ids=[f"{PEOPLE} people"])
def test_nothing_sent_or_logged_names_an_owner(scene: Scene) -> None:
    pages = [page for number, each in enumerate(scene.people) for page in _profile_pages(scene, number, each)]
    explorer = [
        _sent(client, f"/talent?page={page}", headers)
        for client in (scene.anyone, scene.verified)
        for page in range(1, PEOPLE // 20 + 2)
        for headers in ({}, FRAGMENT)
    ]
    everywhere = {kind: _on_all(pages, kind) for kind in {page.kind for page in pages}}
    assert len(everywhere) == 8
    assert [(page.kind, name) for page in pages for name in page.named(everywhere[page.kind])] == []
    assert sum(page.shows_a_harmless_skill for page in pages) > PEOPLE
    everything = "\n".join((*(page.sent for page in pages), *explorer, scene.log.getvalue()))
    assert [each.owner.email for each in scene.people if _can_be_reached(each.owner, everything)] == []
    logged = words_of(scene.log.getvalue())
    assert " listening " in logged
    assert [each.owner.email for each in scene.people if each.owner.full_name in logged] == []


@pytest.mark.parametrize("scene", [12], indirect=True, ids=["12 people"])
def test_a_match_opens_what_is_not_sent_before(scene: Scene) -> None:
    for each in scene.people:
        words = words_of(_sent(scene.matched, f"/talent/{each.handle}", {}))
        assert each.owner.full_name in words
        assert words_of(each.owner.email) in words


@pytest.mark.parametrize("scene", [12], indirect=True, ids=["12 people"])
def test_no_document_names_its_owner_in_its_text_or_metadata(scene: Scene) -> None:
    documents = [document for each in scene.people for document in _documents(scene, each)]
    assert len(documents) > len(scene.people)
    everywhere = {kind: _on_all(documents, kind) for kind in {document.kind for document in documents}}
    assert [(page.kind, name) for page in documents for name in page.named(everywhere[page.kind])] == []
    assert any(page.shows_a_harmless_skill for page in documents)


def _documents(scene: Scene, each: Imported) -> Iterator[Sent]:
    for tier, client, key in (("anonymous", scene.anyone, each.public_id), ("verified", scene.verified, each.handle)):
        if key:
            response = client.get(f"/talent/{key}/document.pdf")
            assert response.status_code == 200
            told = f"{response.headers}\n{everything_in(response.data)}"
            yield Sent((tier, "pdf", False), each.owner, told)


def _profile_pages(scene: Scene, number: int, each: Imported) -> Iterator[Sent]:
    language = ("", "/nl")[number % 2]
    for tier, client, key in (("anonymous", scene.anyone, each.public_id), ("verified", scene.verified, each.handle)):
        for headers in ({}, FRAGMENT) if key else ():
            yield Sent((tier, language, bool(headers)), each.owner, _sent(client, f"{language}/talent/{key}", headers))


def _on_all(pages: list[Sent], kind: tuple[str, str, bool]) -> frozenset[str]:
    return frozenset.intersection(*(page.words for page in pages if page.kind == kind))


def _import(app: Flask, tmp_path: Path, count: int) -> list[Imported]:
    folder = tmp_path / "resumes"
    folder.mkdir()
    owners, told = {}, {}
    spellings = list(SPELLINGS.values())
    for number, owner in enumerate(telling_people(count, seed=77)):
        name = f"{number:03}.txt"
        (folder / name).write_text(owner.text(spellings[number % len(spellings)]), "utf-8")
        told[name] = owner
        owners[name] = {
            "first_name": owner.first_name,
            "last_name": owner.last_name,
            "email": owner.email,
            "employers": [owner.employer, owner.former_employer, owner.client],
            "schools": [owner.school],
        }
    database = app.extensions["database"]
    owners = json.loads(json.dumps(owners))
    results = list(bulk_import.import_folder(database, folder, owners, exposure=Exposure.STAND_OUT, keys=KEYS, now=NOW))
    assert [each.error for each in results if each.error] == []
    with database.write() as session:
        begin_epoch(session)
        handles = {each.account_id: each.handle for each in session.exec(select(Publication))}
        return [
            Imported(
                told[each.file],
                str(each.account_id),
                shown.public_id_of(session, str(each.account_id)),
                handles[str(each.account_id)],
            )
            for each in results
        ]


def _sent(client: FlaskClient, path: str, headers: dict[str, str]) -> str:
    """Every byte of an answer, headers included; a hash in the address of a static file is left out."""
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return f"{response.headers}\n{VERSION.sub('', response.get_data(as_text=True))}"


def _can_be_reached(owner: Telling, sent: str) -> bool:
    """Whether the owner's address, number or account name is anywhere in it."""
    return any(each in sent for each in (owner.email, owner.phone, f"/in/{owner.handle}"))


def _log_everything(caplog: pytest.LogCaptureFixture) -> StringIO:
    """What every logger writes from now on at DEBUG, but for the rows that SQLAlchemy prints to who asks for them."""
    written = StringIO()
    logging.getLogger().addHandler(logging.StreamHandler(written))
    caplog.set_level(logging.DEBUG)
    for name in list(logging.Logger.manager.loggerDict):
        if not name.startswith("sqlalchemy"):
            caplog.set_level(logging.DEBUG, logger=name)
    logging.getLogger("blueprints").debug("listening")
    return written
