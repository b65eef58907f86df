"""The sentences of a demo résumé: headline, summary and what was achieved in a job, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .pools import Field, pool, say


@dataclass(frozen=True)
class Voice:
    """Who writes: the language of the whole résumé, the field of work, and the skills as this person spells them."""

    language: str
    field: Field
    theme: str
    skills: tuple[str, ...]
    city: str


def headline(random: Random, voice: Voice, title: str) -> str:
    """One line under the name: the title, often with a theme or skills."""
    form = random.random()
    if form < 0.35:
        return title
    if form < 0.7:
        return say(pool("writing")["headline_theme"], voice.language).format(title=title, theme=voice.theme)
    return " | ".join((title, *voice.skills[:2]))


def summary(random: Random, voice: Voice, title: str, years: int, company: str | None) -> str:
    """Two to four sentences about who this is; ``years`` of work in all."""
    writing = pool("writing")
    opening = random.choice(writing["summaries" if years >= 2 else "starter_summaries"])
    sentences = [opening, *random.sample(writing["closings"], random.choice((1, 1, 2)))]
    if company and random.random() < 0.5:
        sentences.insert(1, writing["company"])
    slots = {
        "title": title,
        "lower": lower_first(title),
        "years": years,
        "theme": voice.theme,
        "skill": voice.skills[0],
        "skill2": voice.skills[1],
        "city": voice.city,
        "company": company,
    }
    return " ".join(_capital(say(sentence, voice.language).format(**slots)) for sentence in sentences)


def achievements(random: Random, voice: Voice) -> Iterator[str]:
    """Endless sentences on what work brought about, mostly of the field; a form returns when all have been used."""
    while True:
        forms = [*voice.field.achievements, *random.sample(pool("writing")["achievements"], 3)]
        for form in random.sample(forms, len(forms)):
            yield _capital(say(form, voice.language).format(**_slots(random, voice)))


def lower_first(title: str) -> str:
    """``title`` as it stands inside a sentence: a small first letter, unless its first word is a name (DevOps, UX)."""
    first = title.split()[0]
    return title if any(letter.isupper() for letter in first[1:]) else title[0].lower() + title[1:]


def _slots(random: Random, voice: Voice) -> dict[str, str | int]:
    known = [tool for tool in voice.field.tools if tool in voice.skills]
    tools = known + [tool for tool in random.sample(voice.field.tools, 2) if tool not in known]
    return {
        "theme": say(random.choice(voice.field.themes), voice.language) if random.random() < 0.5 else voice.theme,
        "tool": tools[0],
        "tool2": tools[1],
        "n": random.randint(2, 9),
        "n2": random.randint(10, 18),
        "pct": random.randint(11, 45),
        "big": random.randint(4, 95) * 10,
        "huge": random.randint(12, 90) * 100,
        "low": random.randint(30, 55),
        "high": random.randint(70, 95),
    }


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
