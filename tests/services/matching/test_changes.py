"""Every way from interest to a match and its end: what changes, what is written down, what is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from models.account import Account, OutgoingMail
from models.client import Membership, Organisation, VerificationState
from models.disclosure import AuditEntry, Disclosure, DisclosureKind
from models.match import InterestRequest, Match, RequestState
from models.privacy import Tier
from services import disclosure, matching
from services.errors import NotFound
from services.match_access import find_request, match_of
from services.matching_errors import (
    AlreadyAsked,
    AlreadyMatched,
    MatchOver,
    MessageTooLong,
    MessageTooShort,
    NoLongerOpen,
    OnlyVerifiedClients,
    OwnProfile,
    SenderGone,
)
from tests.factories import make_client, make_professional_account
from tests.factories_matches import (
    LIFETIME,
    MESSAGE,
    acting,
    ask,
    handle_of,
    leave,
    make_ana,
    make_jip,
    make_rival,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=2)


@pytest.fixture
def session(database):
    with database.write() as writing:
        yield writing


@pytest.fixture
def ana(session):
    return make_ana(session)


@pytest.fixture
def jip(session):
    return make_jip(session)


@pytest.fixture
def request_(session, ana, jip):
    return ask(session, jip, ana, now=NOW)


def disclosures(session, kind):
    rows = session.exec(select(Disclosure).where(Disclosure.kind == kind))
    return {(row.account_id, row.viewer_id, row.organisation_id, row.tier) for row in rows}


def audited(session):
    rows = session.exec(select(AuditEntry))
    return {(row.action, row.actor_id, row.account_id) for row in rows}


def mails(session):
    rows = session.exec(select(OutgoingMail))
    return {(row.template, row.account_id, row.about_id) for row in rows}


def test_interest_waits_for_the_professional_and_is_noted_for_both(session, ana, jip, request_):
    assert request_.state is RequestState.OPEN
    assert request_.expires_at == NOW + LIFETIME
    assert disclosures(session, DisclosureKind.REQUEST) == {(jip.account_id, ana.account_id, None, int(Tier.VERIFIED))}
    assert audited(session) == {("request.sending", jip.account_id, ana.account_id)}
    assert mails(session) == {("request-received", ana.account_id, request_.id)}
    assert session.get_one(Account, jip.account_id).last_active_at == NOW


def test_acceptance_discloses_to_both_sides_in_one_go(session, ana, jip, request_):
    matching.accept(session, request_, acting(session, ana), now=LATER)
    assert (request_.state, request_.answered_at) == (RequestState.ACCEPTED, LATER)
    assert disclosures(session, DisclosureKind.MATCH) == {
        (ana.account_id, jip.account_id, jip.organisation_id, int(Tier.MATCHED)),
        (jip.account_id, ana.account_id, None, int(Tier.MATCHED)),
    }
    assert ("request.acceptance", ana.account_id, jip.account_id) in audited(session)
    assert ("request-accepted", jip.account_id, request_.id) in mails(session)
    assert disclosure.tier_of(session, organisation_id=jip.organisation_id, account_id=ana.account_id) is Tier.MATCHED


@pytest.mark.parametrize(
    ("change", "who", "state", "mail"),
    [
        (matching.decline, "ana", RequestState.DECLINED, "request-declined"),
        (matching.withdraw, "jip", RequestState.WITHDRAWN, None),
    ],
)
def test_decline_and_withdrawal_disclose_nothing(session, ana, jip, request_, change, who, state, mail):
    person = {"ana": ana, "jip": jip}[who]
    change(session, request_, acting(session, person), now=LATER)
    assert request_.state is state
    assert disclosures(session, DisclosureKind.MATCH) == set()
    assert match_of(session, request_) is None
    assert (mail, jip.account_id, request_.id) in mails(session) or mail is None
    with pytest.raises(NoLongerOpen):
        matching.accept(session, request_, acting(session, ana), now=LATER)


def test_expiry_closes_what_is_due_once_and_discloses_nothing(session, ana, jip, request_):
    due = request_.expires_at
    assert matching.expire_due(session, now=due - timedelta(seconds=1)) == 0
    assert matching.expire_due(session, now=due) == 1
    assert matching.expire_due(session, now=due) == 0
    session.refresh(request_)
    assert request_.state is RequestState.EXPIRED
    assert disclosures(session, DisclosureKind.MATCH) == set()
    assert ("request.expiry", None, ana.account_id) in audited(session)
    assert ("request-expired", jip.account_id, request_.id) in mails(session)


def test_a_request_past_its_time_cannot_be_answered_before_the_sweep_either(session, ana, jip, request_):
    for change, person in ((matching.accept, ana), (matching.decline, ana), (matching.withdraw, jip)):
        with pytest.raises(NoLongerOpen):
            change(session, request_, acting(session, person), now=request_.expires_at)
    assert disclosures(session, DisclosureKind.MATCH) == set()
    again = ask(session, jip, ana, now=request_.expires_at)
    assert again.state is RequestState.OPEN


def test_an_organisation_asks_once_until_there_is_an_answer(session, ana, jip, request_):
    with pytest.raises(AlreadyAsked):
        ask(session, jip, ana, now=LATER)
    ask(session, make_rival(session), ana, now=LATER)
    matching.accept(session, request_, acting(session, ana), now=LATER)
    with pytest.raises(AlreadyMatched):
        ask(session, jip, ana, now=LATER)
    match = match_of(session, request_)
    matching.end(session, match, acting(session, ana), now=LATER)
    assert ask(session, jip, ana, now=LATER).state is RequestState.OPEN


@pytest.mark.parametrize(
    ("message", "error"),
    [("", MessageTooShort), (" \r\n ", MessageTooShort), ("x" * 19, MessageTooShort), ("x" * 2001, MessageTooLong)],
)
def test_a_message_says_enough_and_not_too_much(session, ana, jip, message, error):
    with pytest.raises(error):
        ask(session, jip, ana, now=NOW, message=message)
    assert session.exec(select(InterestRequest)).all() == []


def test_a_message_of_the_longest_length_keeps_its_lines(session, ana, jip):
    text = "x" * 999 + "\r\n" + "y" * 1000
    assert ask(session, jip, ana, now=NOW, message=f"  {text}\n").message == text.replace("\r\n", "\n")


@pytest.mark.parametrize("state", [VerificationState.UNVERIFIED, VerificationState.PENDING, VerificationState.DECLINED])
def test_only_a_verified_organisation_asks(session, ana, jip, state):
    found = disclosure.find(session, acting(session, jip), handle_of(session, ana.account_id))
    session.get_one(Organisation, jip.organisation_id).state = state
    for viewer in (acting(session, jip), acting(session, ana)):
        with pytest.raises(OnlyVerifiedClients):
            matching.show_interest(session, viewer, found, message=MESSAGE, lifetime=LIFETIME, now=NOW)


def test_nobody_asks_themselves_nor_a_colleague(session, ana, jip):
    found = disclosure.find(session, acting(session, jip), handle_of(session, ana.account_id))
    session.add(Membership(account_id=ana.account_id, organisation_id=jip.organisation_id))
    session.flush()
    for viewer in (acting(session, jip), acting(session, ana, key=jip.organisation_id)):
        with pytest.raises(OwnProfile):
            matching.show_interest(session, viewer, found, message=MESSAGE, lifetime=LIFETIME, now=NOW)


def test_each_change_is_for_its_own_side_only(session, ana, jip, request_):
    strangers = (make_rival(session), make_professional_account(session))
    for change, insiders in (
        (matching.accept, (jip,)),
        (matching.decline, (jip,)),
        (matching.withdraw, (ana,)),
    ):
        for person in (*insiders, *strangers):
            with pytest.raises(NotFound):
                change(session, request_, acting(session, person), now=LATER)
    match = matching.accept(session, request_, acting(session, ana), now=LATER)
    for person in strangers:
        with pytest.raises(NotFound):
            matching.end(session, match, acting(session, person), now=LATER)
        with pytest.raises(NotFound):
            find_request(session, acting(session, person), request_.id)


@pytest.mark.parametrize("who", ["ana", "jip"])
def test_either_side_ends_a_match_and_only_once(session, ana, jip, request_, who):
    person, other = (ana, jip) if who == "ana" else (jip, ana)
    match = matching.accept(session, request_, acting(session, ana), now=NOW)
    matching.end(session, match, acting(session, person), now=LATER)
    assert match.ended_at == LATER
    tier = disclosure.tier_of(session, organisation_id=jip.organisation_id, account_id=ana.account_id)
    assert tier is Tier.VERIFIED
    assert ("match.end", person.account_id, other.account_id) in audited(session)
    assert [to for template, to, _about in mails(session) if template == "match-ended"] == [other.account_id]
    with pytest.raises(MatchOver):
        matching.end(session, match, acting(session, other), now=LATER)
    assert len(disclosures(session, DisclosureKind.MATCH)) == 2


def test_a_sender_who_left_or_lost_verification_cannot_be_matched(session, ana, jip, request_):
    organisation = session.get_one(Organisation, jip.organisation_id)
    organisation.state = VerificationState.DECLINED
    session.flush()
    with pytest.raises(SenderGone):
        matching.accept(session, request_, acting(session, ana), now=LATER)
    organisation.state = VerificationState.VERIFIED
    leave(session, jip)
    session.flush()
    with pytest.raises(SenderGone):
        matching.accept(session, request_, acting(session, ana), now=LATER)
    with pytest.raises(NotFound):
        find_request(session, acting(session, jip), request_.id)
    assert request_.state is RequestState.OPEN
    assert session.exec(select(Match)).all() == []
    assert disclosures(session, DisclosureKind.MATCH) == set()


def test_a_colleague_acts_for_the_organisation_too(session, ana, jip, request_):
    colleague = make_client(session, "kim@client.example", organisation="Elsewhere")
    row = session.exec(select(Membership).where(col(Membership.account_id) == colleague.account_id)).one()
    row.organisation_id = jip.organisation_id
    session.flush()
    matching.withdraw(session, request_, acting(session, colleague, key=jip.organisation_id), now=LATER)
    assert request_.state is RequestState.WITHDRAWN
