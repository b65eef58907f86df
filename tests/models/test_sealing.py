"""Sealed columns: readable through their person's key only, and only where they stand."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select, text, update
from sqlmodel import SQLModel
from sqlmodel import select as select_rows

from models.account import Account, PersonKey
from models.base import new_id
from models.database import Database
from models.professional import Professional
from models.sealing import keyring
from models.types import Ciphertext, UnsealedWrite
from tests.factories import make_professional_account

TABLE = SQLModel.metadata.tables["professional"]


def test_a_name_is_written_sealed_and_read_open(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session, first_name="Maruska")
    with database.read() as session:
        row = session.get_one(Professional, person.professional_id)
        assert row.first_name == "Maruska"
        stored = session.execute(text("SELECT first_name FROM professional")).scalar_one()
    assert b"Maruska" not in bytes(stored)


def test_what_changes_is_sealed_anew(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session, first_name="Maruska")
        before = session.execute(select(TABLE.c.first_name)).scalar_one()
    with database.write() as session:
        session.get_one(Professional, person.professional_id).first_name = "Tjalling"
    with database.read() as session:
        assert session.get_one(Professional, person.professional_id).first_name == "Tjalling"
        assert session.execute(select(TABLE.c.first_name)).scalar_one() != before


def test_without_the_key_nothing_is_read(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session, first_name="Maruska")
    with database.write() as session:
        session.delete(session.exec(select_rows(PersonKey)).one())
    with database.read() as session:
        assert session.get_one(Professional, person.professional_id).first_name is None
        assert session.get_one(Account, person.account_id).email is None


def test_a_sealed_value_moved_elsewhere_does_not_open(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session, first_name="Maruska", last_name="Veldkamp")
    with database.write() as session:
        session.execute(update(TABLE).values(last_name=select(TABLE.c.first_name).scalar_subquery()))
    with database.read() as session:
        assert session.get_one(Professional, person.professional_id).last_name is None


def test_each_person_has_a_key_of_their_own(database: Database) -> None:
    with database.write() as session:
        one = make_professional_account(session, "one@people.example")
        other = make_professional_account(session, "other@people.example")
        ring = keyring(session)
        assert ring.key_of(one.account_id) != ring.key_of(other.account_id)


def test_a_text_never_reaches_a_sealed_column_in_the_open(database: Database) -> None:
    with database.write() as session:
        make_professional_account(session)
        with pytest.raises(Exception, match="keyring") as refused:
            session.execute(
                insert(TABLE).values(
                    id=new_id(), account_id=new_id(), first_name="Maruska", last_name="x", one_person_business=False
                )
            )
        assert isinstance(refused.value.__cause__ or refused.value, UnsealedWrite)
        session.rollback()


def test_selected_columns_are_opened_by_the_keyring(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session, first_name="Maruska")
    with database.read() as session:
        row = session.execute(select(TABLE.c.id, TABLE.c.first_name)).one()
        assert isinstance(row.first_name, Ciphertext)
        assert keyring(session).open(row.first_name, TABLE.c.first_name, row.id, person.account_id) == "Maruska"


def test_another_platform_key_opens_nothing(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session, first_name="Maruska")
    other = Database(database.url.render_as_string(hide_password=False), b"x" * 32)
    with other.read() as session:
        assert session.get_one(Professional, person.professional_id).first_name is None
    other.dispose()
