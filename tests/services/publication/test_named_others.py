"""Names found in running text: two for "A and B", none for a verb, a place or a profile elsewhere."""

from __future__ import annotations

import pytest

from services.publication.enrichment import enrich
from services.publication.profile_links import without_profile_links
from services.publication.resume import Resume
from services.publication.sections import parse_resume

RESUME = """Mira Voorbeeld
Data engineer
Kerkstraat 12
5611 AB Eindhoven, Netherlands
https://www.linkedin.com/in/miravoorbeeld
LinkedIn: linkedin.com/in/mira
GitHub

Work experience

Data engineer
Proefmolen NV, Utrecht
March 2018 - present
- {line}

Skills

Python, Spark
"""


def found(line: str) -> Resume:
    text = RESUME.format(line=line)
    return enrich(parse_resume(text), text)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Worked for Kwikwater Bank and Lichtmolen BV", {"Kwikwater Bank", "Lichtmolen BV"}),
        ("Werkte voor Kwikwater Bank en Lichtmolen BV", {"Kwikwater Bank", "Lichtmolen BV"}),
        ("Consulted for Kwikwater Bank", {"Kwikwater Bank"}),
        ("Joined Ernst and Young GmbH", {"Ernst and Young GmbH"}),
    ],
)
def test_a_phrase_gives_the_names_in_it_alone(line: str, names: set[str]) -> None:
    assert set(found(line).clients) == names


def test_a_profile_elsewhere_is_neither_a_skill_nor_a_company() -> None:
    resume = found("Made pipelines.")
    assert {skill.name for skill in resume.skills} == {"Python", "Spark"}
    assert resume.clients == ()
    assert len(resume.contact.links) == 2


def test_only_links_to_pages_of_people_are_taken_out() -> None:
    kept = "Deployed with GitHub Actions at https://kwikwater.example/github"
    assert without_profile_links(kept) == kept
    assert without_profile_links("See GitHub: github.com/mira, or mail") == "See  or mail"
