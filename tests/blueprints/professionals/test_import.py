"""A résumé from a file: read, corrected beside what is there, saved; unreadable files change nothing."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from config import Config
from models.database import Database
from models.resume import ResumeImport, Skill, StoredFile
from services.publication.publishing import identifiers_of
from services.publication.resume import Resume
from services.publication.unreadable import SENTENCES
from services.resumes import resume_of
from tests import factories_resumes as made
from tests.factories import PASSWORD, Person, make_professional_account
from tests.pages import Browser, Page

KINDS: list[tuple[str, Callable[[], bytes]]] = [
    ("robin.pdf", made.pdf),
    ("robin.docx", made.docx),
    ("robin.txt", made.RESUME.encode),
]


@pytest.fixture
def rowan(database: Database, browser: Browser) -> Person:
    with database.write() as session:
        person = make_professional_account(session)
        session.add(Skill(account_id=person.account_id, name="Weaving"))
    browser.log_in(person.email, PASSWORD)
    return person


def upload(browser: Browser, data: bytes, name: str, **values: Any) -> Page:
    page = browser.get("/profile/import")
    return browser.submit(page, {"file": (BytesIO(data), name), **values}, action="/profile/import")


def stored(database: Database, person: Person) -> Resume:
    with database.read() as session:
        return resume_of(session, person.account_id)


def count(database: Database, table: Any) -> int:
    with database.read() as session:
        return len(session.exec(select(table)).all())


@pytest.mark.parametrize(("name", "make"), KINDS, ids=[name for name, _ in KINDS])
def test_a_file_is_read_and_saved_only_when_its_owner_says_so(
    name: str, make: Callable[[], bytes], browser: Browser, database: Database, rowan: Person
) -> None:
    page = upload(browser, make(), name)
    assert page.path.startswith("/profile/import/") and page.status == 200
    assert page.select("//input[@value='Voorbeeldfabriek BV']")
    assert "Weaving" in page.text
    assert [skill.name for skill in stored(database, rowan).skills] == ["Weaving"]
    saved = browser.submit(page, {"mode": "replace"}, action=page.path)
    assert saved.path == "/profile/resume"
    resume = stored(database, rowan)
    assert [job.employer for job in resume.jobs] == ["Voorbeeldfabriek BV", "Proefmolen NV"]
    assert resume.jobs[0].start == (2018, 3) and resume.jobs[0].current
    assert {"Python", "Kubernetes"} <= {skill.name for skill in resume.skills}
    assert {entry.language for entry in resume.languages} == {"nl", "en"}
    assert count(database, ResumeImport) == count(database, StoredFile) == 0


def test_what_was_found_is_corrected_and_left_out(browser: Browser, database: Database, rowan: Person) -> None:
    page = upload(browser, made.pdf(), "robin.pdf")
    corrections = {"jobs-0-title": "Platform engineer", "jobs-1-keep": [], "skills": "Python, Nomad", "mode": "add"}
    browser.submit(page, corrections, action=page.path)
    resume = stored(database, rowan)
    assert [job.title for job in resume.jobs] == ["Platform engineer"]
    assert {skill.name for skill in resume.skills} == {"Weaving", "Python", "Nomad"}


def test_a_mistake_keeps_everything_that_was_typed(browser: Browser, database: Database, rowan: Person) -> None:
    page = upload(browser, made.pdf(), "robin.pdf")
    wrong = {"jobs-0-title": "", "jobs-1-employer": "Another mill", "jobs-1-end_year": "0"}
    answer = browser.submit(page, wrong, action=page.path)
    assert answer.status == 422 and "Fill in a job title." in answer.text
    assert answer.select("//a[@href='#jobs-0-title']") and answer.select("//*[@id='jobs-0-title']")
    assert answer.select("//input[@value='Another mill']") and answer.select("//details[@open]")
    assert [skill.name for skill in stored(database, rowan).skills] == ["Weaving"]
    assert browser.submit(answer, {"jobs-0-title": "Tester", "jobs-1-end_year": "2018"}, action=page.path).status == 200


def test_contact_details_fill_what_is_given_and_leave_the_rest(
    browser: Browser, database: Database, rowan: Person
) -> None:
    page = upload(browser, made.pdf(), "robin.pdf")
    browser.submit(page, {"contact-first_name": "", "contact-last_name": "Nieuw"}, action=page.path)
    contact = stored(database, rowan).contact
    assert (contact.first_name, contact.last_name) == ("Rowan", "Nieuw")
    assert (contact.city, contact.country) == ("Eindhoven", "NL")


UNREADABLE: list[tuple[str, str, Callable[[], bytes]]] = [
    ("empty", "robin.pdf", lambda: b""),
    ("too_large", "robin.txt", lambda: b"a word " * 1_500_000),
    ("encrypted", "robin.pdf", made.locked_pdf),
    ("broken", "robin.pdf", lambda: made.pdf()[:300]),
    ("mislabelled", "robin.docx", made.pdf),
    ("unsupported_type", "robin.exe", lambda: b"MZ" + bytes(500)),
    ("too_many_pages", "robin.pdf", made.long_pdf),
    ("unpacks_too_large", "robin.docx", made.swelling_docx),
    ("no_text", "robin.pdf", made.scanned_pdf),
]


@pytest.mark.parametrize(("code", "name", "make"), UNREADABLE, ids=[code for code, *_ in UNREADABLE])
def test_a_file_that_cannot_be_read_gets_its_sentence_and_changes_nothing(
    code: Any, name: str, make: Callable[[], bytes], browser: Browser, database: Database, rowan: Person
) -> None:
    upload(browser, made.RESUME.encode(), "robin.txt")
    page = upload(browser, make(), name, keep="y")
    assert page.status == 422
    assert SENTENCES[code] in page.text
    assert [skill.name for skill in stored(database, rowan).skills] == ["Weaving"]
    assert (count(database, ResumeImport), count(database, StoredFile)) == (1, 0)


def test_a_text_without_a_resume_in_it_is_said_to_be_so(browser: Browser, database: Database, rowan: Person) -> None:
    page = upload(browser, b"hello world", "robin.txt", keep="y")
    assert page.status == 422 and "We recognise no jobs, education, skills or languages" in page.text
    assert page.links()["Fill it in yourself"] == "/profile/resume"
    assert (count(database, ResumeImport), count(database, StoredFile)) == (0, 0)


def test_what_is_wrong_says_in_which_entry(browser: Browser, rowan: Person) -> None:
    page = upload(browser, made.pdf(), "robin.pdf")
    answer = browser.submit(page, {"jobs-1-end_year": "2010", "studies-0-degree": ""}, action=page.path)
    summary = " ".join(answer.select("//*[@role='alert']")[0].itertext())
    assert "Job “Software engineer”: The end is before the start." in summary
    assert "Education 1: Fill in a degree" in summary


def test_the_address_in_a_resume_reaches_the_guard(browser: Browser, database: Database, rowan: Person) -> None:
    text = made.RESUME.replace("+31 6", "molenwiek@people.example\n+31 6")
    page = upload(browser, text.encode(), "robin.txt")
    browser.submit(page, {"mode": "replace"}, action=page.path)
    with database.read() as session:
        identifiers = identifiers_of(session, rowan.account_id)
    assert "molenwiek@people.example" in identifiers.emails and "molenwiek" in identifiers.handles
    assert "molenwiek@people.example" in browser.get("/profile/resume").text


def test_a_file_that_is_too_large_leads_back_to_the_import(browser: Browser, rowan: Person) -> None:
    page = browser.get("/profile/import")
    browser.headers = {"Referer": "http://localhost/profile/import"}
    data = {"file": (BytesIO(b"x" * 13_000_000), "robin.txt")}
    answer = browser.submit(page, data, action="/profile/import")
    assert answer.status == 413 and answer.links()["Back to the page before"] == "/profile/import"
    browser.headers = {"Referer": "http://elsewhere.example/profile/import"}
    data = {"file": (BytesIO(b"x" * 13_000_000), "robin.txt")}
    assert "Back to the page before" not in browser.submit(page, data, action="/profile/import").links()


def test_no_file_is_said(browser: Browser, rowan: Person) -> None:
    page = browser.submit(browser.get("/profile/import"), action="/profile/import")
    assert page.status == 422
    assert "Choose a file: PDF, Word (DOCX), plain text, JSON Resume or Europass XML." in page.text


def test_the_original_is_kept_where_its_owner_asks_for_it(
    browser: Browser, database: Database, config: Config, rowan: Person
) -> None:
    data = made.pdf()
    upload(browser, data, "papers/robin.pdf", keep="y")
    page = browser.get("/profile")
    path = page.select("//a[contains(@href, '/profile/files/')]/@href")[0]
    answer = browser.client.get(path)
    assert answer.data == data
    assert answer.headers["Content-Disposition"] == "attachment; filename=robin.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Cache-Control"] == "no-store"
    on_disk = [file for file in Path(config.data_dir, "files").rglob("*") if file.is_file()]
    assert len(on_disk) == 1 and b"%PDF" not in on_disk[0].read_bytes()
    with database.write() as session:
        other = make_professional_account(session, "kim@people.example")
    stranger = Browser(browser.client.application.test_client())
    stranger.log_in(other.email, PASSWORD)
    assert stranger.get(path).status == 404
    browser.submit(page, action=f"{path}/deletion")
    assert browser.get(path).status == 404 and not on_disk[0].exists()


def test_what_others_found_is_not_there(browser: Browser, database: Database, rowan: Person) -> None:
    path = upload(browser, made.RESUME.encode(), "robin.txt").path
    with database.write() as session:
        other = make_professional_account(session, "kim@people.example")
    stranger = Browser(browser.client.application.test_client())
    stranger.log_in(other.email, PASSWORD)
    form = stranger.get("/profile/import")
    token = form.select("//input[@name='csrf_token']/@value")[0]
    assert stranger.get(path).status == 404
    for target in (path, f"{path}/deletion"):
        assert stranger.client.post(target, data={"csrf_token": token, "mode": "add"}).status_code == 404
    assert count(database, ResumeImport) == 1


def test_what_was_found_can_be_thrown_away(browser: Browser, database: Database, rowan: Person) -> None:
    page = upload(browser, made.RESUME.encode(), "robin.txt")
    browser.submit(page, action=f"{page.path}/deletion")
    assert count(database, ResumeImport) == 0
    assert [skill.name for skill in stored(database, rowan).skills] == ["Weaving"]
