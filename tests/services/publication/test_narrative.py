"""Summaries: complete sentences in both languages, from the facts of their tier and nothing else."""

import json
import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.publication.facts import PublicFacts
from services.publication.narrative import public_summary, verified_summary
from services.publication.narrative_words import joined
from services.publication.record import (
    Assignment,
    Availability,
    EducationLevel,
    HoursBand,
    LanguageClaim,
    LanguageLevel,
    RateBand,
    RemoteWork,
    Seniority,
    SkillClaim,
    VerifiedRecord,
    YearsBand,
)

DATA = Path(__file__).parents[3] / "data" / "vocabulary"
ISCO = sorted(json.loads((DATA / "en" / "isco.json").read_text(encoding="utf-8")))
UNITS = [code for code in ISCO if len(code) == 4]
GROUPS = [code for code in ISCO if len(code) <= 2]
GENDERED = re.compile(
    r"\b(he|she|his|hers?|him|himself|herself|man|men|woman|women|hij|zij|ze|haar|hem|zijn|vrouw|mannen|vrouwen)\b",
    re.IGNORECASE,
)
REGIONS = {"NL": "NL414", "BE": "BE234", "DE": "DE212", "GR": "EL303", "US": None, "IN": None}

skills = st.sampled_from([f"skill-{number}" for number in range(30)])
languages = st.sampled_from(["nl", "en", "de", "fr", "tr", "hi"])
sectors = st.frozensets(st.sampled_from("ABCDEFGHIJKLMNOPQRSTU"), max_size=4)
places = st.sampled_from([(country, region) for country in REGIONS for region in {None, REGIONS[country]}])


