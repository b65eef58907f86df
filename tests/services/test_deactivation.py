"""Leaving hides at once; coming back restores what was reviewed; too late is too late."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from models.account import Account, OutgoingMail
from models.database import Database
from models.publication import Publication, PublicationState, PublicIdentity, PublicProfile, VerifiedProfile
from services import accounts, deactivation, links
from services.files import FileStore
from services.links import LinkExpired
from services.mail import MailTemplate
from services.publication import shown
from services.rights.periods import MOMENT
from tests.factories import KEYS, NOW, Person, make_client
from tests.factories_published import begin_epoch, make_match, make_neighbours, make_published
from tests.factories_retention import ids_in, make_left, purge

DAY = timedelta(days=1)


def token_of(session: Session, person: Person) -> str:
    return links.return_token(KEYS, session.get_one(Account, person.account_id))


def test_who_leaves_is_hidden_at_once_and_comes_back_as_reviewed(database: Database) -> None:
    with database.write() as session:
        make_neighbours(session)
        person = make_published(session, crowd_size=5)
        assert shown.public_id_of(session, person.account_id)
        others = ids_in(session, VerifiedProfile)
    with database.write() as session:
        deactivation.deactivate(session, person.account_id, now=NOW)
    with database.write() as session:
        publication = session.exec(select(Publication).where(Publication.account_id == person.account_id)).one()
        assert publication.state is PublicationState.REVIEWED and publication.published
        assert shown.public_id_of(session, person.account_id) is None
        assert ids_in(session, VerifiedProfile) == others - {publication.handle}
        assert ids_in(session, PublicProfile) == set(), "four are too few to hide among"
        begin_epoch(session, crowd_size=4)
        assert shown.public_id_of(session, person.account_id) is None
    with database.write() as session:
        deactivation.restore(session, token_of(session, person), keys=KEYS, now=NOW + DAY)
        assert ids_in(session, VerifiedProfile) == others
        begin_epoch(session, crowd_size=5)
        assert shown.public_id_of(session, person.account_id)
        account = session.get_one(Account, person.account_id)
        assert account.deactivated_at is None and account.last_active_at == NOW + DAY


def test_the_way_back_closes_when_the_contents_are_due(database: Database) -> None:
    with database.write() as session:
        person = make_left(session, "mila", NOW)
        until, token = deactivation.way_back_from(NOW).until, token_of(session, person)
        assert deactivation.way_back(session, token, keys=KEYS, now=until - MOMENT).until == until
        with pytest.raises(LinkExpired):
            deactivation.restore(session, token, keys=KEYS, now=until)
        deactivation.restore(session, token, keys=KEYS, now=until - MOMENT)
        with pytest.raises(LinkExpired):
            deactivation.way_back(session, token, keys=KEYS, now=until - MOMENT)
        deactivation.deactivate(session, person.account_id, now=until)
        with pytest.raises(LinkExpired):
            deactivation.way_back(session, token, keys=KEYS, now=until)


def test_a_forged_way_back_opens_nothing(database: Database) -> None:
    with database.write() as session:
        make_left(session, "mila", NOW)
        with pytest.raises(LinkExpired):
            deactivation.restore(session, "forged", keys=KEYS, now=NOW)


def test_an_address_is_free_again_once_the_contents_are_gone(database: Database, tmp_path: Path) -> None:
    def register(session: Session, person: Person) -> None:
        accounts.register(
            session,
            email=person.email,
            password="another-good-one",
            first_name="Mila",
            last_name="Nieuw",
            locale="en",
            browser="",
            keys=KEYS,
            now=NOW + 200 * DAY,
        )

    with database.write() as session:
        person = make_left(session, "mila", NOW)
        register(session, person)
        assert len(ids_in(session, Account)) == 1
        assert session.exec(select(OutgoingMail.template)).all() == [MailTemplate.ACCOUNT_DEACTIVATED.value]
    purge(database, FileStore((tmp_path / "files").as_uri()), deactivation.way_back_from(NOW).until)
    with database.write() as session:
        register(session, person)
        assert len(ids_in(session, Account)) == 2


def test_public_profiles_are_taken_down_before_the_account_goes(database: Database, tmp_path: Path) -> None:
    """Whatever deactivated the account, what others share is mended by the purge."""
    with database.write() as session:
        make_neighbours(session)
        person = make_published(session, crowd_size=5)
        client = make_client(session)
        make_match(session, client, person)
        session.get_one(Account, person.account_id).deactivated_at = NOW
        for each in session.exec(select(Account)):
            each.last_active_at = NOW + 4000 * DAY
        assert len(ids_in(session, PublicProfile)) == 5
    purge(database, FileStore((tmp_path / "files").as_uri()), deactivation.way_back_from(NOW).contact_until)
    with database.read() as session:
        assert ids_in(session, PublicProfile) == ids_in(session, PublicIdentity) == set()
        assert session.get(Account, person.account_id) is None and session.get(Account, client.account_id)
