"""Elements of an XML document by their local names, wherever below another they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree


def all_of(within: Any, name: str) -> Iterator[Any]:
    """The elements of this name below another (none below None), in the order of the file."""
    return iter(()) if within is None else within.iterdescendants(f"{{*}}{name}")


def first_of(within: Any, name: str) -> Any:
    """The first element of this name, or None."""
    return next(all_of(within, name), None)


def text_of(within: Any, name: str) -> str:
    """The text of the first element of this name; empty where there is none."""
    element = first_of(within, name)
    return "" if element is None else (element.text or "").strip()


def place_of(element: Any) -> str:
    """Where the element stands, as people count: ``EmploymentHistory/EmployerHistory[2]/StartDate``."""
    parts: list[str] = []
    while element is not None and element.getparent() is not None:
        name = etree.QName(element).localname
        same = [each for each in element.getparent() if etree.QName(each).localname == name]
        parts.append(f"{name}[{same.index(element) + 1}]" if len(same) > 1 else name)
        element = element.getparent()
    return "/".join(reversed(parts))
