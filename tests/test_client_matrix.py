"""Field by reader: a hand-written copy of what the register says a professional reads of a client, in every byte sent.

Each field of a client and of its work holds something recognisable; whoever browses work, is asked, or matched reads
what is theirs to read, on every page that shows any of it, as page and as fragment, in English and Dutch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from models.client import MemberRole, Organisation, Representative
from models.database import Database
from services import disclosure, matching
from tests.factories import Person, make_client, make_professional_account
from tests.factories_matches import LIFETIME, acting, handle_of, log_in, make_ana, publish_profile
from tests.factories_work import DETAILS, describe, hide, make_colleague

BROWSING, ASKED, MATCHED, COLLEAGUE = 1, 2, 3, 4


@dataclass(frozen=True)
class Field:
    """What shows a field, and from which reader on."""

    name: str
    shown: str
    opens: int


# Of a client: "a professional browsing work descriptions sees industry and about; one who receives a request sees the
# organisation's name too; the representative's own name and contact open at the match".
TABLE = (
    Field("title", "Kenmerktitel", BROWSING),
    Field("what is to be done", "Kenmerkwerk", BROWSING),
    Field("skill", "Python", BROWSING),
    Field("region", "Rijnmond", BROWSING),
    Field("rate", "617", BROWSING),
    Field("about", "Kenmerkover", BROWSING),
    Field("organisation", "Kenmerkhuis", ASKED),
    Field("first name", "Kenmerkvoor", MATCHED),
    Field("last name", "Kenmerkachter", MATCHED),
    Field("phone", "+31 20 617 47 11", MATCHED),
    Field("e-mail", "kenmerk@mail.example", MATCHED),
    Field("position", "Kenmerkfunctie", MATCHED),
    Field("registration number", "47114711", COLLEAGUE),
    Field("VAT number", "NL004495445B01", COLLEAGUE),
    Field("web site", "kenmerksite.example", COLLEAGUE),
    Field("city", "Kenmerkstad", COLLEAGUE),
    Field("colleague", "Kenmerkcollega", COLLEAGUE),
    Field("draft", "Kenmerkconcept", COLLEAGUE),
)
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


@dataclass
class Scene:
    """The work, and a browser for each reader; ``requests``: the request that leads each of them to it."""

    work_id: str
    draft_id: str
    readers: dict[str, FlaskClient]
    requests: dict[str, str]


@pytest.fixture
def scene(app: Flask, database: Database) -> Iterator[Scene]:
    now = datetime.now(UTC)
    with database.write() as session:
        client = _make_client(session)
        colleague = make_colleague(session, client, MemberRole.VIEWER, "col@mail.example", first_name="Kenmerkcollega")
        work = describe(session, client, _details("Kenmerktitel"))
        draft = describe(session, client, _details("Kenmerkconcept"), opened=False)
        people: dict[str, Person] = {
            "browsing": make_professional_account(session, "browsing@people.example"),
            "hiding": make_professional_account(session, "hiding@people.example"),
            "asked": make_professional_account(session, "asked@people.example"),
            "matched": make_ana(session),
            "rival": make_client(session, "rival@client.example", organisation="Rivaal"),
            "colleague": colleague,
        }
        requests = {}
        for name in ("hiding", "asked", "matched"):
            if name != "matched":
                publish_profile(session, people[name].account_id)
            viewer = acting(session, client)
            found: Any = disclosure.find(session, viewer, handle_of(session, people[name].account_id))
            row = matching.show_interest(
                session, viewer, found, message="We would like to meet.", work_id=work.id, lifetime=LIFETIME, now=now
            )
            session.flush()
            requests[name] = row.id
            if name == "matched":
                matching.accept(session, row, acting(session, people[name]), now=now)
        hide(session, people["hiding"], "Kenmerkhuis BV")
        ids = work.id, draft.id
    readers = {name: log_in(app, person).client for name, person in people.items()} | {"visitor": app.test_client()}
    yield Scene(*ids, readers, requests)


READERS = {"browsing": BROWSING, "hiding": BROWSING, "asked": ASKED, "matched": MATCHED}


@pytest.mark.parametrize("prefix", ["", "/nl"], ids=["English", "Dutch"])
@pytest.mark.parametrize("reader", READERS)
def test_whoever_browses_work_reads_nothing_that_says_whose_it_is(scene: Scene, reader: str, prefix: str) -> None:
    for headers in ({}, FRAGMENT):
        page = _sent(scene.readers[reader], f"{prefix}/work/{scene.work_id}", headers)
        assert _wrong(page, BROWSING) == []
        listed = _sent(scene.readers[reader], f"{prefix}/work", headers)
        assert _above(listed, BROWSING) == [] and "Kenmerktitel" in listed


@pytest.mark.parametrize("prefix", ["", "/nl"], ids=["English", "Dutch"])
@pytest.mark.parametrize("reader", ["asked", "matched"])
def test_a_request_shows_the_name_and_a_match_the_person(scene: Scene, reader: str, prefix: str) -> None:
    for headers in ({}, FRAGMENT):
        page = _sent(scene.readers[reader], f"{prefix}/requests/{scene.requests[reader]}", headers)
        assert _wrong(page, READERS[reader]) == []
        assert _above(_sent(scene.readers[reader], f"{prefix}/requests", headers), ASKED) == []


def test_whoever_hides_from_the_client_reads_no_request_and_all_the_work(scene: Scene) -> None:
    reader, request_id = scene.readers["hiding"], scene.requests["hiding"]
    for path in ("", "/acceptance", "/decline", "/end"):
        for method in ("GET", "HEAD"):
            assert reader.open(f"/requests/{request_id}{path}", method=method).status_code == 404
    assert request_id not in _sent(reader, "/requests", {})
    # The list of work is the same for everybody: what was missing from it would tell whose it is.
    every = {name: _main(_sent(scene.readers[name], "/work", {})) for name in ("browsing", "hiding")}
    assert every["browsing"] == every["hiding"]


@pytest.mark.parametrize("reader", ["browsing", "hiding", "asked", "matched", "rival", "visitor"])
def test_drafts_and_the_pages_of_a_team_are_its_own(scene: Scene, reader: str) -> None:
    paths = (
        f"/work/{scene.draft_id}",
        f"/work/{scene.draft_id}/edit",
        f"/work/{scene.work_id}/edit",
        f"/work/{scene.work_id}/deletion",
        "/organisation/team",
        "/organisation/dashboard",
        "/organisation",
    )
    for path in paths:
        for headers in ({}, FRAGMENT):
            answer = scene.readers[reader].get(path, headers=headers)
            assert [f.name for f in TABLE if f.shown in answer.get_data(as_text=True)] == [], path
            if reader != "rival":
                assert answer.status_code in (404, 303, 200) and "Rivaal" not in answer.get_data(as_text=True)


def test_a_colleague_who_only_reads_reads_all_of_it(scene: Scene) -> None:
    reader = scene.readers["colleague"]
    assert "Kenmerkconcept" in _sent(reader, f"/work/{scene.draft_id}", {})
    sent = "".join(_sent(reader, path, {}) for path in ("/organisation", "/organisation/team", "/work"))
    for field in TABLE:
        if field.name not in ("position", "phone", "first name", "rate", "skill", "region", "what is to be done"):
            assert field.shown in sent, field.name
    for path in (f"/work/{scene.work_id}/edit", "/work/new", f"/work/{scene.work_id}/deletion", "/organisation/edit"):
        assert reader.get(path).status_code == 404, path


def _make_client(session: Any) -> Person:
    client = make_client(
        session,
        "kenmerk@mail.example",
        organisation="Kenmerkhuis BV",
        first_name="Kenmerkvoor",
        last_name="Kenmerkachter",
    )
    row = session.get_one(Organisation, client.organisation_id)
    row.registration_number, row.vat_number, row.website = "47114711", "NL004495445B01", "https://kenmerksite.example"
    row.industry, row.about, row.city = "F", "Kenmerkover: we build.", "Kenmerkstad"
    person = session.exec(select(Representative).where(Representative.account_id == client.account_id)).one()
    person.phone, person.position = "+31 20 617 47 11", "Kenmerkfunctie"
    session.flush()
    return client


def _details(title: str) -> Any:
    text = "Kenmerkwerk: six locks are planned in Python."
    return replace(DETAILS, title=title, description=text, rate_from=61_700, rate_to=None)


def _wrong(sent: str, reader: int) -> list[str]:
    return [field.name for field in TABLE if (field.shown in sent) is not (field.opens <= reader)]


def _above(sent: str, reader: int) -> list[str]:
    return [field.name for field in TABLE if field.shown in sent and field.opens > reader]


def _sent(client: FlaskClient, path: str, headers: dict[str, str]) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, path
    return f"{answer.headers}\n{answer.get_data(as_text=True)}"


def _main(sent: str) -> str:
    start = sent.index('<main id="main"')
    return sent[start : sent.index("</main>", start)]
