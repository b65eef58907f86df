"""Who sees what of a professional, by the declarations: each detail with the lowest tier that shows it.

Below matched, only the stored projections are shown; at a match, every column that declares a tier.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column
from sqlmodel import SQLModel

from models import base
from models.privacy import Category, Personal, Source, Tier, personal_columns
from models.sealing import table_of

from .titles import title_of
from .walk import holdings

OF_A_PROFESSIONAL = (Category.CONTACT, Category.PERSONALIA, Category.PROFILE)
OF_A_CLIENT = (Category.CLIENT_CONTACT, Category.CLIENT_PERSONALIA, Category.CLIENT_CONTENT)


@dataclass(frozen=True)
class Group:
    """Details of one table and category that open together; ``tier`` is None for what no profile ever shows."""

    table: str
    category: Category
    tier: Tier | None
    labels: tuple[str, ...]


@cache
def profile_groups() -> tuple[Group, ...]:
    """The details of a professional, those that open first first, those that never open last."""
    shown_at = _projections()
    found: dict[tuple[str, Category, Tier | None], list[str]] = {}
    for holding in holdings():
        for column, declared in personal_columns(holding.table):
            tier = shown_at.get(holding.name, _tier_of_source(declared))
            if declared.category in OF_A_PROFESSIONAL and _is_a_detail(column, declared, tier):
                labels = found.setdefault((holding.name, declared.category, tier), [])
                if declared.label not in labels:
                    labels.append(declared.label)
    groups = [Group(table, category, tier, tuple(labels)) for (table, category, tier), labels in found.items()]
    return tuple(sorted(groups, key=lambda group: group.tier or max(Tier) + 1))


def labels_of(category: Category) -> tuple[str, ...]:
    """The labels of everything that the category holds, each once."""
    return tuple(dict.fromkeys(label for _title, labels in labels_by_title(category) for label in labels))


def labels_by_title(category: Category) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The labels of everything that the category holds, under the title of where it stands."""
    found: dict[str, dict[str, None]] = {}
    for holding in holdings():
        for _column, declared in personal_columns(holding.table):
            if declared.category is category:
                found.setdefault(title_of(holding.name, category), {})[declared.label] = None
    return tuple((title, tuple(labels)) for title, labels in found.items())


@cache
def label_named(name: str) -> str | None:
    """The label that a stored projection gives to the column of this name: records go by the same names."""
    for holding in reversed(holdings()):
        if holding.name in _projections():
            for column, declared in personal_columns(holding.table):
                if column.name == name:
                    return declared.label
    return None


def sources_of(category: Category) -> tuple[Source, ...]:
    """Where the data of the category come from."""
    columns = (pair for holding in holdings() for pair in personal_columns(holding.table))
    held = [declared for _, declared in columns if declared.category is category]
    of_the_other = (Source.OTHERS for declared in held if declared.given_by is not None)
    return tuple(dict.fromkeys((*(declared.source for declared in held), *of_the_other)))


def categories_in_use() -> tuple[Category, ...]:
    """The categories that have a column, in the order of the register."""
    return tuple(category for category in Category if labels_of(category))


def _projections() -> dict[str, Tier]:
    """The tier of each stored projection, by table."""
    mappers = [mapper for mapper in SQLModel._sa_registry.mappers if issubclass(mapper.class_, base.Declared)]
    return {table_of(m).name: m.class_.__readable_at__ for m in mappers if m.class_.__readable_at__ is not None}


def _tier_of_source(declared: Personal) -> Tier | None:
    return None if declared.tier is None else Tier.MATCHED


def _is_a_detail(column: Column[Any], declared: Personal, tier: Tier | None) -> bool:
    """Whether the column is a detail of the person: a key only repeats one, and our own notes are no profile."""
    return not column.primary_key and (tier is not None or declared.source is Source.PROVIDED)
