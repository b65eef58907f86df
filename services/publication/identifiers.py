"""What points to the owner of a résumé: names, addresses, numbers, handles, and the organisations they were with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .normalise import fold, key_of, word_set
from .phonetics import is_cyrillic, sounds_of
from .resume import Resume
from .vendors import vendor_names, vendors_in, vendors_meant
from .vocabulary import vocabulary

GENERIC = Path(__file__).parents[2] / "data" / "vocabulary" / "supplement" / "generic.txt"
_PARTICLES = word_set(
    "van von der den de het ten ter del della dos das bin ibn abu the und and mac mrs miss herr frau sir prof"
)
_JOINERS = word_set("and en und the of van de der den von für et")
_WORD = re.compile(r"[A-Za-z0-9]+")
_CUTS = frozenset("-.")
_SIGNS = frozenset("0134578@$!")
# A one may be read as an i or an l.
_LEET_TABLES = (str.maketrans("0134578@$!", "oieastbasi"), str.maketrans("0134578@$!", "oleastbasi"))
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@dataclass(frozen=True)
class Identifiers:
    """One person's identifiers, as written.

    ``names``: of the owner · ``colleagues``: of other people · ``handles``: account names and local parts of
    addresses · ``organisations``: employers, schools, clients, own companies.
    """

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    colleagues: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        resume: Resume,
        *,
        account_email: str = "",
        names: Iterable[str] = (),
        companies: Iterable[str] = (),
    ) -> Identifiers:
        """Everything the account and the résumé hold that points to its owner."""
        contact = resume.contact
        links = (*contact.links, *(piece.url for piece in resume.portfolio if piece.url))
        emails = _some(account_email, contact.email, *resume.addresses)
        return cls(
            names=_some(contact.first_name, contact.last_name, *names),
            colleagues=_some(*resume.colleagues),
            emails=emails,
            phones=_some(contact.phone),
            handles=_some(*(_handle(link) for link in links), *(mail.partition("@")[0] for mail in emails)),
            organisations=_some(*companies, *organisations_of(resume)),
        )


def organisations_of(resume: Resume) -> tuple[str, ...]:
    """Employers, schools and clients of a résumé, all of them, and the vendors that its text means as companies.

    Their owner, or who imported them, has seen these names: what a parser mistook is discarded before (enrichment.py).
    """
    employers = [job.employer for job in resume.jobs] + [study.school for study in resume.studies]
    return _some(*employers, *resume.clients, *vendors_meant(resume))


def person_keys(identifiers: Identifiers) -> frozenset[str]:
    """The words of personal names, and whole names written as one word.

    The names of others were found in running text: what is also an everyday word of work is left to the whole name.
    """
    keys: set[str] = set()
    for name in identifiers.names:
        keys.update(_name_keys(name, everyday=True))
    for name in identifiers.colleagues:
        keys.update(_name_keys(name, everyday=False))
    return frozenset(keys)


def _name_keys(name: str, *, everyday: bool) -> Iterator[str]:
    for spelling in {name, name.translate(_UMLAUTS), *_unleeted(name)}:
        parts = re.findall(r"[a-z]+", fold(spelling).lower())
        words = [word for word in parts if word not in _PARTICLES]
        yield from (word for word in words if len(word) > 2 and (everyday or not _is_everyday(word)))
        if everyday or len(words) > 1:
            # Also with its particles, as one of them may be a part of a word that was cut: "De-rby".
            yield from (key for key in ("".join(words), "".join(parts)) if len(key) > 3)


def _is_everyday(word: str) -> bool:
    known = vocabulary()
    return word in generic_words() or known.skill_named(word) is not None or known.titles.exact(word) is not None


def organisation_keys(identifiers: Identifiers) -> frozenset[str]:
    """Names of organisations written as one word: whole, without what many share, and the vendors they contain."""
    keys: set[str] = set()
    for name in (each for given in identifiers.organisations for each in (given, *_unleeted(given))):
        words = [word for _, _, word in words_in(fold(name))]
        core = [word for word in words if word not in generic_words() and len(word) > 1]
        if len(words) > 1 or core:
            keys.update(("".join(words), "".join(core), "".join(_WORD.findall(fold(name))).lower()))
        keys.update(_tool_keys(core))
        keys.update(_vendor_keys(name))
    return frozenset(key for key in keys if len(key) > 1)


def handle_keys(identifiers: Identifiers) -> frozenset[str]:
    """Account names and local parts of addresses written as one word, without those that many share: "info"."""
    keys = (key_of(handle).replace(" ", "") for handle in identifiers.handles)
    return frozenset(key for key in keys if len(key) > 3 and key not in generic_words())


def words_in(folded: str) -> list[tuple[int, int, str]]:
    """Words of folded text in lower case with their places, without those that join the parts of a name."""
    found = ((match.start(), match.end(), match[0].lower()) for match in _WORD.finditer(folded))
    return [each for each in found if each[2] not in _JOINERS or _is_hyphenated(folded, each[0], each[1])]


@cache
def generic_words() -> frozenset[str]:
    """Words of organisations' names that many share."""
    text = "".join(line for line in GENERIC.read_text("utf-8").splitlines(True) if not line.startswith("#"))
    return frozenset(key_of(word) for word in text.split(","))


def _is_hyphenated(folded: str, start: int, end: int) -> bool:
    """Whether a word is a part of one cut in two: "En-gine"."""
    return folded[end : end + 1] in _CUTS or folded[start - 1 : start] in _CUTS


def _unleeted(name: str) -> set[str]:
    """A name with digits for letters as it is read: "D0ck3r" as "Docker"; "G4S" is too short to be meant so."""
    plain = name if name.isascii() else fold(name)
    words = plain.split()
    if not any(_is_leet(word) for word in words):
        return set()
    return {" ".join(word.translate(table) if len(word) > 3 else word for word in words) for table in _LEET_TABLES}


def _is_leet(word: str) -> bool:
    """Whether a word has signs for letters; a number is one where all of it may be read as letters."""
    if len(word) <= 3 or word.isalpha() or _SIGNS.isdisjoint(word):
        return False
    return not word.isdigit() or word.translate(_LEET_TABLES[0]).isalpha()


def _vendor_keys(name: str) -> Iterable[str]:
    for vendor in vendors_in(name):
        yield from vendor_names(vendor)


def whole_names(identifiers: Identifiers) -> frozenset[str]:
    """Names of organisations that are words many share ("Nursing"): they count where a label is nothing else."""
    keys = (key_of(name) for name in identifiers.organisations)
    return frozenset(key for key in keys if key in generic_words())


def sounds(identifiers: Identifiers) -> frozenset[str]:
    """How the names sound that are written in Cyrillic letters."""
    names = (*identifiers.names, *identifiers.colleagues, *identifiers.organisations)
    return frozenset(sound for name in names if is_cyrillic(name) for sound in sounds_of(name))


def _tool_keys(core: Sequence[str]) -> Iterator[str]:
    """The displayed name of the tool whose short name an organisation bears: "Qlik" is displayed as "QlikView"."""
    id_ = vocabulary().skill_named(" ".join(core))
    if id_ and vocabulary().skill(id_).kind == "tool":
        key = key_of(vocabulary().skill(id_).label_en).replace(" ", "")
        if key.startswith("".join(core)):
            yield key


def _handle(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2].partition("?")[0]


def _some(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value and value.strip()))
