"""The pages of the copy: asked for with a fresh password, waited for, fetched by its owner, gone."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from flask import Flask, render_template
from sqlmodel import select

from blueprints.privacy import copy_jobs
from config import Config
from models.copy import CopyKind, CopyState, DataCopy
from models.database import Database
from models.disclosure import AuditEntry
from services import copies, copy_making
from services.files import FileStore
from tests.factories_copies import ask, make
from tests.factories_privacy import enter
from tests.pages import Browser, Page

COPY, PORTABLE = "/privacy-centre/copy", "/privacy-centre/portability"


@pytest.fixture(autouse=True)
def quick_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """The document takes seconds; tests/services/copies/test_access_copy.py reads a real one."""
    monkeypatch.setattr(copy_jobs, "readable_copy", lambda _export, _config: b"%PDF-1.7")


def newest(database: Database) -> DataCopy:
    with database.read() as session:
        return session.exec(select(DataCopy).order_by(DataCopy.asked_at.desc())).first()  # type: ignore[attr-defined,return-value]


def ask_and_make(browser: Browser, database: Database, config: Config, path: str = COPY) -> Page:
    """Ask on the page, let it be made, and look at the page again."""
    browser.submit(browser.get(path), action=path)
    make(database, config, newest(database).id)
    return browser.get(path)


def downloads(page: Page) -> dict[str, str]:
    return {link.rpartition("/")[2]: link for link in page.select("//section[@id='copy-state']//a/@href")}


def test_asked_waited_for_fetched_and_deleted(as_ana: Browser, database: Database, config: Config) -> None:
    page = as_ana.get(COPY)
    assert "Make the copy" in page.text and "24 hours" in page.text
    waiting = as_ana.submit(page, action=COPY)
    assert waiting.path == COPY and "0% is done." in waiting.text
    (state,) = waiting.select("//section[@id='copy-state']")
    assert (state.get("hx-get"), state.get("hx-trigger")) == (COPY, "every 2s")
    assert waiting.select("//head/noscript//meta[@http-equiv='refresh']") or 'http-equiv="refresh"' in waiting.html
    assert waiting.links()["Look again"] == COPY
    fragment = as_ana.client.get(COPY, headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert fragment.text.strip().startswith("<section") and "0% is done." in fragment.text
    make(database, config, newest(database).id)
    ready = as_ana.get(COPY)
    assert "Ready" in ready.text and 'http-equiv="refresh"' not in ready.html
    assert not ready.select("//section[@id='copy-state']/@hx-get")
    answer = as_ana.client.get(downloads(ready)["archive"])
    assert answer.mimetype == "application/zip" and answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    assert answer.content_length == len(answer.data)
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert "Ana" in json.dumps(json.loads(archive.read("data.json")))
    document = as_ana.client.get(downloads(ready)["document"])
    assert document.data == b"%PDF-1.7" and document.mimetype == "application/pdf"
    assert "2 times" in as_ana.get(COPY).text
    gone = as_ana.submit(as_ana.get(COPY), action=downloads(ready)["archive"].replace("archive", "deletion"))
    assert "The copy is deleted." in gone.text and "Make the copy" in gone.text and "Last copy:" in gone.text
    assert as_ana.client.get(downloads(ready)["archive"]).status_code == 410


def test_a_download_is_written_down_and_looking_at_its_head_is_not(
    as_ana: Browser, database: Database, config: Config
) -> None:
    way = downloads(ask_and_make(as_ana, database, config))["archive"]
    assert as_ana.client.head(way).status_code == 200
    assert newest(database).downloads == 0
    as_ana.client.get(way)
    assert newest(database).downloads == 1
    with database.read() as session:
        actions = [entry.action for entry in session.exec(select(AuditEntry))]
    assert actions.count("copy.download") == 1 and actions.count("copy.request") == 1


def test_another_session_gets_nothing(
    as_ana: Browser, browser: Browser, app: Flask, database: Database, config: Config, ben: str
) -> None:
    ways = downloads(ask_and_make(as_ana, database, config))
    other = Browser(app.test_client())
    assert other.client.get(ways["archive"]).status_code == 303, "strangers are asked to log in"
    enter(other, app, ben)
    for part in ("archive", "document", "provided"):
        assert other.client.get(ways["archive"].replace("archive", part)).status_code == 404
    token = other.get(COPY).select("//input[@name='csrf_token']/@value")[0]
    for path in (ways["archive"].replace("archive", "deletion"), "/privacy-centre/copies/nobodys/deletion"):
        assert other.client.post(path, data={"csrf_token": token}).status_code == 404
    assert newest(database).state is CopyState.READY
    assert other.client.get("/privacy-centre/copies/nobodys/archive").status_code == 404


def test_after_its_time_it_is_gone(as_ana: Browser, database: Database, config: Config) -> None:
    way = downloads(ask_and_make(as_ana, database, config))["archive"]
    with database.write() as session:
        row = session.exec(select(DataCopy)).one()
        row.until = row.asked_at - timedelta(seconds=1)
    answer = as_ana.client.get(way)
    assert answer.status_code == 410 and b"PK" not in answer.data[:2] and "Ask for a new one." in answer.text
    assert "Last copy:" in as_ana.get(COPY).text
    as_ana.submit(as_ana.get(COPY), action=COPY)
    assert not [each for each in (config.data_dir / "files").rglob("*") if each.is_file()], "before the job came by"
    assert newest(database).state is CopyState.WAITING


def test_the_password_is_asked_again_for_asking_and_for_fetching(
    as_ana: Browser, app: Flask, database: Database, config: Config, ana: str
) -> None:
    way = downloads(ask_and_make(as_ana, database, config))["archive"]
    stale = Browser(app.test_client())
    enter(stale, app, ana, hours_ago=1)
    assert "We ask for your password again before the download." in stale.get(COPY).text
    answer = stale.client.get(way)
    assert answer.status_code == 303 and unquote(answer.location) == f"/authentication?next={way}"
    stale.submit(stale.get(COPY), action=way.replace("archive", "deletion"))
    page = stale.get(COPY)
    assert not page.select(f"//form[@action='{COPY}']")
    (link,) = page.select("//main//a[contains(@href, '/authentication')]/@href")
    assert link == f"/authentication?next={COPY}"
    token = stale.get("/privacy-centre").select("//input[@name='csrf_token']/@value")[0]
    assert stale.client.post(COPY, data={"csrf_token": token}).location.startswith("/authentication")


def test_a_form_from_elsewhere_asks_for_nothing(as_ana: Browser, database: Database) -> None:
    for path in (COPY, PORTABLE, f"{PORTABLE}/links"):
        assert as_ana.client.post(path).status_code == 422
    assert newest(database) is None


def test_what_failed_is_said_with_a_way_to_try_again(as_ana: Browser, database: Database, config: Config) -> None:
    as_ana.submit(as_ana.get(COPY), action=COPY)
    with database.write() as session:
        row = session.exec(select(DataCopy)).one()
        copy_making.fail(session, FileStore.of(config), row.id, now=row.asked_at)
    page = as_ana.get(COPY)
    assert "Making your copy failed on our side." in page.text and "Try again" in page.text
    assert "0% is done." in as_ana.submit(page, action=COPY).text


def test_too_many_is_said_on_the_page(as_ana: Browser, database: Database, config: Config) -> None:
    for _each in range(10):
        as_ana.submit(as_ana.get(COPY), action=COPY)
        with database.write() as session:
            open_ = session.exec(select(DataCopy).where(DataCopy.state == CopyState.WAITING)).one()
            copy_making.fail(session, FileStore.of(config), open_.id, now=open_.asked_at)
    page = as_ana.submit(as_ana.get(COPY), action=COPY)
    assert page.status == 422 and "You asked for 10 copies in a day" in page.text


def test_the_copy_speaks_the_language_of_the_page(as_ana: Browser, database: Database, config: Config) -> None:
    page = ask_and_make(as_ana, database, config, "/nl" + COPY)
    assert "Klaar" in page.text
    answer = as_ana.client.get(downloads(page)["archive"])
    data = json.loads(zipfile.ZipFile(io.BytesIO(answer.data)).read("data.json"))
    assert (data["language"], data["categories"][0]["rows"][0]["name"]) == ("nl", "Je account")


def test_the_panel_of_the_centre_tells_how_far_it_is(app: Flask, database: Database, config: Config, ana: str) -> None:
    def panel() -> str:
        with app.test_request_context(), database.read() as session:
            found = copies.history(session, ana, CopyKind.ACCESS, now=datetime.now(UTC))
            open_ = found[0] if found and found[0].closed_at is None else None
            taking = {"hours": 24, "copy": open_, "last": found[0] if found else None}
            return render_template("privacy/_take_along.html", taking=taking)

    assert "Readable copy (PDF)" in panel() and "For another service (JSON)" in panel() and "Last copy" not in panel()
    copy_id = ask(database, config, ana)
    assert "Your copy is being made." in panel()
    make(database, config, copy_id)
    assert "Your copy is ready until" in panel()
    with database.write() as session:
        copies.delete(session, FileStore.of(config), ana, copy_id, now=datetime.now(UTC))
    assert "Last copy:" in panel()
