"""Positions that a résumé mentions in its sentences ("worked as a trainer at Example") or labels ("Role: tester")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .job_headers import is_title, trimmed
from .organisation_names import clean_name, plausible
from .resume import Job

_TITLE = r"(?P<title>(?!(?:an? )?team player)[A-Za-zÄÖÜäöü][\w.&/'-]*(?: [\w.&/()'-]+){0,5}?)"
_PROPER = r"[A-Z][\w&.'-]*"
_AS = re.compile(
    r"\b(?i:work(?:ed|ing|s)?|serv(?:ed|ing|es)|joined|joining|employed|promoted|started|appointed|acted|hired"
    r"|gewerkt|werkte?|werkzaam|gearbeitet|tätig|arbeitete)(?: [\w,]+){0,4}? (?:as|als) (?:an? |the |een |de )?"
    rf"{_TITLE}(?= ?[.,;:(\n]| (?:in|at|for|with|to|of|on|from|by|since|and|where|bij|voor|bei|für|van)\b|$)"
    rf"(?:(?: ?,)? (?:in|at|for|with|bij|voor|bei) (?:the |de |der )?(?P<employer>{_PROPER}(?: {_PROPER}){{0,4}}))?"
)
_LABEL = re.compile(
    r"(?:^|[(\s])(?:my )?(?:role|roles|designation|position(?: held)?|job title|functie|rol|rolle|funktion)"
    r"\s?:[-\s]{0,40}(?P<title>[A-Z][^\n,;:.()]{2,60})",
    re.IGNORECASE,
)
_MOST = 30


def mentioned_jobs(lines: Iterable[str], known: Sequence[Job], *, labels: bool) -> list[Job]:
    """Positions without a period whose function is not among ``known``; ``labels``: also those that a label names."""
    taken = {job.title.casefold() for job in known}
    found: list[Job] = []
    for line in lines:
        for match in [*_AS.finditer(line[:2000]), *(_LABEL.finditer(line[:2000]) if labels else ())]:
            title = trimmed(match["title"])
            if title.casefold() in taken or not is_title(title) or len(title.split()) > 7:
                continue
            employer = clean_name(match.groupdict().get("employer") or "")
            taken.add(title.casefold())
            found.append(Job(title=title, employer=employer if employer and plausible(employer) else ""))
    return found[:_MOST]
