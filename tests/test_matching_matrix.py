"""What each side of a request reads of the other, by hand: its page, the conversation, its files and the calendar.

Before a match a pseudonym and an organisation meet; in one, two people; after it neither name is read, and what
they wrote to each other stays. Everybody else finds nothing, as a page and as a fragment, with GET and with HEAD.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, select

from app import create_app
from config import Config
from models.attachment import Attachment
from models.base import new_id
from models.client import MemberRole
from models.database import Database
from models.match import Match
from services import conversations, mail, matching, meetings, smtp
from services.attachments import Attaching, Upload
from services.mail import Outcome
from tests.factories import Person, make_professional_account
from tests.factories_files import PDF
from tests.factories_matches import NAME, REPRESENTATIVE, acting, ask, leave, log_in, make_rival
from tests.factories_work import make_colleague

NOW = datetime.now(UTC)
SOON = NOW + timedelta(days=2)
PLACE, FILE, WORDS, ORGANISATION = "Markerplein 9, Zwolle", "markerplan.pdf", "Markerwoorden", "Sjabloon Bouw"
MARKS = frozenset({NAME, REPRESENTATIVE, ORGANISATION, PLACE, FILE, WORDS, PDF.decode()})
TALK = frozenset({WORDS, FILE, PDF.decode()})
OPEN, MATCHED, ENDED = "open", "matched", "ended"
TABLE: dict[tuple[str, str], frozenset[str]] = {
    (OPEN, "professional"): frozenset({ORGANISATION}),
    (OPEN, "client"): frozenset({ORGANISATION}),
    (OPEN, "reader"): frozenset({ORGANISATION}),
    (MATCHED, "professional"): TALK | {ORGANISATION, REPRESENTATIVE, PLACE},
    (MATCHED, "client"): TALK | {ORGANISATION, NAME, PLACE},
    (MATCHED, "reader"): TALK | {ORGANISATION, NAME, PLACE, REPRESENTATIVE},
    (ENDED, "professional"): TALK | {ORGANISATION},
    (ENDED, "client"): TALK | {ORGANISATION},
    (ENDED, "reader"): TALK | {ORGANISATION, REPRESENTATIVE},
}
OUTSIDERS = ("former member", "rival", "another professional", "visitor")
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


@dataclass(frozen=True)
class Scene:
    """Who looks, and the addresses of everything about one request."""

    viewers: dict[str, FlaskClient]
    addresses: tuple[str, ...]

    def read(self, viewer: str, headers: dict[str, str]) -> str:
        """All that a viewer is sent at all addresses, headers included; what is refused says nothing."""
        answers = [self.viewers[viewer].get(address, headers=headers) for address in self.addresses]
        return "\n".join(f"{answer.headers}\n{answer.get_data(as_text=True)}" for answer in answers).replace("\\,", ",")


@pytest.fixture(params=[OPEN, MATCHED, ENDED])
def scene(
    request: pytest.FixtureRequest, config: Config, database: Database, pair: tuple[Person, Person]
) -> tuple[str, Scene]:
    ana, jip = pair
    strict = replace(config, rooms_url="https://127.0.0.1:8443")
    with database.write() as session:
        people = {
            "professional": ana,
            "client": jip,
            "reader": make_colleague(session, jip, MemberRole.VIEWER),
            "former member": make_colleague(session, jip, MemberRole.MEMBER, "lou@client.example"),
            "rival": make_rival(session),
        }
        asked = ask(session, jip, ana, now=NOW)
        if request.param != OPEN:
            matching.accept(session, asked, acting(session, ana), now=NOW)
            _talk(session, people, asked.id, Attaching.of(strict))
        meeting_id = _meet(session, ana, jip, asked.id)
        leave(session, people["former member"])
        if request.param == ENDED:
            matching.end(session, session.exec(select(Match)).one(), acting(session, jip), now=NOW)
        file_id = session.exec(select(Attachment.id)).first() or new_id()
        request_id = asked.id
    app = create_app(strict)
    viewers = {name: log_in(app, person).client for name, person in people.items()}
    viewers["visitor"] = app.test_client()
    viewers["another professional"] = _another(app, database)
    return request.param, Scene(
        viewers,
        (
            f"/requests/{request_id}",
            f"/requests/{request_id}/meeting/{meeting_id}/calendar",
            f"/requests/{request_id}/meeting/{meeting_id}/room",
            f"/conversations/{request_id}",
            f"/conversations/{request_id}?after=0",
            f"/conversations/{request_id}/attachments/{file_id}",
            f"/conversations/{request_id}/attachments/{file_id}/state",
            "/conversations",
            "/notifications",
        ),
    )


def _talk(session: Session, people: dict[str, Person], request_id: str, attaching: Attaching) -> None:
    """The client writes, with a file; so that who of the organisation wrote can be read."""
    conversations.send(
        session,
        acting(session, people["client"]),
        request_id,
        text=WORDS,
        nonce=new_id(),
        now=NOW,
        uploads=[Upload.of(FILE, PDF)],
        attaching=attaching,
    )


def _meet(session: Session, ana: Person, jip: Person, request_id: str) -> str:
    offered = {"times": [SOON], "zone": "Europe/Amsterdam", "minutes": 30, "place": PLACE, "has_rooms": True}
    meeting = meetings.offer(session, acting(session, ana), request_id, now=NOW, **offered)
    meetings.agree(session, acting(session, jip), request_id, meeting.id, SOON.isoformat(), now=NOW)
    return meeting.id


def _another(app: Flask, database: Database) -> FlaskClient:
    with database.write() as session:
        person = make_professional_account(session, "other@people.example")
    return log_in(app, person).client


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
@pytest.mark.parametrize("viewer", ["professional", "client", "reader"])
def test_each_side_reads_what_the_table_says(scene: tuple[str, Scene], viewer: str, headers: dict[str, str]) -> None:
    state, made = scene
    sent = made.read(viewer, headers)
    expected = TABLE[state, viewer]
    own = {"professional": {NAME}, "client": {REPRESENTATIVE, ORGANISATION}, "reader": {ORGANISATION}}[viewer]
    assert {mark for mark in MARKS if mark in sent} - own == expected - own


@pytest.mark.parametrize("viewer", OUTSIDERS)
def test_everybody_else_finds_nothing(scene: tuple[str, Scene], viewer: str) -> None:
    _state, made = scene
    for headers in ({}, FRAGMENT):
        sent = made.read(viewer, headers)
        assert [mark for mark in MARKS if mark in sent] == []
    for address in made.addresses[:-2]:
        for answer in (made.viewers[viewer].head(address), made.viewers[viewer].get(address)):
            assert answer.status_code in (303, 404) and "/login" in answer.headers.get("Location", "/login")


def test_no_mail_about_any_of_it_names_anybody_or_quotes_anything(
    scene: tuple[str, Scene], database: Database, config: Config
) -> None:
    state, _made = scene
    sent = mail.send_pending(database, config, now=datetime.now(UTC))
    mails = smtp.read_mailbox(Path(config.mailbox))
    parts = [part.get_content() for message in mails for part in message.walk() if not part.is_multipart()]
    told = "\n".join([*(str(message.items()) for message in mails), *parts])
    assert Outcome.SENT in sent and parts
    assert ("ended" in told) is (state == ENDED), "the mails of this state are among them"
    assert [mark for mark in MARKS if mark in told] == []


def test_the_table_names_every_state_and_side() -> None:
    assert {state for state, _viewer in TABLE} == {OPEN, MATCHED, ENDED}
    assert all(marks <= MARKS for marks in TABLE.values())
