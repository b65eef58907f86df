"""The right of access: a copy of everything held about a person, and what must be told with it (GDPR article 15)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlmodel import Session

from models.privacy import Category, Ground, Source
from models.register import REGISTER, Entry
from services.consents import REQUESTS, consents_of

from . import wording
from .labels import in_words, label_of
from .recipients import LogEntry, disclosures
from .summaries import METHODS, Summary, summaries_of
from .titles import title_of
from .walk import Datum, HeldRow, State, rows_about

SCHEMA_VERSION = "1.1"

Translate = Callable[[str], str]
WordFor = Callable[[str, Any], str | None]


@dataclass(frozen=True)
class _Speech:
    """How the copy puts things into the words of its language."""

    translate: Translate
    word_for: WordFor


def copy_of(
    session: Session,
    account_id: str,
    *,
    now: datetime,
    controller: Mapping[str, str],
    locale: str = "en",
    translate: Translate = str,
    word_for: WordFor | None = None,
) -> dict[str, Any]:
    """Everything held about the person as plain JSON, in the words of the language.

    ``controller``: name, address and email · ``word_for``: what the value of a column of this name is called, None
    where it needs no other name · moments are ISO 8601 in UTC · ``in_words`` stands beside a value that is an id or a
    code · what is secret or about somebody else is named under ``withheld``, never left out silently.
    """
    rows = list(rows_about(session, account_id))
    speech = _Speech(translate, word_for or _labels_in(locale))
    return {
        "schema_version": SCHEMA_VERSION,
        "made_at": _plain(now),
        "language": locale,
        "controller": dict(controller),
        "categories": [_category(each, rows, speech) for each in Category if _is_held(each, rows)],
        "summaries": [_summary(each, translate) for each in summaries_of(session, account_id)],
        "who_saw_your_data": [_disclosure(entry, speech) for entry in disclosures(session, account_id)],
        "consents": [
            {
                "purpose": purpose.value,
                "title": translate(REQUESTS[purpose].title),
                "given": consent.given,
                "since": _plain(consent.since),
            }
            for purpose, consent in consents_of(session, account_id, now=now).items()
        ],
        "withheld": [
            {
                "kind": row.table,
                "name": translate(title_of(row.table, datum.declared.category)),
                "column": datum.column,
                **_withheld(datum, translate),
            }
            for row in rows
            for datum in row.data
            if datum.state is not State.SHOWN
        ],
        "your_rights": _information(controller, translate),
        "legend": {
            "grounds": {ground.value: translate(wording.BASES[ground].words) for ground in Ground},
            "sources": {source.value: translate(wording.SOURCES[source]) for source in Source},
        },
    }


def _is_held(category: Category, rows: list[HeldRow]) -> bool:
    return any(datum.declared.category is category for row in rows for datum in row.data)


def _labels_in(locale: str) -> WordFor:
    def word_for(name: str, value: Any) -> str | None:
        label = label_of(name, value, locale)
        return label and label[0]

    return word_for


def _category(category: Category, rows: list[HeldRow], speech: _Speech) -> dict[str, Any]:
    held = (_row(row, category, speech) for row in rows)
    entry = _entry(REGISTER[category], speech.translate)
    return {"id": category.value, **entry, "rows": [row for row in held if row["data"]]}


def _entry(entry: Entry, translate: Translate) -> dict[str, Any]:
    kept = entry.retention
    return {
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
        },
        "recipients": [translate(recipient) for recipient in entry.recipients],
    }


def _row(row: HeldRow, category: Category, speech: _Speech) -> dict[str, Any]:
    data = {datum.column: _datum(datum, speech) for datum in row.data if datum.declared.category is category}
    name = speech.translate(title_of(row.table, category))
    return {"kind": row.table, "name": name, "you_are": sorted(row.roles), "data": data}


def _datum(datum: Datum, speech: _Speech) -> dict[str, Any]:
    if datum.state is not State.SHOWN:
        return _withheld(datum, speech.translate)
    told = {"label": speech.translate(datum.declared.label), "value": _plain(datum.value)}
    if datum.declared.unit is not None:
        told["unit"] = datum.declared.unit
    words = in_words(datum.column, datum.value, speech.word_for)
    if words != datum.value:
        told["in_words"] = words
    return {**told, "source": datum.source.value}


def _withheld(datum: Datum, translate: Translate) -> dict[str, Any]:
    return {
        "label": translate(datum.declared.label),
        datum.state.value: translate(wording.WITHHELD[datum.state.value]),
        "source": datum.source.value,
    }


def _summary(summary: Summary, translate: Translate) -> dict[str, Any]:
    return {
        "audience": summary.audience.name.lower(),
        "language": summary.language,
        "published": summary.published,
        "text": summary.text,
        "method": translate(METHODS[summary.method]),
    }


def _disclosure(entry: LogEntry, speech: _Speech) -> dict[str, Any]:
    return {
        "at": _plain(entry.at),
        "what": entry.kind.value,
        "what_in_words": speech.word_for("kind", entry.kind),
        "level": entry.tier.name.lower() if entry.tier else None,
        "recipient": entry.recipient.value,
        "organisation": entry.organisation,
        "role_there": _plain(entry.role),
        "staff_role": _plain(entry.staff_role),
        "reason": entry.reason and speech.translate(entry.reason),
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


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date) else value
