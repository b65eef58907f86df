"""What staff do beside the queues: an objection stops an approach, and whatever they read or think is in a log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import Session, select

from config import Config
from models.account import Account, OutgoingMail
from models.case import RestrictionGround
from models.database import Database
from models.disclosure import AuditEntry, Disclosure, DisclosureKind
from models.match import Match
from models.objection import ObjectionState
from models.privacy import Interest
from models.restriction import Restriction
from models.staff_work import Approach, Fit, MatchAssessment
from services import approaches, assessments, mail, matching, smtp
from services.approaches import ApproachedLately, Objects
from services.errors import NotFound
from services.mail import MailTemplate, Outcome
from services.rights import objections
from services.rights.holds import NoSuchAccount
from services.tokens import TokenKeys
from services.viewers import Viewer
from tests.factories import Person, make_staff
from tests.factories_matches import acting, log_in

NOW = datetime.now(UTC)
REASON, TEXT = "We look for three people with Python in Zwolle.", "Would you like to build a booking system with us?"


@pytest.fixture
def staff(database: Database) -> Person:
    with database.write() as session:
        return make_staff(session)


def _approach(session: Session, config: Config, staff: Person, email: str, now: datetime = NOW) -> Approach:
    viewer: Viewer = acting(session, staff)
    keys = TokenKeys(config.secret_key)
    return approaches.approach(session, viewer, email, reason=REASON, text=TEXT, keys=keys, now=now)


def test_an_approach_is_mailed_and_logged_with_its_reason(
    app: Flask, config: Config, database: Database, ana: Person, staff: Person
) -> None:
    with database.write() as session:
        _approach(session, config, staff, ana.email)
    with database.read() as session:
        logged = session.exec(select(Disclosure).where(Disclosure.account_id == ana.account_id)).one()
        assert (logged.kind, logged.reason, logged.viewer_id) == (
            DisclosureKind.STAFF_APPROACH, REASON, staff.account_id
        )  # fmt: skip
        assert session.exec(select(AuditEntry.action).where(AuditEntry.account_id == ana.account_id)).all()
        mail_id = session.exec(
            select(OutgoingMail.id).where(OutgoingMail.template == MailTemplate.APPROACH.value)
        ).one()
    assert mail.deliver(database, config, mail_id, now=NOW) is Outcome.SENT
    (message,) = smtp.read_mailbox(config.mailbox)
    body = message.get_body(("plain",))
    assert body is not None and TEXT in body.get_content() and "/privacy-centre/objections" in body.get_content()
    assert TEXT not in str(message["Subject"]) and REASON in log_in(app, ana).get("/privacy-centre/log").text


@pytest.mark.parametrize("state", [ObjectionState.WEIGHED, ObjectionState.UPHELD])
def test_an_objection_blocks_sending(
    config: Config, database: Database, ana: Person, staff: Person, state: ObjectionState
) -> None:
    with database.write() as session:
        objections.record(session, ana.account_id, Interest.APPROACH, state, now=NOW)
    with database.write() as session:
        with pytest.raises(Objects):
            _approach(session, config, staff, ana.email)
        assert session.exec(select(Approach)).all() == [] and session.exec(select(OutgoingMail)).all() == []
        assert session.exec(select(Disclosure)).all() == []


def test_an_objection_to_something_else_does_not(
    config: Config, database: Database, ana: Person, staff: Person
) -> None:
    with database.write() as session:
        objections.record(session, ana.account_id, Interest.SURVEYS, ObjectionState.UPHELD, now=NOW)
        assert _approach(session, config, staff, ana.email).id


def test_who_set_their_data_aside_is_not_approached(
    config: Config, database: Database, ana: Person, staff: Person
) -> None:
    with database.write() as session:
        _set_aside(session, ana)
        with pytest.raises(Objects):
            _approach(session, config, staff, ana.email)


def test_nobody_is_approached_who_is_not_there_or_was_lately(
    config: Config, database: Database, ana: Person, jip: Person, staff: Person
) -> None:
    with database.write() as session:
        _approach(session, config, staff, ana.email)
        with pytest.raises(ApproachedLately):
            _approach(session, config, staff, ana.email, NOW + timedelta(days=29))
        _approach(session, config, staff, ana.email, NOW + timedelta(days=31))
        session.get_one(Account, jip.account_id).deactivated_at = NOW
        for email in (jip.email, "nobody@people.example"):
            with pytest.raises(NoSuchAccount):
                _approach(session, config, staff, email)
        assert [view.reason for view in approaches.sent(session)] == [REASON, REASON]
        assert ana.email not in repr(approaches.sent(session))


def _set_aside(session: Session, person: Person) -> None:
    session.add(Restriction(account_id=person.account_id, ground=RestrictionGround.CLAIM, set_at=NOW))
    session.flush()


def _match_id(session: Session) -> str:
    return session.exec(select(Match.id)).one()


def test_an_assessment_is_stored_with_its_reason_and_read_by_both(
    database: Database, matched_pair: tuple[Person, Person], staff: Person
) -> None:
    with database.write() as session:
        viewer = acting(session, staff)
        found = assessments.open_match(session, viewer, _match_id(session), now=NOW)
        assert found.message and "Anabel" not in repr(found) and "Sjabloon" not in repr(found)
        assessments.assess(session, viewer, found.id, fit=Fit.DOUBTFUL, reason="The rate is far apart.", now=NOW)
        assert [line.fit for line in assessments.lasting_matches(session)] == [Fit.DOUBTFUL]
        again = assessments.open_match(session, viewer, found.id, now=NOW)
        assert [(each.fit, each.reason) for each in again.assessments] == [(Fit.DOUBTFUL, "The rate is far apart.")]
    with database.read() as session:
        for person in matched_pair:
            kinds = session.exec(select(Disclosure.kind).where(Disclosure.account_id == person.account_id)).all()
            assert kinds.count(DisclosureKind.STAFF_ASSESSMENT) == 2
        row = session.exec(select(MatchAssessment)).one()
        assert {row.account_id, row.sender_id} == {person.account_id for person in matched_pair}


@pytest.mark.parametrize("page", ["", "/nl"])
def test_both_find_it_in_their_data(
    app: Flask, database: Database, matched_pair: tuple[Person, Person], staff: Person, page: str
) -> None:
    with database.write() as session:
        assessments.assess(
            session, acting(session, staff), _match_id(session), fit=Fit.GOOD, reason="Skills and dates fit.", now=NOW
        )
    for person in matched_pair:
        assert "Skills and dates fit." in log_in(app, person).get(f"{page}/privacy-centre/data/working-data").text


def test_what_has_ended_or_is_set_aside_is_not_opened(
    database: Database, matched_pair: tuple[Person, Person], staff: Person
) -> None:
    with database.write() as session:
        _set_aside(session, matched_pair[0])
        assert assessments.lasting_matches(session) == []
        with pytest.raises(NotFound):
            assessments.open_match(session, acting(session, staff), _match_id(session), now=NOW)
    with database.write() as session:
        match = session.exec(select(Match)).one()
        matching.end(session, match, acting(session, matched_pair[1]), now=NOW)
        assert assessments.lasting_matches(session) == []
        with pytest.raises(NotFound):
            assessments.assess(session, acting(session, staff), match.id, fit=Fit.GOOD, reason="x", now=NOW)
