"""Objecting stops the use while it is weighed; for marketing and surveys for good; a person answers with reasons."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models.case import CaseKind, CaseOutcome, CaseState, RestrictionGround, RightsRequest
from models.client import Representative
from models.database import Database
from models.newsletter import Subscriber, SuppressedAddress
from models.objection import Objection, ObjectionState
from models.privacy import Category, Interest
from models.professional import Professional
from models.publication import VerifiedProfile
from models.register import REGISTER
from models.restriction import Restriction
from services import disclosure, match_openings, matching
from services.errors import NotFound
from services.matching_errors import NotApproachable
from services.publication import publishing
from services.rights import deadlines, objecting, withdrawing
from services.rights.objections import objects
from services.search.query import Query
from services.search.sql_index import verified_index
from services.search.wording import terms_of
from tests.factories import KEYS, NOW, Person, make_professional_account
from tests.factories_cases import decide
from tests.factories_matches import acting, ask, handle_of, make_ana, make_jip, publish_profile
from tests.factories_newsletter import subscribe

DAY = timedelta(days=1)
WEIGHED = [each for each in objecting.MEANINGS if each not in objecting.FOR_GOOD]


def make(session: Session, person: Person, interest: Interest, *, set_aside: bool = False) -> Objection:
    return objecting.make(
        session,
        person.account_id,
        interest,
        statement="My situation is particular.",
        set_aside=set_aside,
        keys=KEYS,
        now=NOW,
    )


def request_of(session: Session) -> RightsRequest:
    return session.exec(select(RightsRequest)).one()


@pytest.mark.parametrize("interest", WEIGHED, ids=lambda each: each.value)
def test_a_person_answers_within_the_month(database: Database, interest: Interest) -> None:
    with database.write() as session:
        ana = make_ana(session)
        objection = make(session, ana, interest)
        request = request_of(session)
        assert (objection.state, request.kind, request.interest) == (
            ObjectionState.WEIGHED,
            CaseKind.OBJECTION,
            interest,
        )
        assert request.due_at == deadlines.due_at(NOW)
        assert objects(session, ana.account_id, interest)
        with pytest.raises(objecting.AlreadyObjected):
            make(session, ana, interest)
        decide(session, request, CaseOutcome.REFUSED, "Others would be at risk.", now=NOW + DAY)
        assert (objection.state, objection.closed_at) == (ObjectionState.DISMISSED, NOW + DAY)
        assert not objects(session, ana.account_id, interest), "the use goes on"


@pytest.mark.parametrize("outcome", [CaseOutcome.GRANTED, CaseOutcome.PARTLY], ids=lambda each: each.value)
def test_what_is_upheld_stays_stopped(database: Database, outcome: CaseOutcome) -> None:
    with database.write() as session:
        ana = make_ana(session)
        objection = make(session, ana, Interest.APPROACH)
        decide(session, request_of(session), outcome, now=NOW + DAY)
        assert (objection.state, objection.closed_at) == (ObjectionState.UPHELD, None)
        assert objects(session, ana.account_id, Interest.APPROACH)


@pytest.mark.parametrize("interest", objecting.FOR_GOOD, ids=lambda each: each.value)
def test_marketing_and_surveys_stop_for_good_at_once(database: Database, interest: Interest) -> None:
    with database.write() as session:
        ana = make_ana(session)
        assert make(session, ana, interest).state is ObjectionState.UPHELD
        assert objects(session, ana.account_id, interest)
        assert session.exec(select(RightsRequest)).all() == [], "there is nothing to weigh"


def test_a_newsletter_to_the_same_address_ends_with_marketing(database: Database) -> None:
    with database.write() as session:
        ana = make_ana(session)
        subscribe(session, ana.email.upper())
        other = subscribe(session, "other@reader.example")
        make(session, ana, Interest.MARKETING)
        assert list(session.exec(select(Subscriber.id))) == [other]
        assert len(session.exec(select(SuppressedAddress)).all()) == 1


def test_who_objects_to_being_approached_gets_no_requests(database: Database) -> None:
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        make(session, ana, Interest.APPROACH)
        with pytest.raises(NotApproachable):
            ask(session, jip, ana, now=NOW)
        decide(session, request_of(session), CaseOutcome.REFUSED)
        assert ask(session, jip, ana, now=NOW).account_id == ana.account_id


def test_at_a_match_no_more_than_the_match_needs(database: Database) -> None:
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        session.exec(select(Professional)).one().company_name = "Kwartel Bouw"
        request = ask(session, jip, ana, now=NOW)
        matching.accept(session, request, acting(session, ana, key="professional"), now=NOW)
        session.flush()
        before = disclosure.matched_view(session, ana.account_id).person
        assert (before["company_name"], before["first_name"]) == ("Kwartel Bouw", "Anabel")
        assert "position" in {each.name for each in match_openings.representative(session, request)}
        make(session, ana, Interest.WORK_DONE_WELL)
        make(session, jip, Interest.WORK_DONE_WELL)
        after = disclosure.matched_view(session, ana.account_id).person
        withheld = disclosure.beyond_the_match(Professional)
        assert withheld and all(after[name] is None for name in withheld)
        assert {name: after[name] for name in after if name not in withheld} == {
            name: before[name] for name in before if name not in withheld
        }
        told = {each.name for each in match_openings.representative(session, request)}
        assert "last_name" in told and not told & set(disclosure.beyond_the_match(Representative))


def test_who_objects_to_being_ranked_comes_after_all_others(database: Database) -> None:
    def order(session: Session, text: str) -> list[str]:
        index = verified_index(session, b"k" * 32, without=frozenset())
        return list(index.search(Query(terms=terms_of(text), filters={})).ids)

    with database.write() as session:
        people = [make_ana(session)]
        for number in range(3):
            person = make_professional_account(session, f"p{number}@people.example")
            publish_profile(session, person.account_id)
            people.append(person)
        handles = {handle_of(session, each.account_id): each for each in people}
        for handle in handles:
            row = session.get_one(VerifiedProfile, handle)
            row.words = " carpenter "
        session.flush()
        in_order = order(session, "")
        best, last = session.get_one(VerifiedProfile, in_order[0]), in_order[-1]
        best.title_words = " carpenter "
        session.flush()
        assert order(session, "carpenter")[0] == best.id == order(session, "")[0]
        objector = handles[best.id]
        make(session, objector, Interest.RELEVANCE)
        session.expire_all()
        assert order(session, "carpenter")[-1] == best.id == order(session, "")[-1]
        make(session, handles[last], Interest.RELEVANCE)
        assert order(session, "carpenter")[-2:] == [best.id, last], "among themselves they have no order of their own"
        publishing.hide(session, objector.account_id)
        publishing.show_again(session, objector.account_id)
        assert session.get_one(VerifiedProfile, best.id).ranked is False, "also after the profile is written anew"
        request = session.exec(select(RightsRequest).where(RightsRequest.account_id == objector.account_id)).one()
        decide(session, request, CaseOutcome.REFUSED)
        session.expire_all()
        assert session.get_one(VerifiedProfile, best.id).ranked is True


def test_the_person_takes_an_objection_back(database: Database) -> None:
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        objection = make(session, ana, Interest.APPROACH, set_aside=True)
        assert session.exec(select(Restriction)).one().ground is RestrictionGround.OBJECTION
        with pytest.raises(NotFound):
            withdrawing.withdraw_objection(session, jip.account_id, objection.id, now=NOW)
        withdrawing.withdraw_objection(session, ana.account_id, objection.id, now=NOW + DAY)
        assert (objection.state, objection.closed_at) == (ObjectionState.WITHDRAWN, NOW + DAY)
        assert request_of(session).state is CaseState.WITHDRAWN
        assert session.exec(select(Restriction)).one().lifted_at == NOW + DAY
        again = make(session, ana, Interest.APPROACH)
        withdrawing.withdraw_request(
            session, session.exec(select(RightsRequest).where(RightsRequest.objection_id == again.id)).one(), now=NOW
        )
        assert again.state is ObjectionState.WITHDRAWN, "taking the request back does the same"


@pytest.mark.parametrize("category", Category, ids=lambda category: category.value)
def test_every_use_on_our_own_interest_can_be_objected_to(category: Category) -> None:
    interests = {use.interest for use in REGISTER[category].uses if use.interest is not None}
    offered = set(objecting.interests_of([category]))
    assert interests - set(objecting.WITHOUT_ACCOUNT) <= offered
    assert offered - interests <= set(objecting.FOR_GOOD)
