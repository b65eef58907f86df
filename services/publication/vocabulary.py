"""The controlled vocabulary: skills, occupations, sectors, education fields and certifications by id, with labels.

Compiled from ESCO 1.1.1, O*NET and a curated supplement (data/vocabulary/ATTRIBUTION.md); loaded at first use.
"""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from .matching import Phrases, Span, listed_names
from .normalise import Words, key_of, read
from .titles import Titles

FOLDER = Path(__file__).parents[2] / "data" / "vocabulary"
# Kinds of labels and the tables that hold them, where they are called otherwise.
TABLES = {
    "skill-group": "skill-groups",
    "education-field": "education-fields",
    "certification": "certifications",
    "skill": "skills",
}


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill: id (a slug), English label, kind (tool, skill or soft) and the ids of its ESCO groups."""

    id: str
    label_en: str
    kind: str
    groups: tuple[str, ...]


class Vocabulary:
    """Everything that a record may name. Build it with ``vocabulary()``: loading takes a quarter of a second."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        data: dict[str, Any] = json.loads(gzip.decompress((folder / "compiled.json.gz").read_bytes()))
        self._data = data
        self._rows: list[list[Any]] = data["skills"]
        self._number = {row[0]: number for number, row in enumerate(self._rows)}
        tools = frozenset(number for number, row in enumerate(self._rows) if row[2] == "tool")
        self.phrases = Phrases(
            data["phrases"],
            data["starts"],
            frozenset(data["strict"]),
            tools,
            listed=listed_names(data),
            other_senses=frozenset(data["other_senses"]),
        )
        self.titles = Titles(data["titles"], self._is_technical)
        self.certifications: dict[str, str] = {id_: name for id_, (name, _) in data["certifications"].items()}
        self.sector_words: dict[str, str] = data["sectors"]
        self.employer_words: dict[str, str] = data["sectors"] | data["employers"]
        self.education_words: list[tuple[str, str, list[str]]] = data["education"]
        self.vendors: dict[str, list[str]] = data["vendors"]

    def has_skill(self, id_: str) -> bool:
        """Whether a skill has this id."""
        return id_ in self._number

    def skill(self, id_: str) -> Skill:
        """The skill of this id; KeyError where there is none."""
        return self._skill(self._number[id_])

    def skill_groups(self, id_: str) -> tuple[str, ...]:
        """Ids of the groups that hold a skill: competences (S, T) and knowledge (K); the parents are ``parents``."""
        return tuple(self._rows[self._number[id_]][3])

    def is_skill_group(self, id_: str) -> bool:
        """Whether a group of skills has this id."""
        return id_ in self._table("en", "skill-groups")

    def parents(self, group: str) -> tuple[str, ...]:
        """The groups above a skill group, nearest first."""
        above: list[str] = []
        table: dict[str, str] = self._data["group_parents"]
        while group in table:
            group = table[group]
            above.append(group)
        return tuple(above)

    def isco_parents(self, code: str) -> tuple[str, ...]:
        """The ISCO-08 groups above a group, nearest first: "2512" has "251", "25" and "2"."""
        return tuple(code[:length] for length in range(len(code) - 1, 0, -1))

    def label(self, kind: str, id_: str, locale: str = "en") -> tuple[str, str]:
        """The label of an id and the language it is in: English where there is no other.

        Kinds: isco, nace, skill, skill-group, education-field, certification; KeyError for an unknown id.
        """
        table = TABLES.get(kind, kind)
        if locale != "en":
            translated = self._table(locale, table).get(id_)
            if translated:
                return translated, locale
        if kind == "skill":
            return self.skill(id_).label_en, "en"
        if kind == "certification":
            return self.certifications[id_], "en"
        return self._table("en", table)[id_], "en"

    def labels(self, kind: str, id_: str) -> tuple[str, ...]:
        """Every label of an id that may be displayed, in any language."""
        return tuple({self.label(kind, id_, locale)[0]: None for locale in ("en", "nl")})

    def ids(self, kind: str) -> tuple[str, ...]:
        """Every id of a kind."""
        if kind == "skill":
            return tuple(self._number)
        if kind == "certification":
            return tuple(self.certifications)
        return tuple(self._table("en", TABLES.get(kind, kind)))

    def alternatives(self, id_: str) -> tuple[str, ...]:
        """Every name a skill is recognised by, in lookup form; nothing for other ids."""
        return self._names_of.get(self._number.get(id_, -1), ())

    def match(self, text: str, *, prose: bool = False) -> list[tuple[str, Span]]:
        """Skills named in text: skill id and place (in the folded text), in order.

        ``prose``: running text, in which names that are everyday words too ("minutes", "lead a team") do not count.
        """
        return self.match_in(read(text), prose=prose)

    def match_in(self, words: Words, *, prose: bool = False) -> list[tuple[str, Span]]:
        """As ``match``, for text read before."""
        return [(self._rows[span.index][0], span) for span in self.phrases.find_in(words, prose=prose)]

    def skill_named(self, name: str) -> str | None:
        """The id of the skill that goes by exactly this name."""
        number = self._data["phrases"].get(key_of(name))
        return None if number is None else self._rows[number][0]

    def occupations_of(self, id_: str) -> tuple[str, ...]:
        """Up to three ISCO-08 unit groups whose occupations need a skill most."""
        return tuple(self._data["occupations_of"].get(str(self._number[id_]), "").split())

    def search_skills(self, text: str, limit: int = 10) -> list[Skill]:
        """Skills one of whose names begins with ``text``: shortest names first."""
        key = key_of(text)
        if not key:
            return []
        names = self._sorted_names
        start = bisect_left(names, key)
        end = bisect_left(names, key + "\uffff")
        found = dict.fromkeys(
            self._data["phrases"][name] for name in sorted(names[start:end][:2000], key=lambda name: (len(name), name))
        )
        return [self._skill(number) for number in list(found)[:limit]]

    def certifications_in(self, text: str) -> list[str]:
        """Ids of the certifications named in text, in order."""
        names = list(self.certifications)
        return list(dict.fromkeys(names[span.index] for span in self._certification_phrases.find(text)))

    def _skill(self, number: int) -> Skill:
        id_, label, kind, groups = self._rows[number]
        return Skill(id_, label, kind, tuple(groups))

    def _is_technical(self, text: str) -> bool:
        spans = self.phrases.find(text)
        return any(span.index in self.phrases.tools for span in spans)

    @cached_property
    def _names_of(self) -> dict[int, tuple[str, ...]]:
        names: dict[int, list[str]] = {}
        for name, number in self._data["phrases"].items():
            names.setdefault(number, []).append(name)
        return {number: tuple(several) for number, several in names.items()}

    @cached_property
    def _sorted_names(self) -> list[str]:
        return sorted(self._data["phrases"])

    @cached_property
    def _certification_phrases(self) -> Phrases:
        by_key = {key: number for number, (_, keys) in enumerate(self._data["certifications"].values()) for key in keys}
        return phrases_of(by_key)

    @lru_cache(maxsize=32)  # noqa: B019 - the vocabulary lives as long as the process
    def _table(self, locale: str, table: str) -> dict[str, str]:
        path = self._folder / locale / f"{table}.json"
        return json.loads(path.read_text("utf-8")) if path.exists() else {}


def phrases_of(by_key: dict[str, int]) -> Phrases:
    """Phrases of a small table without names that need evidence."""
    lengths: dict[str, set[int]] = {}
    for key in by_key:
        words = key.split()
        lengths.setdefault(words[0], set()).add(len(words))
    starts = {word: "".join(str(n) for n in sorted(several, reverse=True)) for word, several in lengths.items()}
    return Phrases(by_key, starts, frozenset(), frozenset())


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary, loaded once a process."""
    return Vocabulary()