def maybe(values: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(values)


public_facts = st.builds(
    lambda place, **rest: PublicFacts(place=place[1] or place[0], **rest),
    st.just((None, None)) | places,
    occupation=maybe(GROUPS),
    seniority=maybe(Seniority),
    education=maybe(EducationLevel),
    languages=st.frozensets(languages),
    sectors=sectors,
    skills=st.lists(skills, max_size=8, unique=True).map(tuple),
)
verified_records = st.builds(
    lambda place, **rest: VerifiedRecord(country=place[0], region=place[1], **rest),
    st.just((None, None)) | places,
    occupation=maybe(UNITS),
    seniority=maybe(Seniority),
    education=maybe(EducationLevel),
    education_field=maybe(["04", "042", "061"]),
    languages=st.lists(st.builds(LanguageClaim, languages, maybe(LanguageLevel)), max_size=6).map(tuple),
    sectors=sectors,
    skills=st.lists(st.builds(SkillClaim, skills, maybe(YearsBand)), max_size=8).map(tuple),
    assignments=st.lists(st.builds(Assignment, st.sampled_from(UNITS), maybe("CJK"), maybe(YearsBand)), max_size=3).map(
        tuple
    ),
    certifications=st.frozensets(st.sampled_from(["pmp", "prince2", "cisa"])),
    availability=maybe(Availability),
    available_from=maybe([date(2027, 3, 1)]),
    hours=maybe(HoursBand),
    remote=maybe(RemoteWork),
    rate=maybe(RateBand),
)


def label(kind: str, each: str, locale: str) -> str:
    return f"{kind}:{each}:{locale}"


def summary(facts: PublicFacts | VerifiedRecord, locale: str) -> str:
    return (public_summary if isinstance(facts, PublicFacts) else verified_summary)(facts, locale, label)


@settings(max_examples=150, deadline=None)
@given(facts=public_facts | verified_records, locale=st.sampled_from(["en", "nl"]))
def test_a_summary_is_one_to_four_neutral_sentences(facts: PublicFacts | VerifiedRecord, locale: str) -> None:
    text = summary(facts, locale)
    sentences = text.removesuffix(".").split(". ")
    assert 1 <= len(sentences) <= 4
    assert text.endswith(".")
    assert all(sentence[0].isupper() or sentence.startswith(("skill:", "IJ")) for sentence in sentences)
    assert text == " ".join(text.split())
    assert not re.search(r"None|\{|\}|\(\)|,,|\.\.|,\.| ,", text)
    assert not GENDERED.search(text)


@settings(max_examples=60, deadline=None)
@given(facts=public_facts | verified_records, locale=st.sampled_from(["en", "nl"]))
def test_the_same_facts_give_the_same_text_in_whatever_order_sets_keep(
    facts: PublicFacts | VerifiedRecord, locale: str
) -> None:
    rebuilt = {
        each.name: frozenset(sorted(value, reverse=True)) if isinstance(value, frozenset) else value
        for each in fields(facts)
        for value in [getattr(facts, each.name)]
    }
    assert summary(type(facts)(**rebuilt), locale) == summary(facts, locale)


@settings(max_examples=100, deadline=None)
@given(facts=public_facts | verified_records)
def test_only_labels_of_the_facts_and_of_the_locale_are_asked_for(facts: PublicFacts | VerifiedRecord) -> None:
    known = {skill if isinstance(skill, str) else skill.skill for skill in facts.skills}
    if isinstance(facts, VerifiedRecord):
        known |= facts.certifications | (
            {facts.education_field} if facts.education and facts.education_field else set()
        )
    for locale in ("en", "nl"):
        named = set(re.findall(r"(?:skill|education-field|certification):([\w-]+):(\w+)", summary(facts, locale)))
        assert {each for each, _ in named} <= known
        assert {language for _, language in named} <= {locale}


FULL = VerifiedRecord(
    occupation="2512",
    country="NL",
    region="NL32B",
    seniority=Seniority.SENIOR,
    education=EducationLevel.MASTER,
    education_field="061",
    languages=(LanguageClaim("nl", LanguageLevel.NATIVE), LanguageClaim("en", LanguageLevel.C1)),
    sectors=frozenset("K"),
    skills=(SkillClaim("kafka", YearsBand.FROM_1), SkillClaim("python", YearsBand.FROM_6)),
    assignments=(Assignment("2511", "K", YearsBand.FROM_3),),
    certifications=frozenset({"pmp"}),
    availability=Availability.MONTH,
    available_from=None,
    hours=HoursBand.FROM_24,
    remote=RemoteWork.HYBRID,
    rate=RateBand.FROM_600,
)
MENTIONS = {
    "occupation": ("software developer", "softwareontwikkelaar"),
    "country": ("(the Netherlands)", "(Nederland)"),
    "region": ("Greater Amsterdam", "Groot-Amsterdam"),
    "seniority": ("six to nine years of experience", "zes tot negen jaar ervaring"),
    "education": ("master's degree", "masterdiploma"),
    "education_field": ("education-field:061:en", "education-field:061:nl"),
    "languages": ("Dutch (native) and English (C1)", "Nederlands (moedertaal) en Engels (C1)"),
    "skills": ("skill:python:en and skill:kafka:en", "skill:python:nl en skill:kafka:nl"),
    "assignments": (
        "a systems or data analyst in financial services (three to five years)",
        "systeem- of data-analist in de financiële sector (drie tot vijf jaar)",
    ),
    "certifications": ("plus the certificate certification:pmp:en", "plus het certificaat certification:pmp:nl"),
    "availability": ("vailable within a month", "innen een maand beschikbaar"),
    "hours": ("24 to 31 hours a week", "24 tot 31 uur per week"),
    "remote": ("partly remote", "deels op afstand"),
    "rate": ("€600–749 a day", "€ 600–749 per dag"),
}


@pytest.mark.parametrize("name", MENTIONS)
def test_a_fact_is_mentioned_where_it_is_there_and_not_where_it_is_missing(name: str) -> None:
    without = replace(FULL, **{name: type(getattr(FULL, name))() if name in _COLLECTIONS else None})
    for locale, words in zip(("en", "nl"), MENTIONS[name], strict=True):
        assert words.casefold() in summary(FULL, locale).casefold()
        assert words.casefold() not in summary(without, locale).casefold()


_COLLECTIONS = {"languages", "skills", "assignments", "certifications"}


def test_the_public_summary_reads_well_in_both_languages() -> None:
    facts = PublicFacts("25", "NL", Seniority.VETERAN, None, frozenset({"nl", "en"}), frozenset(), ("python",))
    assert public_summary(facts, "en", label) in {
        f"{who} {has} at least ten years of experience. {skill} skill:python:en. Speaks Dutch and English."
        for who, has in (
            ("Independent ICT professional in the Netherlands,", "with"),
            ("Works as an independent ICT professional in the Netherlands", "and has"),
            ("ICT professional working independently in the Netherlands,", "with"),
        )
        for skill in ("Skilled in", "Brings skills in")
    }
    dutch = public_summary(facts, "nl", label)
    assert "ict-specialist" in dutch.casefold()
    assert "Spreekt Engels en Nederlands." in dutch


def test_shapes_differ_between_records() -> None:
    openings = {summary(replace(FULL, occupation=code), "en").split(" ")[0] for code in UNITS[:40]}
    assert {"Independent", "Works"} <= openings
    assert len(openings) > 2


@pytest.mark.parametrize(
    ("items", "clauses", "text"),
    [
        ([], False, ""),
        (["a"], False, "a"),
        (["a", "b"], False, "a and b"),
        (["a and b", "c", "d"], False, "a and b, c and d"),
        (["a", "b and c"], False, "a, and b and c"),
        (["is a", "has b and c"], True, "is a and has b and c"),
        (["has a and b", "is c"], True, "has a and b, and is c"),
        (["has a, b and c", "is d", "does e"], True, "has a, b and c; is d and does e"),
    ],
)
def test_a_list_is_joined_so_that_it_can_be_read(items: list[str], clauses: bool, text: str) -> None:
    assert joined(items, "and", clauses=clauses) == text


def test_long_lists_end_in_more() -> None:
    many = replace(FULL, skills=tuple(SkillClaim(f"skill-{number}") for number in range(8)))
    assert "skill:skill-4:en and more" in summary(many, "en")
    assert "skill-5" not in summary(many, "en")
    assert "skill:skill-4:nl en meer" in summary(many, "nl")


@pytest.mark.parametrize(
    ("skill", "written", "inside"),
    [
        ("project-management", "Project management", "project management"),
        ("leadership", "Leadership", "leadership"),
        ("brew-beer", "Brew beer", "brew beer"),
        ("S1.3", "Teaching and training", "teaching and training"),
        ("english", "English", "English"),
        ("3d-modeling", "3D modeling", "3D modeling"),
        ("python", "Python", "Python"),
        ("six-sigma", "Six Sigma", "Six Sigma"),
    ],
)
def test_ordinary_words_are_written_small_and_names_are_not(skill: str, written: str, inside: str) -> None:
    facts = PublicFacts(skills=(skill,))
    assert f" in {inside}." in public_summary(facts, "en", lambda *_: written)


def test_every_group_has_a_singular_of_its_own_in_both_languages() -> None:
    for locale in ("en", "nl"):
        singular = json.loads((DATA / locale / "isco-singular.json").read_text(encoding="utf-8"))
        assert sorted(singular) == ISCO
        assert all((text and text[0].islower()) or text.startswith("ICT") for text in singular.values())
        assert not any(GENDERED.search(text) for text in singular.values())


@pytest.mark.parametrize(
    ("code", "english", "dutch"),
    [
        ("2511", "systems or data analyst", "systeem- of data-analist"),
        ("1219", "business services manager", "manager zakelijke dienstverlening"),
        ("26", "legal, social or cultural professional", "specialist recht, samenleving of cultuur"),
        (
            "34",
            "legal, social, cultural or culinary associate professional",
            "vakspecialist recht, samenleving, cultuur of culinair",
        ),
    ],
)
def test_one_person_reads_as_one_person(code: str, english: str, dutch: str) -> None:
    for locale, words in (("en", english), ("nl", dutch)):
        assert words.casefold() in summary(replace(FULL, occupation=code, assignments=()), locale).casefold()


def test_no_wide_group_of_occupations_is_one_thing_and_another() -> None:
    singular = json.loads((DATA / "en" / "isco-singular.json").read_text(encoding="utf-8"))
    assert [text for code, text in singular.items() if len(code) <= 2 and " and " in text] == []
    assert [text for text in singular.values() if "elsewhere" in text] == []
