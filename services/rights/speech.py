"""How copies tell a row: plain values for a machine, and beside what is an id or a code its words for a reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from models.privacy import Category

from . import wording
from .labels import in_words, label_of
from .titles import title_of
from .walk import Datum, HeldRow, State

Translate = Callable[[str], str]
WordFor = Callable[[str, Any], str | None]


@dataclass(frozen=True)
class Speech:
    """How a copy puts things into the words of its language; ``word_for``: what the value of a column is called."""

    translate: Translate
    word_for: WordFor


@dataclass
class Withheld:
    """What was not handed out, counted by column as rows are told; read it when all are."""

    times: Counter[tuple[str, Category, str, State]] = field(default_factory=Counter)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)

    def note(self, row: HeldRow, datum: Datum) -> None:
        self.times[row.table, datum.declared.category, datum.column, datum.state] += 1
        self.labels[row.table, datum.column] = datum.declared.label

    def told(self, translate: Translate) -> Iterator[dict[str, Any]]:
        """Each column with the reason, and in how many rows."""
        for (table, category, column, state), number in self.times.items():
            yield {
                "kind": table,
                "name": translate(title_of(table, category)),
                "column": column,
                "label": translate(self.labels[table, column]),
                state.value: translate(wording.WITHHELD[state.value]),
                "times": number,
            }


def words_in(locale: str) -> WordFor:
    """The words that need nothing but the language: of countries, languages, occupations, skills."""

    def word_for(name: str, value: Any) -> str | None:
        label = label_of(name, value, locale)
        return label and label[0]

    return word_for


def told(datum: Datum, speech: Speech) -> dict[str, Any]:
    """One value with its label and source, or why there is none."""
    if datum.withheld:
        why = speech.translate(wording.WITHHELD[datum.state.value])
        label = speech.translate(datum.declared.label)
        return {"label": label, datum.state.value: why, "source": datum.source.value}
    found = {"label": speech.translate(datum.declared.label), "value": plain(datum.value)}
    if datum.declared.unit is not None:
        found["unit"] = datum.declared.unit
    words = in_words(datum.column, datum.value, speech.word_for)
    if words != datum.value:
        found["in_words"] = words
    return {**found, "source": datum.source.value}


def plain(value: Any) -> Any:
    """The value as JSON has it: moments in ISO 8601, UTC."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date) else value
