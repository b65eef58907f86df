"""Data that are set aside are used nowhere, by anybody, until their person was told that it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from config import Config
from models.account import Account, OutgoingMail
from models.case import CaseKind, CaseOutcome, RestrictionGround
from models.consent import ConsentEntry, ConsentMethod, ConsentPurpose
from models.database import Database
from models.disclosure import AuditEntry
from models.match import InterestRequest
from models.publication import PublicationState, PublicIdentity, VerifiedProfile
from models.restriction import Restriction, ToldOf
from services import (
    deactivation,
    disclosure,
    inactivity,
    links,
    mail,
    match_access,
    match_openings,
    match_views,
    matching,
    reviews,
    training,
)
from services.errors import NotFound
from services.files import FileStore
from services.mail import MailTemplate, Outcome
from services.matching_errors import DataSetAside, SenderGone
from services.publication import shown
from services.rights import purging, restricting, telling
from services.rights.periods import MOMENT
from services.rights.restriction import Bypass, despite_restriction, is_restricted
from tests.factories import KEYS, NOW, Person, delivered
from tests.factories_cases import decide, make_officer, make_request
from tests.factories_matches import acting, ask, handle_of, make_ana, make_jip, make_rival
from tests.factories_published import begin_epoch, make_neighbours, make_published, publication_of
from tests.factories_retention import ids_in, purge

DAY = timedelta(days=1)


def set_aside(session: Session, person: Person, ground: RestrictionGround = RestrictionGround.CLAIM) -> Restriction:
    return restricting.restrict(
        session, person.account_id, ground, officer_id=make_officer(session).account_id, now=NOW
    )


def announce(session: Session, row: Restriction) -> Restriction:
    officer_id = make_officer(session).account_id
    return restricting.announce(session, row.id, reason="We checked it.", officer_id=officer_id, now=NOW)


def queued(session: Session, person: Person) -> list[str]:
    statement = select(OutgoingMail.template).where(OutgoingMail.account_id == person.account_id)
    return list(session.exec(statement.order_by(OutgoingMail.id)))


@pytest.fixture
def published(database: Database) -> Iterator[tuple[Session, Person]]:
    with database.write() as session:
        make_neighbours(session)
        person = make_published(session, crowd_size=5)
        yield session, person


def test_a_profile_is_hidden_at_once_and_comes_back_as_it_was(published: tuple[Session, Person]) -> None:
    session, person = published
    handles = ids_in(session, VerifiedProfile)
    row = set_aside(session, person)
    assert ids_in(session, VerifiedProfile) == handles - {handle_of(session, person.account_id)}
    begin_epoch(session, crowd_size=4)
    assert person.account_id not in set(session.exec(select(PublicIdentity.account_id)))
    announce(session, row)
    assert row.lifts_at is not None
    assert restricting.lift_announced(session, now=row.lifts_at - MOMENT) == 0
    assert is_restricted(session, person.account_id), "the person was told, and has these days to answer"
    assert restricting.lift_announced(session, now=row.lifts_at) == 1
    assert ids_in(session, VerifiedProfile) == handles
    begin_epoch(session, crowd_size=5)
    assert shown.public_id_of(session, person.account_id)


def test_the_person_is_told_before_it_ends(database: Database, config: Config) -> None:
    with database.write() as session:
        ana = make_ana(session)
        row = set_aside(session, ana)
        assert restricting.lift_announced(session, now=NOW + 400 * DAY) == 0, "nothing ends that was not announced"
        announce(session, row)
        with pytest.raises(restricting.AlreadyAnnounced):
            announce(session, row)
        assert row.lifts_at is not None and row.lifts_at - NOW > 6 * DAY
    told, announced = delivered(database, config, ana.email)
    assert "keep your data and do not use them" in told
    assert "From 29 November 2026 on" in announced and "We checked it." in announced


def test_the_person_ends_it_themselves_at_once(database: Database) -> None:
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        first, second = set_aside(session, ana), set_aside(session, ana, RestrictionGround.UNLAWFUL)
        assert set_aside(session, ana).id == first.id, "asked for twice on one ground it lasts once"
        with pytest.raises(NotFound):
            restricting.end_own(session, jip.account_id, first.id, now=NOW)
        restricting.end_own(session, ana.account_id, first.id, now=NOW)
        assert is_restricted(session, ana.account_id) and not ids_in(session, VerifiedProfile)
        restricting.end_own(session, ana.account_id, second.id, now=NOW)
        assert not is_restricted(session, ana.account_id) and ids_in(session, VerifiedProfile)


def test_who_left_meanwhile_stays_hidden(database: Database) -> None:
    with database.write() as session:
        ana = make_ana(session)
        row = set_aside(session, ana)
        deactivation.deactivate(session, ana.account_id, now=NOW)
        token = links.return_token(KEYS, session.get_one(Account, ana.account_id))
        restricting.end_own(session, ana.account_id, row.id, now=NOW)
        assert not ids_in(session, VerifiedProfile), "whoever is away is not shown again"
        set_aside(session, ana)
        deactivation.restore(session, token, keys=KEYS, now=NOW + DAY)
        assert not ids_in(session, VerifiedProfile), "whoever comes back is still restricted"


def test_no_client_finds_asks_or_reads_them(database: Database) -> None:
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        client, handle = acting(session, jip), handle_of(session, ana.account_id)
        request = ask(session, jip, ana, now=NOW)
        assert disclosure.find(session, client, handle)
        set_aside(session, ana)
        assert disclosure.find(session, client, handle) is None
        (sent,), _more = match_views.sent_requests(session, client, page=1, now=NOW)
        assert not sent.has_profile
        with pytest.raises(DataSetAside):
            matching.accept(session, request, acting(session, ana, key="professional"), now=NOW)


def test_at_a_match_that_lasts_the_other_party_reads_nothing(database: Database) -> None:
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        request = ask(session, jip, ana, now=NOW)
        matching.accept(session, request, acting(session, ana, key="professional"), now=NOW)
        client = acting(session, jip)
        assert match_views.sent_request(session, client, request.id, now=NOW).name == "Anabel Kwartel"
        set_aside(session, ana)
        assert match_views.sent_request(session, client, request.id, now=NOW).name is None
        assert disclosure.find(session, client, handle_of(session, ana.account_id)) is None
        set_aside(session, jip)
        assert match_openings.representative(session, session.get_one(InterestRequest, request.id)) == ()


def test_whoever_is_restricted_is_nobodys_match_and_sends_nothing(database: Database) -> None:
    with database.write() as session:
        ana, jip, rival = make_ana(session), make_jip(session), make_rival(session)
        professional = acting(session, ana, key="professional")
        request = ask(session, jip, ana, now=NOW)
        set_aside(session, jip)
        assert not match_access.sender_can_be_matched(session, request)
        with pytest.raises(SenderGone):
            matching.accept(session, request, professional, now=NOW)
        set_aside(session, rival)
        with pytest.raises(DataSetAside):
            ask(session, rival, ana, now=NOW)


def test_no_mail_but_about_security_and_rights(database: Database, config: Config) -> None:
    with database.write() as session:
        ana = make_ana(session)
        session.flush()
        set_aside(session, ana)
        ordinary = mail.queue(session, ana.account_id, MailTemplate.REVIEW_ACCEPTED, now=NOW).id
        security = mail.queue(session, ana.account_id, MailTemplate.PASSWORD_CHANGED, now=NOW).id
    assert mail.deliver(database, config, ordinary, now=NOW) is Outcome.WITHHELD
    assert mail.deliver(database, config, security, now=NOW) is Outcome.SENT
    with database.read() as session:
        assert session.get_one(OutgoingMail, ordinary).sent_at is None
        used = select(AuditEntry.action).where(AuditEntry.account_id == ana.account_id)
        assert "restriction.rights" in set(session.exec(used)), "each use despite it is written down with its ground"


def test_no_review_and_no_training(published: tuple[Session, Person]) -> None:
    session, person = published
    session.add(
        ConsentEntry(
            account_id=person.account_id,
            purpose=ConsentPurpose.AI_TRAINING,
            given=True,
            wording_hash="0" * 64,
            locale="en",
            method=ConsentMethod.PRIVACY_CENTRE,
            at=NOW,
        )
    )
    session.flush()
    assert len(list(training.training_manifest(session, keys=KEYS))) == 1
    publication = publication_of(session, person)
    publication.state, publication.approval_id, publication.approved_at = PublicationState.APPROVED, "again", NOW
    session.flush()
    officer = acting(session, make_officer(session), key="staff")
    assert [each.id for each in reviews.queue(session, officer)] == ["again"]
    # Set aside without hiding: the filter itself must hold.
    session.add(Restriction(account_id=person.account_id, ground=RestrictionGround.CLAIM, set_at=NOW))
    session.flush()
    assert list(training.training_manifest(session, keys=KEYS)) == []
    assert reviews.queue(session, officer) == []


def test_a_use_despite_it_says_on_which_ground(database: Database) -> None:
    with database.write() as session:
        ana, officer = make_ana(session), make_officer(session)
        with despite_restriction(session, ana.account_id, Bypass.CLAIM, now=NOW):
            pass
        trail = select(AuditEntry.action, AuditEntry.actor_id).where(AuditEntry.action.startswith("restriction"))  # type: ignore[attr-defined]
        assert session.exec(trail).all() == [], "nothing to bypass"
        session.add(Restriction(account_id=ana.account_id, ground=RestrictionGround.CLAIM, set_at=NOW))
        session.flush()
        with despite_restriction(session, ana.account_id, Bypass.CLAIM, actor_id=officer.account_id, now=NOW):
            pass
        assert session.exec(trail).all() == [("restriction.claim", officer.account_id)]


def test_what_is_set_aside_is_not_deleted_by_a_clock(database: Database, tmp_path: Path) -> None:
    store = FileStore((tmp_path / "files").as_uri())
    with database.write() as session:
        ana = make_ana(session)
        session.get_one(Account, ana.account_id).last_active_at = NOW - 800 * DAY
        assert ana.account_id in inactivity.to_notify(session, now=NOW)
        row = set_aside(session, ana)
        assert ana.account_id not in inactivity.to_notify(session, now=NOW)
        session.get_one(Account, ana.account_id).deactivated_at = NOW
    purge(database, store, NOW + 300 * DAY)
    with database.write() as session:
        assert session.get_one(Account, ana.account_id).purged_months < 0
        restricting.end_own(session, ana.account_id, row.id, now=NOW + 300 * DAY)
        assert purging.due_accounts(session, 6, now=NOW + 300 * DAY, limit=9) == [ana.account_id]


@pytest.mark.parametrize("ground", RestrictionGround, ids=lambda ground: ground.value)
def test_on_every_ground_the_officer_sets_it(database: Database, ground: RestrictionGround) -> None:
    with database.write() as session:
        ana = make_ana(session)
        case = make_request(session, ana, CaseKind.RESTRICTION, ground=ground)
        assert not is_restricted(session, ana.account_id)
        decide(session, case, CaseOutcome.GRANTED)
        (row,) = restricting.lasting_of(session, ana.account_id)
        assert (row.ground, row.request_id, row.announced_at) == (ground, case.id, None)


def test_once_the_question_is_answered_its_end_is_announced(database: Database) -> None:
    with database.write() as session:
        ana = make_ana(session)
        case = make_request(session, ana, CaseKind.RESTRICTION, ground=RestrictionGround.ACCURACY)
        restricting.restrict(session, ana.account_id, RestrictionGround.ACCURACY, request_id=case.id, now=NOW)
        decide(session, case, CaseOutcome.REFUSED, "It is right.")
        (row,) = restricting.lasting_of(session, ana.account_id)
        assert (row.announced_at, row.reason) == (NOW, "It is right.")
        assert MailTemplate.RESTRICTION_ANNOUNCED.value in queued(session, ana)


def test_recipients_are_told_that_it_begins_and_ends(database: Database) -> None:
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        request = ask(session, jip, ana, now=NOW)
        matching.accept(session, request, acting(session, ana, key="professional"), now=NOW)
        row = set_aside(session, ana)
        restricting.end_own(session, ana.account_id, row.id, now=NOW + DAY)
        told = telling.told_about(session, ana.account_id)
        assert [(each.organisation, each.what) for each in told] == [
            ("Sjabloon Bouw", ToldOf.RESTRICTION_ENDED),
            ("Sjabloon Bouw", ToldOf.RESTRICTION),
        ]
        assert queued(session, jip).count(MailTemplate.RECIPIENT_TOLD.value) == 2
