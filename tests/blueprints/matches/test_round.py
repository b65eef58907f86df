"""From a client's message to a match and its end, over HTTP: who reads what at each step."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session, select

from models.client import Organisation
from models.disclosure import Disclosure, DisclosureKind
from models.match import InterestRequest
from services.aliases import alias_of
from services.publication.pseudonyms import pseudonym_name
from tests.factories_matches import (
    EMPLOYER,
    MESSAGE,
    NAME,
    REPRESENTATIVE,
    ask,
    handle_of,
    log_in,
    make_ana,
    make_jip,
)

SECRETS_OF_ANA = (NAME, "Kwartel", "anabel@people.example", EMPLOYER, "Zwolle", "Builds booking systems")
SECRETS_OF_JIP = (REPRESENTATIVE, "Jip", "jip@client.example", "+31 20 555 0101", "Head of sourcing")


@pytest.fixture
def sides(database):
    with database.write() as session:
        return make_ana(session), make_jip(session)


@pytest.fixture
def browsers(app, sides):
    return tuple(log_in(app, person) for person in sides)


def known_as(session: Session, organisation_id: str, account_id: str):
    organisation = session.get_one(Organisation, organisation_id)
    return alias_of(organisation.alias_key, handle_of(session, account_id))


def send(database, sides):
    """A request sent just now; gives its id."""
    ana, jip = sides
    with database.write() as session:
        return ask(session, jip, ana, now=datetime.now(UTC)).id


def matches_disclosed(database):
    with database.read() as session:
        return len(session.exec(select(Disclosure).where(Disclosure.kind == DisclosureKind.MATCH)).all())


def assert_without(page, secrets):
    assert page.status == 200
    assert [secret for secret in secrets if secret in page.html] == []


def test_a_full_round(database, sides, browsers):
    (ana, jip), (of_ana, of_jip) = sides, browsers
    with database.read() as session:
        alias = known_as(session, jip.organisation_id, ana.account_id)
    pseudonym = pseudonym_name(alias.pseudonym, "en")

    form = of_jip.get(f"/requests/new?profile={alias.id}")
    assert pseudonym in form.text
    assert "Not your own name" in form.text
    assert_without(form, SECRETS_OF_ANA)
    sent = of_jip.submit(form, {"message": MESSAGE}, action="/requests")
    assert "Your request was sent" in sent.text
    address = sent.path
    for page in (sent, of_jip.get("/requests")):
        assert pseudonym in page.text
        assert "Waiting for their answer" in page.text
        assert_without(page, SECRETS_OF_ANA)

    for page in (of_ana.get("/requests"), of_ana.get(address)):
        for said in (
            "Sjabloon Bouw",
            "Construction",
            "We build bridges that open.",
            MESSAGE,
            "your name, e-mail address",
        ):
            assert said in page.text
        assert "6 days left" in page.text
        assert_without(page, SECRETS_OF_JIP)
    assert matches_disclosed(database) == 0

    question = of_ana.get(f"{address}/acceptance")
    for item in ("e-mail address", "title, employer or client", "rate a day"):
        assert item in question.text
    accepted = of_ana.submit(question, action=f"{address}/acceptance")
    assert accepted.path == address
    for detail in SECRETS_OF_JIP[1:]:
        assert detail in accepted.html
    assert matches_disclosed(database) == 2

    for page in (of_jip.get(address), of_jip.get("/requests")):
        assert NAME in page.text
        assert f"Known to you as {pseudonym}" in page.text
    assert f"/talent/{alias.id}" in of_jip.get(address).links().values()
    assert NAME in of_jip.get(f"/talent/{alias.id}").text

    ended = of_jip.submit(of_jip.get(f"{address}/end"), action=f"{address}/end")
    assert "The match has ended" in ended.text
    for page in (ended, of_jip.get("/requests"), of_jip.get(f"/talent/{alias.id}")):
        assert pseudonym in page.text
        assert_without(page, SECRETS_OF_ANA)
    closed = of_ana.get(address)
    assert "Match ended" in closed.text
    for page in (closed, of_ana.get("/requests")):
        assert_without(page, SECRETS_OF_JIP)


@pytest.mark.parametrize(("act", "says"), [("decline", "You declined"), ("withdrawal", "Your request is withdrawn")])
def test_decline_and_withdrawal_show_nothing_to_either_side(database, sides, browsers, act, says):
    of_ana, of_jip = browsers
    address = f"/requests/{send(database, sides)}"
    actor = of_ana if act == "decline" else of_jip
    assert says in actor.submit(actor.get(f"{address}/{act}"), action=f"{address}/{act}").text
    assert matches_disclosed(database) == 0
    for path in (address, "/requests"):
        assert_without(of_ana.get(path), SECRETS_OF_JIP)
        assert_without(of_jip.get(path), SECRETS_OF_ANA)


def test_a_request_past_its_time_reads_as_expired_and_cannot_be_accepted(database, sides, browsers):
    of_ana, of_jip = browsers
    request_id = send(database, sides)
    address = f"/requests/{request_id}"
    question = of_ana.get(f"{address}/acceptance")
    with database.write() as session:
        session.get_one(InterestRequest, request_id).expires_at = datetime.now(UTC)
    assert "not open any more" in of_ana.submit(question, action=f"{address}/acceptance").text
    assert of_ana.get(f"{address}/acceptance").path == address
    assert matches_disclosed(database) == 0
    for browser, secrets in ((of_ana, SECRETS_OF_JIP), (of_jip, SECRETS_OF_ANA)):
        for path in (address, "/requests"):
            page = browser.get(path)
            assert "Expired" in page.text
            assert_without(page, secrets)


def test_accepting_a_second_time_says_so_and_changes_nothing(database, sides, browsers):
    of_ana, _of_jip = browsers
    address = f"/requests/{send(database, sides)}"
    question = of_ana.get(f"{address}/acceptance")
    of_ana.submit(question, action=f"{address}/acceptance")
    again = of_ana.submit(question, action=f"{address}/acceptance")
    assert (again.status, again.path) == (200, address)
    assert "not open any more" in again.text
    assert matches_disclosed(database) == 2


def test_a_message_that_says_too_little_comes_back_with_what_was_typed(database, sides, browsers):
    (ana, jip), (_of_ana, of_jip) = sides, browsers
    with database.read() as session:
        alias = known_as(session, jip.organisation_id, ana.account_id)
    form = of_jip.get(f"/requests/new?profile={alias.id}")
    for message, complaint in (("", "Write a message"), ("Come <b>here</b>", "20 characters"), ("x" * 2001, "2000")):
        refused = of_jip.submit(form, {"message": message}, action="/requests")
        assert refused.status == 422
        assert complaint in refused.text
        assert "There is a problem" in refused.text
        assert (refused.select("//textarea")[0].text or "").strip() == message
    with database.read() as session:
        assert session.exec(select(InterestRequest)).all() == []


def test_who_asked_already_comes_to_that_request(database, sides, browsers):
    (ana, jip), (_of_ana, of_jip) = sides, browsers
    with database.read() as session:
        alias = known_as(session, jip.organisation_id, ana.account_id)
    form = of_jip.get(f"/requests/new?profile={alias.id}")
    request_id = send(database, sides)
    assert of_jip.get(f"/requests/new?profile={alias.id}").path == f"/requests/{request_id}"
    refused = of_jip.submit(form, {"message": MESSAGE}, action="/requests")
    assert refused.status == 422
    assert "has asked this professional already" in refused.text
    assert MESSAGE in refused.text


def test_with_htmx_a_change_is_asked_for_in_a_dialog(database, sides, browsers):
    of_ana, _of_jip = browsers
    address = f"/requests/{send(database, sides)}"
    opener = of_ana.get(address).select(f"//a[@href='{address}/acceptance']")[0]
    assert (opener.get("hx-get"), opener.get("hx-target")) == (f"{address}/acceptance", "#dialog")
    response = of_ana.client.get(f"{address}/acceptance", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    fragment = response.get_data(as_text=True)
    assert "<html" not in fragment
    assert 'id="dialog-title"' in fragment
    assert 'formmethod="dialog"' in fragment
