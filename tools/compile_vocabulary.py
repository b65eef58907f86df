"""Compile ESCO 1.1.1, O*NET technology skills and the curated supplement into data/vocabulary/compiled.json.gz.

``python tools/compile_vocabulary.py [folder of the published sources]``; also writes the English label tables.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from services.publication.normalise import key_of  # noqa: E402
from tools import esco, supplement  # noqa: E402
from tools.concepts import ALIAS, DERIVED, SHORTENED, TOOL, Collector, Concept, common_words  # noqa: E402

SOURCES = ROOT.parent / "shared" / "data" / "vocabulary"
TARGET = ROOT / "data" / "vocabulary"
EXTRA = TARGET / "supplement"
# O*NET commodity classes (UNSPSC) to ESCO skill groups; "*" for the classes of single industries.
COMMODITIES = {"*": ["S5.6.1", "K0611"]}
PLACES = (
    ("S5.1.0 K0613", "432324 43232701 43233501"),
    ("S5.5.2 K0612", "432323 43232202 43232203 43232901"),
    ("S5.2.1 K0612", "432330 432334 432327 432328 432329 43233701 43232313"),
    ("S5.2.2 K0612", "432332"),
    ("S5.6.4 K0211", "43232102 43232103 43232005 43232105"),
    ("S5.6.2 K0611", "43232104 43232106 43232110 43232112 43231513"),
    ("S5.6.3 K0732", "43232604 43232612 43232614 43232101"),
    ("S5.5.2 K0411", "43231601 43231603 43231604 43231605"),
    ("S5.5.2 K0413", "43231602 43231507 43231505 43231518 43231517 43231508 43231506"),
    ("S5.5.2 K0912", "43232610"),
    ("S5.7.0 K0714", "43232608"),
)
MAX_WORDS = 6


def main(sources: Path) -> None:
    labels, parents, group_of = esco.used_groups(sources)
    for name, table in (
        ("isco", esco.isco(sources)),
        ("skill-groups", labels),
        ("education-fields", esco.education_fields(sources)),
    ):
        text = json.dumps(table, ensure_ascii=False, indent=1)
        (TARGET / "en" / f"{name}.json").write_text(text + "\n", "utf-8")
    common = common_words(sources)
    collector = Collector()
    collector.curated(EXTRA / "skills")
    collector.esco(sources, group_of)
    collector.onet(sources / "onet-technology-skills.txt.gz", _commodities(sources), common)
    concepts = [concept for concept in collector.concepts if concept.names]
    ids = _ids(concepts)
    phrases, strict = _phrases(concepts, common)
    other_senses = sorted({key_of(name) for name in supplement.lines(EXTRA / "other-senses.txt")})
    compiled = {
        "skills": [
            [id_, concept.noun or concept.label, concept.kind, [g for g in concept.groups if g in labels]]
            for id_, concept in zip(ids, concepts, strict=True)
        ],
        "phrases": phrases,
        "starts": _starts([*phrases, *other_senses]),
        "strict": sorted(strict),
        "listed": _listed(concepts, phrases, common),
        "verb_phrases": [index for index, concept in enumerate(concepts) if concept.verb_phrase],
        "shortened": _shortened(concepts, phrases),
        "other_senses": other_senses,
        "group_parents": parents,
        "occupations_of": _occupations_of(sources, collector, concepts),
        "titles": _titles(sources),
        "certifications": _certifications(),
        "education": [list(block) for block in _keyed_blocks()],
        "sectors": _sections("sectors.txt"),
        "employers": _sections("employers.txt"),
        "vendors": {
            name: sorted({key_of(word) for word in [name, *others]})
            for name, others in supplement.pairs(EXTRA / "vendors.txt")
        },
    }
    data = json.dumps(compiled, ensure_ascii=False, separators=(",", ":")).encode()
    (TARGET / "compiled.json.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    print({key: len(value) for key, value in compiled.items()}, f"{len(data):,} bytes")


def _commodities(sources: Path) -> dict[str, list[str]]:
    found = dict(COMMODITIES)
    with gzip.open(sources / "onet-technology-skills.txt.gz", "rt", encoding="utf-8") as stream:
        codes = {line.split("\t")[2] for line in stream}
    for groups, prefixes in PLACES:
        for code in codes:
            if code.startswith(tuple(prefixes.split())):
                found[code] = groups.split()
    return found


def _ids(concepts: list[Concept]) -> list[str]:
    taken: Counter[str] = Counter()
    ids = []
    for concept in concepts:
        label = re.sub(r"\s*\([^)]*\)$", "", concept.label)
        name = label.replace("C++", "c-plus-plus").replace("#", "-sharp").replace("++", "-plus-plus")
        name = re.sub(r"^\.NET", "dot-net", name).replace(".NET", "-dot-net")
        slug = key_of(name).replace(" ", "-").replace("+", "-plus").replace(".", "") or "skill"
        taken[slug] += 1
        ids.append(slug if taken[slug] == 1 else f"{slug}-{taken[slug]}")
    return ids


def _phrases(concepts: list[Concept], common: Counter[str]) -> tuple[dict[str, int], set[str]]:
    best: dict[str, tuple[int, int]] = {}
    for index, concept in enumerate(concepts):
        for key, rank in [*concept.names.items(), *_variants(concept)]:
            if len(key.split()) <= MAX_WORDS and (rank, index) < best.get(key, (99, 0)):
                best[key] = (rank, index)
    excluded = {key_of(word) for word in supplement.lines(EXTRA / "exclude.txt")}
    phrases = {key: index for key, (_, index) in sorted(best.items()) if key not in excluded}
    strict = set()
    for key, (rank, index) in best.items():
        # A single word that nobody chose by hand is a tool only beside others: companies are called so as well.
        doubtful = " " not in key and rank > ALIAS and (rank == TOOL or common[key] > 1 or len(key) < 4)
        if doubtful or key in concepts[index].strict:
            strict.add(key)
    return phrases, strict & set(phrases)


def _variants(concept: Concept) -> list[tuple[str, int]]:
    """Plurals, British and American spelling, and names written as one word."""
    found = []
    for key, rank in concept.names.items():
        if rank > SHORTENED or key in concept.strict or key == key_of(concept.noun):
            continue
        if concept.kind != "tool" and len(key) > 5:
            found.append(key[:-1] if key.endswith("s") and not key.endswith("ss") else key + "s")
        for old, new in (
            ("isation", "ization"),
            ("ization", "isation"),
            ("ise ", "ize "),
            ("yse", "yze"),
            ("our", "or"),
        ):
            if old in key:
                found.append(key.replace(old, new))
        if concept.kind == "tool" and " " in key and 6 <= len(key) <= 16 and key.count(" ") < 3:
            found.append(key.replace(" ", ""))
    return [(key, DERIVED) for key in found]


def _listed(concepts: list[Concept], phrases: dict[str, int], common: Counter[str]) -> list[str]:
    """The names that say something in a list of skills or a job title, and too little in running text.

    Everyday words that are another name of a skill ("minutes" for minute taking) and the words of ambiguous.txt, with
    their plurals. Verb phrases ("work independently") come on top of them: see ``Vocabulary``.
    """
    dutch: dict[str, str] = json.loads((TARGET / "nl" / "skills.json").read_text("utf-8"))
    curated = {key_of(word) for line in supplement.lines(EXTRA / "ambiguous.txt") for word in line.split(",")}
    listed = curated & set(phrases)
    for key, index in phrases.items():
        concept = concepts[index]
        if not concept.verb_phrase and concept.kind != "tool" and " " not in key and common[key] > 1:
            label = key_of(concept.label)
            # "Negotiating" is negotiation, "training" not yet training and development.
            own = " " not in label and label[:5] == key[:5]
            if not own and key != key_of(dutch.get(label.replace(" ", "-"), "")):
                listed.add(key)
    number_of = {key: phrases[key] for key in listed}
    for key, index in number_of.items():
        for other in (f"{key}s", key.removesuffix("s")):
            if phrases.get(other) == index and other != key_of(concepts[index].label):
                listed.add(other)
    return sorted(listed)


def _shortened(concepts: list[Concept], phrases: dict[str, int]) -> list[str]:
    """The names of verb phrases that are none themselves: "budget management" of "manage budgets"."""

    def is_short(key: str, concept: Concept) -> bool:
        return any(concept.names.get(name) == SHORTENED for name in (key, key.removesuffix("s")))

    return [key for key, i in phrases.items() if concepts[i].verb_phrase and is_short(key, concepts[i])]


def _starts(phrases: Iterable[str]) -> dict[str, str]:
    """First word of every phrase to the numbers of words of the phrases that begin with it, longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for key in phrases:
        words = key.split()
        lengths[words[0]].add(len(words))
    return {word: "".join(str(n) for n in sorted(several, reverse=True)) for word, several in sorted(lengths.items())}


