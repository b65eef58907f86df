"""Saved searches: one's own, followed at the right moments, and everybody told once of all that is new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from blueprints.talent import explorer
from models.account import Account
from models.client import MemberRole
from models.database import Database
from models.notification import Notification, NotificationKind
from models.publication import PublicationEpoch, VerifiedProfile
from models.restriction import Restriction, RestrictionGround
from models.saved_search import Alert, SavedSearch
from services import saved_searches, search_following
from services.errors import NotFound
from services.publication.shown import epoch_of
from services.saved_searches import NothingSought, TooBroad, TooManySaved, tidy_query
from services.search.query import VERIFIED_FACETS
from tests.factories import Person, make_professional_account
from tests.factories_matches import acting, handle_of, leave, make_rival, publish_profile
from tests.factories_work import hide, make_colleague

MONDAY = datetime(2027, 3, 22, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam")).astimezone(UTC)
DAY = timedelta(days=1)
QUERY = "role=2512"


def save(
    database: Database, session: Session, who: Person, query: str = QUERY, *, alert: Alert = Alert.DAILY
) -> SavedSearch:
    with database.verified() as confined:
        row = saved_searches.save(session, confined, acting(session, who), query, now=MONDAY)
    row.alert = alert
    session.flush()
    return row


def add_professional(database: Database, email: str = "bo@people.example") -> Person:
    with database.write() as session:
        person = make_professional_account(session, email)
        publish_profile(session, person.account_id)
        return person


def told(database: Database) -> list[tuple[str, NotificationKind]]:
    with database.read() as session:
        return [(each.account_id, each.kind) for each in session.exec(select(Notification))]


def test_facets_of_saved_searches_are_those_of_the_explorer() -> None:
    assert {kind.name for kind in explorer.VERIFIED_FACETS} == set(VERIFIED_FACETS)


@pytest.mark.parametrize(
    ("address", "tidy"),
    [
        ("skill=python&q=+planner+&page=3&sort=rate", "q=planner&skill=python"),
        ("role=2512&role=2512&x=1&skill=", "role=2512"),
        ("", ""),
        ("q=%20", ""),
    ],
)
def test_a_search_is_its_text_and_filters(address: str, tidy: str) -> None:
    assert tidy_query(address) == tidy


def test_one_search_is_kept_once(database: Database, jip: Person) -> None:
    with database.write() as session:
        assert save(database, session, jip, "role=2512&q=x").id == save(database, session, jip, "q=x&role=2512").id
        [saved] = saved_searches.own_searches(session, acting(session, jip))
        assert (saved.query, saved.alert, saved.news) == ("q=x&role=2512", Alert.DAILY, 0)


def test_what_cannot_be_followed(database: Database, jip: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    for email in ("bo@people.example", "cas@people.example"):
        add_professional(database, email)
    with database.write() as session:
        with pytest.raises(NothingSought):
            save(database, session, jip, "page=2")
        monkeypatch.setattr(saved_searches, "MOST_FOLLOWED", 1)
        with pytest.raises(TooBroad):
            save(database, session, jip)
        monkeypatch.setattr(saved_searches, "MOST", 0)
        with pytest.raises(TooManySaved):
            save(database, session, jip)


def test_who_fits_a_part_only_is_news_when_they_fit_all(database: Database, jip: Person) -> None:
    bo = add_professional(database)
    with database.write() as session:
        save(database, session, jip, "q=developer+nurse")
    assert search_following.look_through(database, now=MONDAY + DAY) == 0, "developers are no nurses"
    with database.write() as session:
        profile = session.get_one(VerifiedProfile, handle_of(session, bo.account_id))
        profile.words += "nurse "
    assert search_following.look_through(database, now=MONDAY + 2 * DAY) == 1


def test_to_a_colleague_and_to_others_it_does_not_exist(database: Database, jip: Person) -> None:
    with database.write() as session:
        search = save(database, session, jip)
        for who in (make_colleague(session, jip, MemberRole.OWNER), make_rival(session)):
            viewer = acting(session, who)
            assert saved_searches.own_searches(session, viewer) == []
            with pytest.raises(NotFound):
                saved_searches.open_search(session, viewer, search.id)
            with pytest.raises(NotFound):
                saved_searches.delete(session, viewer, search.id)


def test_who_fits_since_is_told_of_once_however_many_searches(database: Database, jip: Person) -> None:
    with database.write() as session:
        ids = [save(database, session, jip, query).id for query in (QUERY, "country=NL")]
    add_professional(database)
    add_professional(database, "cas@people.example")
    assert search_following.look_through(database, now=MONDAY + DAY) == 1
    assert told(database) == [(jip.account_id, NotificationKind.SEARCH_FOUND)]
    assert search_following.look_through(database, now=MONDAY + 2 * DAY) == 0, "nobody is new the next day"
    with database.write() as session:
        viewer = acting(session, jip)
        assert [each.news for each in saved_searches.own_searches(session, viewer)] == [2, 2]
        assert saved_searches.open_search(session, viewer, ids[0]) == QUERY
        session.flush()
        assert {each.id: each.news for each in saved_searches.own_searches(session, viewer)} == {ids[0]: 0, ids[1]: 2}


@pytest.mark.parametrize(
    ("alert", "first"),
    [
        (Alert.DAILY, datetime(2027, 3, 23, 8, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))),
        # Clocks change in the night before this Monday.
        (Alert.WEEKLY, datetime(2027, 3, 29, 8, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))),
    ],
)
def test_each_is_followed_at_its_hour(database: Database, jip: Person, alert: Alert, first: datetime) -> None:
    with database.write() as session:
        save(database, session, jip, alert=alert)
    add_professional(database)
    due = first.astimezone(UTC)
    assert search_following.look_through(database, now=due - timedelta(seconds=1)) == 0
    assert search_following.look_through(database, now=due + timedelta(seconds=1)) == 1


def test_after_an_epoch_and_never(database: Database, jip: Person) -> None:
    with database.write() as session:
        save(database, session, jip, alert=Alert.EPOCH)
        save(database, session, jip, "country=NL", alert=Alert.NEVER)
    add_professional(database)
    assert search_following.look_through(database, now=MONDAY + 7 * DAY) == 0
    with database.write() as session:
        epoch: PublicationEpoch = epoch_of(session, lock=True)
        epoch.number += 1
    assert search_following.look_through(database, now=MONDAY + 7 * DAY) == 1
    with database.read() as session:
        assert {row.alert: row.news for row in session.exec(select(SavedSearch))} == {Alert.EPOCH: 1, Alert.NEVER: 0}


def test_who_hides_from_the_organisation_is_no_news(database: Database, jip: Person) -> None:
    with database.write() as session:
        save(database, session, jip)
    bo = add_professional(database)
    with database.write() as session:
        hide(session, bo, "Sjabloon Bouw")
    assert search_following.look_through(database, now=MONDAY + DAY) == 0


@pytest.mark.parametrize("gone", ["left", "deactivated", "restricted"])
def test_nobody_is_told_who_does_not_act_for_it_any_more(database: Database, jip: Person, gone: str) -> None:
    with database.write() as session:
        save(database, session, jip)
        if gone == "left":
            leave(session, jip)
        elif gone == "deactivated":
            session.get_one(Account, jip.account_id).deactivated_at = MONDAY
        else:
            session.add(Restriction(account_id=jip.account_id, ground=RestrictionGround.CLAIM, set_at=MONDAY))
    add_professional(database)
    assert search_following.look_through(database, now=MONDAY + DAY) == 0
    assert told(database) == []
