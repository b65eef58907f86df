"""Whoever is hidden from reads what anyone reads, and nothing tells them so; a match goes on until it is ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from models.account import OutgoingMail
from models.block import Block, BlockKind
from models.client import MemberRole, Organisation
from models.database import Database
from models.disclosure import Disclosure
from models.match import InterestRequest, RequestState
from services import blocks, disclosure, match_views, matching
from services.blocks import HiddenAlready, ListFull, NotRecognisable
from services.errors import NotFound
from services.match_access import find_request
from tests.factories import NOW, Person, make_client
from tests.factories_matches import LIFETIME, MESSAGE, acting, ask, handle_of, make_ana, make_jip, make_rival
from tests.factories_work import hide, make_colleague

AFTER = NOW + LIFETIME
WAYS = (
    (BlockKind.NAME, "SJABLOON bouw B.V."),
    (BlockKind.DOMAIN, "www.client.example"),
    (BlockKind.NUMBER, "1234 5678"),
)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        yield session


@pytest.fixture
def ana(session: Session) -> Person:
    return make_ana(session)


@pytest.fixture
def jip(session: Session) -> Person:
    return make_jip(session)


def _found(session: Session, person: Person, ana: Person) -> Any:
    return disclosure.find(session, acting(session, person), handle_of(session, ana.account_id))


@pytest.mark.parametrize(("kind", "text"), WAYS)
def test_an_organisation_is_hidden_from_by_each_of_three_ways(
    session: Session, ana: Person, jip: Person, kind: BlockKind, text: str
) -> None:
    rival = make_rival(session)
    session.get_one(Organisation, rival.organisation_id).registration_number = "87654321"
    assert _found(session, jip, ana)
    hide(session, ana, text, kind)
    assert _found(session, jip, ana) is None
    assert _found(session, rival, ana)
    assert blocks.hidden_handles(session, jip.organisation_id) == {handle_of(session, ana.account_id)}
    assert blocks.hidden_handles(session, rival.organisation_id) == frozenset()
    [entry] = blocks.entries(session, ana.account_id)
    blocks.show_to(session, ana.account_id, entry.id, now=NOW)
    assert _found(session, jip, ana)


def test_a_number_is_recognised_as_the_vat_number_too(session: Session, ana: Person, jip: Person) -> None:
    session.get_one(Organisation, jip.organisation_id).vat_number = "BE0428759497"
    session.flush()
    hide(session, ana, "0428.759.497", BlockKind.NUMBER)
    assert _found(session, jip, ana) is None


def test_only_confirmed_addresses_make_a_domain_and_it_covers_those_below_it(
    session: Session, ana: Person, jip: Person
) -> None:
    hide(session, ana, "bridges.example", BlockKind.DOMAIN)
    assert _found(session, jip, ana)
    kim = make_colleague(session, jip, MemberRole.VIEWER, "kim@mail.bridges.example")
    assert _found(session, jip, ana) is None
    assert _found(session, kim, ana) is None
    unconfirmed = make_client(session, "new@bridges.example", organisation="Elsewhere", confirmed=False)
    assert blocks.hidden_handles(session, unconfirmed.organisation_id) == frozenset()


def test_a_request_runs_to_its_end_unseen_and_its_sender_reads_nothing_else(
    session: Session, ana: Person, jip: Person
) -> None:
    rival = make_rival(session)
    session.get_one(Organisation, rival.organisation_id).registration_number = "87654321"
    seen, unseen = ask(session, rival, ana, now=NOW), ask(session, jip, ana, now=NOW)
    hide(session, ana, "Sjabloon Bouw")
    viewer = acting(session, ana)
    assert [each.course.id for each in match_views.received_requests(session, viewer, page=1, now=NOW)[0]] == [seen.id]
    for act in (
        lambda: match_views.received_request(session, viewer, unseen.id, now=NOW),
        lambda: find_request(session, viewer, unseen.id),
        lambda: matching.accept(session, unseen, viewer, now=NOW),
        lambda: matching.decline(session, unseen, viewer, now=NOW),
    ):
        with pytest.raises(NotFound):
            act()
    for moment in (NOW, AFTER - timedelta(seconds=1), AFTER):
        sides = [
            match_views.sent_request(session, acting(session, who), request.id, now=moment)
            for who, request in ((jip, unseen), (rival, seen))
        ]
        standings = {(each.course.standing, each.course.message, each.course.expires_at, each.name) for each in sides}
        assert len(standings) == 1
    assert matching.expire_due(session, now=AFTER) == 2
    session.flush()
    session.expire_all()
    states = {row.state for row in session.exec(select(InterestRequest))}
    assert states == {RequestState.EXPIRED}
    told = session.exec(select(OutgoingMail.account_id).where(OutgoingMail.template == "request-expired")).all()
    assert sorted(told) == sorted((jip.account_id, rival.account_id))
    assert [each.course.id for each in match_views.received_requests(session, viewer, page=1, now=AFTER)[0]] == [
        seen.id
    ]


def test_a_request_on_its_way_while_the_list_changes_is_taken_as_any_other_without_a_mail(
    session: Session, ana: Person, jip: Person
) -> None:
    found = _found(session, jip, ana)
    hide(session, ana, "Sjabloon Bouw")
    row = matching.show_interest(session, acting(session, jip), found, message=MESSAGE, lifetime=LIFETIME, now=NOW)
    session.flush()
    assert (row.state, row.expires_at) == (RequestState.OPEN, AFTER)
    assert session.exec(select(OutgoingMail.template)).all() == []
    # Its sender's own log reads as after any request: a line that was missing there would tell them.
    assert session.exec(select(Disclosure.account_id)).all() == [jip.account_id]


def test_whoever_is_shown_again_in_time_reads_the_request(session: Session, ana: Person, jip: Person) -> None:
    request = ask(session, jip, ana, now=NOW)
    hide(session, ana, "Sjabloon Bouw")
    [entry] = blocks.entries(session, ana.account_id)
    blocks.show_to(session, ana.account_id, entry.id, now=NOW)
    assert find_request(session, acting(session, ana), request.id).id == request.id


def test_hiding_ends_no_match_and_says_so(session: Session, ana: Person, jip: Person) -> None:
    request = ask(session, jip, ana, now=NOW)
    match = matching.accept(session, request, acting(session, ana), now=NOW)
    hide(session, ana, "Sjabloon Bouw")
    assert _found(session, jip, ana).tier.name == "MATCHED"
    assert match_views.received_request(session, acting(session, ana), request.id, now=NOW)
    [still] = blocks.still_matched(session, ana.account_id)
    assert (still.request_id, still.organisation) == (request.id, "Sjabloon Bouw")
    matching.end(session, match, acting(session, ana), now=NOW)
    session.flush()
    assert _found(session, jip, ana) is None
    assert blocks.still_matched(session, ana.account_id) == []
    # What was answered has been read: it stays with its professional.
    assert match_views.received_request(session, acting(session, ana), request.id, now=NOW)


def test_the_list_takes_what_can_be_recognised_once_and_is_its_owners_own(session: Session, ana: Person) -> None:
    for kind, text in ((BlockKind.NAME, "?"), (BlockKind.DOMAIN, "bridges"), (BlockKind.NUMBER, "12")):
        with pytest.raises(NotRecognisable):
            blocks.hide_from(session, ana.account_id, kind, text, now=NOW)
    hide(session, ana, "Sjabloon Bouw")
    with pytest.raises(HiddenAlready):
        blocks.hide_from(session, ana.account_id, BlockKind.NAME, "sjabloon bouw BV", now=NOW)
    [entry] = blocks.entries(session, ana.account_id)
    with pytest.raises(NotFound):
        blocks.show_to(session, make_jip(session).account_id, entry.id, now=NOW)
    for number in range(99):
        hide(session, ana, f"Organisation {number}")
    with pytest.raises(ListFull):
        blocks.hide_from(session, ana.account_id, BlockKind.NAME, "One more", now=NOW)


def test_the_table_tells_nobody_from_whom_somebody_hides(session: Session, ana: Person) -> None:
    hide(session, ana, "Sjabloon Bouw")
    stored = session.connection().exec_driver_sql("SELECT value, digest FROM block").one()
    assert b"abloon" not in bytes(stored[0])
    other = Person("x" * 26, "")
    assert len(stored[1]) == 64 and other.account_id not in stored[1]
    assert session.exec(select(Block.digest)).one() == blocks.digest_of(session, BlockKind.NAME, "sjabloonbouw")
