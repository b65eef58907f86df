"""Asking with an account: requests, corrections, setting aside and objections, each followed on its page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlmodel import Session, select

from models.case import CaseKind, CaseOutcome, RightsRequest
from models.client import Organisation, Representative, VerificationState
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.objection import Objection, ObjectionState
from models.privacy import Interest, Tier
from models.publication import Publication
from models.restriction import Restriction, SupplementaryStatement
from services import matching, verifications
from services.rights import objecting, statements
from tests.factories import KEYS, NOW, Person, make_staff
from tests.factories_cases import ask_back, decide, make_request
from tests.factories_matches import acting, ask, log_in, make_ana, make_jip
from tests.pages import Browser, Page

REQUESTS, OBJECTIONS = "/privacy-centre/requests", "/privacy-centre/objections"
LONG = "x" * 5001


@pytest.fixture
def ana(database: Database) -> Person:
    with database.write() as session:
        return make_ana(session)


@pytest.fixture
def as_ana(app: Flask, ana: Person) -> Browser:
    return log_in(app, ana)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.read() as session:
        yield session


def send(browser: Browser, kind: str = "access", text: str = "All of it, please.") -> Page:
    page = browser.get(f"{REQUESTS}/new?kind={kind}")
    return browser.submit(page, {"text": text}, action=REQUESTS)


@pytest.mark.parametrize("kind", [each for each in CaseKind if each not in (CaseKind.OBJECTION, CaseKind.RESTRICTION)])
def test_a_request_is_sent_and_followed(as_ana: Browser, kind: CaseKind) -> None:
    page = send(as_ana, kind.value)
    assert page.status == 200 and page.path.startswith(f"{REQUESTS}/")
    assert "Waits for our answer" in page.text and "All of it, please." in page.text and "Answer by" in page.text
    listed = as_ana.get(REQUESTS)
    assert page.path in listed.links().values()
    added = as_ana.submit(page, {"add-text": "And soon."}, action=f"{page.path}/additions")
    assert "And soon." in added.text
    withdrawn = as_ana.submit(added, action=f"{page.path}/withdrawal")
    assert "Taken back" in withdrawn.text and "Add something" not in withdrawn.text


@pytest.mark.parametrize(("text", "told"), [("", "Write what you want."), (LONG, "at most 5000 characters")])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(as_ana: Browser, text: str, told: str) -> None:
    page = send(as_ana, "erasure", text)
    assert page.status == 422 and told in page.text
    assert page.select("//select[@id='kind']/option[@selected]/@value") == ["erasure"]
    assert page.select("string(//textarea[@id='text'])").strip() == text
    made_up = as_ana.client.post(REQUESTS, data={"kind": "nonsense", "text": "x", "csrf_token": _token(page)})
    assert made_up.status_code == 422


def test_the_decision_and_its_reasons_are_read_and_the_way_to_complain(
    as_ana: Browser, ana: Person, database: Database
) -> None:
    with database.write() as session:
        case = make_request(session, ana)
        ask_back(session, case, "Since when?")
        decide(session, case, CaseOutcome.REFUSED, "We hold none of that.")
        case_id = case.id
    page = as_ana.get(f"{REQUESTS}/{case_id}")
    for shown in ("Since when?", "We hold none of that.", "Not done", "Autoriteit Persoonsgegevens"):
        assert shown in page.text
    answered = as_ana.client.post(
        f"{REQUESTS}/{case_id}/withdrawal", data={"csrf_token": _token(as_ana.get(OBJECTIONS))}
    )
    assert answered.status_code == 422


def test_nobody_reads_or_changes_what_others_asked(app: Flask, as_ana: Browser, database: Database) -> None:
    with database.write() as session:
        jip = make_jip(session)
        case_id = make_request(session, jip).id
        objection = objecting.make(
            session, jip.account_id, Interest.APPROACH, statement="", set_aside=True, keys=KEYS, now=NOW
        )
        restriction = session.exec(select(Restriction.id)).one()
        objection_id = objection.id
    token = _token(as_ana.get(OBJECTIONS))
    assert as_ana.get(f"{REQUESTS}/{case_id}").status == 404
    for path in (
        f"{REQUESTS}/{case_id}/additions",
        f"{REQUESTS}/{case_id}/withdrawal",
        f"{REQUESTS}/{case_id}/statement",
        f"{OBJECTIONS}/{objection_id}/withdrawal",
        f"/privacy-centre/restrictions/{restriction}/end",
        f"/privacy-centre/corrections?table=representative&row={case_id}",
    ):
        answer = as_ana.client.post(path, data={"csrf_token": token, "add-text": "x", "statement-text": "x"})
        assert answer.status_code == 404, path


def test_a_correction_names_the_detail_before_and_after(
    as_ana: Browser, ana: Person, database: Database, session: Session
) -> None:
    with database.write() as writing:
        seen = Disclosure(
            account_id=ana.account_id,
            viewer_id=None,
            kind=DisclosureKind.STAFF_REVIEW,
            tier=int(Tier.VERIFIED),
            reason="Because of a rumour",
            at=NOW,
        )
        writing.add(seen)
    data = as_ana.get("/privacy-centre/data/disclosure-log")
    (form_at,) = {href for name, href in data.links().items() if name == "Ask us to correct"}
    form = as_ana.get(form_at)
    assert "Because of a rumour" in form.text
    wrong = as_ana.submit(form, {"column": "reason", "after": ""})
    assert wrong.status == 422 and "Write what it is to say." in wrong.text
    page = as_ana.submit(wrong, {"column": "reason", "after": "At my own request", "set_aside": "y"})
    assert page.status == 200 and "Correction: Reason" in page.text
    assert "Because of a rumour" in page.text and "At my own request" in page.text
    request = session.exec(select(RightsRequest)).one()
    assert (request.before, request.after, request.column_name) == (
        "Because of a rumour",
        "At my own request",
        "reason",
    )
    assert session.exec(select(Restriction)).one().request_id == request.id
    assert "Your data are set aside" in as_ana.get(REQUESTS).text


def test_what_only_the_person_corrects_has_no_form_to_ask(as_ana: Browser) -> None:
    data = as_ana.get("/privacy-centre/data/contact")
    assert "Ask us to correct" not in data.links() and "Correct" in data.links()
    for query in ("", "?table=professional&row=nowhere", "?table=nothing&row=x", "?table=publicfacet&row=x"):
        assert as_ana.get(f"/privacy-centre/corrections/new{query}").status == 404


def test_a_refused_correction_leaves_room_for_a_statement(
    as_ana: Browser, ana: Person, database: Database, session: Session
) -> None:
    with database.write() as writing:
        place = {"table_name": "professional", "row_id": ana.professional_id, "column_name": "city"}
        case = make_request(
            writing, ana, CaseKind.RECTIFICATION, detail="City", before="Zwolle", after="Zwolle-Zuid", **place
        )
        decide(writing, case, CaseOutcome.REFUSED)
        case_id = case.id
    page = as_ana.get(f"{REQUESTS}/{case_id}")
    empty = as_ana.submit(page, {"statement-text": ""}, action=f"{REQUESTS}/{case_id}/statement")
    assert empty.status == 422
    page = as_ana.submit(empty, {"statement-text": "It is Zwolle-Zuid."}, action=f"{REQUESTS}/{case_id}/statement")
    shown = as_ana.get("/privacy-centre/data/contact")
    (line,) = shown.select("//tr[th='City']")
    assert "You say:" in "".join(line.itertext()) and "It is Zwolle-Zuid." in "".join(line.itertext())
    row = session.exec(select(SupplementaryStatement)).one()
    as_ana.submit(page, action=f"/privacy-centre/statements/{row.id}/removal")
    assert "It is Zwolle-Zuid." not in as_ana.get("/privacy-centre/data/contact").text


@pytest.mark.parametrize(("ground", "at_once"), [("accuracy", True), ("claim", False)])
def test_data_are_set_aside_at_once_where_the_question_is_being_checked(
    as_ana: Browser, session: Session, ground: str, at_once: bool
) -> None:
    form = as_ana.get(f"{REQUESTS}/new?kind=restriction")
    nothing = as_ana.submit(form, {"text": "All of it."})
    assert nothing.status == 422 and "Choose why your data are to be set aside." in nothing.text
    as_ana.submit(nothing, {"ground": ground, "text": "All of it."})
    assert bool(session.exec(select(Restriction)).all()) is at_once
    page = as_ana.get(REQUESTS)
    assert ("Your data are set aside" in page.text) is at_once
    if at_once:
        restriction = session.exec(select(Restriction.id)).one()
        page = as_ana.submit(page, action=f"/privacy-centre/restrictions/{restriction}/end")
        assert "Your profile is hidden" not in page.text


def test_each_use_on_our_own_interest_has_a_button(as_ana: Browser, session: Session) -> None:
    page = as_ana.get(OBJECTIONS)
    forms = page.select("//main//form/@action")
    assert forms == [f"{OBJECTIONS}/{each.value}" for each in Interest if f'/{each.value}"' in page.html]
    assert {f"{OBJECTIONS}/{each}" for each in ("approach", "relevance", "surveys", "marketing")} <= set(forms)
    page = as_ana.submit(page, {"approach-text": "I am on leave."}, action=f"{OBJECTIONS}/approach")
    assert "being weighed: the use has stopped" in page.text
    assert f"{OBJECTIONS}/approach" not in page.select("//main//form/@action")
    again = as_ana.client.post(f"{OBJECTIONS}/approach", data={"csrf_token": _token(page)})
    assert again.status_code == 422
    page = as_ana.submit(page, {}, action=f"{OBJECTIONS}/surveys")
    states = {row.interest: row.state for row in session.exec(select(Objection))}
    assert states == {Interest.APPROACH: ObjectionState.WEIGHED, Interest.SURVEYS: ObjectionState.UPHELD}
    objection = session.exec(select(Objection.id).where(Objection.interest == Interest.APPROACH)).one()
    page = as_ana.submit(page, action=f"{OBJECTIONS}/{objection}/withdrawal")
    assert "withdrawn by you" in page.text
    assert as_ana.client.post(f"{OBJECTIONS}/nonsense", data={"csrf_token": _token(page)}).status_code == 404


def test_what_runs_on_meanwhile_is_not_said_to_have_stopped(as_ana: Browser) -> None:
    page = as_ana.submit(as_ana.get(OBJECTIONS), {}, action=f"{OBJECTIONS}/account-security")
    (said,) = page.select("//section[@id='account-security']")
    told = " ".join("".join(said.itertext()).split())
    assert "being weighed: we answer within a month" in told and "has stopped" not in told


def test_a_client_reads_that_nobody_can_be_asked(app: Flask, as_ana: Browser, database: Database) -> None:
    with database.write() as session:
        jip = make_jip(session)
        handle = session.exec(select(Publication.handle)).one()
    as_jip = log_in(app, jip, acting_as=jip.organisation_id)
    assert "Write a request" in as_jip.get(f"/talent/{handle}").text
    as_ana.submit(as_ana.get(OBJECTIONS), {}, action=f"{OBJECTIONS}/approach")
    page = as_jip.get(f"/talent/{handle}")
    assert "takes no requests at the moment" in page.text and "Write a request" not in page.text


def test_recipients_read_what_changed_and_the_person_whom_we_told(
    app: Flask, as_ana: Browser, ana: Person, database: Database
) -> None:
    with database.write() as session:
        jip = make_jip(session)
        request = ask(session, jip, ana, now=NOW)
        matching.accept(session, request, acting(session, ana, key="professional"), now=NOW)
        place = {"table_name": "professional", "row_id": ana.professional_id, "column_name": "city"}
        case = make_request(
            session, ana, CaseKind.RECTIFICATION, detail="City", before="Zwolle", after="Kampen", **place
        )
        decide(session, case, CaseOutcome.GRANTED, value="Kampen")
        case_id, request_id = case.id, request.id
    as_jip = log_in(app, jip, acting_as=jip.organisation_id)
    page = as_jip.get("/requests/notices")
    assert "A detail was corrected: City" in page.text and "Kampen" not in page.text and "Zwolle" not in page.text
    assert f"/requests/{request_id}" in page.links().values()
    told = as_ana.get(f"{REQUESTS}/{case_id}").text
    assert "Whom we told" in told and "Sjabloon Bouw" in told
    assert "Sjabloon Bouw" in as_ana.get(REQUESTS).text


def test_without_logging_in_there_is_nothing(browser: Browser) -> None:
    for path in (REQUESTS, f"{REQUESTS}/new", OBJECTIONS, f"{REQUESTS}/x"):
        assert browser.get(path).path == "/login"


def _token(page: Page) -> str:
    return str(page.select("//input[contains(@name, 'csrf_token')]/@value")[0])


def test_staff_who_see_a_disputed_detail_read_the_statement(app: Flask, database: Database) -> None:
    with database.write() as session:
        jip = make_jip(session)
        representative = session.exec(select(Representative.id)).one()
        place = {"table_name": "representative", "row_id": representative, "column_name": "position"}
        case = make_request(
            session, jip, CaseKind.RECTIFICATION, detail="Position", before="Head", after="CEO", **place
        )
        decide(session, case, CaseOutcome.REFUSED)
        statements.state(session, case, "I am the CEO.", now=NOW)
        organisation = session.get_one(Organisation, jip.organisation_id)
        organisation.state = VerificationState.UNVERIFIED
        verifications.ask(session, jip.organisation_id, account_id=jip.account_id, note=None, now=NOW)
        session.flush()
        waiting = verifications.waiting(session)[0].id
        verifier = make_staff(session)
    page = log_in(app, verifier).get(f"/staff/verifications/{waiting}")
    assert "Disputed by the person it is about" in page.text and "I am the CEO." in page.text
