"""Running text names fewer skills than a list does: everyday words and verb phrases count in lists only."""

import pytest

from services.publication.compiler import compile_records
from services.publication.guard import Identifiers
from services.publication.resume import Job, Resume, SkillEntry
from services.publication.vocabulary import vocabulary
from tests.services.publication.test_compiler import TODAY


@pytest.mark.parametrize(
    "text",
    [
        "I took models to production and ran a 40 minutes test",
        "the city's public transport, its permits and the purchase of goods",
        "the training of neural networks for the rehabilitation of offenders",
        "software packaging, followed by planning poker",
        "revisie van teksten over vergunningen",
        "a holiday on Java island with a Flask of coffee at the Puppet theatre",
        "able to work independently, lead a team and provide necessary documents",
    ],
)
def test_everyday_words_are_no_skills_in_running_text(text):
    found = {vocabulary().skill(id_).label_en for id_, _ in vocabulary().match(text, prose=True)}
    assert found <= {"Deep learning"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("years of budget management and market research", "Market research"),
        ("wrote it in Java with Spring Boot", "Java"),
        ("ervaring met arbeidsrecht", "Employment law"),
        ("negotiating with suppliers", "Negotiation"),
    ],
)
def test_names_that_mean_one_thing_count_in_running_text(text, label):
    assert label in {vocabulary().skill(id_).label_en for id_, _ in vocabulary().match(text, prose=True)}


def test_a_list_of_skills_and_a_title_keep_what_running_text_loses():
    def skills(resume: Resume) -> set[str]:
        public, _ = compile_records(resume, identifiers=Identifiers(), country=None, region=None, today=TODAY)
        return set(public.skills)

    assert "procurement" in skills(Resume(skills=(SkillEntry("Purchasing"),)))
    assert "procurement" in skills(Resume(jobs=(Job("Head of purchasing"),)))
    assert skills(Resume(summary="Purchasing", jobs=(Job("", description="purchasing of permits"),))) == set()


def test_skills_named_by_a_verb_are_shown_as_nouns():
    words = vocabulary()
    assert words.skill("work-independently").label_en == "Independent work"
    assert words.skill("lead-a-team").label_en == "Team leadership"
    assert words.skill("manage-a-small-to-medium-business").label_en == "Managing a small-to-medium business"
    assert words.skill_named("Team leadership") == words.skill_named("lead a team") == "lead-a-team"


@pytest.mark.parametrize("verb", ["Manage", "Provide", "Lead", "Ensure", "Develop", "Use", "Perform", "Work", "Apply"])
def test_no_label_begins_with_a_verb(verb):
    labels = [vocabulary().skill(id_).label_en for id_ in vocabulary().ids("skill")]
    verbal = [label for label in labels if label.split()[0] == verb and vocabulary().skill_named(label)]
    assert [label for label in verbal if len(label.split()) > 3 and label[1:] == label[1:].lower()] == []
