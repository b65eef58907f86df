"""The explorer's page: what an address asks for, and its answer with facets, chips and the way to the next page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from blueprints.labels import words
from blueprints.localisation import locale
from blueprints.typed import page_asked
from models.bands import Availability, EducationLevel, RateBand, RemoteWork, Seniority
from models.privacy import Tier
from services.publication.normalise import key_of
from services.publication.places import country_name, region_name
from services.publication.storage import skill_kind
from services.publication.vocabulary import vocabulary
from services.publication.wording import language
from services.search.query import Query, Results, Sort
from services.search.wording import terms_of

SHOWN_VALUES = 7
MOST_VALUES = 60
LONGEST_TEXT = 200
MOST_FILTERS = 30

Label = tuple[str, str]


@dataclass(frozen=True)
class FacetKind:
    """A facet: its name in addresses, its title, how its values are worded, and the order they have of themselves."""

    name: str
    title: Any
    wording: Callable[[str], Label]
    order: type[Enum] | None = None


@dataclass(frozen=True)
class Option:
    """One value to filter by; ``address`` is the page with it switched on or off."""

    value: str
    label: Label
    count: int
    on: bool
    address: str


@dataclass(frozen=True)
class Facet:
    """One facet of the page: the values shown, and those behind "more"."""

    name: str
    title: str
    options: tuple[Option, ...]
    more: tuple[Option, ...]


@dataclass(frozen=True)
class ExplorerPage:
    """Everything the explorer's templates need."""

    text: str
    tier: Tier
    total: int
    first: int
    cards: Sequence[Any]
    facets: tuple[Facet, ...]
    chosen: tuple[Option, ...]
    sort: Sort
    sorts: tuple[tuple[Sort, str], ...]
    partial: bool
    without_text: str
    matching: frozenset[str]
    next_address: str | None
    more_address: str | None
    previous_address: str | None
    query_string: str


def _enum(enum: type[Enum]) -> Callable[[str], Label]:
    return lambda value: (words(enum(value)), locale())


def _vocabulary(kind: str) -> Callable[[str], Label]:
    return lambda value: vocabulary().label(kind, value, locale())


def _skill(value: str) -> Label:
    return vocabulary().label(skill_kind(value), value, locale())


PUBLIC_FACETS = (
    FacetKind("occupation", _l("Field of work"), _vocabulary("isco")),
    FacetKind("skill", _l("Skills"), _skill),
    FacetKind("seniority", _l("Experience"), _enum(Seniority), Seniority),
    FacetKind("country", _l("Country"), lambda value: (country_name(value, locale()), locale())),
    FacetKind("language", _l("Languages"), lambda value: (language(value, locale()), locale())),
    FacetKind("region", _l("Region"), lambda value: (region_name(value, locale()), locale())),
    FacetKind("education", _l("Education"), _enum(EducationLevel), EducationLevel),
    FacetKind("sector", _l("Sector"), _vocabulary("nace")),
)
VERIFIED_FACETS = (
    PUBLIC_FACETS[0],
    FacetKind("role", _l("Occupation"), _vocabulary("isco")),
    PUBLIC_FACETS[1],
    FacetKind("availability", _l("Availability"), _enum(Availability), Availability),
    FacetKind("rate", _l("Rate"), _enum(RateBand), RateBand),
    FacetKind("remote", _l("Remote or on site"), _enum(RemoteWork), RemoteWork),
    *PUBLIC_FACETS[2:4],
    PUBLIC_FACETS[5],
    PUBLIC_FACETS[4],
    FacetKind("certification", _l("Certifications"), _vocabulary("certification")),
)


def query_of(arguments: MultiDict[str, str], kinds: Sequence[FacetKind]) -> Query:
    """What an address asks for; what it cannot mean is left out."""
    chosen = {
        kind.name: tuple(dict.fromkeys(v for v in arguments.getlist(kind.name) if v))[:MOST_FILTERS] for kind in kinds
    }
    sort = arguments.get("sort", Sort.BEST.value)
    return Query(
        terms=terms_of(arguments.get("q", "")[:LONGEST_TEXT]),
        filters={name: values for name, values in chosen.items() if values},
        sort=Sort(sort) if sort in {s.value for s in Sort} else Sort.BEST,
        page=page_asked(arguments),
    )


