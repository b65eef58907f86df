"""The right of access: a copy of everything held about a person, and what must be told with it (GDPR article 15)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models.privacy import Category, Ground, Source
from models.register import REGISTER
from services import processors
from services.consents import REQUESTS, consents_of

from . import wording
from .clocks import is_projection
from .received import Received, received
from .recipients import Demand, LogEntry, every_disclosure
from .retention import AccountClock, clock_of, row_ends
from .speech import Speech, Translate, Withheld, WordFor, plain, told, words_in
from .statements import Place, Statement, statements_of
from .summaries import METHODS, Summary, summaries_of
from .tally import Tally, tally
from .titles import title_of
from .walk import Datum, HeldRow, Holding, columns_of, holdings, pages_about

SCHEMA_VERSION = "2.0"

Told = Callable[[int], None]


@dataclass(frozen=True)
class Person:
    """Whose copy it is. ``ids``: the account, and what else its owner goes by (a subscription to the newsletter)."""

    account_id: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class _Copy:
    """What the parts of one copy have in common."""

    session: Session
    person: Person
    now: datetime
    clock: AccountClock
    speech: Speech
    files: Mapping[str, str | None]
    statements: Mapping[Place, Statement]
    tick: Told
    withheld: Withheld = field(default_factory=Withheld)


def copy_of(
    session: Session,
    account_id: str,
    *,
    now: datetime,
    controller: Mapping[str, str],
    locale: str = "en",
    translate: Translate = str,
    word_for: WordFor | None = None,
    others: Collection[str] = (),
    files: Mapping[str, str | None] | None = None,
    tick: Told = lambda _rows: None,
) -> dict[str, Any]:
    """Everything held about the person as plain JSON, in the words of the language; what may be long is an iterator.

    The iterators read the database as they are taken, in the order in which they stand here (services/json_stream.py).

    ``controller``: name, address and email · ``word_for``: what the value of a column of this name is called, None
    where it needs no other name · ``others``: ids by which the same person is known beside the account · ``files``: by
    the id of its row, where the copy has a stored file, None where its bytes are lost · ``tick`` hears of each page of
    rows · moments are ISO 8601 in UTC · ``in_words`` stands beside a value that is an id or a code · what is secret or
    about somebody else is named under ``withheld``, never left out silently.
    """
    person = Person(account_id, (account_id, *others))
    speech = Speech(translate, word_for or words_in(locale))
    clock = clock_of(session, account_id, now=now, told=True)
    copy = _Copy(session, person, now, clock, speech, files or {}, statements_of(session, account_id), tick)
    tallies = tallies_of(session, person)
    held = {each.category for each in tallies}
    return {
        "$schema": "data.schema.json",
        "schema_version": SCHEMA_VERSION,
        "made_at": plain(now),
        "language": locale,
        "controller": dict(controller),
        "categories": [_category(copy, each) for each in Category if each in held],
        "summaries": [_summary(each, translate) for each in summaries_of(session, account_id)],
        "recipients": [_received(each) for each in received(session, account_id, limit=None)],
        "processors": [
            {"name": each.name, "host": each.host, "since": plain(each.signed_on)}
            for each in processors.processors(session, today=now.date(), working=True)
        ],
        "who_saw_your_data": log_of(session, account_id, speech),
        "consents": [
            {
                "purpose": purpose.value,
                "title": translate(REQUESTS[purpose].title),
                "given": consent.given,
                "since": plain(consent.since),
            }
            for purpose, consent in consents_of(session, account_id, now=now).items()
        ],
        "ranking": ranking(tallies, translate),
        "withheld": copy.withheld.told(translate),
        "your_rights": _information(controller, translate),
        "legend": {
            "grounds": {ground.value: translate(wording.BASES[ground].words) for ground in Ground},
            "sources": {source.value: translate(wording.SOURCES[source]) for source in Source},
        },
    }


def tallies_of(session: Session, person: Person) -> list[Tally]:
    """How much is held about the person, under whatever id."""
    return [each for id_ in person.ids for each in tally(session, id_)]


def rows_of(session: Session, person: Person, category: Category) -> Iterator[tuple[Holding, list[HeldRow]]]:
    """The rows of a category a page at a time, with the columns of that category."""
    for id_ in person.ids:
        for holding in holdings():
            if columns_of(holding, [category]):
                for page in pages_about(session, id_, holding, categories=[category]):
                    yield holding, page


def log_of(session: Session, account_id: str, speech: Speech) -> Iterator[dict[str, Any]]:
    """Who was shown data about the person, entry by entry, newest first."""
    for entry in every_disclosure(session, account_id):
        yield _disclosure(entry, speech)


def ranking(tallies: Collection[Tally], translate: Translate) -> dict[str, Any]:
    """How the explorer orders people, and whether this person stands in it (GDPR article 15(1)(h))."""
    projections = {holding.name for holding in holdings() if is_projection(holding)}
    shown = {each.table: each.category for each in tallies if each.table in projections}
    return {
        "how": [translate(each) for each in wording.RANKING],
        "never": translate(wording.NEVER_RANKED_BY),
        "of_you": translate(wording.RANKED if shown else wording.NOT_RANKED),
        "looked_through": [translate(title_of(table, category)) for table, category in shown.items()],
    }


def _category(copy: _Copy, category: Category) -> dict[str, Any]:
    entry, translate = REGISTER[category], copy.speech.translate
    kept = entry.retention
    return {
        "id": category.value,
        "title": translate(entry.title),
        "purposes": [
            {
                "purpose": translate(use.purpose),
                "ground": use.ground.value,
                "article": translate(wording.BASES[use.ground].article),
            }
            for use in entry.uses
        ],
        "kept": {
            "period": translate(kept.text),
            "counted": translate(wording.CLOCKS[kept.clock]),
            "months": kept.months,
            "days": kept.days,
            "gone_on": plain(copy.clock.end_of(category)),
            "gone_on_if_unused_from_now": plain(copy.clock.expected_end_of(category)),
        },
        "recipients": [translate(recipient) for recipient in entry.recipients],
        "rows": _rows(copy, category),
    }


def _rows(copy: _Copy, category: Category) -> Iterator[dict[str, Any]]:
    usual = copy.clock.end_of(category)
    for holding, page in rows_of(copy.session, copy.person, category):
        ends = row_ends(
            copy.session,
            holding,
            category,
            account_id=copy.person.account_id,
            ids=[row.id for row in page],
            now=copy.now,
            told=True,
        )
        for row in page:
            yield _row(copy, row, category, ends[row.id] if ends[row.id] != usual else None)
        copy.tick(len(page))


def _row(copy: _Copy, row: HeldRow, category: Category, gone_on: datetime | None) -> dict[str, Any]:
    name = copy.speech.translate(title_of(row.table, category))
    found: dict[str, Any] = {"kind": row.table, "name": name, "you_are": sorted(row.roles)}
    if gone_on is not None:
        found["gone_on"] = plain(gone_on)
    if row.id in copy.files:
        found["file"] = copy.files[row.id]
    for datum in row.data:
        if datum.withheld:
            copy.withheld.note(row, datum)
    return {**found, "data": {datum.column: _datum(copy, row, datum) for datum in row.data}}


def _datum(copy: _Copy, row: HeldRow, datum: Datum) -> dict[str, Any]:
    """One value; one that names a stored file with the place that it has in the copy."""
    named = isinstance(datum.value, str) and datum.value in copy.files
    file = {"file": copy.files[datum.value]} if named else {}
    return told(datum, copy.speech) | file | _disputed(copy, row, datum)


def _disputed(copy: _Copy, row: HeldRow, datum: Datum) -> dict[str, str]:
    """What the person says beside a detail that was not corrected (GDPR article 16)."""
    statement = copy.statements.get((row.table, row.id, datum.column))
    return {} if statement is None else {"your_statement": statement.text}


def _summary(summary: Summary, translate: Translate) -> dict[str, Any]:
    return {
        "audience": summary.audience.name.lower(),
        "language": summary.language,
        "published": summary.published,
        "text": summary.text,
        "method": translate(METHODS[summary.method]),
    }


def _received(each: Received) -> dict[str, Any]:
    return {
        "recipient": each.recipient.value,
        "organisation": each.organisation,
        "staff_role": plain(each.staff_role),
        "times": each.times,
        "first": plain(each.first),
        "last": plain(each.last),
    }


def _disclosure(entry: LogEntry, speech: Speech) -> dict[str, Any]:
    return {
        "at": plain(entry.at),
        "what": entry.kind.value,
        "what_in_words": speech.word_for("kind", entry.kind),
        "level": entry.tier.name.lower() if entry.tier else None,
        "recipient": entry.recipient.value,
        "organisation": entry.organisation,
        "role_there": plain(entry.role),
        "staff_role": plain(entry.staff_role),
        "reason": entry.reason and speech.translate(entry.reason),
        **({"demanded": _demanded(entry.demand, speech.translate)} if entry.demand else {}),
    }


def _demanded(demand: Demand, translate: Translate) -> dict[str, Any]:
    return {
        "authority": demand.authority,
        "ground": demand.ground,
        "reference": demand.reference,
        "data": [translate(title) for title in demand.titles],
    }


def _information(controller: Mapping[str, str], translate: Translate) -> dict[str, Any]:
    return {
        "rights": [
            {
                "right": translate(right.title),
                "what": translate(right.text),
                "article": f"GDPR {right.article}",
            }
            for right in wording.RIGHTS
        ],
        "how_to_ask": translate(wording.HOW_TO_ASK) % {"email": controller["email"]},
        "answer": translate(wording.ANSWER_TIME),
        "complaint": {
            "text": translate(wording.COMPLAINT),
            "authority": wording.AUTHORITY,
            "address": wording.AUTHORITY_URL,
        },
        "automated_decisions": translate(wording.AUTOMATED_DECISIONS),
        "transfers": translate(wording.TRANSFERS),
        "pseudonymity": translate(wording.PSEUDONYMITY),
    }
