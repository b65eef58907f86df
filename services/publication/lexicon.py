"""Words by which a line of a résumé shows what it is: a function, an organisation, a school, a place."""

from __future__ import annotations

import re

from .lexicon_words import (
    GENERIC,
    LEGAL_FORMS,
    SCHOOLS,
    STRICT_FORMS,
    STRONG_ORGANISATIONS,
    SURNAMES,
    TITLE_WORDS,
    TOOLS,
    WEAK_ORGANISATIONS,
    word_set,
)
from .place_names import CITIES, COUNTRIES
from .remembering import remembered

_TITLE_ENDINGS = (
    "ontwikkelaar", "beheerder", "medewerker", "adviseur", "kundige", "leider", "leidster", "begeleider", "ontwerper",
    "entwickler", "entwicklerin", "berater", "beraterin", "leiter", "leiterin", "mitarbeiter", "ingenieur", "manager",
    "specialist", "spezialist", "techniker", "monteur", "assistent", "assistente", "engineer", "kaufmann", "kauffrau",
    "docent", "arzt", "pfleger", "helfer", "coach", "verkoper", "analist", "analytiker", "consultant", "führer",
    "directeur", "coördinator", "koordinator", "jurist", "architect", "architekt", "planner", "officer", "werker",
    "marketeer", "leitung", "referent", "redacteur", "redakteur", "strateeg", "tester", "therapeut", "therapist",
    "administrator", "administrateur", "uitvoerder", "designer", "dolmetscher", "rezeptionist", "schüler",
    "sachbearbeiter", "developer", "programmeur", "voorbereider", "inspecteur", "opzichter", "master",
)  # fmt: skip
_SMALL_TITLE = re.compile(
    r"\b(?:ceo|cto|cfo|coo|cio|vp|sr\.|jr\.|internship|stage|freelance|training and placement)", re.I
)
_SCHOOL_ENDINGS = (
    "school", "schools", "schule", "college", "kolleg", "lyceum", "gymnasium", "universiteit", "universität",
    "akademie", "academie", "instituut", "bildungswerk", "bildungszentrum", "onderwijs", "atheneum",
)  # fmt: skip
# What follows the owner's name in that of a company ("Timmerman Consultancy").
_OWN_FIRM = word_set(
    """consultancy consulting consult advies adviesbureau beratung projecten projekte projects bouw design studio media
    services diensten dienste techniek technik bv b.v gmbh ltd holding solutions it ict"""
)
_STATE = re.compile(
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\b"
    r"\.?(?:\s+[\dX]{3,6})?"
)
_INNER_SIGNS = re.compile(r"[-/&]")
_TOKEN = re.compile(r"[^\W_]+(?:[.'&/-][^\W_]+)*")


@remembered
def words(text: str) -> tuple[str, ...]:
    """The words of a text, inner dots, dashes and ampersands kept."""
    return tuple(_TOKEN.findall(text))


@remembered
def looks_like_title(text: str) -> bool:
    """Whether it names a function ("Senior Java Developer", "projectleider")."""
    found = words(text.casefold())
    if 1 < len(found) < 4 and found[-1] in _OWN_FIRM and any(word in SURNAMES for word in found):
        return False
    for word in found:
        if word in TITLE_WORDS:
            return True
        if not word.isalnum() and any(part in TITLE_WORDS for part in _INNER_SIGNS.split(word)):
            return True
        if len(word) > 7 and word.endswith(_TITLE_ENDINGS):
            return True
        # "Accounts managers", but not "Example Accountants".
        if word.endswith("s") and word[:-1] in TITLE_WORDS and len(word) > 6 and (word == text or found[0] in GENERIC):
            return True
    return _SMALL_TITLE.search(text) is not None


@remembered
def looks_like_organisation(text: str) -> bool:
    """Whether it carries a legal form or a noun of organisations."""
    found = [word.strip(".") for word in words(text)]
    return any(
        word in STRICT_FORMS
        or word.casefold() in STRONG_ORGANISATIONS
        or word.casefold() in WEAK_ORGANISATIONS
        or (word.casefold() in LEGAL_FORMS and len(word) > 2)
        for word in found
    )


def looks_like_school(text: str) -> bool:
    """Whether it carries a noun of schools, as a word or as the end of one ("Pleincollege")."""
    return any(word in SCHOOLS or word.endswith(_SCHOOL_ENDINGS) for word in words(text.casefold()))


@remembered
def looks_like_place(text: str) -> bool:
    """Whether it is a city, state or country known here, also with its region ("Pune, Maharashtra", "Dallas, TX")."""
    parts = [part.strip(" .()-").casefold() for part in re.split(r"[,(]", text) if part.strip(" .()-")]
    if not parts:
        return False
    return any(part in CITIES or part in COUNTRIES for part in parts) or bool(
        len(parts) <= 3 and _STATE.fullmatch(text.split(",")[-1].strip(" .()-"))
    )


def is_tool(text: str) -> bool:
    """Whether it is nothing but names of tools, which running text uses as such."""
    return all(word.casefold() in TOOLS or word.casefold() in GENERIC or word.isdigit() for word in words(text))


@remembered
def is_generic(text: str) -> bool:
    """Whether no word of it could be a proper name."""
    found = [word for word in words(text) if len(word) > 1]
    return not any(
        word.casefold() not in GENERIC
        and word.casefold() not in TITLE_WORDS
        and word.casefold() not in LEGAL_FORMS
        and not word.isdigit()
        and (word[0].isupper() or any(c.isupper() for c in word))
        for word in found
    )
