"""The index against a brute force over plain dictionaries, and what it must never do."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

import pytest

from models.base import new_id
from models.database import Database
from models.publication import Generation, PublicFacet, PublicFact, PublicProfile, PublicRow
from services.search.query import Query, Results, Term
from services.search.sql_index import public_index

COUNTRIES, SKILLS, SENIORITIES = ("NL", "BE", "DE"), ("python", "java", "figma", "ifrs", "c++"), ("0-2", "10+")
WORDS = ("python", "pyth", "java", "figma", "ontwerper", "100%", "c++", "_", "ontwik")


@dataclass(frozen=True)
class Entry:
    """A profile as the brute force sees it."""

    id: str
    title: str
    facets: dict[str, tuple[str, ...]]

    @property
    def words(self) -> list[str]:
        return [*self.title.split(), *self.facets["skill"]]


def _entries(seed: int) -> list[Entry]:
    chance = random.Random(seed)
    return [
        Entry(
            new_id(),
            chance.choice(("ontwikkelaar", "ontwerper", "python ontwikkelaar")),
            {
                "country": (chance.choice(COUNTRIES),),
                "skill": tuple(chance.sample(SKILLS, chance.randint(0, 4))),
                "seniority": (chance.choice(SENIORITIES),),
            },
        )
        for _ in range(60)
    ]


def _store(database: Database, entries: list[Entry]) -> dict[str, int]:
    """Store profiles, those that are alike as one row; gives the row of each id."""
    facts = sorted({(name, value) for entry in entries for name, values in entry.facets.items() for value in values})
    said = {entry.id: (entry.title, tuple(sorted(entry.facets.items()))) for entry in entries}
    row_ids = {row: number for number, row in enumerate(dict.fromkeys(said.values()), 1)}
    rows = {row_ids[said[entry.id]]: entry for entry in entries}
    with database.write() as session:
        session.add(Generation(id=1, shown=True))
        session.add_all(PublicFact(id=number, facet=name, value=value) for number, (name, value) in enumerate(facts))
        for row_id, entry in rows.items():
            title, words = f" {entry.title} ", f" {' '.join(entry.words)} "
            none: dict[str, list[str]] = {"languages": [], "sectors": []}
            session.add(
                PublicRow(id=row_id, skills=list(entry.facets["skill"]), title_words=title, words=words, **none)
            )
            session.add_all(
                PublicFacet(fact_id=facts.index((name, value)), row_id=row_id)
                for name, values in entry.facets.items()
                for value in values
            )
        for entry in entries:
            own = row_ids[said[entry.id]]
            session.add(PublicProfile(id=entry.id, since=1, pseudonym_first=0, pseudonym_second=0, tile=0, row_id=own))
    return {entry.id: row_ids[said[entry.id]] for entry in entries}


def _fits(entry: Entry, query: Query, *, without: str | None = None) -> bool:
    worded = all(_has(entry.words, term) for term in query.terms)
    filtered = all(
        set(values) & set(entry.facets[facet]) for facet, values in query.filters.items() if facet != without and values
    )
    return worded and filtered


def _has(words: list[str], term: Term) -> bool:
    """Whether a phrase of the term is there: words of two letters whole, longer ones as beginnings."""
    return any(
        all(any(word == asked or (len(asked) > 2 and word.startswith(asked)) for word in words) for asked in phrase)
        for phrase in term.phrases
    )


def _brute_force(entries: list[Entry], query: Query) -> Results:
    found = [entry for entry in entries if _fits(entry, query)]
    found.sort(key=lambda e: (-sum(_has(e.title.split(), term) for term in query.terms), e.id))
    facets: dict[str, dict[str, int]] = {}
    for facet in ("country", "skill", "seniority"):
        chosen = bool(query.filters.get(facet))
        among = [e for e in entries if _fits(e, query, without=facet if chosen else None)]
        counts = Counter(value for entry in among for value in entry.facets[facet])
        if counts:
            facets[facet] = dict(counts)
    last = max(1, -(-len(found) // query.size))
    start = (min(query.page, last) - 1) * query.size
    return Results(len(found), tuple(e.id for e in found[start : start + query.size]), facets)


def _random_query(chance: random.Random) -> Query:
    filters = {
        "country": tuple(chance.sample(COUNTRIES, chance.randint(0, 2))),
        "skill": tuple(chance.sample(SKILLS, chance.randint(0, 2))),
        "seniority": tuple(chance.sample(SENIORITIES, chance.randint(0, 1))),
    }
    return Query(
        terms=tuple(Term(((word,),)) for word in chance.sample(WORDS, chance.choice((0, 0, 1, 1)))),
        filters={name: values for name, values in filters.items() if values},
        page=chance.choice((1, 1, 1, 2, 9)),
        size=chance.choice((5, 20)),
    )


def test_answers_equal_a_brute_force(database: Database) -> None:
    entries = _entries(1)
    _store(database, entries)
    chance = random.Random(2)
    with database.public() as session:
        index = public_index(session)
        for _ in range(150):
            query = _random_query(chance)
            answer = index.search(query)
            expected = _brute_force(entries, query)
            assert (answer.total, answer.ids) == (expected.total, expected.ids), query
            assert {name: dict(counts) for name, counts in answer.facets.items()} == expected.facets, query


@pytest.mark.parametrize("hostile", ["'; DROP TABLE publicprofile; --", "%", "_", "\\", "' OR '1'='1"])
def test_hostile_words_and_values_find_nothing_and_break_nothing(database: Database, hostile: str) -> None:
    _store(database, _entries(3))
    with database.public() as session:
        index = public_index(session)
        assert index.search(Query(terms=(Term(((hostile,),)),))).total == 0
        assert index.search(Query(filters={"skill": (hostile,)})).total == 0
        assert index.search(Query()).total == 60


def test_who_fits_some_terms_is_found_where_nobody_fits_all(database: Database) -> None:
    _store(database, _entries(4))
    python, nonsense = Term((("python",),)), Term((("nobodydoesthis",),))
    with database.public() as session:
        index = public_index(session)
        alone, together = index.search(Query(terms=(python,))), index.search(Query(terms=(python, nonsense)))
    assert not alone.partial and together.partial
    assert together.total == alone.total > 0


def test_a_term_finds_an_occupation_by_its_group(database: Database) -> None:
    row_of = _store(database, _entries(5))
    chosen = next(iter(row_of.values()))
    with database.write() as session:
        session.get_one(PublicRow, chosen).occupation = "22"
    with database.public() as session:
        found = public_index(session).search(Query(terms=(Term((), ("2221",)),))).ids
    assert found == tuple(sorted(key for key, row_id in row_of.items() if row_id == chosen))


def test_a_page_beyond_the_end_is_the_last(database: Database) -> None:
    _store(database, _entries(6))
    with database.public() as session:
        answer = public_index(session).search(Query(page=99, size=25))
    assert (answer.page, len(answer.ids), answer.total) == (3, 10, 60)
