"""The explorer's index as plain SQL over a tier's projection and its facets: two to four statements a query."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from sqlalchemy import Select, and_, case, exists, false, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from models.bands import Availability, RateBand
from models.ordering import keyed_order
from models.publication import PublicFacet, PublicFact, PublicProfile, PublicRow, VerifiedFacet, VerifiedProfile
from services.publication.shown import is_shown

from .query import ExplorerIndex, Query, Results, Sort, Term

Conditions = list[ColumnElement[bool]]
Which = tuple[tuple[str, ...], bool]
"""Some facets, and whether only these are meant; else all others."""

WHOLE_WORDS = 2
"""Words of so few letters are taken whole: as a beginning they would fit almost everything."""


class SqlIndex(ABC):
    """Searches one projection through a session that is confined to it.

    ``profile``: the table of those whom it finds · ``said``: the table with their words and their occupation.
    """

    profile: Any
    said: Any

    def __init__(self, session: Session) -> None:
        self._session = session

    def search(self, query: Query) -> Results:
        """Total, the page's ids in order, and all facet counts; who fit some terms where nobody fits them all."""
        total, ids, page = self._page(query, self._all(query))
        if total or len(query.terms) < 2:
            return Results(total, ids, self._facets(query, self._all(query)), page)
        total, ids, page = self._page(query, self._some(query))
        return Results(total, ids, self._facets(query, self._some(query)), page, partial=True)

    @abstractmethod
    def _among(self, columns: Sequence[Any], conditions: Conditions) -> Select[Any]:
        """Columns of the profiles that are shown and of which the conditions hold."""

    @abstractmethod
    def _has(self, name: str, values: tuple[str, ...]) -> ColumnElement[bool]:
        """Whether a profile has one of the values of a facet."""

    @abstractmethod
    def _count(self, conditions: Conditions, which: Which) -> Select[Any]:
        """Facet, value and number of profiles of which the conditions hold; of all facets but, or only, some."""

    @abstractmethod
    def _tie(self) -> Any:
        """In which order profiles lie that nothing else tells apart."""

    def _page(self, query: Query, conditions: Conditions) -> tuple[int, tuple[str, ...], int]:
        """How many there are, the ids of the page, and which page that is: the last for one beyond it."""
        statement = (
            self._among([self.profile.id, func.count().over()], [*conditions, *self._filters(query.filters)])
            .order_by(*self._order(query), self._tie())
            .limit(query.size)
        )
        found = self._session.execute(statement.offset((query.page - 1) * query.size)).all()
        page = query.page
        if not found and page > 1:
            everybody = self._session.execute(statement.limit(1)).all()
            page = max(1, -(-everybody[0][1] // query.size)) if everybody else 1
            found = self._session.execute(statement.offset((page - 1) * query.size)).all()
        return (found[0][1] if found else 0), tuple(row[0] for row in found), page

    def _facets(self, query: Query, conditions: Conditions) -> Mapping[str, Mapping[str, int]]:
        """Counts of the facets without a choice under all filters; of each chosen facet under the others."""
        chosen = tuple(facet for facet, values in query.filters.items() if values)
        counts = [self._count([*conditions, *self._filters(query.filters)], (chosen, False))]
        for facet in chosen:
            others = {name: values for name, values in query.filters.items() if name != facet}
            counts.append(self._count([*conditions, *self._filters(others)], ((facet,), True)))
        answer: dict[str, dict[str, int]] = defaultdict(dict)
        for facet, value, number in self._session.execute(union_all(*counts)):
            answer[facet][value] = number
        return answer

    def _all(self, query: Query) -> Conditions:
        return [self._fits(term, self.said.words) for term in query.terms]

    def _some(self, query: Query) -> Conditions:
        return [or_(false(), *self._all(query))]

    def _fits(self, term: Term, words: Any) -> ColumnElement[bool]:
        """Whether a phrase of the term stands in the words, or the profile is of one of its occupations."""
        phrases = [and_(*(words.like(_pattern(word), escape="\\") for word in phrase)) for phrase in term.phrases]
        groups = {code[:length] for code in term.occupations for length in range(1, len(code) + 1)}
        if groups:
            phrases.append(self.said.occupation.in_(groups))
        return or_(false(), *phrases)

    def _filters(self, filters: Mapping[str, tuple[str, ...]]) -> Conditions:
        return [self._has(name, values) for name, values in filters.items() if values]

    def _order(self, query: Query) -> list[ColumnElement[Any]]:
        """By the order asked for; who objects to being ranked comes after all others, in no order of their own."""
        if not hasattr(self.profile, "ranked"):
            return self._ranks(query)
        placed = [case((self.profile.ranked, rank)) for rank in self._ranks(query)]
        return [self.profile.ranked.desc(), *placed]

    def _ranks(self, query: Query) -> list[ColumnElement[Any]]:
        """What the order asked for goes by, the smallest first."""
        match query.sort:
            case Sort.AVAILABLE if hasattr(self.said, "availability"):
                return [_rank(self.said.availability, Availability)]
            case Sort.RATE if hasattr(self.said, "rate"):
                return [_rank(self.said.rate, RateBand)]
            case _ if query.terms:
                fitting = sum((_one(fit) for fit in self._all(query)), start=literal(0))
                titled = sum((_one(self._fits(term, self.said.title_words)) for term in query.terms), literal(0))
                return [-fitting, -titled]
            case _:
                return []


class PublicIndex(SqlIndex):
    """The index of what anyone may read: counts are of people, facets are of the rows that they show."""

    profile, said = PublicProfile, PublicRow

    def _among(self, columns: Sequence[Any], conditions: Conditions) -> Select[Any]:
        statement = select(*columns).select_from(PublicProfile)
        return statement.join(PublicRow, col(PublicRow.id) == PublicProfile.row_id).where(is_shown(), *conditions)

    def _has(self, name: str, values: tuple[str, ...]) -> ColumnElement[bool]:
        facet: Any = aliased(PublicFacet)
        facts = select(col(PublicFact.id)).where(col(PublicFact.facet) == name, col(PublicFact.value).in_(values))
        return exists().where(and_(facet.row_id == PublicProfile.row_id, facet.fact_id.in_(facts)))

    def _count(self, conditions: Conditions, which: Which) -> Select[Any]:
        row_id, people = col(PublicProfile.row_id), func.count().label("people")
        found = self._among([row_id, people], conditions).group_by(row_id).subquery()
        number = func.sum(found.c.people).label("number")
        counts = (
            select(col(PublicFacet.fact_id), number)
            .join(found, found.c.row_id == PublicFacet.row_id)
            .group_by(col(PublicFacet.fact_id))
            .subquery()
        )
        named = select(col(PublicFact.facet), col(PublicFact.value), counts.c.number)
        return named.join(counts, counts.c.fact_id == PublicFact.id).where(_are(col(PublicFact.facet), which))

    def _tie(self) -> Any:
        return col(PublicProfile.id)


class VerifiedIndex(SqlIndex):
    """The index of what verified clients may read; ``order_key``: an organisation's own, so that what lies in its lists
    in the place of somebody says nothing to another · ``without``: the ids of who hides from it, who count nowhere."""

    profile, said = VerifiedProfile, VerifiedProfile

    def __init__(self, session: Session, order_key: bytes, without: frozenset[str]) -> None:
        super().__init__(session)
        self._order_key = order_key
        self._without = sorted(without)

    def _among(self, columns: Sequence[Any], conditions: Conditions) -> Select[Any]:
        return select(*columns).select_from(VerifiedProfile).where(*conditions, *self._shown(VerifiedProfile.id))

    def _has(self, name: str, values: tuple[str, ...]) -> ColumnElement[bool]:
        facet: Any = aliased(VerifiedFacet)
        own = and_(facet.profile_id == VerifiedProfile.id, facet.facet == name, facet.value.in_(values))
        return exists().where(own)

    def _count(self, conditions: Conditions, which: Which) -> Select[Any]:
        facet, value, profile_id = map(col, (VerifiedFacet.facet, VerifiedFacet.value, VerifiedFacet.profile_id))
        shown = (_are(facet, which), *self._shown(profile_id))
        statement: Any = select(facet, value, func.count()).where(*shown).group_by(facet, value)
        if not conditions:
            return statement
        return statement.join(VerifiedProfile, col(VerifiedProfile.id) == profile_id).where(*conditions)

    def _shown(self, profile_id: Any) -> Conditions:
        return [col(profile_id).not_in(self._without)] if self._without else []

    def _tie(self) -> Any:
        return keyed_order(self._order_key, VerifiedProfile.id)


def public_index(session: Session) -> ExplorerIndex:
    """The index of what anyone may read."""
    return PublicIndex(session)


def verified_index(session: Session, order_key: bytes, *, without: frozenset[str]) -> ExplorerIndex:
    """The index of what verified clients may read, in an order of the organisation's with this key.

    ``without``: the handles of who hides from the organisation.
    """
    return VerifiedIndex(session, order_key, without)


def _are(facet: Any, which: Which) -> ColumnElement[bool]:
    facets, only = which
    return facet.in_(facets) if only else facet.not_in(facets)


def _pattern(word: str) -> str:
    """A pattern for text that has the word, or one that begins so: words stand between spaces."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"% {escaped}%" if len(word) > WHOLE_WORDS else f"% {escaped} %"


def _one(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, literal(1)), else_=literal(0))


def _rank(column: Any, enum: type[Enum]) -> ColumnElement[Any]:
    """Orders by the enum's own order, what is empty last."""
    return case({value: rank for rank, value in enumerate(enum)}, value=column, else_=len(enum))
