"""A verified record in the words of a language: what a language model is told, and the only things it may say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from babel.dates import format_date

from .narrative_phrases import DUTCH, ENGLISH
from .narrative_words import Words, occupation, place
from .places import country_name, region_name
from .record import Availability, LanguageClaim, LanguageLevel, VerifiedRecord
from .vocabulary import vocabulary
from .wording import language

_MOST_SKILLS = 20
_VERBS = ("holds ", "has ", "completed ", "heeft ")
_ARTICLES = ("a ", "an ", "een ")


@dataclass(frozen=True)
class SpokenFact:
    """One fact: what it is about, the words it is given in, and every other way of saying the same."""

    kind: str
    text: str
    others: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """All of its words."""
        return (self.text, *self.others)


def spoken_facts(record: VerifiedRecord, locale: str) -> list[SpokenFact]:
    """The facts of a record; years of single skills and lengths of assignments are left out."""
    words = DUTCH if locale == "nl" else ENGLISH
    return [
        *_work(record, words, locale),
        *(_skill(claim.skill, locale) for claim in record.skills[:_MOST_SKILLS]),
        *_learning(record, words, locale),
        *_terms(record, words, locale),
    ]


def _work(record: VerifiedRecord, words: Words, locale: str) -> Iterator[SpokenFact]:
    codes = [record.occupation, *(each.occupation for each in record.assignments)]
    for code in dict.fromkeys(code for code in codes if code):
        yield SpokenFact("occupation", occupation(code, locale))
    if record.country or record.region:
        names = [region_name(record.region, locale)] if record.region else []
        names += [place(record.country, None, locale), country_name(record.country, locale)] if record.country else []
        yield SpokenFact("place", place(record.country, record.region, locale), tuple(names))
    if record.seniority:
        years = words.years[record.seniority]
        yield SpokenFact("experience", f"{years} {words.experience}", (years,))
    sectors = {*record.sectors, *(each.sector for each in record.assignments if each.sector)}
    for sector in sorted(sectors):
        text = words.sectors[sector]
        yield SpokenFact("sector", text, (text.removeprefix("the ").removeprefix("de ").removeprefix("het "),))


def _skill(skill: str, locale: str) -> SpokenFact:
    known = vocabulary()
    return SpokenFact("skill", known.label("skill", skill, locale)[0], (known.label("skill", skill, "en")[0],))


def _learning(record: VerifiedRecord, words: Words, locale: str) -> Iterator[SpokenFact]:
    if record.education:
        text = words.education[record.education][0]
        for beginning in (*_VERBS, *_ARTICLES):
            text = text.removeprefix(beginning)
        yield SpokenFact("education", text)
    if record.education_field:
        label = vocabulary().label("education-field", record.education_field, locale)[0]
        yield SpokenFact("field", label, (label.partition(" (")[0],))
    for each in sorted(record.certifications):
        yield SpokenFact("certification", vocabulary().label("certification", each, locale)[0])
    for claim in record.languages:
        yield _language(claim, words, locale)


def _language(claim: LanguageClaim, words: Words, locale: str) -> SpokenFact:
    name = language(claim.language, locale)
    if claim.level is None:
        return SpokenFact("language", name)
    level = words.levels[claim.level]
    also = (f"{level} {name}", f"{name} als {level}") if claim.level is LanguageLevel.NATIVE else ()
    return SpokenFact("language", f"{name} ({level})", (name, *also))


def _terms(record: VerifiedRecord, words: Words, locale: str) -> Iterator[SpokenFact]:
    if record.available_from and record.availability is not Availability.NOW:
        day = format_date(record.available_from, "d MMMM y", locale=locale)
        yield SpokenFact("availability", words.available_from.format(day))
    elif record.availability:
        yield SpokenFact("availability", words.available[record.availability])
    if record.hours:
        text = words.hours[record.hours].strip()
        yield SpokenFact("hours", text, (text.partition(" ")[2],))
    if record.remote:
        yield SpokenFact("remote", words.remote[record.remote].strip(", "))
    if record.rate:
        yield SpokenFact("rate", words.rate[record.rate].strip(", ").partition(" ")[2])
