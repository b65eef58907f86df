"""Dutch labels of the vocabulary: complete, in the shape of the English ones, and really Dutch."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from services.demo.people import demo_professionals
from services.publication.skills_found import read_jobs, skills_in
from services.publication.vocabulary import vocabulary

VOCABULARY = Path(__file__).parents[3] / "data" / "vocabulary"
COMPLETE = ("isco", "skill-groups", "nace", "education-fields")
SAME_IN_BOTH = {"Managers", "Accountants"}
# Skills that go by the same name in Dutch: methods, standards and abbreviations.
NAMES = {
    *("Agile", "CI/CD", "DATEV", "Design thinking", "DevOps", "Dry needling", "ERP", "HACCP", "IFRS", "Incoterms"),
    *("Kanban", "Lean", "Moodle", "NIS2", "SAFe", "Scrum", "Six Sigma", "Trados", "Twinfield", "UAV-GC", "WordPress"),
}
ENGLISH_WORD = re.compile(
    r"\b(and|the|with|workers?|professionals?|other|related|not|using|working|services|skills|from)\b", re.IGNORECASE
)
GENDERED = re.compile(
    r"\b(?:man(?:nen)?|vrouw(?:en)?|hij|zij|hem|haar(?!-))\b|secretaress|kamermeisj|vaklui|vaklied", re.IGNORECASE
)


def labels(language: str, name: str) -> dict[str, str]:
    return json.loads((VOCABULARY / language / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", COMPLETE)
def test_every_english_label_has_a_dutch_one(name: str) -> None:
    english, dutch = labels("en", name), labels("nl", name)
    assert dutch.keys() == english.keys()
    assert [code for code, label in dutch.items() if not label.strip()] == []


def test_isco_has_all_its_groups() -> None:
    dutch = labels("nl", "isco")
    assert len(dutch) == 619
    assert [sum(len(code) == level for code in dutch) for level in (1, 2, 3, 4)] == [10, 43, 130, 436]
    assert dutch["2512"] == "Softwareontwikkelaars"
    assert dutch["261"] == "Juristen"


@pytest.mark.parametrize("name", COMPLETE)
def test_labels_are_dutch_neutral_and_well_formed(name: str) -> None:
    english = labels("en", name)
    for code, label in labels("nl", name).items():
        assert label in SAME_IN_BOTH or label.casefold() != english[code].casefold(), code
        assert not ENGLISH_WORD.search(label), (code, label)
        assert not GENDERED.search(label), (code, label)
        assert label[0].isupper(), (code, label)
        assert label == " ".join(label.split()), (code, label)
        assert not label.endswith((".", ",")), (code, label)


@pytest.mark.parametrize("name", COMPLETE)
def test_two_groups_share_a_dutch_label_only_where_they_share_the_english_one(name: str) -> None:
    english = labels("en", name)
    named: dict[str, set[str]] = {}
    for code, label in labels("nl", name).items():
        named.setdefault(label, set()).add(english[code].casefold())
    assert {label: names for label, names in named.items() if len(names) > 1} == {}


def test_skills_with_a_dutch_name_exist_and_keep_names_of_tools() -> None:
    dutch = labels("nl", "skills")
    assert len(dutch) >= 400
    assert [each for each in dutch if not vocabulary().has_skill(each)] == []
    english = {each: vocabulary().skill(each).label_en for each in dutch}
    assert {label for each, label in dutch.items() if label == english[each]} == {"Management", "Coaching", "Marketing"}
    assert dutch["project-management"] == "Projectmanagement"
    assert "python" not in dutch
    for each, label in dutch.items():
        assert label[0].isupper() or label[0].isdigit(), each
        assert label == " ".join(label.split()), each
        assert not GENDERED.search(label), each


def test_skills_have_names_of_their_own() -> None:
    names = list(labels("nl", "skills").values())
    assert sorted(names) == sorted(set(names))


def test_skills_that_are_common_among_the_demo_people_have_a_dutch_name() -> None:
    counts: Counter[str] = Counter()
    for person in demo_professionals(600, 1):
        for found in skills_in(person.resume, read_jobs(person.resume)):
            counts[found.id] += vocabulary().skill(found.id).kind != "tool"
    english = {each for each, times in counts.items() if times >= 3} - labels("nl", "skills").keys()
    assert {vocabulary().skill(each).label_en for each in english} <= NAMES
