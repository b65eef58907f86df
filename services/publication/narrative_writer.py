"""The sentences of a summary: each fact in its phrase, lists joined, one of a few shapes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from babel.dates import format_date

from .facts import PublicFacts
from .narrative_phrases import DUTCH, ENGLISH
from .narrative_words import (
    NOUN_ENDINGS,
    Words,
    article,
    has_comma,
    is_everyday,
    joined,
    language_names,
    occupation,
    place,
)
from .places import is_country, place_name
from .record import Availability, EducationLevel, VerifiedRecord

Label = Callable[[str, str, str], str]
"""(kind, id, locale) to the text people read; kinds: skill, skill-group, education-field, certification."""

T = TypeVar("T")

_MENTIONED = 5
_ACTIVITIES = 3
_INTELLECTUAL = "2"
_ABBREVIATED = re.compile(r" \(icts?\)$", re.IGNORECASE)
_NUMBERED = re.compile(r"[A-Za-z]+\d")


class Writer:
    """The sentences of one summary, each without its full stop, empty where there is nothing to say."""

    def __init__(self, locale: str, label: Label, shape: int) -> None:
        self.locale = locale
        self.words: Words = DUTCH if locale == "nl" else ENGLISH
        self._label = label
        self._shape = shape

    def opening(self, facts: PublicFacts | VerifiedRecord) -> str:
        words = self._occupation(facts.occupation) if facts.occupation else self.words.professional
        years, spot = self.words.years[facts.seniority] if facts.seniority else "", self._spot(facts)
        shapes = self.words.opening if years else self.words.opening[:-1]
        who, where, experienced = self._one_of(shapes, 0)
        sentence = who.format(_capital(words) if who.startswith("{") else words, years)
        sentence += where.format(spot) if spot else ""
        return sentence + (experienced.format(years) if years else "")

    def work(self, skills: Sequence[str], latest: str, sectors: Collection[str]) -> str:
        activities = [self._skill(each) for each in skills if self._is_activity(each)][:_ACTIVITIES]
        named = [self._skill(each) for each in skills if not self._is_activity(each)]
        doing = self._listed(activities)
        done = latest or self._sectors(sectors)
        behind, alone = self.words.latest if latest else self.words.worked
        shape = self._one_of((*self.words.skilled, ""), 4)
        if not (named or doing):
            return alone.format(done) if done else ""
        if done and not shape:
            return alone.format(done) + self._skills(self.words.with_skills, self.words.with_activities, named, doing)
        text = self._skills(shape or self.words.skilled[0], self.words.activities, named, doing)
        return text + (behind.format(done) if done else "")

    def latest(self, record: VerifiedRecord) -> str:
        """The newest assignment, without what the first sentence said; empty where that says it all."""
        newest = next(iter(record.assignments), None)
        if newest is None or (newest.occupation == record.occupation and not newest.sector):
            return ""
        text = "" if newest.occupation == record.occupation else self._role(newest.occupation)
        text += self.words.within.format(self.words.sectors[newest.sector]) if newest.sector else ""
        return text.strip() + (f" ({self.words.durations[newest.duration]})" if newest.duration else "")

    def learning(
        self, level: EducationLevel | None, field: str | None, certifications: Sequence[str], languages: Sequence[str]
    ) -> str:
        clauses = [self._degree(level, field)] if level else []
        if certifications:
            names = [self._label("certification", each, self.locale) for each in certifications]
            held = self.words.certificates[len(names) > 1].format(self._listed(names, self.words.more))
            if clauses and clauses[0].startswith(self.words.owning):
                clauses = [f"{clauses[0]} plus {held}"]
            else:
                clauses.append(self.words.owning[0] + held)
        if languages:
            spoken = self.words.speaks.format(self._listed(languages, self.words.other_languages))
            clauses.insert(self._one_of((0, len(clauses)), 8), spoken)
        return _capital(joined(clauses, self.words.conjunction, clauses=True))

    def availability(self, record: VerifiedRecord) -> str:
        if not (record.availability or record.available_from or record.hours or record.remote or record.rate):
            return ""
        sentence = self.words.available[record.availability]
        if record.available_from and record.availability is not Availability.NOW:
            day = format_date(record.available_from, "d MMMM y", locale=self.locale)
            sentence = self.words.available_from.format(day)
        sentence += self.words.hours[record.hours] if record.hours else ""
        sentence += self.words.remote[record.remote] if record.remote else ""
        return sentence + (self.words.rate[record.rate] if record.rate else "")

    def _degree(self, level: EducationLevel, field: str | None) -> str:
        plain, in_field = self.words.education[level]
        return in_field.format(self._text("education-field", field)) if field else plain

    def _spot(self, facts: PublicFacts | VerifiedRecord) -> str:
        if isinstance(facts, VerifiedRecord):
            return place(facts.country, facts.region, self.locale)
        code = facts.place or ""
        if is_country(code):
            return place(code, None, self.locale)
        return place_name(code, self.locale) if code.isdigit() else place(None, code or None, self.locale)

    def _occupation(self, code: str) -> str:
        # The Dutch name of this group lists what its people do: a summary of one person would be wrong about most.
        return self.words.professional if code == _INTELLECTUAL else occupation(code, self.locale)

    def _role(self, code: str) -> str:
        who = occupation(code, self.locale)
        return self.words.role.format(article(who) if self.locale == "en" else who)

    def _is_activity(self, skill: str) -> bool:
        """Whether a group of skills goes by what one does ("programming computer systems")."""
        return skill[:1] in "ST" and skill[:1].isupper() and not self._text("skill-group", skill).endswith(NOUN_ENDINGS)

    def _skills(self, frame: str, activities: str, named: Sequence[str], doing: str) -> str:
        if not named:
            return activities.format(doing)
        listed = self._listed(named, self.words.more)
        return frame.format(listed) + (
            self.words.also[_is_long(listed + doing, self.words.conjunction)].format(doing) if doing else ""
        )

    def _sectors(self, sectors: Collection[str]) -> str:
        return self._listed([self.words.sectors[sector] for sector in sorted(sectors)], self.words.other_sectors)

    def _skill(self, skill: str) -> str:
        if skill[:1].isupper():
            return self._text("skill-group", skill)
        label = self._label("skill", skill, self.locale)
        return self._text("skill", skill) if is_everyday(skill, label) else label

    def _text(self, kind: str, each: str) -> str:
        """A label inside a sentence: small, unless it starts with an abbreviation or names a language."""
        label = _ABBREVIATED.sub("", self._label(kind, each, self.locale))
        is_name = label[1:2].isupper() or label in language_names(self.locale) or _NUMBERED.match(label)
        return label if is_name else label[:1].lower() + label[1:]

    def _listed(self, items: Sequence[str], rest: str = "") -> str:
        """The first items, those with a comma of their own last, and ``rest`` for what is not mentioned."""
        shown = sorted(items[:_MENTIONED], key=has_comma)
        return joined([*shown, *([rest] if len(items) > _MENTIONED else [])], self.words.conjunction)

    def _one_of(self, shapes: Sequence[T], bit: int) -> T:
        return shapes[(self._shape >> bit) % len(shapes)]


def _is_long(listed: str, conjunction: str) -> bool:
    """Whether a list is hard to read on from in the same sentence: it has "and" in more than one place."""
    return listed.count(f" {conjunction} ") > 1 or listed.count(", ") > 1


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
