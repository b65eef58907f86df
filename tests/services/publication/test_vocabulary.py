"""The compiled vocabulary: labels, groups, recognition of names and type-ahead."""

import json

import pytest

from services.publication.vocabulary import FOLDER, vocabulary


def labels(text: str) -> list[str]:
    return [vocabulary().skill(id_).label_en for id_, _ in vocabulary().match(text)]


def test_every_skill_has_an_id_of_its_own_and_groups_that_exist():
    words = vocabulary()
    ids = words.ids("skill")
    assert len(ids) == len(set(ids)) > 15_000
    groups = set(words.ids("skill-group"))
    assert all(set(words.skill_groups(id_)) <= groups for id_ in ids)


def test_every_group_reaches_a_top_through_known_groups():
    words = vocabulary()
    for group in words.ids("skill-group"):
        assert (words.parents(group) or (group,))[-1] in {"S", "K", "T", "L"}


def test_skills_have_readable_ids_and_labels_without_brackets():
    words = vocabulary()
    assert words.skill("python").label_en == "Python"
    assert words.skill("c-plus-plus").label_en == "C++"
    assert words.skill("project-management").kind == "skill"
    assert words.skill_named("k8s") == words.skill_named("Kubernetes") == "kubernetes"


def test_isco_parents_run_from_near_to_far():
    assert vocabulary().isco_parents("2512") == ("251", "25", "2")


def test_labels_are_dutch_where_there_is_dutch_and_say_so():
    words = vocabulary()
    dutch = json.loads((FOLDER / "nl" / "isco.json").read_text("utf-8"))["2512"]
    assert words.label("isco", "2512", "nl") == (dutch, "nl")
    assert words.label("isco", "2512") == ("Software developers", "en")
    assert words.label("certification", "prince2", "nl") == ("PRINCE2", "en")


def test_an_unknown_id_is_an_error():
    with pytest.raises(KeyError):
        vocabulary().label("isco", "9999")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C, C++ and C#", ["C", "C++", "C#"]),
        ("ASP.NET with .Net, Node.js/React.js", ["ASP.NET", ".NET", "Node.js", "React"]),
        ("JavaScript, Java Script, JAVASCRIPT", ["JavaScript"] * 3),
        ("Java 8, HTML5 and Windows Server 2012", ["Java", "HTML5", "Windows Server"]),
        ("JBoss4x", ["JBoss"]),
        ("Spring Boot before Spring, Hibernate", ["Spring Boot", "Spring", "Hibernate"]),
        ("Ｐｙｔｈ\u200bоn", ["Python"]),
        ("boekhouden; Buchhaltung; bookkeeping", ["Accounting", "Accounting", "Bookkeeping"]),
        ("projectmanagement, klantenservice", ["Project management", "Customer service"]),
    ],
)
def test_names_are_recognised_however_they_are_written(text, found):
    assert labels(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "I excel at this and go to the spring office, with access to the outlook",
        "my word is my bond, we rust in the swift river",
        "Vitamin C and plan R for the project",
        "contact spring@access.net or www.java.com",
    ],
)
def test_everyday_words_are_not_tools(text):
    tools = [id_ for id_, _ in vocabulary().match(text) if vocabulary().skill(id_).kind == "tool"]
    assert tools == []


def test_an_ambiguous_name_counts_in_a_list():
    assert "Microsoft Excel" in labels("Skills: Excel, Word, Go")


def test_languages_people_speak_are_no_skills():
    assert labels("English, German, Hindi") == []


def test_type_ahead_gives_the_nearest_names_first():
    found = [skill.label_en for skill in vocabulary().search_skills("pyth", limit=3)]
    assert found[0] == "Python"
    assert vocabulary().search_skills("  ") == []


def test_certifications_go_by_their_standard_name():
    words = vocabulary()
    found = words.certifications_in("PRINCE2 Practitioner certified; AWS solutions architect, VCA")
    assert [words.label("certification", id_)[0] for id_ in found] == [
        "PRINCE2 Practitioner",
        "AWS Certified Solutions Architect",
        "VCA Basis",
    ]


def test_alternatives_are_the_names_a_skill_goes_by():
    assert {"k8s", "kubernetes"} <= set(vocabulary().alternatives("kubernetes"))
    assert vocabulary().alternatives("no-such-skill") == ()
