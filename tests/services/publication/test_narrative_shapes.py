"""Summaries read as if a person wrote them: what is coarse, what repeats, lists of many, one or none."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from services.publication.facts import PublicFacts
from services.publication.narrative import public_summary, verified_sentences, verified_summary
from services.publication.record import (
    Assignment,
    EducationLevel,
    LanguageClaim,
    Seniority,
    SkillClaim,
    VerifiedRecord,
    YearsBand,
)
from services.views import text_label

EMPTY = VerifiedRecord(
    occupation="2512",
    country=None,
    region=None,
    seniority=None,
    education=None,
    education_field=None,
    languages=(),
    sectors=frozenset(),
    skills=(),
    assignments=(),
    certifications=frozenset(),
    availability=None,
    available_from=None,
    hours=None,
    remote=None,
    rate=None,
)


def public(locale: str, **facts: object) -> str:
    return public_summary(PublicFacts(**facts), locale, text_label)  # type: ignore[arg-type]


def verified(locale: str, **facts: object) -> str:
    return verified_summary(replace(EMPTY, **facts), locale, text_label)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("place", "english", "dutch"),
    [
        ("150", "in Europe", "in Europa"),
        ("NL", "in the Netherlands", "in Nederland"),
        ("BE2", "in Flanders", "in Vlaanderen"),
        ("NL41", "in North Brabant", "in Noord-Brabant"),
        ("NL414", "in Southeast North Brabant", "in Zuidoost-Noord-Brabant"),
        ("GB", "in the United Kingdom", "in het Verenigd Koninkrijk"),
    ],
)
def test_a_place_of_any_size_stands_behind_in(place: str, english: str, dutch: str) -> None:
    assert f" {english}" in public("en", occupation="2", place=place)
    assert f" {dutch}" in public("nl", occupation="2", place=place)


@pytest.mark.parametrize("code", ["2", "25", "251", "2512"])
def test_an_occupation_of_any_width_is_one_person(code: str) -> None:
    for locale in ("en", "nl"):
        text = public(locale, occupation=code)
        assert text.count(".") == 1
        assert " in een " not in text


def test_coarse_bands_are_said_as_such() -> None:
    english = public("en", seniority=Seniority.UNDER_6, education=EducationLevel.DEGREE)
    dutch = public("nl", seniority=Seniority.FROM_6, education=EducationLevel.BELOW_DEGREE)
    assert "up to five years of experience" in english
    assert "Holds a degree." in english
    assert "minstens zes jaar ervaring" in dutch
    assert "Heeft een school- of beroepsdiploma." in dutch


def test_groups_of_skills_are_what_one_knows_or_what_one_does() -> None:
    assert public("en", skills=("S5.1",)).endswith("Skilled in programming computer systems.")
    assert public("nl", skills=("S5.1",)).endswith("Kan computersystemen programmeren.")
    assert re.search(r" (in|van) management en bestuur\.", public("nl", skills=("K0413",)))
    both = public("nl", skills=("python", "S5.1"))
    assert re.search(r"(Vaardig in|kennis mee van) Python, en kan computersystemen programmeren\.", both)
    many = public("en", skills=("java", "python", "sql", "S5.1", "S5.5.2"))
    assert " Also skilled in programming computer systems, and managing, gathering and storing digital data." in many


def test_abbreviations_behind_a_label_are_left_out_and_names_keep_their_capitals() -> None:
    assert "(ICTs)" not in public("en", skills=("K061",))
    assert "(ict)" not in verified("nl", education=EducationLevel.MASTER, education_field="061")


def test_the_newest_assignment_does_not_repeat_the_occupation() -> None:
    same = verified("en", assignments=(Assignment("2512", "K", YearsBand.FROM_3),))
    assert same.count("oftware developer") == 1
    assert "ost recently worked in financial services (three to five years)" in same
    other = verified("nl", assignments=(Assignment("2511", None, None),))
    assert "erkte het laatst als systeem- of data-analist." in other
    nothing_new = verified("en", assignments=(Assignment("2512", None, YearsBand.FROM_3),), sectors=frozenset("K"))
    assert "as worked in financial services." in nothing_new


def test_one_certificate_is_singular_and_two_are_not() -> None:
    one, two = frozenset({"prince2"}), frozenset({"prince2", "ipma"})
    assert "Holds the certificate PRINCE2." in verified("en", certifications=one)
    assert "Heeft de certificaten IPMA en PRINCE2." in verified("nl", certifications=two)
    with_degree = verified("nl", certifications=one, education=EducationLevel.DOCTORATE)
    assert "Is gepromoveerd en heeft het certificaat PRINCE2." in with_degree
    assert "a bachelor's degree plus the certificates" in verified(
        "en", certifications=two, education=EducationLevel.BACHELOR
    )


def test_lists_end_where_nobody_reads_on() -> None:
    sectors = verified("en", sectors=frozenset("ACFGHKQ"))
    assert sectors.endswith("retail and wholesale, transport and logistics, and other sectors.")
    languages = tuple(LanguageClaim(code) for code in ("nl", "en", "de", "fr", "es", "it"))
    assert verified("nl", languages=languages).endswith("Spaans en andere talen.")


def test_a_comma_in_parentheses_does_not_make_semicolons() -> None:
    skills = tuple(SkillClaim(each) for each in ("python", "etl", "sql"))
    assert ";" not in verified("en", skills=skills)


def test_sentences_are_those_of_the_paragraph() -> None:
    record = replace(
        EMPTY, skills=(SkillClaim("python"),), languages=(LanguageClaim("nl"),), seniority=Seniority.SENIOR
    )
    for locale in ("en", "nl"):
        sentences = verified_sentences(record, locale, text_label)
        assert len(sentences) == 3
        assert all(each.endswith(".") and each[0].isupper() for each in sentences)
        assert " ".join(sentences) == verified_summary(record, locale, text_label)


def test_many_openings_are_in_use() -> None:
    codes = (
        "2111",
        "2112",
        "2113",
        "2141",
        "2142",
        "2341",
        "2411",
        "2431",
        "2511",
        "2512",
        "2513",
        "2514",
        "2521",
        "1219",
    )
    texts = [public("nl", occupation=code, seniority=Seniority.FROM_6) for code in codes]
    openings = {text.split()[0] for text in texts}
    assert {"Zelfstandig", "Werkt"} < openings
    assert any(text.startswith("Werkt met minstens zes jaar ervaring als ") for text in texts)
