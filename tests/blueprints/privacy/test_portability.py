"""The page of portability, and the one-time link as another controller meets it."""

from __future__ import annotations

import io
import json
import zipfile
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from config import Config
from models.database import Database
from tests.blueprints.privacy.test_copies import PORTABLE, ask_and_make, downloads
from tests.pages import Browser, Page

LINKS = f"{PORTABLE}/links"


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """Another controller: no account, no cookies."""
    return app.test_client()


@pytest.fixture
def ready(as_ana: Browser, database: Database, config: Config) -> Page:
    return ask_and_make(as_ana, database, config, PORTABLE)


def link_on(page: Page) -> str:
    return urlsplit(page.select("//input[@id='link']/@value")[0]).path


def test_each_format_can_be_taken_alone(as_ana: Browser, ready: Page) -> None:
    found = {part: as_ana.client.get(way) for part, way in downloads(ready).items()}
    assert set(found) == {"archive", "resume", "provided", "observed"}
    archive = zipfile.ZipFile(io.BytesIO(found["archive"].data))
    for part in ("resume", "provided", "observed"):
        assert found[part].data == archive.read(f"{part}.json")
        assert found[part].headers["Content-Disposition"] == f'attachment; filename="{part}.json"'
    assert json.loads(found["provided"].data)["tables"]["professional"][0]["first_name"] == "Ana"


def test_the_link_is_shown_once_and_its_use_is_told(
    as_ana: Browser, stranger: FlaskClient, ready: Page, config: Config
) -> None:
    made = as_ana.submit(ready, action=LINKS)
    assert made.select("//input[@id='link']/@value")[0].startswith(f"{config.base_url}/transfer/")
    link = link_on(made)
    again = as_ana.get(PORTABLE)
    assert link not in again.html and "Not used yet" in again.text
    answer = stranger.post(link)
    assert answer.mimetype == "application/zip"
    assert "provided.json" in zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert "Your data were fetched on" in as_ana.get(PORTABLE).text
    assert "Set-Cookie" not in answer.headers


def test_a_preview_uses_nothing_up(as_ana: Browser, stranger: FlaskClient, ready: Page) -> None:
    link = link_on(as_ana.submit(ready, action=LINKS))
    for accept in ("text/html", "*/*", "application/zip", "image/avif,*/*;q=0.8"):
        looked = stranger.get(link, headers={"Accept": accept})
        assert looked.status_code == 200 and looked.mimetype == "text/html"
        assert "It works once" in looked.text and "Ana" not in looked.text
        assert looked.headers["X-Robots-Tag"].startswith("noindex")
        stranger.head(link)
    described = stranger.get(link, headers={"Accept": "application/json"})
    assert described.json["fetch"]["method"] == "POST" and described.json["works"] == "once"
    assert urlsplit(described.json["fetch"]["url"]).path == link
    assert stranger.post(link).status_code == 200


ACCEPTED = {
    "application/json": "application/json",
    "application/zip": "application/zip",
    "*/*": "application/zip",
    "text/html,application/xhtml+xml,*/*;q=0.8": "application/zip",
    "application/json;q=0.5, application/zip": "application/zip",
}


def test_who_fetches_says_what_they_accept(as_ana: Browser, stranger: FlaskClient, ready: Page) -> None:
    for accept, kind in ACCEPTED.items():
        link = link_on(as_ana.submit(as_ana.get(PORTABLE), action=LINKS))
        answer = stranger.post(link, headers={"Accept": accept})
        assert answer.mimetype == kind, accept
        if kind == "application/json":
            assert json.loads(answer.data)["source"] == "provided"
        assert stranger.post(link).status_code == 410
        assert stranger.get(link).status_code == 410


def test_a_withdrawn_link_and_one_that_never_was(as_ana: Browser, stranger: FlaskClient, ready: Page) -> None:
    page = as_ana.submit(ready, action=LINKS)
    (action,) = page.select("//form[contains(@action, '/revocation')]/@action")
    withdrawn = as_ana.submit(as_ana.get(PORTABLE), action=action)
    assert "The link is withdrawn" in withdrawn.text and "Withdrawn on" in withdrawn.text
    closed = stranger.post(link_on(page))
    assert closed.status_code == 410 and closed.mimetype == "text/html"
    for path in ("/transfer/x", "/transfer/" + "a" * 43):
        assert stranger.get(path).status_code == 404 and stranger.post(path).status_code == 404


def test_no_link_without_a_copy(as_ana: Browser) -> None:
    page = as_ana.get(PORTABLE)
    assert not page.select(f"//form[@action='{LINKS}']")
    token = page.select("//input[@name='csrf_token']/@value")[0]
    refused = as_ana.client.post(LINKS, data={"csrf_token": token})
    assert refused.status_code == 422 and "This copy is deleted. Ask for a new one." in refused.text
