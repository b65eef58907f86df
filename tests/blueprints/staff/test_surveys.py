"""Surveys at the desk: who may, a draft with its questions, inviting, closing, results."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import select

from config import Config
from models.account import StaffRole
from models.database import Database
from models.disclosure import AuditEntry
from models.survey import QuestionKind, Survey, SurveyQuestion, SurveyState
from services.rights.holds import code_of
from services.surveys import inviting
from services.surveys.questions import Reply
from tests.factories import PASSWORD, make_client, make_professional_account, make_staff
from tests.factories_surveys import answer_all, invite, make_survey
from tests.pages import Browser, Page

TODAY = datetime.now(UTC).date()
LAST_DAY = TODAY + timedelta(days=30)
VALUES = {
    "title_en": "Finding work",
    "title_nl": "Werk vinden",
    "purpose_en": "To learn.",
    "purpose_nl": "Om te leren.",
    "audience": "professionals",
    "registered_months": "0",
    "active_months": "0",
    "why_en": "You look for work.",
    "why_nl": "Je zoekt werk.",
    "last_day": LAST_DAY.isoformat(),
    "kept_days": "90",
}
CHOICE = {
    "kind": "one",
    "text_en": "Which?",
    "text_nl": "Welke?",
    "options_en": "This\n\n That ",
    "options_nl": "Dit\nDat",
}


def enter(app: Flask, email: str) -> Browser:
    browser = Browser(app.test_client())
    browser.log_in(email, PASSWORD)
    return browser


@pytest.fixture
def editor(app: Flask, database: Database) -> Browser:
    with database.write() as session:
        person = make_staff(session, "editor@platform.example", role=StaffRole.MODERATOR)
    return enter(app, person.email)


def write(editor: Browser, **values: str) -> Page:
    return editor.submit(editor.get("/staff/surveys/new"), VALUES | values)


def the_survey(database: Database) -> Survey:
    with database.read() as session:
        return session.exec(select(Survey)).one()


@pytest.mark.parametrize("role", [StaffRole.VERIFIER, StaffRole.FINANCE, StaffRole.DPO, None])
def test_only_moderators_find_it(app: Flask, database: Database, role: StaffRole | None) -> None:
    with database.write() as session:
        person = make_staff(session, role=role) if role else make_client(session)
        survey_id = make_survey(session)
        question_id = session.exec(select(SurveyQuestion.id)).first()
    other = enter(app, person.email)
    here, question = f"/{survey_id}", f"/{survey_id}/questions/{question_id}"
    reads = (
        "",
        "/new",
        here,
        *(here + each for each in ("/edit", "/eligible", "/preview", "/results", "/results.csv")),
    )
    for path in (*reads, f"{here}/questions/new", f"{question}/edit"):
        assert other.get(f"/staff/surveys{path}").status == 404, path
    token = other.get("/account").select("//input[@name='csrf_token']/@value")[0]
    acts = ("/edit", "/deletion", "/sending", "/pause", "/resumption", "/closing", "/questions/new")
    changes = (*(here + act for act in acts), *(question + act for act in ("/edit", "/deletion", "/earlier-place")))
    for path in ("/new", *changes):
        assert other.client.post(f"/staff/surveys{path}", data={"csrf_token": token}).status_code == 404, path
    assert the_survey(database).state is SurveyState.DRAFT


def test_a_draft_is_made_changed_and_deleted(editor: Browser, database: Database) -> None:
    shown = write(editor)
    survey = the_survey(database)
    assert "Finding work" in shown.title and "registered as a professional" in shown.text
    assert (survey.ends_at - survey.closes_at).days in (89, 90, 91)
    changed = editor.submit(editor.get(f"/staff/surveys/{survey.id}/edit"), {"title_en": "Getting work"})
    assert "Getting work" in changed.title
    editor.submit(changed, action=f"/staff/surveys/{survey.id}/deletion")
    assert editor.get(f"/staff/surveys/{survey.id}").status == 404
    assert "No survey yet" in editor.get("/staff/surveys").text


WRONG_PLANS = (
    ({"title_nl": " "}, "Fill in the title in Dutch"),
    ({"title_en": "x" * 121}, "at most 120 characters"),
    ({"why_en": ""}, "why you ask these people"),
    ({"audience": "everybody"}, "Choose"),
    ({"registered_months": "1"}, "Choose one of the list"),
    ({"last_day": (TODAY - timedelta(days=2)).isoformat()}, "from today on"),
    ({"last_day": (TODAY + timedelta(days=500)).isoformat()}, "within a year"),
    ({"last_day": "soon"}, "Fill in the last day"),
    ({"kept_days": "0"}, "from 1 to 365"),
    ({"kept_days": "many"}, "from 1 to 365"),
)


def test_what_is_wrong_is_said_and_what_was_written_stays(editor: Browser, database: Database) -> None:
    for values, wrong in WRONG_PLANS:
        page = write(editor, **values)
        assert page.status == 422, values
        assert wrong in page.text, values
        assert "To learn." in page.html
    with database.read() as session:
        assert session.exec(select(Survey)).first() is None


def test_questions_are_added_changed_moved_and_removed(editor: Browser, database: Database) -> None:
    shown = write(editor)
    base = f"/staff/surveys/{the_survey(database).id}"
    editor.submit(editor.get(f"{base}/questions/new"), CHOICE)
    text = {"kind": "text", "text_en": "What else?", "text_nl": "Wat nog?"}
    shown = editor.submit(editor.get(f"{base}/questions/new"), text)
    assert "1. Which?" in shown.text and "This · That" in shown.text and "2. What else?" in shown.text
    with database.read() as session:
        first, second = session.exec(select(SurveyQuestion).order_by(SurveyQuestion.position)).all()
    shown = editor.submit(shown, action=f"{base}/questions/{second.id}/earlier-place")
    assert "1. What else?" in shown.text and "2. Which?" in shown.text
    form = editor.get(f"{base}/questions/{first.id}/edit")
    assert [each.text for each in form.select("//textarea")] == ["This\nThat", "Dit\nDat"]
    shown = editor.submit(form, {"kind": "scale", "text_en": "How much?"})
    assert "2. How much?" in shown.text
    shown = editor.submit(shown, action=f"{base}/questions/{second.id}/deletion")
    assert "1. How much?" in shown.text and "What else?" not in shown.text
    preview = editor.get(f"/nl{base}/preview")
    assert "Welke?" in preview.text and "1 – Dit" in preview.text and "Om te leren." in preview.text
    assert preview.select("//main//form") == []


WRONG_QUESTIONS = (
    ({"options_nl": "Dit"}, "as many lines"),
    ({"options_en": "This", "options_nl": "Dit"}, "2 to 12 lines"),
    ({"options_en": "", "options_nl": ""}, "2 to 12 lines"),
    ({"kind": "scale", "options_en": "a\nb\nc", "options_nl": "a\nb\nc"}, "two lines in each language"),
    ({"options_nl": "Dit\nThis"}, "called the same"),
    ({"options_en": "This; or so\nThat"}, "without a semicolon"),
    ({"options_en": "x\ny" + "y" * 150}, "at most 150"),
    ({"kind": "guess"}, "Choose"),
    ({"text_nl": ""}, "Fill in the question in Dutch"),
)


def test_a_question_that_cannot_be_asked_is_refused(editor: Browser, database: Database) -> None:
    write(editor)
    form = editor.get(f"/staff/surveys/{the_survey(database).id}/questions/new")
    for values, wrong in WRONG_QUESTIONS:
        page = editor.submit(form, CHOICE | values)
        assert page.status == 422, values
        assert wrong in page.text, values
        assert "Which?" in page.html
    with database.read() as session:
        assert session.exec(select(SurveyQuestion)).first() is None


def test_the_desk_shows_how_many_are_eligible_and_who_by_codes(editor: Browser, database: Database) -> None:
    with database.write() as session:
        people = [make_professional_account(session, f"p{number}@people.example") for number in range(2)]
        survey_id = make_survey(session, last_day=LAST_DAY)
    assert "2 people are eligible now" in editor.get(f"/staff/surveys/{survey_id}").text
    page = editor.get(f"/staff/surveys/{survey_id}/eligible")
    assert {"".join(each.itertext()) for each in page.select("//tbody//code")} == {
        code_of(p.account_id) for p in people
    }
    assert "registered as a professional" in page.text
    for secret in ("people.example", "Rowan", "Voorbeeld", *(person.account_id for person in people)):
        assert secret not in page.html


def test_nothing_is_sent_without_questions_people_or_time(editor: Browser, database: Database) -> None:
    with database.write() as session:
        empty = make_survey(session, questions=(), last_day=LAST_DAY)
        late = make_survey(session, last_day=TODAY - timedelta(days=2))
        full = make_survey(session, last_day=LAST_DAY)
    token = editor.get("/account").select("//input[@name='csrf_token']/@value")[0]
    for survey_id, why in ((empty, "at least one question"), (late, "is over"), (full, "Nobody is eligible")):
        editor.client.post(f"/staff/surveys/{survey_id}/sending", data={"csrf_token": token})
        assert why in editor.get("/staff/surveys").text
    with database.read() as session:
        assert {each.state for each in session.exec(select(Survey))} == {SurveyState.DRAFT}


def test_from_inviting_to_results(editor: Browser, database: Database, config: Config) -> None:
    with database.write() as session:
        people = [make_professional_account(session, f"p{number}@people.example") for number in range(5)]
        survey_id = make_survey(session, last_day=LAST_DAY)
    base = f"/staff/surveys/{survey_id}"
    sending = editor.submit(editor.get(base), action=f"{base}/sending")
    assert "Being sent" in sending.text
    paused = editor.submit(sending, action=f"{base}/pause")
    assert "Paused" in paused.text
    editor.submit(paused, action=f"{base}/resumption")
    now = datetime.now(UTC)
    with database.write() as session:
        inviting.list_invited(session, survey_id, now=now)
    fragment = editor.client.get(base, headers={"HX-Request": "true", "HX-Request-Type": "partial"}).text
    assert "0 of 5 invited" in fragment and "<html" not in fragment
    inviting.send_batch(database, config, survey_id, 0, now=now)
    with database.write() as session:
        inviting.finish(session, survey_id, now=now)
        for person in people:
            answer_all(session, person.account_id, survey_id, (Reply([0]), None, None, Reply(text="=1+1")), now=now)
    shown = editor.get(base)
    assert "5 of 5 invited" in shown.text and "people.example" not in shown.html
    assert editor.get(f"{base}/results").status == 422, "not while people may answer"
    assert editor.get(f"{base}/edit").path == base
    closed = editor.submit(shown, action=f"{base}/closing")
    results = editor.get(closed.links()["Read the results"])
    assert "5 people answered" in results.text and "Fewer than 5 people answered" in results.text
    answer = editor.client.get(f"{base}/results.csv")
    assert answer.mimetype == "text/csv" and answer.data.startswith(b"\xef\xbb\xbf")
    assert "'=1+1" in answer.text and "\n=1+1" not in answer.text and ",=1+1" not in answer.text
    for secret in (*(p.account_id for p in people), *(code_of(p.account_id) for p in people), "people.example"):
        assert secret not in answer.text and secret not in results.html
    with database.read() as session:
        acts = [entry.action for entry in session.exec(select(AuditEntry).where(AuditEntry.about_id == survey_id))]
    changes = ["survey.closing", "survey.pause", "survey.resumption", "survey.sending"]
    assert sorted(acts) == sorted([*changes, "survey.reading", "survey.reading"]), "each reading is written down, too"


def test_what_people_were_invited_to_does_not_change(editor: Browser, database: Database, config: Config) -> None:
    with database.write() as session:
        make_professional_account(session)
        survey_id = make_survey(session, last_day=LAST_DAY)
        staff_id = make_staff(session).account_id
        question = session.exec(select(SurveyQuestion)).first()
    invite(database, config, survey_id, staff_id=staff_id, now=datetime.now(UTC))
    assert question is not None and question.kind is QuestionKind.ONE
    token = editor.get("/account").select("//input[@name='csrf_token']/@value")[0]
    base = f"/staff/surveys/{survey_id}"
    acts = {
        f"{base}/edit": VALUES,
        f"{base}/deletion": {},
        f"{base}/questions/new": CHOICE,
        f"{base}/questions/{question.id}/edit": CHOICE,
        f"{base}/questions/{question.id}/deletion": {},
        f"{base}/questions/{question.id}/earlier-place": {},
        f"{base}/sending": {},
    }
    for path, values in acts.items():
        assert editor.client.post(path, data=values | {"csrf_token": token}).status_code == 422, path
    with database.read() as session:
        assert session.get_one(Survey, survey_id).title_nl == "Werk vinden"
        assert len(session.exec(select(SurveyQuestion)).all()) == 4
