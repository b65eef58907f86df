"""Pictures of a portfolio: kept encrypted, seen by their owner and after a match by nobody else but the client."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlmodel import select

from config import Config
from models.database import Database
from models.resume import Portfolio, StoredFile
from services import files
from services.files import FileStore
from tests.blueprints.test_documents import document
from tests.factories import NOW, Person, make_client, make_professional_account
from tests.factories_matches import log_in
from tests.factories_published import make_match, make_published, public_id_of, publication_of
from tests.pages import Browser, Page

SEEN = b"\xff\xd8\xff"


def picture(colour: str = "teal") -> bytes:
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Markermaker"
    Image.new("RGB", (64, 48), colour).save(target, "JPEG", exif=exif)
    return target.getvalue()


@pytest.fixture
def person(database: Database) -> Person:
    with database.write() as session:
        return make_published(session)


@pytest.fixture
def own(app: Flask, person: Person) -> Browser:
    return log_in(app, person)


def piece(database: Database) -> Portfolio:
    with database.read() as session:
        return session.exec(select(Portfolio)).one()


def upload(own: Browser, database: Database, data: bytes) -> Page:
    path = f"/profile/portfolio/{piece(database).id}/picture"
    return own.submit(own.get(path), {"file": (io.BytesIO(data), "me-at-home.jpg")}, action=path)


def kept(database: Database, config: Config) -> tuple[int, list[Path]]:
    """How many files the database knows, and what lies in the store."""
    with database.read() as session:
        rows = len(session.exec(select(StoredFile)).all())
    return rows, [path for path in (config.data_dir / "files").rglob("*") if path.is_file()]


def test_a_picture_is_put_changed_and_deleted(own: Browser, database: Database, config: Config, person: Person) -> None:
    assert upload(own, database, picture()).path == "/profile/resume"
    first = piece(database).picture
    page = own.get("/profile/resume")
    assert page.select(f"//img[@src='/profile/pictures/{first}'][@alt='Picture of Markerstuk']")
    rows, paths = kept(database, config)
    assert rows == len(paths) == 1
    assert SEEN not in paths[0].read_bytes() and b"Marker" not in paths[0].read_bytes()
    # What it was called, and that it is here, is not told beside the originals.
    assert "me-at-home" not in own.get("/profile").text and "picture.jpg" not in own.get("/profile").text
    upload(own, database, picture("red"))
    second = piece(database).picture
    assert second != first and kept(database, config)[0] == len(kept(database, config)[1]) == 1
    assert own.client.get(f"/profile/pictures/{first}").status_code == 404
    path = f"/profile/portfolio/{piece(database).id}/picture"
    assert "The picture is deleted." in own.submit(own.get(path), action=f"{path}/deletion").text
    assert kept(database, config) == (0, []) and piece(database).picture is None


def test_removing_a_piece_removes_its_picture_for_good(own: Browser, database: Database, config: Config) -> None:
    upload(own, database, picture())
    item = piece(database).id
    removed = own.submit(own.get("/profile/resume"), action=f"/profile/portfolio/{item}/deletion")
    assert kept(database, config) == (0, [])
    own.submit(removed, action="/profile/portfolio/restoration")
    assert (piece(database).id, piece(database).picture) == (item, None)


def test_what_is_no_picture_is_refused_in_a_sentence(own: Browser, database: Database, config: Config) -> None:
    page = upload(own, database, b"not a picture")
    assert page.status == 422 and "This is not a picture that we can read." in page.text
    assert kept(database, config) == (0, [])


def test_only_the_owner_and_a_matched_client_see_it(
    app: Flask, own: Browser, database: Database, person: Person
) -> None:
    upload(own, database, picture())
    picture_id = piece(database).picture
    with database.write() as session:
        publication = publication_of(session, person)
        keys = (public_id_of(session, person), publication.handle)
        clients = {name: make_client(session, f"{name}@client.example") for name in ("matched", "ended", "stranger")}
        make_match(session, clients["matched"], person)
        make_match(session, clients["ended"], person).ended_at = NOW
        other = make_professional_account(session)
    seen = log_in(app, clients["matched"]).client.get(f"/talent/{keys[1]}/pictures/{picture_id}")
    assert seen.status_code == 200 and seen.data.startswith(SEEN) and b"Marker" not in seen.data
    assert seen.headers["Content-Type"] == "image/jpeg"
    assert seen.headers["X-Content-Type-Options"] == "nosniff"
    assert seen.headers["Cache-Control"] == "no-store"
    assert seen.headers["Content-Disposition"] == 'inline; filename="picture.jpg"'
    assert seen.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    page = log_in(app, clients["matched"]).get(f"/talent/{keys[1]}")
    address = page.select("//img[@alt='Picture of Markerstuk']/@src")[0]
    assert log_in(app, clients["matched"]).client.get(address).data == seen.data
    assert own.client.get(f"/profile/pictures/{picture_id}").data == seen.data
    for who in (clients["ended"], clients["stranger"], other, person):
        for key in keys:
            assert log_in(app, who).client.get(f"/talent/{key}/pictures/{picture_id}").status_code == 404
    assert app.test_client().get(f"/talent/{keys[0]}/pictures/{picture_id}").status_code == 404
    assert log_in(app, other).client.get(f"/profile/pictures/{picture_id}").status_code == 404


def test_no_other_file_is_reached_by_the_address_of_pictures(
    app: Flask, own: Browser, database: Database, config: Config, person: Person
) -> None:
    with database.write() as session:
        client = make_client(session)
        make_match(session, client, person)
        original = files.keep(
            session,
            FileStore.of(config),
            person.account_id,
            name="robin.pdf",
            media_type="application/pdf",
            data=b"%PDF",
            now=NOW,
        ).id
        key = publication_of(session, person).handle
    assert log_in(app, client).client.get(f"/talent/{key}/pictures/{original}").status_code == 404
    assert own.client.get(f"/profile/pictures/{original}").status_code == 404


def test_documents_have_the_picture_at_a_match_and_in_the_own_resume(
    app: Flask, own: Browser, database: Database, person: Person
) -> None:
    upload(own, database, picture())
    with database.write() as session:
        matched, stranger = make_client(session, "matched@client.example"), make_client(session)
        make_match(session, matched, person)
        key, public_id = publication_of(session, person).handle, public_id_of(session, person)

    def pictures(data: bytes) -> int:
        return data.count(b"/DCTDecode")

    assert pictures(document(log_in(app, matched).client, f"/talent/{key}")) == 1
    assert pictures(document(log_in(app, stranger).client, f"/talent/{key}")) == 0
    assert pictures(document(app.test_client(), f"/talent/{public_id}")) == 0
    assert pictures(own.client.get("/profile/cv.pdf").data) == 1
