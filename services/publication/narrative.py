"""A short summary of a profile in English and Dutch, written from the ids of one tier and nothing else.

Data-to-text after Reiter and Dale (2000): facts are grouped into one to four sentences, each sentence has a few shapes,
and which shape is taken follows from the facts, so that profiles do not read alike and the same facts read the same.
"""

from __future__ import annotations

from dataclasses import fields
from zlib import crc32

from .facts import PublicFacts
from .narrative_writer import Label, Writer
from .record import VerifiedRecord, YearsBand
from .wording import language

__all__ = ["Label", "public_summary", "verified_sentences", "verified_summary"]

_BY_YEARS = (YearsBand.FROM_6, YearsBand.FROM_3, YearsBand.FROM_1, YearsBand.UNDER_1, None)


def public_summary(facts: PublicFacts, locale: str, label: Label) -> str:
    """What anyone reads of a profile: one to three sentences, from ``facts`` alone."""
    writer = Writer(_language_of(locale), label, _shape_of(facts))
    languages = sorted(language(code, writer.locale) for code in facts.languages)
    return " ".join(
        _sentences(
            writer.opening(facts),
            writer.work(facts.skills, "", facts.sectors),
            writer.learning(facts.education, None, (), languages),
        )
    )


def verified_summary(record: VerifiedRecord, locale: str, label: Label) -> str:
    """What a verified client reads of a profile: ``verified_sentences`` in one paragraph."""
    return " ".join(verified_sentences(record, locale, label))


def verified_sentences(record: VerifiedRecord, locale: str, label: Label) -> tuple[str, ...]:
    """One to four sentences about a profile, each with its full stop, from ``record`` alone."""
    writer = Writer(_language_of(locale), label, _shape_of(record))
    by_years = sorted(record.skills, key=lambda claim: _BY_YEARS.index(claim.years))
    return _sentences(
        writer.opening(record),
        writer.work([claim.skill for claim in by_years], writer.latest(record), record.sectors),
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


def _shape_of(facts: PublicFacts | VerifiedRecord) -> int:
    """A number that follows from the facts alone, the same in every process."""
    values = (getattr(facts, each.name) for each in fields(facts))
    return crc32(repr([sorted(value) if isinstance(value, frozenset) else value for value in values]).encode())


def _sentences(*sentences: str) -> tuple[str, ...]:
    return tuple(f"{sentence}." for sentence in sentences if sentence)


def _language_of(locale: str) -> str:
    return "nl" if locale.startswith("nl") else "en"
