"""The profile as PDF: the page's tiers, log and limit; tagged; nothing in the file that says who, when or with what."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from app import create_app
from config import Config
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from services.publication import publishing
from tests.factories import make_client, make_professional_account
from tests.factories_matches import log_in
from tests.factories_published import make_match, make_published, public_id_of, publication_of
from tests.test_disclosure_matrix import ANYONE, TABLE, TIERS, VIEWERS, Scene, scene  # noqa: F401 - a fixture

NO_ONE = ("nobody", "a" * 26, "x" * 500, "é")


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(data).pages).split())


def everything_in(data: bytes) -> str:
    """All that is in the file: text, metadata, links, alternative texts, and every stream unpacked."""
    reader = read(data)
    found: list[Any] = [reader.get_object(number) for number in reader.xref[0]]
    streams = [each.get_data().decode("latin-1") for each in found if hasattr(each, "get_data")]
    return "\n".join((text_of(data), *map(repr, found), *streams))


def document(client: FlaskClient, path: str) -> bytes:
    response = client.get(f"{path}/document.pdf")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="profile.pdf"'
    return response.data


@pytest.mark.parametrize("prefix", ["", "/nl"], ids=["English", "Dutch"])
@pytest.mark.parametrize("viewer", VIEWERS)
def test_the_document_shows_what_the_tier_may_read_and_nothing_else(
    scene: Scene,  # noqa: F811
    viewer: str,
    prefix: str,
) -> None:
    tier = TIERS.get(viewer, ANYONE)
    data = document(scene.viewers[viewer], f"{prefix}/talent/{scene.key_for(viewer)}")
    text, everything = text_of(data), everything_in(data)
    assert len(everything) > len(data)
    for field in TABLE:
        # In the page some words stand between tags, so that they are not taken for others.
        words = [re.sub(r"\s", " ", each.strip("<>")) for each in (field.dutch if prefix else field.english).split("|")]
        if field.opens <= tier <= field.closes:
            assert any(each in text for each in words), field.name
        elif ">" not in field.english:
            # Two letters, or a number, may stand in any stream; a word may not.
            place = text if len(words[0]) < 5 else everything
            assert not any(each in place for each in words), field.name


@pytest.mark.parametrize("viewer", ["visitor", "verified", "matched"])
def test_the_file_is_tagged_and_says_nothing_of_itself(scene: Scene, viewer: str) -> None:  # noqa: F811
    data = document(scene.viewers[viewer], f"/talent/{scene.key_for(viewer)}")
    reader = read(data)
    root: Any = reader.trailer["/Root"]
    assert dict(reader.metadata or {}) == {"/Title": "Profile"}
    packet = root["/Metadata"].get_data().decode()
    assert 'pdfuaid:part="1"' in packet
    assert re.search(r"Producer|Create|Modify|creator|Tool|WeasyPrint", packet) is None
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert re.search(rb"WeasyPrint|CreationDate|ModDate|/Author|/Producer", data) is None
    for secret in (scene.person.account_id, scene.person.professional_id, scene.handle, scene.public_id):
        assert secret not in everything_in(data)
    fonts = {str(font) for page in reader.pages for font in _fonts(page)}
    assert fonts and all("Figtree" in font for font in fonts)


def _fonts(page: Any) -> list[str]:
    return [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]


def test_everybody_unverified_gets_the_same_document(scene: Scene) -> None:  # noqa: F811
    files = {
        document(scene.viewers[viewer], f"/talent/{scene.public_id}")
        for viewer in VIEWERS
        if TIERS.get(viewer, ANYONE) == ANYONE
    }
    assert len(files) == 1


@pytest.mark.parametrize("key", NO_ONE)
def test_who_does_not_exist_has_no_document(app: Flask, database: Database, key: str) -> None:
    with database.write() as session:
        client = make_client(session)
    assert app.test_client().get(f"/talent/{key}/document.pdf").status_code == 404
    assert log_in(app, client).client.get(f"/talent/{key}/document.pdf").status_code == 404


def test_a_document_is_in_the_log_and_within_the_daily_limit(database_url: str, config: Config) -> None:
    app = create_app(replace(config, daily_profile_limit=2))
    database = app.extensions["database"]
    with database.write() as session:
        people = [make_published(session, email=f"p{number}@people.example") for number in range(3)]
        ids = [publication_of(session, person).handle for person in people]
        client = make_client(session)
    http = log_in(app, client).client
    paths = [f"/talent/{ids[0]}", f"/talent/{ids[1]}/document.pdf", f"/talent/{ids[2]}/document.pdf"]
    answers = [http.get(path).status_code for path in (*paths, paths[1])]
    with database.read() as session:
        views = session.exec(select(Disclosure).where(Disclosure.kind == DisclosureKind.PROFILE_VIEW)).all()
    database.dispose()
    assert answers == [200, 200, 429, 200]
    assert len(views) == 3


def test_taking_the_profile_down_closes_the_document(app: Flask, database: Database) -> None:
    with database.write() as session:
        person = make_published(session)
        public_id = public_id_of(session, person)
        handle = publication_of(session, person).handle
        stranger, matched = make_client(session), make_client(session, "matched@client.example")
        make_match(session, matched, person)
        publishing.withdraw(session, person.account_id)
    assert app.test_client().get(f"/talent/{public_id}/document.pdf").status_code == 404
    assert log_in(app, stranger).client.get(f"/talent/{handle}/document.pdf").status_code == 404
    assert "Markernaam" in text_of(document(log_in(app, matched).client, f"/talent/{handle}"))


def test_the_page_leads_to_its_document(scene: Scene) -> None:  # noqa: F811
    for viewer in ("visitor", "verified", "matched"):
        page = scene.viewers[viewer].get(f"/talent/{scene.public_id}").text
        found = re.search(r'href="(/talent/[^"]+/document\.pdf)"', page)
        assert found and scene.viewers[viewer].get(found[1]).status_code == 200


def test_ones_own_resume_is_whole_and_for_oneself_alone(app: Flask, database: Database) -> None:
    with database.write() as session:
        person, other = make_published(session), make_professional_account(session)
        client = make_client(session)
    own = log_in(app, person).client.get("/profile/cv.pdf")
    assert own.headers["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    assert own.headers["Cache-Control"] == "no-store"
    for said in (
        "Markernaam Markerachter",
        "Markergever Bouw BV",
        "March 2012 – June 2019",
        "Markertaak",
        "Markerschool",
        "Swedish (B2)",
        "MARK-4711",
        "https://markerlink.example/in/x",
    ):
        assert said in text_of(own.data)
    assert dict(read(own.data).metadata or {}) == {"/Title": "Curriculum vitae"}
    assert "Marker" not in text_of(log_in(app, other).client.get("/profile/cv.pdf").data)
    assert log_in(app, client).client.get("/profile/cv.pdf").status_code == 404
    assert app.test_client().get("/profile/cv.pdf").status_code == 303
