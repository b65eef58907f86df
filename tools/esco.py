"""Read the parts of ESCO 1.1.1 that the vocabulary is compiled from: two zip files of CSV tables, as published.

Ids are codes: ISCO-08 digits, skill groups ``S5.1.2``, ``T4``, ``L1``, and ``K`` plus the ISCED-F code for knowledge.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

CONCEPTS = "esco-1.1.1-concepts.zip"
RELATIONS = "esco-1.1.1-relations.zip"


def rows(folder: Path, archive: str, table: str) -> Iterator[dict[str, str]]:
    """Rows of one CSV table inside a published zip file."""
    csv.field_size_limit(2**30)
    with zipfile.ZipFile(folder / archive) as file:
        name = next(n for n in file.namelist() if n.endswith(table))
        with file.open(name) as stream:
            yield from csv.DictReader(io.TextIOWrapper(stream, "utf-8"))


def labels_of(row: dict[str, str]) -> list[str]:
    """Preferred label first, then alternative and hidden labels."""
    several = f"{row.get('altLabels') or ''}\n{row.get('hiddenLabels') or ''}"
    return [row["preferredLabel"].strip(), *(part.strip() for part in several.split("\n") if part.strip())]


def skill_groups(folder: Path) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The skill hierarchy: label by id, parent by id, id by URI."""
    labels: dict[str, str] = {}
    parents: dict[str, str] = {}
    by_uri: dict[str, str] = {}
    for row in rows(folder, CONCEPTS, "skillsHierarchy_en.csv"):
        above = ""
        for level in range(4):
            uri = row[f"Level {level} URI"]
            if not uri:
                break
            group = _group_id(uri, row[f"Level {level} code"])
            labels[group] = _tidy(row[f"Level {level} preferred term"])
            by_uri[uri] = group
            if above:
                parents[group] = above
            above = group
    return labels, parents, by_uri


def isco(folder: Path) -> dict[str, str]:
    """English label by ISCO-08 code, one to four digits."""
    table = {row["code"]: row["preferredLabel"].strip() for row in rows(folder, CONCEPTS, "ISCOGroups_en.csv")}
    return dict(sorted(table.items()))


def _group_id(uri: str, code: str) -> str:
    if "/isced-f/" in uri:
        return "K" + uri.rsplit("/", 1)[1]
    return code


def _tidy(label: str) -> str:
    return " ".join(re.sub(r"\bict(s?)\b", r"ICT\1", label).split())


GENERIC = (
    "not further defined",
    "not elsewhere classified",
    "inter-disciplinary",
    "field unknown",
    "generic programmes",
)


def used_groups(folder: Path) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The groups that skills are placed in, with their parents, as ``skill_groups``.

    Residual groups ("not elsewhere classified") give way to their parent.
    """
    labels, parents, by_uri = skill_groups(folder)

    def kept(group: str) -> str:
        while any(word in labels[group] for word in GENERIC) and group in parents:
            group = parents[group]
        return group

    needed: set[str] = set()
    for row in rows(folder, RELATIONS, "broaderRelationsSkillPillar.csv"):
        group = by_uri.get(row["broaderUri"]) if row["conceptType"] != "SkillGroup" else None
        above = kept(group) if group else None
        while above:
            needed.add(above)
            above = parents.get(above)
    return (
        {group: _capital(label) for group, label in sorted(labels.items()) if group in needed},
        {group: parent for group, parent in parents.items() if group in needed},
        {uri: kept(group) for uri, group in by_uri.items() if kept(group) in needed},
    )


def education_fields(folder: Path) -> dict[str, str]:
    """Broad (two digits) and narrow (three digits) ISCED-F 2013 fields, without the residual ones."""
    labels, _, _ = skill_groups(folder)
    fields = {
        group[1:]: _capital(label)
        for group, label in labels.items()
        if group.startswith("K") and 2 < len(group) < 5 and group[1:3] != "00"
    }
    return {code: label for code, label in sorted(fields.items()) if not any(word in label.lower() for word in GENERIC)}


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
