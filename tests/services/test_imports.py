"""What an import makes of the résumé that is there."""

from __future__ import annotations

from services.imports import merged
from services.publication.resume import Contact, Job, LanguageEntry, Preferences, Resume, SkillEntry, Study

CURRENT = Resume(
    contact=Contact(links=("https://example.org/me",)),
    headline="Weaver",
    jobs=(Job("Weaver", "Proefmolen", start=(2015, 3), description="As I wrote it"),),
    studies=(Study("Bachelor", "Nergenshuizen"),),
    skills=(SkillEntry("Weaving", 9),),
    languages=(LanguageEntry("nl"),),
    preferences=Preferences(day_rate=65000),
    colleagues=("Kim Proef",),
)
FOUND = Resume(
    contact=Contact(links=("https://example.org/work",)),
    summary="Found in the file",
    jobs=(Job("weaver", "PROEFMOLEN", start=(2015, 3)), Job("Spinner", "Spinhuis", start=(2012, 1))),
    skills=(SkillEntry("weaving"), SkillEntry("Spinning")),
    languages=(LanguageEntry("en"),),
    clients=("Spinhuis",),
)


def test_replacing_leaves_wishes_and_what_the_file_does_not_say_of_oneself() -> None:
    result = merged(CURRENT, FOUND, add=False)
    assert (result.jobs, result.skills, result.studies, result.colleagues) == (FOUND.jobs, FOUND.skills, (), ())
    assert (result.headline, result.summary) == ("Weaver", "Found in the file")
    assert result.preferences == CURRENT.preferences


def test_adding_keeps_what_is_there_and_takes_over_only_what_is_new() -> None:
    result = merged(CURRENT, FOUND, add=True)
    assert result.jobs == (CURRENT.jobs[0], FOUND.jobs[1])
    assert result.skills == (SkillEntry("Weaving", 9), SkillEntry("Spinning"))
    assert result.studies == CURRENT.studies
    assert [entry.language for entry in result.languages] == ["nl", "en"]
    assert result.contact.links == ("https://example.org/me", "https://example.org/work")
    assert (result.colleagues, result.clients) == (("Kim Proef",), ("Spinhuis",))
    assert result.preferences == CURRENT.preferences
