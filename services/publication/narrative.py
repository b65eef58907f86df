"""A short summary of a profile in English and Dutch, written from the ids of one tier and nothing else.

Data-to-text after Reiter and Dale (2000): facts are grouped into two to four sentences, each sentence has a few shapes,
and which shape is taken follows from the facts, so that profiles do not read alike and the same facts read the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import fields
from typing import TypeVar
from zlib import crc32

from babel.dates import format_date

from .facts import PublicFacts
from .narrative_phrases import DUTCH, ENGLISH
from .narrative_words import Words, article, is_everyday, joined, language_names, occupation, place
from .places import is_country, place_name
from .record import Assignment, Availability, EducationLevel, VerifiedRecord, YearsBand
from .wording import language

Label = Callable[[str, str, str], str]
"""(kind, id, locale) to the text people read; kinds: skill, skill-group, education-field, certification."""

T = TypeVar("T")

_MENTIONED = 5
_BY_YEARS = (YearsBand.FROM_6, YearsBand.FROM_3, YearsBand.FROM_1, YearsBand.UNDER_1, None)


def public_summary(facts: PublicFacts, locale: str, label: Label) -> str:
    """What anyone reads of a profile: one to three sentences, from ``facts`` alone."""
    writer = _Writer(_language_of(locale), label, _shape_of(facts))
    languages = sorted(language(code, writer.locale) for code in facts.languages)
    return _paragraph(
        writer.opening(facts),
        writer.work(facts.skills, None, facts.sectors),
        writer.learning(facts.education, None, (), languages),
    )


def verified_summary(record: VerifiedRecord, locale: str, label: Label) -> str:
    """What a verified client reads of a profile: one to four sentences, from ``record`` alone."""
    writer = _Writer(_language_of(locale), label, _shape_of(record))
    by_years = sorted(record.skills, key=lambda claim: _BY_YEARS.index(claim.years))
    return _paragraph(
        writer.opening(record),
        writer.work([claim.skill for claim in by_years], next(iter(record.assignments), None), record.sectors),
        writer.learning(
            record.education,
            record.education_field,
            sorted(record.certifications),
            [
                language(claim.language, writer.locale)
                + (f" ({writer.words.levels[claim.level]})" if claim.level else "")
                for claim in record.languages
            ],
        ),
        writer.availability(record),
    )


class _Writer:
    """The sentences of one summary, each without its full stop, empty where there is nothing to say."""

    def __init__(self, locale: str, label: Label, shape: int) -> None:
        self.locale = locale
        self.words: Words = DUTCH if locale == "nl" else ENGLISH
        self._label = label
        self._shape = shape

    def opening(self, facts: PublicFacts | VerifiedRecord) -> str:
        who, where, years = self._one_of(self.words.opening, 0)
        words = occupation(facts.occupation, self.locale) if facts.occupation else self.words.professional
        sentence = who.format(_capital(words) if who.startswith("{") else words)
        if spot := self._spot(facts):
            sentence += where.format(spot)
        if facts.seniority:
            sentence += years.format(self.words.years[facts.seniority])
        return sentence

    def work(self, skills: Sequence[str], latest: Assignment | None, sectors: Collection[str]) -> str:
        listed = self._listed([self._skill(skill) for skill in skills], self.words.more)
        if latest:
            behind, alone, done = *self.words.latest, self._assignment(latest)
        else:
            behind, alone, done = *self.words.worked, self._sectors(sectors)
        if not listed:
            return alone.format(done) if done else ""
        shape = self._one_of((*self.words.skilled, ""), 4)
        if done and not shape:
            return alone.format(done) + self.words.with_skills.format(listed)
        return (shape or self.words.skilled[0]).format(listed) + (behind.format(done) if done else "")

    def learning(
        self, level: EducationLevel | None, field: str | None, certifications: Sequence[str], languages: Sequence[str]
    ) -> str:
        clauses = []
        if level:
            plain, in_field = self.words.education[level]
            clauses.append(in_field.format(self._text("education-field", field)) if field else plain)
        if certifications:
            names = [self._label("certification", each, self.locale) for each in certifications]
            clauses.append(self.words.certified.format(self._listed(names, self.words.more)))
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

    def _spot(self, facts: PublicFacts | VerifiedRecord) -> str:
        if isinstance(facts, VerifiedRecord):
            return place(facts.country, facts.region, self.locale)
        code = facts.place or ""
        if is_country(code):
            return place(code, None, self.locale)
        return place_name(code, self.locale) if code.isdigit() else place(None, code or None, self.locale)

    def _assignment(self, latest: Assignment) -> str:
        who = occupation(latest.occupation, self.locale)
        text = article(who) if self.locale == "en" else who
        if latest.sector:
            text += self.words.within.format(self.words.sectors[latest.sector])
        return text + (f" ({self.words.durations[latest.duration]})" if latest.duration else "")

    def _sectors(self, sectors: Collection[str]) -> str:
        return joined([self.words.sectors[sector] for sector in sorted(sectors)], self.words.conjunction)

    def _skill(self, skill: str) -> str:
        if skill[:1].isupper():
            return self._text("skill-group", skill)
        label = self._label("skill", skill, self.locale)
        return self._text("skill", skill) if is_everyday(skill, label) else label

    def _text(self, kind: str, each: str) -> str:
        """A label inside a sentence: small, unless it starts with an abbreviation or names a language."""
        label = self._label(kind, each, self.locale)
        return label if label[1:2].isupper() or label in language_names(self.locale) else label[:1].lower() + label[1:]

    def _listed(self, items: Sequence[str], rest: str) -> str:
        shown = [*items[:_MENTIONED], *([rest] if len(items) > _MENTIONED else [])]
        return joined(shown, self.words.conjunction)

    def _one_of(self, shapes: Sequence[T], bit: int) -> T:
        return shapes[(self._shape >> bit) % len(shapes)]


def _shape_of(facts: PublicFacts | VerifiedRecord) -> int:
    """A number that follows from the facts alone, the same in every process."""
    values = (getattr(facts, each.name) for each in fields(facts))
    return crc32(repr([sorted(value) if isinstance(value, frozenset) else value for value in values]).encode())


def _paragraph(*sentences: str) -> str:
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _language_of(locale: str) -> str:
    return "nl" if locale.startswith("nl") else "en"
