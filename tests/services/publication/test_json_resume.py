"""JSON Resume: what a file says is read field by field, what is wrong is named, what is written is valid."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from models.bands import LanguageLevel
from services.publication.json_resume import SCHEMA, read_json_resume, validator
from services.publication.json_resume_writing import json_resume_of
from services.publication.reading import read_resume
from services.publication.resume import (
    CertificationEntry,
    Contact,
    Job,
    LanguageEntry,
    Piece,
    Resume,
    SkillEntry,
    Study,
)
from services.publication.structured import InvalidResume

FILE: dict[str, Any] = {
    "basics": {
        "name": "Robin van Sjabloon",
        "label": "Programmer",
        "email": "robin@people.example",
        "phone": "(912) 555-4321",
        "url": "https://robin.example",
        "image": "",
        "summary": "I build things.",
        "location": {"city": "Zwolle", "countryCode": "nl", "postalCode": "8011"},
        "profiles": [{"network": "X", "username": "robin", "url": "https://x.example/robin"}],
    },
    "work": [
        {
            "name": "Proefmolen",
            "position": "Lead",
            "location": "Utrecht",
            "startDate": "2019-03-15",
            "summary": "Mills.",
            "highlights": ["Built one", "Ran two"],
        },
        {"company": "Voorbeeldfabriek", "position": "Developer", "startDate": "2012", "endDate": "2018-12"},
        {"name": "Eerste", "position": "Trainee", "startDate": "2011-01", "endDate": "present"},
    ],
    "education": [
        {"institution": "Nergens", "area": "Computer science", "studyType": "Bachelor", "endDate": "2011-06-30"},
        {"institution": "Nergens", "area": "Woodwork"},
    ],
    "skills": [
        {"name": "Web", "level": "Master", "keywords": ["HTML", "CSS"]},
        {"name": "Python", "level": "8 years"},
    ],
    "languages": [
        {"language": "Nederlands", "fluency": "Native speaker"},
        {"language": "English", "fluency": "C1"},
        {"language": "Klingon", "fluency": "Fluent"},
    ],
    "certificates": [{"name": "PRINCE2", "date": "2017-04-01", "issuer": "Axelos", "url": "https://example.org"}],
    "projects": [{"name": "Planner", "description": "Plans", "url": "https://plan.example", "endDate": "2020-05"}],
    "references": [{"name": "Jo Collega", "reference": "Good."}],
    "interests": [{"name": "Wildlife"}],
}
WHOLE = Resume(
    contact=Contact(
        first_name="Jan Willem",
        last_name="van Sjabloon",
        email="jw@people.example",
        phone="06 0000 0000",
        city="Zwolle",
        country="NL",
        links=("https://one.example", "https://two.example"),
    ),
    headline="Developer & “builder”",
    summary="Line one\n\nLine <three> & more",
    jobs=(
        Job("Lead", "Proefmolen", "Utrecht", (2019, 3), None, True, "Did • things\nand more"),
        Job("Developer", "", "", (2012, 0), (2018, 12), False, ""),
        Job("Unknown end", "Somewhere", "", (2010, 5), None, False, ""),
        Job("No dates", "", "", None, None, False, ""),
        Job("Only now", "", "", None, None, True, ""),
    ),
    studies=(Study("Bachelor", "Nergens", "Computer science", 2007, 2011), Study("Course")),
    skills=(SkillEntry("Python", 8), SkillEntry("C#"), SkillEntry("Go", 1)),
    languages=(
        LanguageEntry("nl", LanguageLevel.NATIVE),
        LanguageEntry("en", LanguageLevel.C1),
        LanguageEntry("fy", LanguageLevel.A1),
        LanguageEntry("uk"),
    ),
    certifications=(CertificationEntry("PRINCE2", "Axelos", "N-1", 2017), CertificationEntry("ITIL")),
    portfolio=(Piece("Planner", "Plans\nthings", "https://plan.example", 2020), Piece("Other")),
)


TELLING = "Built a portal for the customer.\nClient: Markerbank NV\nhanna@elders.example"


def read(value: Any) -> Resume:
    return read_json_resume(json.dumps(value))


def problems(value: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidResume) as caught:
        read(value)
    return [(each.place, each.fault) for each in caught.value.problems]


def test_each_field_comes_where_it_belongs() -> None:
    found = read(FILE)
    assert found.contact == Contact(
        "Robin",
        "van Sjabloon",
        "robin@people.example",
        "(912) 555-4321",
        "Zwolle",
        "NL",
        ("https://robin.example", "https://x.example/robin"),
    )
    assert (found.headline, found.summary) == ("Programmer", "I build things.")
    assert found.jobs == (
        Job("Lead", "Proefmolen", "Utrecht", (2019, 3), None, True, "Mills.\n• Built one\n• Ran two"),
        Job("Developer", "Voorbeeldfabriek", "", (2012, 0), (2018, 12)),
        Job("Trainee", "Eerste", "", (2011, 1), None, True),
    )
    assert found.studies == (Study("Bachelor", "Nergens", "Computer science", None, 2011), Study("Woodwork", "Nergens"))
    assert found.skills == (SkillEntry("HTML"), SkillEntry("CSS"), SkillEntry("Python", 8))
    assert found.languages == (LanguageEntry("nl", LanguageLevel.NATIVE), LanguageEntry("en", LanguageLevel.C1))
    assert found.certifications == (CertificationEntry("PRINCE2", "Axelos", "", 2017),)
    assert found.portfolio == (Piece("Planner", "Plans", "https://plan.example", 2020),)
    assert found.colleagues == ("Jo Collega",)


def test_what_is_written_is_valid_and_reads_back_the_same() -> None:
    written = json_resume_of(WHOLE)
    assert list(validator().iter_errors(written)) == []
    assert read(written) == WHOLE
    assert list(validator().iter_errors(json_resume_of(Resume()))) == []


def test_names_that_stay_hidden_are_not_written() -> None:
    hidden = Resume(jobs=WHOLE.jobs, colleagues=("Jo Collega",), clients=("Geheim BV",), addresses=("g@x.example",))
    assert re.search("Collega|Geheim|g@x", json.dumps(json_resume_of(hidden))) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"work": [{}, {}, {"startDate": "March 2019"}]}, [("work[2].startDate", "date")]),
        ({"work": [{"endDate": "2019-13"}]}, [("work[0].endDate", "date")]),
        ({"work": [{"startDate": "2019-02-41"}]}, [("work[0].startDate", "date")]),
        ({"work": [{"startDate": 2019}]}, [("work[0].startDate", "text")]),
        ({"education": {"area": "x"}}, [("education", "list")]),
        ({"basics": []}, [("basics", "object")]),
        ({"basics": {"email": "nobody"}}, [("basics.email", "email")]),
        ({"skills": [{"keywords": "a, b"}]}, [("skills[0].keywords", "list")]),
        ({"work": ["Lead"]}, [("work[0]", "object")]),
        ({"basics": {"summary": "x" * 10_001}}, [("basics.summary", "long")]),
        ({"skills": [{"name": "x"}] * 101}, [("skills", "many")]),
        ([], [("", "object")]),
        ({"work": [{"highlights": [1]}], "languages": [{"fluency": 5}]},
         [("languages[0].fluency", "text"), ("work[0].highlights[0]", "text")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_field(value: Any, expected: list[tuple[str, str]]) -> None:
    assert problems(value) == expected


@pytest.mark.parametrize("text", ["{", '{"work": [}', "[" * 100_000, "", "null", "{'a': 1}"])
def test_what_is_no_json_is_said(text: str) -> None:
    with pytest.raises(InvalidResume):
        read_json_resume(text)


def test_empty_texts_and_null_count_as_left_out() -> None:
    assert read({"work": [{"position": "Lead", "endDate": "", "startDate": None}]}).jobs == (Job("Lead"),)


def test_a_file_is_read_in_the_child_with_the_names_for_the_guard() -> None:
    file = FILE | {"work": [{"position": "Lead", "summary": TELLING}]}
    found = read_resume(json.dumps(file).encode(), "resume.JSON")
    assert found.jobs[0].title == "Lead"
    assert "hanna@elders.example" in found.addresses
    assert "Markerbank NV" in found.clients
    with pytest.raises(InvalidResume) as caught:
        read_resume(b'{"work": [{"startDate": "x"}]}', "resume.json")
    assert [(each.place, each.fault) for each in caught.value.problems] == [("work[0].startDate", "date")]


def test_the_schema_is_the_one_that_is_noted() -> None:
    noted = Path(SCHEMA.parent / "README.md").read_text("utf-8")
    assert hashlib.sha256(SCHEMA.read_bytes()).hexdigest() in noted