def _occupations_of(sources: Path, collector: Collector, concepts: list[Concept]) -> dict[str, str]:
    """Index of a skill to the three unit groups whose occupations need it most, by ESCO's relations."""
    unit_of = {r["conceptUri"]: r["iscoGroup"] for r in esco.rows(sources, esco.CONCEPTS, "occupations_en.csv")}
    size = Counter(unit_of.values())
    weights: dict[str, Counter[str]] = defaultdict(Counter)
    for row in esco.rows(sources, esco.RELATIONS, "occupationSkillRelations.csv"):
        unit = unit_of.get(row["occupationUri"])
        if unit is None:
            continue
        weights[row["skillUri"]][unit] += (2 if row["relationType"] == "essential" else 1) / size[unit] ** 0.5
    index = {id(concept): place for place, concept in enumerate(concepts)}
    joined: dict[int, Counter[str]] = defaultdict(Counter)
    for uri, concept in collector.by_uri.items():
        if id(concept) in index:
            joined[index[id(concept)]].update(weights.get(uri, {}))
    return {str(i): " ".join(unit for unit, _ in units.most_common(3)) for i, units in sorted(joined.items()) if units}


def _titles(sources: Path) -> dict[str, str]:
    titles: dict[str, tuple[int, str]] = {}

    def put(name: str, rank: int, unit: str) -> None:
        key = key_of(name)
        if key and rank < titles.get(key, (99, ""))[0]:
            titles[key] = (rank, unit)

    for unit, names in supplement.pairs(EXTRA / "occupations.txt"):
        for name in names:
            put(name.removeprefix("!"), 0 if name.startswith("!") else 2, unit)
    for row in esco.rows(sources, esco.CONCEPTS, "occupations_en.csv"):
        for rank, name in enumerate(esco.labels_of(row)):
            put(name, 1 if rank == 0 else 4, row["iscoGroup"])
    for unit, name in esco.isco(sources).items():
        if len(unit) == 4 and "not elsewhere" not in name:
            put(name, 3, unit)
            put(name.removesuffix("s"), 3, unit)
    return {key: unit for key, (_, unit) in sorted(titles.items())}


def _sections(name: str) -> dict[str, str]:
    return {key_of(word): section for section, words in supplement.pairs(EXTRA / name) for word in words}


def _certifications() -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for name, others in supplement.pairs(EXTRA / "certifications.txt"):
        slug = key_of(name.replace("+", " plus")).replace(" ", "-")
        keys = [name, *(other for other in others if not other.startswith("~"))]
        found[slug] = [name, sorted({key_of(key) for key in keys})]
    return found


def _keyed_blocks() -> list[tuple[str, str, list[str]]]:
    return [
        (kind, name, sorted({key_of(word) for word in words}))
        for kind, name, words in supplement.blocks(EXTRA / "education.txt")
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCES)
