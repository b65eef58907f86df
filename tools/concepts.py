"""Skills of ESCO, O*NET and the curated supplement as one set of concepts, and the names they are recognised by."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from services.publication.normalise import fold, key_of
from tools import esco, supplement
from tools.noun_labels import Nouns

CURATED_NOUNS = Path(__file__).parents[1] / "data" / "vocabulary" / "supplement" / "noun-labels.txt"

VENDORS = re.split(
    ",",
    "microsoft,adobe,oracle,ibm,apache,google,apple,autodesk,sap,intuit,atlassian,red hat,vmware,citrix,cisco,mcafee,"
    "symantec,novell,hp,hewlett packard,amazon,sas,esri,dassault systemes,siemens,bentley,trimble,corel,sage,"
    "the mathworks,wolfram research,national instruments,sybase,sun microsystems,adobe systems,ptc,the foundry",
)
# "perform market research" is written as "market research", "manage budgets" as "budget management".
LIGHT_VERBS = re.compile(r"^(?:perform|conduct|carry out|apply|use|provide|undertake|practise|execute|utilise|do) ")
ACTIONS = (("manage ", "management"), ("develop ", "development"), ("analyse ", "analysis"), ("plan ", "planning"))
LABEL, ALIAS, PREFERRED, TOOL, ALTERNATIVE, SHORTENED, LOOSE, DERIVED = range(8)


@dataclass
class Concept:
    """A skill on its way into the vocabulary: ``names`` by lookup key with their rank (lower wins).

    ``label`` gives the id; where it is a verb phrase, ``noun`` is what people read instead.
    """

    label: str
    kind: str
    groups: list[str]
    names: dict[str, int] = field(default_factory=dict)
    strict: set[str] = field(default_factory=set)
    uri: str = ""
    verb_phrase: bool = False
    noun: str = ""

    def add(self, name: str, rank: int) -> None:
        key = key_of(name)
        if key:
            self.names[key] = min(rank, self.names.get(key, rank))

    def join(self, groups: list[str]) -> None:
        self.groups.extend(group for group in groups if group not in self.groups)


class Collector:
    """Concepts by name, curated ones first, so that the other sources join what is there already."""

    def __init__(self) -> None:
        self.concepts: list[Concept] = []
        self.by_key: dict[str, Concept] = {}
        self.by_link: dict[str, Concept] = {}
        self.by_uri: dict[str, Concept] = {}

    def curated(self, folder: Path) -> None:
        for entry in supplement.skills(folder):
            concept = self._new(entry.label, entry.kind, list(entry.groups))
            for name in entry.aliases:
                concept.add(name, LABEL if name == entry.label else ALIAS)
            for name in entry.strict:
                concept.add(name, LABEL if name == entry.label else ALIAS)
                concept.strict.add(key_of(name))
            for link in entry.links:
                self.by_link[link.lower()] = concept
            for key in concept.names:
                self.by_key.setdefault(key, concept)

    def esco(self, folder: Path, group_of: dict[str, str]) -> None:
        placed = _placements(folder, group_of)
        nouns = _nouns(folder)
        for row in esco.rows(folder, esco.CONCEPTS, "skills_en.csv"):
            first, *others = esco.labels_of(row)
            groups = sorted(placed.get(row["conceptUri"], set()))
            if not groups or any(group.startswith("L") for group in groups):
                continue
            knowledge = row["skillType"] == "knowledge"
            label = re.sub(r"\s*\([^)]*\)$", "", first)
            concept = self.by_link.get(first.lower()) or self.by_key.get(key_of(label))
            if concept is None:
                concept = self._new(_shown(label), _kind(row, label, groups), groups)
                if not knowledge and nouns.is_verb_phrase(label):
                    concept.verb_phrase = True
                    concept.noun = _shown(nouns.of(label))
                    concept.add(concept.noun, ALIAS if label in nouns.curated else ALTERNATIVE)
            concept.join(groups)
            concept.uri = concept.uri or row["conceptUri"]
            self.by_uri[row["conceptUri"]] = concept
            self._named(concept, label, PREFERRED)
            for name in others:
                if " " in name or (knowledge and name != name.lower()):
                    concept.add(re.sub(r"\s*\([^)]*\)$", "", name), ALTERNATIVE if knowledge else LOOSE)
            if not knowledge:
                _shorten(concept, label)

    def onet(self, path: Path, group_of_commodity: dict[str, list[str]], common: Counter[str]) -> None:
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            listed = list(csv.DictReader(stream, delimiter="\t"))
        names = {row["Example"]: row["Commodity Code"] for row in listed}
        uses = Counter(row["Example"] for row in listed)
        for example, commodity in sorted(names.items()):
            name = _product(example)
            linked = self.by_link.get(example.lower())
            if not linked and (name is None or not _distinct(name, uses[example], common)):
                continue
            name = name or example
            short = _without_vendor(name)
            concept = linked or self.by_key.get(key_of(name)) or (self.by_key.get(key_of(short)) if short else None)
            if concept is None:
                concept = self._new(name, "tool", list(group_of_commodity.get(commodity, group_of_commodity["*"])))
            self._named(concept, name, TOOL)
            for other in (*_acronym(name), *([short] if short and len(short) > 3 else [])):
                if " " in other or common[other.lower()] < 2:
                    concept.add(other, SHORTENED)

    def _new(self, label: str, kind: str, groups: list[str]) -> Concept:
        concept = Concept(label, kind, groups)
        self.concepts.append(concept)
        return concept

    def _named(self, concept: Concept, name: str, rank: int) -> None:
        concept.add(name, rank)
        self.by_key.setdefault(key_of(name), concept)


def common_words(folder: Path) -> Counter[str]:
    """How often words stand in lower case in the descriptions of ESCO: everyday English, not names."""
    words: Counter[str] = Counter()
    for row in esco.rows(folder, esco.CONCEPTS, "skills_en.csv"):
        words.update(re.findall(r"(?<![\w.])[a-z]{2,}(?!\w)", fold(row["description"])))
    return words


def _placements(folder: Path, group_of: dict[str, str]) -> dict[str, set[str]]:
    above: dict[str, list[str]] = {}
    for row in esco.rows(folder, esco.RELATIONS, "broaderRelationsSkillPillar.csv"):
        above.setdefault(row["conceptUri"], []).append(row["broaderUri"])

    def climb(uri: str, depth: int = 0) -> set[str]:
        if uri in group_of:
            return {group_of[uri]}
        if depth > 6:
            return set()
        return set().union(*(climb(parent, depth + 1) for parent in above.get(uri, [])))

    return {uri: set().union(*(climb(parent) for parent in parents)) for uri, parents in above.items()}


def _nouns(folder: Path) -> Nouns:
    labels = (
        row["preferredLabel"]
        for row in esco.rows(folder, esco.CONCEPTS, "skills_en.csv")
        if row["skillType"] != "knowledge" and row["preferredLabel"].strip()
    )
    return Nouns(labels, {name: noun for name, (noun,) in supplement.pairs(CURATED_NOUNS)})


def _kind(row: dict[str, str], label: str, groups: list[str]) -> str:
    if row["reuseLevel"] == "transversal":
        return "soft"
    named = label[:1].isupper() or any(letter.isupper() for letter in label[1:])
    return (
        "tool" if row["skillType"] == "knowledge" and named and any(g.startswith("K061") for g in groups) else "skill"
    )


def _shown(label: str) -> str:
    first = label.split(" ", 1)[0]
    return label[:1].upper() + label[1:] if first == first.lower() else label


def _shorten(concept: Concept, label: str) -> None:
    bare = LIGHT_VERBS.sub("", label)
    if bare != label and " " in bare:
        # "Provide necessary documents" leaves nothing that is a skill by itself.
        concept.add(bare, LOOSE if label.startswith("provide ") else SHORTENED)
    for verb, noun in ACTIONS:
        if label.startswith(verb):
            rest = label.removeprefix(verb)
            concept.add(f"{rest} {noun}", SHORTENED)
            if rest.endswith("s"):
                concept.add(f"{rest[:-1]} {noun}", SHORTENED)


def _product(example: str) -> str | None:
    """The name of a product, or None for a class of software ("Word processing software")."""
    name = example.removesuffix(" software")
    words = name.split()
    if all(word == word.lower() or word.isupper() for word in words[1:]) and words[0][1:].islower():
        described = name != example or (len(words) > 1 and words[-1] == words[-1].lower())
        if described and len(words) > 1:
            return None
    return name


def _without_vendor(name: str) -> str | None:
    low = name.lower()
    for vendor in VENDORS:
        if low.startswith(vendor + " "):
            rest = name[len(vendor) + 1 :]
            # "Adobe Systems Adobe Acrobat"
            return rest.removeprefix(f"{name[: len(vendor)]} ")
    return None


def _acronym(name: str) -> list[str]:
    """ "Structured query language SQL" goes by its acronym and by its words."""
    *words, last = name.split()
    initials = "".join(word[0] for word in words).upper()
    if re.fullmatch(r"[A-Z][A-Z0-9]{2,}", last) and last in initials:
        return [last, " ".join(words)]
    return []


def _distinct(name: str, uses: int, common: Counter[str]) -> bool:
    """Whether a product's name means nothing else: several words, or one that no English word is."""
    if " " in name:
        return True
    mixed = re.search(r"[a-z][A-Z]|[A-Z]{2,}[a-z]{2}|[A-Za-z][.\d]", name) is not None
    return common[name.lower()] < 2 and (uses > 2 or (mixed and len(name) > 4))
