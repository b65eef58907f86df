"""What is forecast of a record is what the next epoch publishes; the meter counts what anyone could count."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from models.bands import Exposure
from models.database import Database
from models.publication import Generation
from services import exposures
from services.exposures import Basis
from services.publication import epochs, publishing, sharing, shown
from services.publication.advice import Advice, Way
from services.publication.facts import PublicFacts
from services.publication.forecast import forecast
from services.publication.meter import meter
from services.publication.record import VerifiedRecord
from tests.factories import NOW
from tests.factories_alike import add_person, publish_crowd

BOTH = pytest.mark.parametrize("exposure", list(Exposure), ids=lambda each: each.value)


def record_of(session: Session, account_id: str) -> VerifiedRecord:
    return publishing.compile_profile(session, account_id, now=NOW)


def facts_of(session: Session, account_id: str) -> PublicFacts:
    row = shown.public_row_of(session, account_id)
    assert row is not None
    return row.facts


@BOTH
def test_the_forecast_is_what_the_next_epoch_publishes(database: Database, exposure: Exposure) -> None:
    with database.write() as session:
        publish_crowd(session, exposure)
        newcomer = add_person(session, "Nieuw", exposure, region="NL329", skills=("Python", "Welding"))
        record = record_of(session, newcomer)
        expected = forecast(session, record, exposure, account_id=newcomer)
        assert expected is None or expected.place == "NL"
        epochs.publish_within(session)
        row = shown.public_row_of(session, newcomer)
        assert (expected is None) == (row is None)
        if expected is not None:
            assert facts_of(session, newcomer) == expected


@BOTH
def test_somebody_like_them_is_forecast_their_row(database: Database, exposure: Exposure) -> None:
    with database.write() as session:
        people = publish_crowd(session, exposure)
        newcomer = add_person(session, "Nieuw", exposure)
        record = record_of(session, newcomer)
        expected = forecast(session, record, exposure, account_id=newcomer)
        assert expected == facts_of(session, people[0]) and "python" in expected.skills
        epochs.publish_within(session)
        assert facts_of(session, newcomer) == expected


def test_a_fact_of_ones_own_is_forecast_only_where_enough_publish_it(database: Database) -> None:
    with database.write() as session:
        publish_crowd(session, Exposure.STAND_OUT)
        newcomer = add_person(
            session, "Nieuw", Exposure.STAND_OUT, skills=("Python", "Welding"), languages=("nl", "sv")
        )
        record = record_of(session, newcomer)
        expected = forecast(session, record, Exposure.STAND_OUT, account_id=newcomer)
        assert expected is not None
        assert "python" in expected.skills and len(expected.skills) == 1 and expected.languages == {"nl"}


@BOTH
def test_nothing_is_forecast_among_too_few(database: Database, exposure: Exposure) -> None:
    with database.write() as session:
        publish_crowd(session, exposure, 5)
        newcomer = add_person(session, "Nieuw", exposure)
        record = record_of(session, newcomer)
        assert forecast(session, record, exposure, account_id=newcomer)
        epochs.raise_crowd_size(session, 7)
        session.flush()
        assert forecast(session, record, exposure, account_id=newcomer) is None


def test_one_of_the_crowd_is_not_counted_among_the_others(database: Database) -> None:
    with database.write() as session:
        people = publish_crowd(session, Exposure.BLEND_IN, 5)
        record = record_of(session, people[0])
        assert forecast(session, record, Exposure.BLEND_IN, account_id=people[0])
        epochs.raise_crowd_size(session, 6)
        session.flush()
        assert forecast(session, record, Exposure.BLEND_IN, account_id=people[0]) is None
        assert forecast(session, record, Exposure.BLEND_IN)


def test_what_would_help_is_tried(database: Database) -> None:
    with database.write() as session:
        publish_crowd(session, Exposure.BLEND_IN)
        record = record_of(session, add_person(session, "A", Exposure.STAND_OUT))
        found = exposures.expected(session, "a", record, Exposure.STAND_OUT)
        assert found.basis is Basis.NOTHING and found.advice == (Advice(Way.OTHER_EXPOSURE),)
        silent = add_person(session, "B", Exposure.BLEND_IN, languages=())
        record = record_of(session, silent)
        found = exposures.expected(session, silent, record, Exposure.BLEND_IN)
        assert found.advice == (Advice(Way.SAY, ("language", "nl")),)
        nurse = add_person(session, "C", Exposure.BLEND_IN, occupation="2221")
        record = record_of(session, nurse)
        ways = {each.way for each in exposures.expected(session, nurse, record, Exposure.BLEND_IN).advice}
        assert ways == {Way.WAIT}


@BOTH
def test_the_meter_counts_who_shares_each_further_fact(database: Database, exposure: Exposure) -> None:
    with database.write() as session:
        people = publish_crowd(session, exposure, 6)
        elsewhere = [add_person(session, f"Ver{n}", exposure, region="NL329") for n in range(5)]
        epochs.publish_within(session)
        row = facts_of(session, people[0])
        found = meter(session, record_of(session, people[0]), row, exposure, account_id=people[0])
        assert found.k == 5 and found.chain[0].fact == ("role", "2512")
        assert found.chain[0].people == 6 + len(elsewhere)
        assert (found.chain[1].fact, found.chain[1].people) == (("region", "NL414"), 6)
        assert [each.people for each in found.chain] == sorted((each.people for each in found.chain), reverse=True)
        assert (found.same, found.rarest) == (6, None) or (exposure is Exposure.STAND_OUT and found.rarest[1] == 6)
        other = add_person(session, "Los", exposure, skills=("Python", "PostgreSQL", "Welding"))
        further = meter(session, record_of(session, other), row, exposure, account_id=other).further
        assert [(each.people, each.enough) for each in further if each.fact[0] == "skill"] == [(1, False)]


@BOTH
def test_only_who_publishes_the_very_facts_is_counted(database: Database, exposure: Exposure) -> None:
    with database.write() as session:
        publish_crowd(session, exposure, 6)
        assert sharing.alike(session, [("role", "2512"), ("region", "NL414"), ("language", "nl")]) == 6
        for fact in (("occupation", "25"), ("region", "NL4"), ("country", "NL"), ("seniority", "6+")):
            assert sharing.alike(session, [("language", "nl"), fact]) == 0, fact
            assert sharing.holders(session, [fact]) == {fact: 0}
            assert sharing.sharers(session, [(("language", "nl"), fact)], enough=5) == {(("language", "nl"), fact): 0}


def test_what_is_prepared_and_not_shown_yet_does_not_count(database: Database) -> None:
    with database.write() as session:
        publish_crowd(session, Exposure.BLEND_IN, 5)
        facts = [("role", "2512"), ("skill", "python")]
        assert sharing.alike(session, facts) == 5
        assert sharing.sharers(session, [(facts[0], facts[1])], enough=9) == {(facts[0], facts[1]): 5}
        assert sharing.sharers(session, [(facts[0], facts[1])], enough=3) == {(facts[0], facts[1]): 3}
        for generation in session.exec(select(Generation)):
            generation.shown = False
        session.flush()
        assert sharing.alike(session, facts) == 0
        assert sharing.sharers(session, [(facts[0], facts[1])], enough=9) == {(facts[0], facts[1]): 0}
