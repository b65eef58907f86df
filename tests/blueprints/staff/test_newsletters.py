"""The newsletter at the desk: who may, and an issue from draft to sent."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlmodel import select

from config import Config
from models.account import StaffRole
from models.database import Database
from models.disclosure import AuditEntry
from models.newsletter import IssueState, NewsletterIssue
from services import newsletter_sending
from services.deliveries import Step
from tests.factories import NOW, PASSWORD, make_client, make_staff
from tests.factories_newsletter import subscribe, write_issue
from tests.pages import Browser, Page

TEXT = "The leaves fall.\n\nSo it goes."
HTML = "<h2>Leaves</h2><p>They fall.<script>x()</script><img src='https://t.example/p.gif'></p>"


def enter(app: Flask, email: str) -> Browser:
    browser = Browser(app.test_client())
    browser.log_in(email, PASSWORD)
    return browser


@pytest.fixture
def editor(app: Flask, database: Database) -> Browser:
    with database.write() as session:
        person = make_staff(session, role=StaffRole.MODERATOR)
    return enter(app, person.email)


def write(editor: Browser, **values: str) -> Page:
    form = editor.get("/staff/newsletters/new")
    given = {"kind": "news", "locale": "en", "subject": "Autumn", "text": TEXT, "html": HTML}
    return editor.submit(form, given | values)


def the_issue(database: Database) -> NewsletterIssue:
    with database.read() as session:
        return session.exec(select(NewsletterIssue)).one()


@pytest.mark.parametrize("role", [StaffRole.VERIFIER, StaffRole.FINANCE, StaffRole.DPO, None])
def test_only_moderators_find_it(app: Flask, database: Database, role: StaffRole | None) -> None:
    with database.write() as session:
        person = make_staff(session, role=role) if role else make_client(session)
        issue_id = write_issue(session)
    other = enter(app, person.email)
    for path in ("", "/new", f"/{issue_id}", f"/{issue_id}/edit"):
        assert other.get(f"/staff/newsletters{path}").status == 404
    token = other.get("/account").select("//input[@name='csrf_token']/@value")[0]
    for path in (
        "/new",
        *(f"/{issue_id}/{act}" for act in ("edit", "deletion", "test", "sending", "pause", "resumption")),
    ):
        assert other.client.post(f"/staff/newsletters{path}", data={"csrf_token": token}).status_code == 404
    assert the_issue(database).state is IssueState.DRAFT


def test_a_moderator_starts_at_the_desk_and_finds_nothing_else_there(editor: Browser, database: Database) -> None:
    with database.write() as session:
        write_issue(session)
    desk = editor.get("/staff")
    assert "1 waits" in desk.text
    assert desk.select("//main//a/@href") == ["/staff/reports", "/staff/newsletters", "/staff/surveys"]
    assert editor.get("/staff/reviews").status == 404


def test_a_draft_is_written_looked_at_changed_and_deleted(editor: Browser, database: Database) -> None:
    shown = write(editor)
    assert shown.title.startswith("Autumn")
    assert "<h2>Leaves</h2>" in shown.html
    main = shown.select("//main")[0]
    assert main.xpath(".//script") == main.xpath(".//img") == []
    issue_id = the_issue(database).id
    changed = editor.submit(editor.get(f"/staff/newsletters/{issue_id}/edit"), {"subject": "Winter", "html": ""})
    assert changed.title.startswith("Winter")
    assert "<p>The leaves fall.</p>" in changed.html
    editor.submit(changed, action=f"/staff/newsletters/{issue_id}/deletion")
    assert editor.get(f"/staff/newsletters/{issue_id}").status == 404


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"subject": " "}, "Fill in the subject"),
        ({"text": ""}, "Write the issue as plain text"),
        ({"locale": "de"}, "Choose"),
        ({"subject": "x" * 121}, "too long"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(
    editor: Browser, database: Database, values: dict[str, str], wrong: str
) -> None:
    page = write(editor, **values)
    assert page.status == 422
    assert wrong in page.text
    assert "They fall." in page.html
    with database.read() as session:
        assert session.exec(select(NewsletterIssue)).first() is None


def test_a_line_break_in_the_subject_adds_no_header(editor: Browser, database: Database) -> None:
    write(editor, subject="Autumn\r\nBcc: all@reader.example")
    assert the_issue(database).subject == "Autumn Bcc: all@reader.example"


def test_sending_shows_how_far_it_is_and_stands_in_the_audit_trail(
    editor: Browser, database: Database, config: Config
) -> None:
    with database.write() as session:
        for name in ("a", "b"):
            subscribe(session, f"{name}@reader.example")
    shown = write(editor)
    issue_id = the_issue(database).id
    assert "2 people get this issue" in shown.text
    assert "reader.example" not in shown.html
    base = f"/staff/newsletters/{issue_id}"
    sending = editor.submit(shown, action=f"{base}/sending")
    assert the_issue(database).state is IssueState.SENDING
    with database.write() as session:
        newsletter_sending.list_recipients(session, issue_id)
    fragment = editor.client.get(base, headers={"HX-Request": "true", "HX-Request-Type": "partial"}).text
    assert "0 of 2" in fragment and "<html" not in fragment
    paused = editor.submit(sending, action=f"{base}/pause")
    assert "Paused" in paused.text
    assert newsletter_sending.send_batch(database, config, issue_id, 0, now=NOW) is Step.HALTED
    assert "Being sent" in editor.submit(paused, action=f"{base}/resumption").text
    newsletter_sending.send_batch(database, config, issue_id, 0, now=NOW)
    with database.write() as session:
        newsletter_sending.finish(session, issue_id, now=NOW)
    assert "2 of 2" in editor.get(base).text
    assert "to 2 people" in editor.get("/staff/newsletters").text
    assert editor.get(f"{base}/edit").path == base
    with database.read() as session:
        acts = [entry.action for entry in session.exec(select(AuditEntry).where(AuditEntry.about_id == issue_id))]
    assert sorted(acts) == ["newsletter.pause", "newsletter.resumption", "newsletter.sending"]


def test_an_issue_for_nobody_offers_no_button(editor: Browser, database: Database) -> None:
    shown = write(editor)
    assert "Nobody subscribes" in shown.text
    action = f"/staff/newsletters/{the_issue(database).id}/sending"
    assert shown.select(f"//form[@action='{action}']") == []