def explorer_page(
    query: Query, results: Results, cards: Sequence[Any], kinds: Sequence[FacetKind], tier: Tier
) -> ExplorerPage:
    """The page for a query and its results."""
    text = request.args.get("q", "")[:LONGEST_TEXT].strip()
    facets = tuple(_facet(kind, query, results.facets.get(kind.name, {}), text) for kind in kinds)
    query = replace(query, page=results.page)
    has_more = query.page * query.size < results.total
    return ExplorerPage(
        text=text,
        tier=tier,
        total=results.total,
        first=(query.page - 1) * query.size + 1,
        cards=cards,
        facets=tuple(facet for facet in facets if facet.options),
        chosen=tuple(option for facet in facets for option in (*facet.options, *facet.more) if option.on),
        sort=query.sort,
        sorts=_sorts(tier),
        partial=results.partial,
        without_text=_address(query, ""),
        matching=_matching(cards, query),
        next_address=_address(query, text, page=query.page + 1) if has_more else None,
        more_address=_address(query, text, page=query.page + 1, part="more") if has_more else None,
        previous_address=_address(query, text, page=query.page - 1) if query.page > 1 else None,
        query_string=urlsplit(_address(query, text)).query,
    )


def _sorts(tier: Tier) -> tuple[tuple[Sort, str], ...]:
    best = (Sort.BEST, _("Best match"))
    if tier is Tier.ANONYMOUS:
        return (best,)
    return (best, (Sort.AVAILABLE, _("Available soonest")), (Sort.RATE, _("Lowest rate")))


def _matching(cards: Sequence[Any], query: Query) -> frozenset[str]:
    """The skills on the cards that fit the search: asked for by filter, or by a word of theirs."""
    asked = set(query.filters.get("skill", ()))
    for card in cards:
        for skill, label, *_rest in card.skills:
            heard = f" {key_of(label[0])}"
            phrases = (phrase for term in query.terms for phrase in term.phrases)
            if any(all(f" {word}" in heard for word in phrase) for phrase in phrases):
                asked.add(skill)
    return frozenset(asked)


def _facet(kind: FacetKind, query: Query, counts: Mapping[str, int], text: str) -> Facet:
    chosen = query.filters.get(kind.name, ())
    values = [value for value in (*counts, *(v for v in chosen if v not in counts)) if _is_known(kind, value)]
    values.sort(key=_order(kind, counts))
    ahead = len(values) if kind.order else SHOWN_VALUES
    shown = values[:ahead] + [value for value in values[ahead:] if value in chosen]
    behind = [value for value in values[ahead:MOST_VALUES] if value not in chosen]

    def options(some: Sequence[str]) -> tuple[Option, ...]:
        return tuple(_option(kind, value, counts.get(value, 0), query, text) for value in some)

    return Facet(kind.name, str(kind.title), options(shown), options(behind))


def _order(kind: FacetKind, counts: Mapping[str, int]) -> Callable[[str], Any]:
    if kind.order is not None:
        ranks = {member.value: rank for rank, member in enumerate(kind.order)}
        return lambda value: ranks.get(value, len(ranks))
    return lambda value: (-counts.get(value, 0), kind.wording(value)[0].casefold())


def _is_known(kind: FacetKind, value: str) -> bool:
    """Whether the value has words: an address may name anything."""
    try:
        kind.wording(value)
    except (KeyError, ValueError, LookupError):
        return False
    return True


def _option(kind: FacetKind, value: str, count: int, query: Query, text: str) -> Option:
    chosen = query.filters.get(kind.name, ())
    on = value in chosen
    toggled = tuple(v for v in chosen if v != value) if on else (*chosen, value)
    address = _address(query, text, filters={**query.filters, kind.name: toggled})
    return Option(value, kind.wording(value), count, on, address)


def _address(
    query: Query,
    text: str,
    *,
    page: int = 1,
    filters: Mapping[str, tuple[str, ...]] | None = None,
    part: str | None = None,
) -> str:
    """The address of a query, shareable: only what differs from the plain explorer is in it."""
    arguments: dict[str, Any] = {name: list(values) for name, values in (filters or query.filters).items() if values}
    if text:
        arguments["q"] = text
    if query.sort is not Sort.BEST:
        arguments["sort"] = query.sort.value
    if page > 1:
        arguments["page"] = page
    if part:
        arguments["part"] = part
    return url_for("talent.index", **arguments)
