"""The copy that people read: the same facts as in the files beside it, as far as a document holds them.

A document of thousands of pages is read by nobody and printed by no machine. So each list shows its first rows, says
how many there are and in which file all of them stand: nothing is cut without a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from flask import render_template
from flask_babel import gettext as _
from markupsafe import escape

from config import Config
from models.privacy import Category, Tier
from services.consents import consents_of
from services.pdf import DocumentTooLong, pdf_of
from services.rights import wording
from services.rights.access import ranking, tallies_of
from services.rights.exporting import Export, log_length
from services.rights.labels import in_one
from services.rights.received import received
from services.rights.recipients import count_visits, visits
from services.rights.retention import clock_of
from services.rights.summaries import METHODS, summaries_of
from services.rights.tally import Tally
from services.rights.walk import HeldRow, Holding, columns_of, holdings, rows_about

from . import presentation
from .entries import looked, name_of
from .places import title_of
from .presentation import Held
from .values import lines_of

MOST_ROWS, MOST_LOG_ROWS, MOST_VISITS = 60, 12, 40
LETTERS, PARTS = 100_000, 5_000
"""What the rows of a document may take, as services/pdf.py counts it: more would take more memory than there is."""
SHARES = (1.0, 0.5, 0.2, 0.0)
"""How much of that to fill; less where the rest of a document is unusually long. The last holds no row, only counts."""
MARKUP = 60
"""Letters that the tags around a value take, at most."""
LONG = 70
"""A text of more letters gets a paragraph of its own."""
WAIT = 600.0

LOGS = (Category.SESSIONS, Category.SECURITY_EVENTS, Category.DISCLOSURE_LOG)


@dataclass
class Room:
    """How much more the document holds: letters as they are written in HTML, and parts."""

    letters: int
    parts: int

    def take(self, row: Row) -> bool:
        """Whether the row still fits, which it then takes."""
        pairs = (*row.facts, *row.texts)
        written = [escape(text) for pair in pairs for text in pair]
        letters = sum(map(len, written)) + MARKUP * (len(pairs) + 1)
        parts = 5 * (len(pairs) + 2) + sum(text.count("\n") for text in written)
        if letters > self.letters or parts > self.parts:
            return False
        self.letters -= letters
        self.parts -= parts
        return True


@dataclass(frozen=True)
class Row:
    """One row: short values in one line, long ones each in a paragraph; pairs of label and text."""

    facts: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]


@dataclass
class Section:
    """What one table holds: its first ``rows`` of ``total``, from which sources, and what is withheld."""

    title: str
    total: int
    sources: dict[str, None] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    withheld: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One category: why it is held, how long, and its sections; ``file`` has all of it."""

    held: Held
    file: str
    sections: list[Section]


def readable_copy(export: Export, platform: Config) -> bytes:
    """The document as PDF."""
    for share in SHARES:
        room = Room(int(LETTERS * share), int(PARTS * share))
        with suppress(DocumentTooLong):
            return pdf_of(render_template("documents/copy.html", **_context(export, platform, room)), wait=WAIT)
    raise DocumentTooLong


def _context(export: Export, platform: Config, room: Room) -> dict[str, Any]:
    session, account_id = export.session, export.person.account_id
    tallies = tallies_of(session, export.person)
    recipients = received(session, account_id, limit=None)
    return {
        "platform": platform,
        "made_at": export.now,
        "parts": _parts(export, tallies, room),
        "summaries": [
            (_audience(each.audience), each.language, each.text, _(METHODS[each.method]))
            for each in summaries_of(session, account_id)
        ],
        "received": [(name_of(each), each) for each in recipients[:MOST_VISITS]],
        "recipients": len(recipients),
        "log": [looked(visit) for visit in visits(session, account_id, limit=MOST_VISITS)],
        "visits": count_visits(session, account_id),
        "entries": log_length(session, account_id),
        "consents": [presentation.asked(each) for each in consents_of(session, account_id).values()],
        "ranking": ranking(tallies, _),
        "rights": [(_(right.title), _(right.text), right.article) for right in wording.RIGHTS],
        "statements": [
            _(wording.HOW_TO_ASK, email=platform.controller.email),
            *(_(each) for each in (wording.ANSWER_TIME, wording.AUTOMATED_DECISIONS, wording.TRANSFERS)),
            _(wording.PSEUDONYMITY),
        ],
        "complaint": (_(wording.COMPLAINT), wording.AUTHORITY_URL),
    }


def _parts(export: Export, tallies: list[Tally], room: Room) -> list[Part]:
    clock = clock_of(export.session, export.person.account_id, now=export.now, told=True)
    parts = []
    for category in Category:
        held = {each.table: each.rows for each in tallies if each.category is category}
        if held:
            details = sum(each.details for each in tallies if each.category is category)
            found = [
                _section(export, holding, category, held[holding.name], room)
                for holding in holdings()
                if holding.name in held and columns_of(holding, [category])
            ]
            shown = presentation.held_of(category, details, clock)
            parts.append(Part(shown, f"csv/{shown.slug}.csv", found))
    return parts


def _section(export: Export, holding: Holding, category: Category, total: int, room: Room) -> Section:
    section = Section(title_of(holding.name, category), total)
    most = MOST_LOG_ROWS if category in LOGS else MOST_ROWS
    for held in _rows(export, holding, category, most):
        row = _row(held, section)
        if not room.take(row):
            break
        section.rows.append(row)
    return section


def _rows(export: Export, holding: Holding, category: Category, most: int) -> Iterable[HeldRow]:
    for id_ in export.person.ids:
        yield from rows_about(export.session, id_, categories=[category], limit=most, tables=[holding])


def _row(held: HeldRow, section: Section) -> Row:
    facts: list[tuple[str, str]] = []
    texts: list[tuple[str, str]] = []
    for datum in in_one(held.data):
        label = _(datum.declared.label)
        if datum.withheld:
            section.withheld[label] = _(wording.WITHHELD[datum.state.value])
            continue
        text = _text(lines_of(datum.column, datum.value))
        if text and datum.declared.unit is not None and text == str(datum.value):
            text = f"{text} {datum.declared.unit}"
        if text:
            section.sources[_(wording.SOURCES[datum.source])] = None
            (texts if len(text) > LONG else facts).append((label, text))
    return Row(tuple(facts), tuple(texts))


def _text(lines: tuple[tuple[str, str], ...]) -> str:
    """The lines as one text; what stands under a heading of its own begins a new line."""
    parts: list[str] = []
    for text, _language in lines:
        if text.endswith(":"):
            parts.append(f"{text} ")
        elif parts and parts[-1].endswith(": "):
            parts[-1] += text
        elif parts:
            parts[-1] += f"; {text}"
        else:
            parts.append(text)
    return "\n".join(parts)


def _audience(tier: Tier) -> Any:
    return _("Anyone") if tier is Tier.ANONYMOUS else _("Verified clients")
