"""Read the curated supplement: text files of names that neither ESCO nor O*NET has, explained in their first lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Entry:
    """One curated skill; ``strict`` holds the names that need evidence, ``links`` the labels of concepts to join."""

    label: str
    kind: str
    groups: list[str]
    aliases: list[str] = field(default_factory=list)
    strict: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def lines(path: Path) -> Iterator[str]:
    """Lines that say something."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def pairs(path: Path) -> Iterator[tuple[str, list[str]]]:
    """``name: other, other`` lines."""
    for line in lines(path):
        name, _, rest = line.partition(": ")
        yield name.rstrip(":"), [part.strip() for part in rest.split(",") if part.strip()]


def skills(folder: Path) -> Iterator[Entry]:
    """The curated skills of every file in the folder."""
    for path in sorted(folder.glob("*.txt")):
        kind, groups = "skill", list[str]()
        for line in lines(path):
            if line.startswith("["):
                kind, *groups = line.strip("[]").split()
                continue
            yield _entry(line, kind, groups)


def blocks(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """``[kind id]`` blocks of comma-separated words: kind, id, words."""
    kind = name = ""
    for line in lines(path):
        if line.startswith("["):
            kind, name = line.strip("[]").split()
        else:
            yield kind, name, [part.strip() for part in line.split(",") if part.strip()]


def _entry(line: str, kind: str, groups: list[str]) -> Entry:
    # A label may hold colons of its own (Code::Blocks); what follows the last ": " or a final ":" are other names.
    name, _, rest = line.partition(": ")
    label = name.removesuffix(":")
    entry = Entry(label.lstrip("~"), kind, groups)
    if label.startswith("~"):
        entry.strict.append(entry.label)
    else:
        entry.aliases.append(entry.label)
    for part in (piece.strip() for piece in rest.split(",")):
        if part.startswith("@"):
            entry.links.append(part[1:])
        elif part.startswith("~"):
            entry.strict.append(part[1:])
        elif part:
            entry.aliases.append(part)
    return entry
