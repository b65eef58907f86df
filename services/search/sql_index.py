"""The explorer's index as plain SQL over a tier's projection and its facets: two to four statements a query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import Enum
from typing import Any

from sqlalchemy import Select, and_, case, distinct, exists, false, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from models.bands import Availability, RateBand
from models.base import Declared, Row
from models.publication import PublicFacet, PublicProfile, VerifiedFacet, VerifiedProfile
from services.publication.shown import is_shown

from .query import ExplorerIndex, Query, Results, Sort, Term

Conditions = list[ColumnElement[bool]]

WHOLE_WORDS = 2
"""Words of so few letters are taken whole: as a beginning they would fit almost everything."""


class SqlIndex:
    """Searches one projection through a session that is confined to it."""

    def __init__(
        self, session: Session, profile: type[Row], facet: type[Declared], *shown: ColumnElement[bool]
    ) -> None:
        self._session = session
        self._shown = shown
        self._profile: Any = profile
        self._facet: Any = facet

    def search(self, query: Query) -> Results:
        """Total, the page's ids in order, and all facet counts; who fit some terms where nobody fits them all."""
        total, ids, page = self._page(query, self._all(query))
        if total or len(query.terms) < 2:
            return Results(total, ids, self._facets(query, self._all(query)), page)
        total, ids, page = self._page(query, self._some(query))
        return Results(total, ids, self._facets(query, self._some(query)), page, partial=True)

    def _page(self, query: Query, conditions: Conditions) -> tuple[int, tuple[str, ...], int]:
        """How many there are, the ids of the page, and which page that is: the last for one beyond it."""
        statement = (
            select(col(self._profile.id), func.count().over())
            .where(*self._shown, *conditions, *self._filters(query.filters))
            .order_by(*self._order(query), col(self._profile.id))
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
        rest = self._facet.facet.not_in(chosen) if chosen else None
        counts = [self._count(conditions, query.filters, rest)]
        for facet in chosen:
            others = {name: values for name, values in query.filters.items() if name != facet}
            counts.append(self._count(conditions, others, self._facet.facet == facet))
        answer: dict[str, dict[str, int]] = defaultdict(dict)
        for facet, value, number in self._session.execute(union_all(*counts)):
            answer[facet][value] = number
        return answer

    def _count(
        self, worded: Conditions, filters: Mapping[str, tuple[str, ...]], which: ColumnElement[bool] | None
    ) -> Select[Any]:
        facet, profile = self._facet, self._profile
        statement = select(facet.facet, facet.value, func.count(distinct(facet.profile_id))).group_by(
            facet.facet, facet.value
        )
        conditions = [*self._shown, *worded, *self._filters(filters)]
        if conditions:
            statement = statement.join(profile, col(profile.id) == facet.profile_id).where(*conditions)
        return statement if which is None else statement.where(which)

    def _all(self, query: Query) -> Conditions:
        return [self._fits(term, self._profile.words) for term in query.terms]

    def _some(self, query: Query) -> Conditions:
        return [or_(false(), *self._all(query))]

    def _fits(self, term: Term, words: Any) -> ColumnElement[bool]:
        """Whether a phrase of the term stands in the words, or the profile is of one of its occupations."""
        phrases = [and_(*(words.like(_pattern(word), escape="\\") for word in phrase)) for phrase in term.phrases]
        groups = {code[:length] for code in term.occupations for length in range(1, len(code) + 1)}
        if groups:
            phrases.append(self._profile.occupation.in_(groups))
        return or_(false(), *phrases)

    def _filters(self, filters: Mapping[str, tuple[str, ...]]) -> Conditions:
        return [self._has(name, values) for name, values in filters.items() if values]

    def _has(self, name: str, values: tuple[str, ...]) -> ColumnElement[bool]:
        facet: Any = aliased(self._facet)
        own = and_(facet.profile_id == self._profile.id, facet.facet == name, facet.value.in_(values))
        return exists().where(own)

    def _order(self, query: Query) -> list[ColumnElement[Any]]:
        """By the order asked for; who objects to being ranked comes after all others, in no order of their own."""
        if not hasattr(self._profile, "ranked"):
            return self._ranks(query)
        placed = [case((self._profile.ranked, rank)) for rank in self._ranks(query)]
        return [self._profile.ranked.desc(), *placed]

    def _ranks(self, query: Query) -> list[ColumnElement[Any]]:
        """What the order asked for goes by, the smallest first."""
        match query.sort:
            case Sort.AVAILABLE if hasattr(self._profile, "availability"):
                return [_rank(self._profile.availability, Availability)]
            case Sort.RATE if hasattr(self._profile, "rate"):
                return [_rank(self._profile.rate, RateBand)]
            case _ if query.terms:
                fitting = sum((_one(fit) for fit in self._all(query)), start=literal(0))
                titled = sum((_one(self._fits(term, self._profile.title_words)) for term in query.terms), literal(0))
                return [-fitting, -titled]
            case _:
                return []


def public_index(session: Session) -> ExplorerIndex:
    """The index of what anyone may read."""
    return SqlIndex(session, PublicProfile, PublicFacet, is_shown())


def verified_index(session: Session) -> ExplorerIndex:
    """The index of what verified clients may read."""
    return SqlIndex(session, VerifiedProfile, VerifiedFacet)


def _pattern(word: str) -> str:
    """A pattern for text that has the word, or one that begins so: words stand between spaces."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"% {escaped}%" if len(word) > WHOLE_WORDS else f"% {escaped} %"


def _one(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, literal(1)), else_=literal(0))


def _rank(column: Any, enum: type[Enum]) -> ColumnElement[Any]:
    """Orders by the enum's own order, what is empty last."""
    return case({value: rank for rank, value in enumerate(enum)}, value=column, else_=len(enum))
