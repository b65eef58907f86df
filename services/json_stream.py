"""JSON written piece by piece: an iterator in the value becomes a list whose elements are made as they are written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

Write = Callable[[str], Any]


def write_json(write: Write, value: Any, indent: str = "\n") -> None:
    """Write the value; mappings and lists are indented, each element of an iterator stands on one line."""
    deeper = indent + "  "
    match value:
        case Mapping():
            members = (partial(_member, write, name, each, deeper) for name, each in value.items())
            _enclosed(write, "{}", indent, members)
        case list() | tuple():
            _enclosed(write, "[]", indent, (partial(_element, write, each, deeper) for each in value))
        case Iterator():
            _enclosed(write, "[]", indent, (partial(write, deeper + _line(each)) for each in value))
        case _:
            write(_line(value))


def _enclosed(write: Write, brackets: str, indent: str, parts: Iterator[Callable[[], Any]]) -> None:
    write(brackets[0])
    number = 0
    for part in parts:
        write("," if number else "")
        part()
        number += 1
    write((indent if number else "") + brackets[1])


def _member(write: Write, name: str, value: Any, indent: str) -> None:
    write(f"{indent}{_line(name)}: ")
    write_json(write, value, indent)


def _element(write: Write, value: Any, indent: str) -> None:
    write(indent)
    write_json(write, value, indent)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
