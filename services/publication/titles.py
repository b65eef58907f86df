"""From a job title as written to an ISCO-08 unit group: exact names first, then the longest part that is a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .normalise import fold, key_of, word_set

# Rank and form of employment say nothing of the occupation.
_RANK = word_set(
    "senior sr snr junior jr medior lead leading principal staff chief associate assistant asst deputy trainee intern"
    " internship freelance freelancer contract contractor temporary temp interim acting former ex ervaren zelfstandig"
    " zzp stagiair stagiaire stage praktikant praktikantin werkstudent azubi leerling aankomend certified apprentice"
    " apprenticeship i ii iii iv v 1 2 3 4 l1 l2 l3 full part time fulltime parttime m w d f v x in innen"
    " onsite offshore remote global regional the a an level entry experienced young erfahrener erfahrene leitender"
    " volunteer vrijwilliger graduate summer student visiting adjunct corporate international national group mid sen"
    " hoofd technical"
)
# General heads: with something technical beside them they name an ICT occupation.
_TECHNICAL_HEADS = {
    "engineer": "2512", "developer": "2512", "programmer": "2512", "architect": "2512", "lead": "2512",
    "leader": "2512", "expert": "2512", "specialist": "2512", "professional": "2512", "consultant": "2511",
    "analyst": "2511", "analist": "2511", "advisor": "2511", "berater": "2511", "beraterin": "2511", "adviseur": "2511",
    "manager": "1330", "director": "1330", "head": "1330", "administrator": "2522", "admin": "2522",
    "beheerder": "2522", "trainer": "2356", "instructor": "2356", "teacher": "2356", "faculty": "2356",
    "tester": "2519", "support": "3512", "technician": "3512", "executive": "3512", "operator": "3511",
    "associate": "2512", "trainee": "2512", "intern": "2512", "ingenieur": "2512", "designer": "2166",
    "development": "2512", "entwickler": "2512", "ontwikkelaar": "2512", "technicus": "3512", "coordinator": "3512",
}  # fmt: skip
_TECHNICAL_WORDS = word_set(
    "it ict software system systems web app application applications applicatie cloud data technology technologies"
    " tech programming digital network server platform infrastructure computer informatics information development"
    " bi api etl crm erp edv infrastructuur"
)
_ENGINEERING_WORDS = word_set(
    "mechanical electrical civil chemical automobile hardware electronics production plc scada site"
)
# Words that ESCO has as titles, and résumés as something else.
_NO_TITLES = word_set("general major private operations technology marketing sales capital host model minister monitor")
_ASIDE = re.compile(r"\(([^)]*)\)|\[[^\]]*\]")
_PARTS = re.compile(r"\s+[-–—|]+\s+|[,;:|•\n]|\s+(?:at|@|bij|bei|for|in|voor|für|with|via|on)\s+", re.I)
_OF = re.compile(r"\b(?:of|van|der|von|for)\b", re.I)


@dataclass(frozen=True, slots=True)
class Titles:
    """Unit groups by the lookup key of a title; ``is_technical`` tells whether text names a software tool."""

    by_key: Mapping[str, str]
    is_technical: Callable[[str], bool]

    def occupation(self, title: str) -> str | None:
        """The ISCO-08 unit group of a job title, or None."""
        text = " ".join(fold(title).split())
        whole = self._exact(key_of(text).split())
        if whole:
            return whole
        bare = _ASIDE.sub(" ", text)
        heads = [word for word in key_of(bare).split() if word not in _RANK]
        if bare != text and len(heads) == 1:
            # "Associate Consultant (SAP)"
            unit = self._technical(heads[0], key_of(text).split())
            if unit:
                return unit
        for part in [bare, *_PARTS.split(bare), *_ASIDE.findall(text)]:
            unit = self._part(part or "")
            if unit:
                return unit
        return None

    def exact(self, title: str) -> str | None:
        """The unit group of text that is a title as a whole, apart from words of rank."""
        words = key_of(title).split()
        ranked = [word for word in words if word not in _RANK]
        return self._exact(words) or self._exact(ranked)

    def _part(self, part: str) -> str | None:
        words = key_of(part).split()
        if not words or len(words) > 12:
            return None
        ranked = [word for word in words if word not in _RANK]
        return (
            self._exact(words)
            or self._exact(ranked)
            or self._turned(part)
            or self._longest(ranked)
            or self._longest(words)
            or self._compound(ranked)
        )

    def _exact(self, words: list[str]) -> str | None:
        key = " ".join(words)
        if key in _NO_TITLES:
            return None
        unit = self.by_key.get(key) or self.by_key.get(key.removesuffix("s"))
        return unit or (self.by_key.get(key.replace("adviser", "advisor")) if "adviser" in key else None)

    def _turned(self, part: str) -> str | None:
        """ "Director of engineering" as "engineering director"."""
        head, *rest = _OF.split(part, maxsplit=1)
        if not rest:
            return None
        begin = [word for word in key_of(head).split() if word not in _RANK] or key_of(head).split()
        return self._exact([*key_of(rest[0]).split(), *begin]) or self._longest(begin)

    def _longest(self, words: list[str]) -> str | None:
        """The longest run of words that is a title; at equal length the last one, where the head of a title stands."""
        for length in range(min(len(words), 6), 0, -1):
            for start in range(len(words) - length, -1, -1):
                run = words[start : start + length]
                unit = self._exact(run)
                if length == 1:
                    unit = self._technical(run[0], words) or unit
                if unit:
                    return unit
        return None

    def _technical(self, head: str, words: list[str]) -> str | None:
        unit = _TECHNICAL_HEADS.get(head.removesuffix("s"))
        others = [word for word in words if word != head]
        if unit is None or not others or _ENGINEERING_WORDS.intersection(others):
            return None
        if _TECHNICAL_WORDS.intersection(others) or self.is_technical(", ".join(others)):
            return unit
        return None

    def _compound(self, words: list[str]) -> str | None:
        """Dutch and German compounds: "frontendentwickler" ends in "entwickler"."""
        for word in reversed(words):
            for cut in range(2, len(word) - 5):
                unit = self.by_key.get(word[cut:])
                if unit:
                    return unit
        return None
