"""Work descriptions read: a client's own ones, and for professionals those that are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.free_text import KINDS, WAYS
from blueprints.labels import words
from blueprints.localisation import locale
from blueprints.rendering import render, wants_fragment
from blueprints.typed import page_asked
from models.bands import RemoteWork
from services import free_text, match_views, open_work, organisations, recommending, work_descriptions
from services.free_text import Passage
from services.open_work import FACETS, Board, OpenWork
from services.publication.vocabulary import vocabulary
from services.viewers import Part
from services.views import Label
from services.work_descriptions import OwnWork

from . import blueprint
from .fits import Reasons, reasons
from .wording import place

MOST_VALUES = 12
LONGEST_VALUE = 120


@dataclass(frozen=True)
class Option:
    """One value to filter by; ``address`` is the list without it."""

    value: str
    label: Label
    count: int
    on: bool
    address: str


@dataclass(frozen=True)
class Marked:
    """One text with its passages; what identifies has words for its kind."""

    name: str
    passages: tuple[Passage, ...]

    def kind_of(self, passage: Passage) -> str:
        """What a marked passage is, in words."""
        return str(KINDS[str(passage.kind)])


@blueprint.get("")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def index() -> Response:
    """The organisation's work descriptions; for a professional the open ones of everybody, with filters."""
    if access.viewer().part is Part.CLIENT:
        works, more = work_descriptions.own_works(access.session(), access.viewer(), page=page_asked())
        return render("work/index.html", works=works, number=page_asked(), more=more)
    filters = {facet: _asked(facet) for facet in FACETS}
    recommends = recommending.are_shown(access.session(), access.account_id())
    found = open_work.board(access.session(), filters, page=page_asked())
    facets = [(facet, title, _options(facet, found, filters)) for facet, title in _titles()]
    return render(
        "work/board.html",
        "work/_board.html",
        board=found,
        facets=[each for each in facets if each[2]],
        chosen=[option for _facet, _title, options in facets for option in options if option.on],
        number=page_asked(),
        recommends=recommends,
        suggested=[] if wants_fragment() or any(filters.values()) else _suggested(),
        next=_address(filters, page=page_asked() + 1) if found.more else None,
        previous=_address(filters, page=page_asked() - 1) if page_asked() > 1 else None,
    )


@blueprint.get("/<work_id>")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def show(work_id: str) -> Response:
    """One of the organisation's own, with what may be done to it; for a professional one that is open."""
    session, viewer = access.session(), access.viewer()
    if viewer.part is Part.PROFESSIONAL:
        work = open_work.open_work(session, work_id)
        found = recommending.fit_of(session, access.account_id(), work.details, today=access.now().date())
        score, why = (found.score, reasons(found)) if found else (0, None)
        return render("work/show_open.html", work=work, score=score, why=why)
    own = work_descriptions.own_work(session, viewer, work_id)
    marked = _marked(own)
    organisation = organisations.view(session, str(viewer.organisation_id), account_id=access.account_id())
    return render(
        "work/show_own.html",
        work=own,
        organisation=organisation.details,
        marked=marked,
        ways=_ways(marked),
        asked=match_views.count_naming(session, viewer, work_id),
    )


def _suggested() -> list[tuple[OpenWork, int, Reasons]]:
    """Work that may suit the professional, with the reasons."""
    found = recommending.for_professional(access.session(), access.account_id(), today=access.now().date())
    return [(each.work, each.fit.score, reasons(each.fit)) for each in found]


def _marked(own: OwnWork) -> list[Marked]:
    """The texts in which something identifies."""
    undisclosed = free_text.of_work(access.session(), str(access.viewer().organisation_id))
    texts = ((_("Title"), own.details.title), (_("What is to be done"), own.details.description))
    found = (Marked(name, free_text.passages(text, undisclosed)) for name, text in texts)
    return [each for each in found if each.passages]


def _ways(marked: Sequence[Marked]) -> list[str]:
    kinds = dict.fromkeys(passage.kind for each in marked for passage in each.passages if passage.kind)
    return [str(WAYS[kind]) for kind in kinds]


def _titles() -> tuple[tuple[str, str], ...]:
    return (
        ("skill", _("Skills")),
        ("remote", _("Remote or on site")),
        ("region", _("Region")),
        ("industry", _("Industry")),
    )


def _asked(facet: str) -> tuple[str, ...]:
    """The values of a facet that the address asks for, those that have words."""
    given = dict.fromkeys(request.args.getlist(facet))
    return tuple(value for value in given if len(value) < LONGEST_VALUE and _label(facet, value))[:MOST_VALUES]


def _options(facet: str, found: Board, filters: Mapping[str, Sequence[str]]) -> list[Option]:
    counts, on = found.facets[facet], filters[facet]
    known = [(value, label) for value in {*counts, *on} if (label := _label(facet, value))]
    ranked = sorted(known, key=lambda each: (each[0] not in on, -counts.get(each[0], 0), each[1][0].casefold()))
    return [
        Option(value, label, counts.get(value, 0), value in on, _address(filters, without=(facet, value)))
        for value, label in ranked[: max(MOST_VALUES, len(on))]
    ]


def _label(facet: str, value: str) -> Label | None:
    """The words for a value, and the language they are in; None for what an address made up."""
    try:
        match facet:
            case "skill":
                return vocabulary().label("skill", value, locale())
            case "industry":
                return vocabulary().label("nace", value, locale())
            case "remote":
                return words(RemoteWork(value)), locale()
            case _:
                name = place(value)
                return None if name.startswith(value) else (name, locale())
    except (KeyError, ValueError):
        return None


def _address(filters: Mapping[str, Sequence[str]], *, page: int = 1, without: tuple[str, str] | None = None) -> str:
    kept = {
        facet: [value for value in values if (facet, value) != without] for facet, values in filters.items() if values
    }
    arguments: dict[str, Any] = {name: values for name, values in kept.items() if values}
    if page > 1:
        arguments["page"] = page
    return url_for("work.index", **arguments)
