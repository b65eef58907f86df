"""To everybody but its two sides a request does not exist: on each route, with each method."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from models.client import Organisation, VerificationState
from models.disclosure import Disclosure, DisclosureKind
from models.match import InterestRequest, Match, RequestState
from services import matching
from tests.factories import make_client, make_professional_account, make_staff
from tests.factories_matches import MESSAGE, acting, ask, handle_of, join, leave, log_in, make_ana, make_jip, make_rival

READS = ("", "/acceptance", "/decline", "/withdrawal", "/end")
CHANGES = ("/acceptance", "/decline", "/withdrawal", "/end")
OUTSIDERS = (
    "rival",
    "other professional",
    "unverified",
    "unconfirmed colleague",
    "staff",
    "removed",
    "no longer verified",
)


@pytest.fixture
def app(app):
    """Without CSRF, so that a refusal is one of access."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def sides(database):
    with database.write() as session:
        return make_ana(session), make_jip(session)


@pytest.fixture(params=["open", "matched"])
def request_id(request, database, sides):
    ana, jip = sides
    now = datetime.now(UTC)
    with database.write() as session:
        row = ask(session, jip, ana, now=now)
        if request.param == "matched":
            matching.accept(session, row, acting(session, ana), now=now)
        return row.id


@pytest.fixture(params=OUTSIDERS)
def outsider(request, app, database, sides, request_id):
    """The browser of somebody who is not part of the request, or is not any more."""
    with database.write() as session:
        person = outsider_of(session, request.param, sides[1])
    return log_in(app, person)


def outsider_of(session, who, jip):
    match who:
        case "rival":
            return make_rival(session)
        case "other professional":
            return make_professional_account(session)
        case "unverified":
            return make_client(session, "new@client.example", state=VerificationState.UNVERIFIED)
        case "unconfirmed colleague":
            person = make_client(session, "new@client.example", confirmed=False)
            leave(session, person)
            join(session, person, jip.organisation_id)
            return person
        case "staff":
            return make_staff(session)
        case "removed":
            leave(session, jip)
        case "no longer verified":
            session.get_one(Organisation, jip.organisation_id).state = VerificationState.DECLINED
    return jip


def state_of(database, request_id):
    with database.read() as session:
        match = session.exec(select(Match).where(Match.request_id == request_id)).first()
        return session.get_one(InterestRequest, request_id).state, match and match.ended_at


def test_an_outsider_finds_nothing_and_changes_nothing(database, outsider, request_id):
    before = state_of(database, request_id)
    answers = {}
    for path in READS:
        for method in ("GET", "HEAD"):
            answers[method, path] = outsider.client.open(f"/requests/{request_id}{path}", method=method)
    for path in CHANGES:
        answers["POST", path] = outsider.client.post(f"/requests/{request_id}{path}")
        fragment = {"HX-Request": "true", "HX-Request-Type": "partial"}
        answers["fragment", path] = outsider.client.get(f"/requests/{request_id}{path}", headers=fragment)
    assert {key: answer.status_code for key, answer in answers.items()} == dict.fromkeys(answers, 404)
    assert not any(MESSAGE in answer.get_data(as_text=True) for answer in answers.values())
    assert state_of(database, request_id) == before
    assert request_id not in outsider.get("/requests").html


def test_who_is_not_logged_in_is_asked_to(client, request_id):
    for path in READS:
        answer = client.get(f"/requests/{request_id}{path}")
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/login")
    for path in CHANGES:
        answer = client.post(f"/requests/{request_id}{path}")
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/login")


def test_each_side_has_its_own_changes_only(app, database, sides, request_id):
    before = state_of(database, request_id)
    of_ana, of_jip = (log_in(app, person).client for person in sides)
    for client, paths in ((of_ana, ("/withdrawal",)), (of_jip, ("/acceptance", "/decline"))):
        for path in paths:
            assert client.get(f"/requests/{request_id}{path}").status_code == 404
            assert client.post(f"/requests/{request_id}{path}").status_code == 404
    assert state_of(database, request_id) == before


def test_what_does_not_exist_is_not_found(app, sides):
    for person in sides:
        client = log_in(app, person).client
        assert client.get("/requests/aaaaaaaaaaaaaaaaaaaaaaaaaa").status_code == 404
        assert client.post("/requests/aaaaaaaaaaaaaaaaaaaaaaaaaa/end").status_code == 404
        assert client.get("/requests?page=x").status_code == 200
        assert client.delete("/requests/aaaaaaaaaaaaaaaaaaaaaaaaaa").status_code == 405


def test_an_unverified_organisation_cannot_write_and_reads_why(app, database, sides):
    ana, jip = sides
    with database.write() as session:
        session.get_one(Organisation, jip.organisation_id).state = VerificationState.PENDING
        handle = handle_of(session, ana.account_id)
    browser = log_in(app, jip)
    assert browser.get(f"/requests/new?profile={handle}").status == 404
    assert browser.client.post("/requests", data={"profile": handle, "message": MESSAGE}).status_code == 404
    assert "Requests open after verification" in browser.get("/requests").text
    with database.read() as session:
        assert session.exec(select(InterestRequest)).all() == []


def test_nobody_writes_to_themselves_in_whatever_part(app, database, sides):
    ana, jip = sides
    with database.write() as session:
        join(session, ana, jip.organisation_id)
        handle = handle_of(session, ana.account_id)
    for part in ("professional", jip.organisation_id):
        browser = log_in(app, ana, acting_as=part)
        assert browser.get(f"/requests/new?profile={handle}").status == 404
        assert browser.client.post("/requests", data={"profile": handle, "message": MESSAGE}).status_code == 404
    colleague = log_in(app, jip).client.post("/requests", data={"profile": handle, "message": MESSAGE})
    assert colleague.status_code == 422
    assert "belongs to your own organisation" in colleague.get_data(as_text=True)
    with database.read() as session:
        assert session.exec(select(InterestRequest)).all() == []


def test_a_declined_request_does_not_open_by_asking_for_its_acceptance(app, database, sides):
    ana, jip = sides
    now = datetime.now(UTC)
    with database.write() as session:
        row = ask(session, jip, ana, now=now)
        matching.decline(session, row, acting(session, ana), now=now)
    client = log_in(app, ana).client
    assert client.post(f"/requests/{row.id}/acceptance").status_code == 303
    assert state_of(database, row.id) == (RequestState.DECLINED, None)
    with database.read() as session:
        assert session.exec(select(Disclosure).where(Disclosure.kind == DisclosureKind.MATCH)).all() == []
