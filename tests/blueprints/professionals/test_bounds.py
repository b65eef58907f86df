"""What one person can ask of the site at once, and store in it, has bounds that are said in a sentence."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from io import BytesIO

import pytest
from sqlmodel import select

from models.database import Database
from models.resume import ResumeImport, Skill, StoredFile
from services.files import TooManyFiles
from services.professionals import SectionFull
from services.publication.reading import AT_ONCE, Reader, ReadersBusy
from tests.factories import PASSWORD, Person, make_professional_account
from tests.factories_resumes import RESUME
from tests.pages import Browser, Page

FILE = RESUME.encode()
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def rowan(database: Database, browser: Browser) -> Person:
    with database.write() as session:
        person = make_professional_account(session)
    browser.log_in(person.email, PASSWORD)
    return person


def upload(browser: Browser, data: bytes) -> Page:
    page = browser.get("/profile/import")
    return browser.submit(page, {"file": (BytesIO(data), "cv.txt"), "keep": "y"}, action="/profile/import")


def nothing_is_stored(database: Database) -> bool:
    with database.read() as session:
        return not session.exec(select(ResumeImport)).all() and not session.exec(select(StoredFile)).all()


def test_a_file_waits_its_turn_where_others_are_read(browser: Browser, database: Database, rowan: Person) -> None:
    with ExitStack() as held:
        for _ in range(AT_ONCE):
            held.enter_context(Reader()).document(FILE, "cv.txt")
        page = upload(browser, FILE)
    assert page.status == 503 and ReadersBusy.message in page.text
    assert page.select("//input[@name='keep' and @checked]")
    assert nothing_is_stored(database)
    assert upload(browser, FILE).path.startswith("/profile/import/")


def test_a_file_too_many_is_refused_with_what_was_found_in_it(
    browser: Browser, database: Database, rowan: Person
) -> None:
    with database.write() as session:
        session.add_all(
            StoredFile(account_id=rowan.account_id, name="a", media_type="b", size=1, created_at=NOW) for _ in range(20)
        )
    page = upload(browser, FILE)
    assert page.status == 422 and TooManyFiles.message in page.text
    with database.read() as session:
        assert session.exec(select(ResumeImport)).all() == []


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Request-Type": "partial"}])
def test_a_section_holds_a_hundred_entries(
    headers: dict[str, str], browser: Browser, database: Database, rowan: Person
) -> None:
    with database.write() as session:
        session.add_all(Skill(account_id=rowan.account_id, name=f"Skill {number}") for number in range(98))
    token = browser.get("/profile/skills/new").select("//input[@name='csrf_token']/@value")[0]

    def add(names: str) -> Page:
        values = {"csrf_token": token, "names": names}
        return Page(browser.client.post("/profile/skills", data=values, headers=headers), "/profile/skills")

    refused = add("Weaving, Spinning, Dyeing")
    assert refused.status == 422 and SectionFull.message in refused.text
    assert refused.select("//input[@value='Weaving, Spinning, Dyeing']")
    add("Weaving, Spinning")
    with database.read() as session:
        assert len(session.exec(select(Skill)).all()) == 100
