"""The lists of requests: whose they are, in which order, under which name; and the mails that lead to them."""

from datetime import UTC, datetime, timedelta

import pytest

from models.account import Account
from models.client import Organisation, VerificationState
from services import match_views, matching
from services.match_views import PAGE, Standing
from services.publication import publishing
from tests.factories import delivered, make_professional_account
from tests.factories_matches import (
    MESSAGE,
    NAME,
    REPRESENTATIVE,
    acting,
    ask,
    make_ana,
    make_jip,
    make_rival,
    publish_profile,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def session(database):
    with database.write() as writing:
        yield writing


def standings(requests):
    return [each.course.standing for each in requests]


def sent_to_many(session, jip, ages_in_days):
    """A request to somebody new for each age; gives the people and the requests."""
    sent = []
    for number, age in enumerate(ages_in_days):
        person = make_professional_account(session, f"person{number}@people.example")
        publish_profile(session, person.account_id)
        sent.append((person, ask(session, jip, person, now=NOW - timedelta(days=age))))
    return sent


def test_open_requests_come_first_then_lasting_matches_then_the_rest(session):
    jip = make_jip(session)
    oldest, declined, matched, newest, expired = sent_to_many(session, jip, (6, 0.5, 5, 1, 8))
    matching.decline(session, declined[1], acting(session, declined[0]), now=NOW)
    matching.accept(session, matched[1], acting(session, matched[0]), now=NOW)
    session.flush()
    listed, more = match_views.sent_requests(session, acting(session, jip), page=1, now=NOW)
    assert [each.course.id for each in listed] == [
        each.id for _person, each in (newest, oldest, matched, declined, expired)
    ]
    assert standings(listed) == [
        Standing.OPEN,
        Standing.OPEN,
        Standing.MATCHED,
        Standing.DECLINED,
        Standing.EXPIRED,
    ]
    assert [each.name for each in listed] == [None, None, "Rowan Voorbeeld", None, None]
    assert not more


def test_a_long_list_comes_in_pages(session):
    jip = make_jip(session)
    sent_to_many(session, jip, [1] * (PAGE + 1))
    first, more = match_views.sent_requests(session, acting(session, jip), page=1, now=NOW)
    last, no_more = match_views.sent_requests(session, acting(session, jip), page=2, now=NOW)
    assert (len(first), more, len(last), no_more) == (PAGE, True, 1, False)
    assert len({each.course.id for each in (*first, *last)}) == PAGE + 1


def test_each_side_lists_its_own_and_reads_nothing_of_the_other_beforehand(session):
    ana, jip, rival = make_ana(session), make_jip(session), make_rival(session)
    request = ask(session, jip, ana, now=NOW)
    received, _more = match_views.received_requests(session, acting(session, ana), page=1, now=NOW)
    assert [(each.organisation, each.industry, each.course.message) for each in received] == [
        ("Sjabloon Bouw", "F", MESSAGE)
    ]
    assert match_views.sent_requests(session, acting(session, rival), page=1, now=NOW) == ([], False)
    matching.accept(session, request, acting(session, ana), now=NOW)
    other = ask(session, rival, ana, now=NOW)
    listed, _more = match_views.sent_requests(session, acting(session, rival), page=1, now=NOW)
    assert [(each.course.id, each.name) for each in listed] == [(other.id, None)]


def test_names_close_with_the_account_and_lists_with_the_verification(session):
    ana, jip = make_ana(session), make_jip(session)
    matching.accept(session, ask(session, jip, ana, now=NOW), acting(session, ana), now=NOW)
    viewer = acting(session, jip)
    assert [each.name for each in match_views.sent_requests(session, viewer, page=1, now=NOW)[0]] == [NAME]
    session.get_one(Account, ana.account_id).deactivated_at = NOW
    session.flush()
    assert [each.name for each in match_views.sent_requests(session, viewer, page=1, now=NOW)[0]] == [None]
    session.get_one(Organisation, jip.organisation_id).state = VerificationState.UNVERIFIED
    session.flush()
    assert match_views.sent_requests(session, acting(session, jip), page=1, now=NOW) == ([], False)


def test_the_mails_lead_to_the_page_and_tell_nobody_anything(database, config):
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        matching.accept(session, ask(session, jip, ana, now=NOW), acting(session, ana), now=NOW)
        matching.decline(session, ask(session, make_rival(session), ana, now=NOW), acting(session, ana), now=NOW)
    received = delivered(database, config, ana.email)
    accepted, declined = delivered(database, config, jip.email), delivered(database, config, "sam@rival.example")
    assert (len(received), len(accepted), len(declined)) == (2, 1, 1)
    assert "/requests" in received[0]
    assert "/requests" in accepted[0]
    told = "".join((*received, *accepted, *declined))
    assert [each for each in (NAME, REPRESENTATIVE, MESSAGE, "Sjabloon Bouw") if each in told] == []


def test_nobody_is_sent_to_a_profile_that_was_taken_down(session):
    jip, ana = make_jip(session), make_ana(session)
    request = ask(session, jip, ana, now=NOW)
    assert match_views.sent_request(session, acting(session, jip), request.id, now=NOW).has_profile
    publishing.withdraw(session, ana.account_id)
    session.flush()
    assert not match_views.sent_request(session, acting(session, jip), request.id, now=NOW).has_profile
