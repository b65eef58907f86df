"""Asking, confirming, changing one's mind: who is hidden when, and what a link is worth."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models.account import Account, LoginSession, OutgoingMail, StaffRole
from models.database import Database
from models.erasure import Erasure, ErasureState
from services import accounts, deactivation, erasure_requests, links
from services.erasure_requests import STALLED, StaffAsks
from services.links import LinkExpired
from services.mail import MailTemplate
from services.publication import shown
from tests.factories import KEYS, NOW, Person, make_professional_account, make_staff
from tests.factories_erasure import confirm_erasure
from tests.factories_published import begin_epoch, make_neighbours, make_published
from tests.factories_retention import ids_in, make_left, make_session

DAY = timedelta(days=1)
WEEK = 7 * DAY


def state_of(session: Session, person: Person) -> ErasureState:
    return session.exec(select(Erasure.state).where(Erasure.account_id == person.account_id)).one()


def way_back(session: Session, person: Person) -> str:
    return links.return_token(KEYS, session.get_one(Account, person.account_id))


def test_who_confirms_is_hidden_at_once_and_comes_back_as_before(database: Database) -> None:
    with database.write() as session:
        make_neighbours(session)
        person = make_published(session, crowd_size=5)
        make_session(session, person, "a device", NOW)
        erasure_requests.ask(session, session.get_one(Account, person.account_id), now=NOW)
        assert shown.public_id_of(session, person.account_id), "asking alone hides nobody"
        erasure = confirm_erasure(session, person.account_id, at=NOW)
    with database.write() as session:
        assert shown.public_id_of(session, person.account_id) is None
        assert all(row.ended_at for row in session.exec(select(LoginSession)))
        token = way_back(session, person)
        found = deactivation.way_back(session, token, keys=KEYS, now=NOW)
        assert found.erased_at == erasure.due_at == NOW + WEEK
        deactivation.restore(session, token, keys=KEYS, now=NOW + DAY)
        assert state_of(session, person) is ErasureState.WITHDRAWN
        begin_epoch(session, crowd_size=5)
        assert shown.public_id_of(session, person.account_id)
        assert erasure_requests.begin_due(session, now=NOW + 2 * WEEK) == 0
        with pytest.raises(LinkExpired):
            deactivation.restore(session, token, keys=KEYS, now=NOW + DAY)


def test_a_link_confirms_once_and_only_what_it_was_made_for(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        erasure = confirm_erasure(session, person.account_id, at=NOW)
        used = links.erasure_token(KEYS, erasure.id)
        for token in (used, "forged", links.return_token(KEYS, session.get_one(Account, person.account_id))):
            with pytest.raises(LinkExpired):
                erasure_requests.confirm(session, token, keys=KEYS, delay=WEEK, now=NOW)
        deactivation.restore(session, way_back(session, person), keys=KEYS, now=NOW + DAY)
        with pytest.raises(LinkExpired):
            erasure_requests.confirm(session, used, keys=KEYS, delay=WEEK, now=NOW + DAY)


def test_nothing_begins_before_its_day_and_then_once(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        confirm_erasure(session, person.account_id, at=NOW)
        assert erasure_requests.begin_due(session, now=NOW + WEEK - timedelta(microseconds=1)) == 0
        token = way_back(session, person)
        assert erasure_requests.begin_due(session, now=NOW + WEEK) == 1
        assert erasure_requests.begin_due(session, now=NOW + WEEK) == 0
        assert state_of(session, person) is ErasureState.RUNNING
        with pytest.raises(LinkExpired):
            deactivation.restore(session, token, keys=KEYS, now=NOW + WEEK)
        assert erasure_requests.begin_due(session, now=NOW + WEEK + STALLED) == 1, "one that stalled begins again"


def test_asking_again_mails_the_same_link_sparingly_and_what_nobody_confirms_lapses(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        account = session.get_one(Account, person.account_id)
        for _time in range(5):
            erasure_requests.ask(session, account, now=NOW)
        mails = session.exec(select(OutgoingMail.about_id)).all()
        assert len(mails) == accounts.MAILS_AN_HOUR and len(set(mails)) == 1
        erasure_requests.lapse(session, now=NOW + DAY)
        assert state_of(session, person) is ErasureState.ASKED
        erasure_requests.lapse(session, now=NOW + links.ERASURE_LIFETIME)
        session.expire_all()
        assert state_of(session, person) is ErasureState.LAPSED
        with pytest.raises(LinkExpired):
            erasure_requests.confirmable(session, links.erasure_token(KEYS, mails[0]), keys=KEYS)


def test_a_deactivated_account_may_be_erased_and_keeps_its_first_day(database: Database) -> None:
    with database.write() as session:
        person = make_left(session, "mila", NOW - 30 * DAY)
        account = deactivation.erase_instead(session, way_back(session, person), keys=KEYS, now=NOW)
        assert account.id == person.account_id
        confirm_erasure(session, person.account_id, at=NOW)
        assert account.deactivated_at == NOW - 30 * DAY, "the clock counts from the first day"
        with pytest.raises(LinkExpired):
            deactivation.erase_instead(session, way_back(session, person), keys=KEYS, now=NOW)
        assert erasure_requests.begin_due(session, now=NOW + WEEK) == 1


def test_staff_hand_over_their_role_first(database: Database) -> None:
    with database.write() as session:
        officer = make_staff(session, role=StaffRole.DPO)
        with pytest.raises(StaffAsks):
            erasure_requests.ask(session, session.get_one(Account, officer.account_id), now=NOW)
        assert not ids_in(session, Erasure) and not ids_in(session, OutgoingMail)


def test_who_asks_for_a_new_password_meanwhile_is_shown_the_day_of_erasure(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        confirm_erasure(session, person.account_id, at=NOW)
        accounts.remind_of_way_back(session, person.email, keys=KEYS, now=NOW + DAY)
        templates = session.exec(select(OutgoingMail.template)).all()
        assert templates.count(MailTemplate.ACCOUNT_DEACTIVATED.value) == 1
