"""A copy of one's data: asked for, watched, opened; nobody else gets it, and after its time it is gone."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import postgresql_url
from tests.journeys.conftest import Platform, log_in, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

COPY, PORTABLE = "/privacy-centre/copy", "/privacy-centre/portability"
STATE = "#copy-state"
A_MINUTE = 60_000
# At a desk in English, on a phone and without scripts in Dutch.


def begin_anew(page: Page, path: str) -> None:
    """Delete the copy that an earlier journey left."""
    page.goto(path)
    if page.locator(f"{STATE} form[action$='/deletion']").count():
        press(page, f"{STATE} form[action$='/deletion'] button")


def make(page: Page, path: str) -> None:
    begin_anew(page, path)
    press(page, f"{STATE} form button")
    expect(page.locator(f"{STATE} dl")).to_be_visible(timeout=A_MINUTE)


def download(page: Page, part: str) -> Path:
    with page.expect_download() as found:
        page.click(f"{STATE} a[href$='/{part}']")
    assert "vermeer" not in found.value.suggested_filename.lower()
    return Path(found.value.path())


def test_asked_for_watched_and_opened(any_visitor: Page, prefix: str) -> None:
    page = any_visitor
    log_in(page, "professional@demo.example", prefix=prefix)
    begin_anew(page, prefix + COPY)
    press(page, f"{STATE} form button")
    # It shows how far it is and then that it is ready, with scripts and without: nothing is pressed.
    expect(page.locator(f"{STATE} progress, {STATE} dl").first).to_be_visible()
    expect(page.locator(f"{STATE} dl")).to_be_visible(timeout=A_MINUTE)
    with ZipFile(download(page, "archive")) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert {each["path"] for each in manifest["files"]} | {"manifest.json"} == set(archive.namelist())
        for each in manifest["files"]:
            assert hashlib.sha256(archive.read(each["path"])).hexdigest() == each["sha256"], each["path"]
        data = json.loads(archive.read("data.json"))
        assert archive.read("your-data.pdf").startswith(b"%PDF")
    assert data["language"] == (prefix.strip("/") or "en")
    text = json.dumps(data, ensure_ascii=False)
    for held in ("Elin", "Vermeer", "professional@demo.example", "Rivierbank", "Tulip Energy"):
        assert held in text
    assert download(page, "document").read_bytes().startswith(b"%PDF")


def test_another_session_gets_nothing_and_after_its_time_it_is_gone(
    visitor: Page, second_visitor: Page, platform: Platform
) -> None:
    log_in(visitor, "professional@demo.example")
    make(visitor, COPY)
    way = str(visitor.locator(f"{STATE} a[href$='/archive']").get_attribute("href"))
    copy_id = way.split("/")[-2]
    (stored,) = platform.data_dir.glob(f"files/*/{copy_id}")
    assert b"Vermeer" not in stored.read_bytes()
    log_in(second_visitor, "client@demo.example")
    assert second_visitor.request.get(way).status == 404
    if postgresql_url() is not None:
        return
    with sqlite3.connect(platform.data_dir / "glopros.db", timeout=30) as database:
        database.execute("UPDATE datacopy SET until = '2026-01-01 00:00:00.000000' WHERE id = ?", [copy_id])
    assert visitor.request.get(way).status == 410
    visitor.goto(COPY)
    press(visitor, f"{STATE} form button")
    assert not stored.exists()


def test_another_service_fetches_once(visitor: Page, chromium: Browser, platform: Platform) -> None:
    log_in(visitor, "professional@demo.example")
    make(visitor, PORTABLE)
    visitor.reload()
    press(visitor, "#links form[action$='/links'] button")
    link = visitor.input_value("#link")
    context = chromium.new_context()
    other = context.new_page()
    other.goto(link)
    other.reload()
    with other.expect_download() as found:
        other.click("main form button")
    with ZipFile(found.value.path()) as archive:
        assert "Vermeer" in archive.read("provided.json").decode()
    answer = other.goto(link)
    assert answer is not None and answer.status == 410
    context.close()
    visitor.goto(PORTABLE)
    expect(visitor.locator("#links ol li").first).to_contain_text("Your data were fetched on")
