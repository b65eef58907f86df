"""Files of a conversation on its pages: sent with and without words, shown, held back, and refused with a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from flask import Flask
from sqlmodel import select

from app import create_app
from config import Config
from models.account import StaffRole
from models.attachment import Attachment
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.message import Message
from models.message_report import ReportReason
from services import attachments, message_reports
from services.attachments import Attaching
from tests.clamd import SIGNATURE, clamd
from tests.factories import Person, make_staff
from tests.factories_files import PDF, picture
from tests.factories_matches import acting, log_in
from tests.pages import Browser, Page

NOW = datetime.now(UTC)
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


def _send(browser: Browser, address: str, *files: tuple[bytes, str], text: str = "") -> Page:
    data = {"text": text, "files": [(BytesIO(data), name) for data, name in files]}
    return browser.submit(browser.get(address), data, action=f"{address}/messages")


def _addresses(page: Page) -> list[str]:
    return page.select("//li[@class='attachment']//p/a/@href")


def test_files_go_with_words_and_both_sides_open_them(app: Flask, pair: tuple[Person, Person], address: str) -> None:
    of_ana, of_jip = (log_in(app, person) for person in pair)
    answer = _send(of_ana, address, (PDF, "Plan of Anabel.pdf"), (picture(), "me.png"), text="Have a look")
    assert answer.status == 200
    for browser in (of_ana, of_jip):
        page = browser.get(address)
        assert "Have a look" in page.text and "Plan of Anabel.pdf" in page.text
        document, image = (browser.client.get(each) for each in _addresses(page))
        assert document.data == PDF and document.mimetype == "application/pdf"
        assert document.headers["Content-Disposition"] == 'attachment; filename="attachment-1.pdf"'
        assert image.mimetype == "image/jpeg" and b"Kwartel" not in image.data
        assert image.headers["Content-Disposition"] == 'inline; filename="attachment-2.jpg"'
        for each in (document, image):
            assert "sandbox" in each.headers["Content-Security-Policy"]
            assert each.headers["X-Content-Type-Options"] == "nosniff"
            assert "no-store" in each.headers["Cache-Control"]
    assert page.select("//img[@alt='me.png']")


def test_a_file_needs_no_words(app: Flask, pair: tuple[Person, Person], address: str) -> None:
    of_ana, of_jip = (log_in(app, person) for person in pair)
    assert _send(of_ana, address, (PDF, "plan.pdf")).status == 200
    assert "1 file" in of_jip.get("/conversations").text
    assert of_jip.get(address).select("//li[starts-with(@id, 'message-')]//a[contains(@href, '/report')]")


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([(b"MZ\x00", "a.exe")], "a.exe: We cannot send this kind of file."),
        ([(b"\xff\xd8\xff", "a.jpg")], "a.jpg: This is not a picture that we can read."),
        ([(b"x", "a.txt")] * 6, "Send at most five files with one message."),
        ([(b"x" * 5_500_000, "a.txt")] * 2, "The files are larger than 10 MB together."),
    ],
)
def test_a_refused_file_leaves_the_words_in_the_form(
    app: Flask,
    database: Database,
    pair: tuple[Person, Person],
    address: str,
    files: list[tuple[bytes, str]],
    sentence: str,
) -> None:
    answer = _send(log_in(app, pair[0]), address, *files, text="My words")
    assert answer.status == 422
    assert sentence in answer.text and "Your words are still here. Choose the files again" in answer.text
    assert answer.select("//textarea[@name='text']")[0].text.strip() == "My words"
    with database.read() as session:
        assert session.exec(select(Message)).all() == session.exec(select(Attachment)).all() == []


def test_the_same_form_sent_twice_sends_the_file_once(
    app: Flask, database: Database, pair: tuple[Person, Person], address: str
) -> None:
    browser = log_in(app, pair[0])
    page = browser.get(address)
    for _attempt in range(2):
        browser.submit(page, {"text": "", "files": [(BytesIO(PDF), "plan.pdf")]}, action=f"{address}/messages")
    with database.read() as session:
        assert len(session.exec(select(Attachment)).all()) == 1


@pytest.fixture
def guarded(config: Config) -> Iterator[tuple[Flask, Attaching]]:
    """The application where every file has to be scanned first."""
    with clamd() as (scanner, _seen):
        strict = replace(config, clamd_url=scanner, scan_required=True)
        yield create_app(strict), Attaching.of(strict)


@pytest.mark.parametrize(("data", "news"), [(PDF, "plan.pdf"), (PDF + SIGNATURE, "was deleted: the scanner found")])
def test_a_page_shows_how_it_stands_with_a_file_that_is_scanned(
    guarded: tuple[Flask, Attaching],
    database: Database,
    pair: tuple[Person, Person],
    address: str,
    data: bytes,
    news: str,
) -> None:
    app, attaching = guarded
    of_ana, of_jip = (log_in(app, person) for person in pair)
    _send(of_ana, address, (data, "plan.pdf"))
    page = of_jip.get(address)
    assert "is being scanned for malware" in page.text and not _addresses(page)
    (state,) = page.select("//li[@class='attachment']/@hx-get")
    assert "is being scanned" in of_jip.client.get(state, headers=FRAGMENT).text
    assert of_jip.client.get(state.removesuffix("/state")).status_code == 404
    with database.read() as session:
        attachment_id = session.exec(select(Attachment.id)).one()
    attachments.scan(database, attaching, attachment_id, now=NOW)
    fragment = of_jip.client.get(state, headers=FRAGMENT).text
    assert news in fragment and "hx-get" not in fragment and "<html" not in fragment
    assert of_jip.client.get(state.removesuffix("/state")).status_code == (200 if data == PDF else 404)


def test_a_moderator_opens_the_file_of_a_reported_message_and_no_other(
    app: Flask, database: Database, pair: tuple[Person, Person], address: str
) -> None:
    of_ana = log_in(app, pair[0])
    _send(of_ana, address, (PDF, "plan.pdf"))
    _send(of_ana, address, (PDF, "other.pdf"))
    with database.write() as session:
        messages = session.exec(select(Message).order_by(Message.number)).all()
        viewer = acting(session, pair[1])
        report = message_reports.report(session, viewer, messages[0], reason=ReportReason.SPAM, detail="", now=NOW)
        moderator, report_id = make_staff(session, role=StaffRole.MODERATOR), report.id
        reported, other = (
            session.exec(select(Attachment.id).where(Attachment.message_id == message.id)).one() for message in messages
        )
    browser = log_in(app, moderator)
    page = browser.get(f"/staff/reports/{report_id}")
    assert "A file without words." in page.text and "plan.pdf" in page.text and "other.pdf" not in page.text
    assert browser.client.get(f"/staff/reports/{report_id}/attachments/{reported}").data == PDF
    assert browser.client.get(f"/staff/reports/{report_id}/attachments/{other}").status_code == 404
    with database.read() as session:
        logged = select(Disclosure).where(
            Disclosure.account_id == pair[0].account_id, Disclosure.kind == DisclosureKind.STAFF_REPORT
        )
        assert len(session.exec(logged).all()) == 2
