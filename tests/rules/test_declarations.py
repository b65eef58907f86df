"""Every column declares itself, every table says whom it is about, every category has its entry in the register."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import JSON, Table
from sqlmodel import SQLModel

import models  # noqa: F401 - registers every table
from models.base import Declared
from models.privacy import Category, Ground, Personal, Source, Tier, declaration_of, personal_columns
from models.register import REGISTER
from models.sealing import table_of
from models.types import KeyedJson, SealedText, UndeclaredKey

CLASSES = {table_of(mapper).name: mapper.class_ for mapper in SQLModel._sa_registry.mappers}
TABLES = list(SQLModel.metadata.tables.values())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_declares_itself(table: Table) -> None:
    assert [column.name for column in table.columns if declaration_of(column) is None] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_leads_to_its_people(table: Table) -> None:
    owner = CLASSES[table.name]
    assert issubclass(owner, Declared)
    for subject in owner.__subjects__.values():
        assert subject.column in table.columns
        if subject.through is not None:
            assert (subject.key or subject.column) in SQLModel.metadata.tables[subject.through].columns
            assert "account_id" in SQLModel.metadata.tables[subject.through].columns
    if personal_columns(table):
        assert owner.__subjects__, "a table with personal data must say whom it is about"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_declarations_name_people_that_the_table_has(table: Table) -> None:
    subjects = set(CLASSES[table.name].__subjects__)
    for column, declared in personal_columns(table):
        assert set(declared.subjects) <= subjects, column.name
        assert declared.label.strip()
        assert declared.given_by in (*subjects, None), column.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_one_of_several_people_provided_says_who(table: Table) -> None:
    if len(CLASSES[table.name].__subjects__) > 1:
        provided = [pair for pair in personal_columns(table) if pair[1].source is Source.PROVIDED]
        assert [column.name for column, declared in provided if declared.given_by is None] == []


def test_every_category_in_use_has_its_entry() -> None:
    used = {declared.category for table in TABLES for _column, declared in personal_columns(table)}
    assert used <= set(REGISTER)
    assert set(REGISTER) == set(Category)


@pytest.mark.parametrize("category", Category, ids=lambda category: category.value)
def test_a_legitimate_interest_is_named_so_that_it_can_be_objected_to(category: Category) -> None:
    for use in REGISTER[category].uses:
        assert (use.interest is not None) is (use.ground is Ground.LEGITIMATE_INTEREST), use.purpose


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_projection_holds_nothing_above_its_tier(table: Table) -> None:
    tier = CLASSES[table.name].__readable_at__
    if tier is None:
        return
    for column in table.columns:
        declared = declaration_of(column)
        assert not isinstance(column.type, SealedText)
        assert "account" not in column.name
        if isinstance(declared, Personal):
            assert declared.tier is not None and declared.tier <= tier, column.name


OF_ANY_KEY = {"noticeversion": "what the register stated and how it read, about nobody"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_json_declares_its_keys(table: Table) -> None:
    """JSON of another type would take any key, and what stands under it would escape every walk."""
    free = [column.name for column in table.columns if _is_json(column) and not isinstance(column.type, KeyedJson)]
    assert free == [] or table.name in OF_ANY_KEY


def _is_json(column: Any) -> bool:
    return isinstance(column.type, JSON) or isinstance(getattr(column.type, "impl", None), JSON)


def test_an_undeclared_key_is_refused_at_any_depth() -> None:
    declared = KeyedJson("skill", "years")
    fine = [{"skill": "S1", "years": {"skill": []}}, [[{"years": 1}]], "text", None, 3]
    assert all(declared.process_bind_param(value, None) == value for value in fine)
    for value in ({"name": 1}, [{"skill": {"name": 1}}], {"skill": [[{"name": 1}]]}):
        with pytest.raises(UndeclaredKey, match="name"):
            declared.process_bind_param(value, None)


def test_what_is_readable_below_a_match_lies_in_projections_only() -> None:
    confined = {name for name, owner in CLASSES.items() if owner.__readable_at__ is not None}
    public = {"publicationepoch", "generation", "publicprofile", "publicrow", "publicfact", "publicfacet"}
    assert public | {"verifiedprofile", "verifiedfacet"} == confined
    assert CLASSES["publicprofile"].__readable_at__ is Tier.ANONYMOUS


def test_everything_typed_by_a_person_that_identifies_is_sealed() -> None:
    open_to_readers = [
        f"{table.name}.{column.name}"
        for table in TABLES
        for column, declared in personal_columns(table)
        if declared.identifies and not isinstance(column.type, SealedText)
    ]
    assert open_to_readers == []
