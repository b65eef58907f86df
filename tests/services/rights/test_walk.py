from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, String, Table, event, insert
from sqlmodel import Session, SQLModel

from models.client import Membership, Organisation
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.match import InterestRequest
from models.privacy import Category, Personal, Source, Subject, Tier, personal_columns
from models.publication import Publication
from services.rights.tally import tally
from services.rights.walk import Holding, State, holdings, rows_about
from tests.factories_privacy import NOW, add_account, fill_everything
from tests.factories_published import add_public_profile


def values_of(session: Session, account_id: str, **options: Any) -> dict[tuple[str, str], Any]:
    rows = rows_about(session, account_id, **options)
    return {(row.table, datum.column): datum.value for row in rows for datum in row.data}


def test_every_personal_column_of_every_table_is_found(database: Database) -> None:
    with database.write() as session:
        account_id = add_account(session)
        planted = fill_everything(session, account_id)
    declared = {(t.name, c.name) for t in SQLModel.metadata.tables.values() for c, _ in personal_columns(t)}
    assert planted.keys() == declared
    secret = {(t.name, c.name) for t in SQLModel.metadata.tables.values() for c, d in personal_columns(t) if d.secret}
    with database.read() as session:
        found = values_of(session, account_id)
    assert secret
    assert {key: value for key, value in found.items() if key not in secret} == {
        key: value for key, value in planted.items() if key not in secret
    }
    assert all(found[key] is None for key in secret)


def test_paths_through_another_table_are_walked_and_what_repeats_a_value_is_not(database: Database) -> None:
    with database.write() as session:
        ana, ben = add_account(session, "ana"), add_account(session, "ben")
        for word, account_id, public_id in ((1, ana, "p-ana"), (2, ben, "p-ben")):
            facts = (("language", "nl"), ("sector", "JK"[word - 1]))
            add_public_profile(session, public_id, *facts, account_id=account_id).pseudonym_first = word
        organisation = Organisation(name="Tulip Energy", one_person_business=True, created_at=NOW)
        session.add(organisation)
        session.flush()
        session.add(Membership(account_id=ben, organisation_id=organisation.id))
    with database.read() as session:
        of_ana, of_ben = values_of(session, ana), values_of(session, ben)
    assert (of_ana["publicprofile", "pseudonym_first"], of_ben["publicprofile", "pseudonym_first"]) == (1, 2)
    assert (of_ana["publicrow", "sectors"], of_ben["publicrow", "sectors"]) == (["J"], ["K"])
    assert not any(table == "publicfacet" for table, _column in of_ana)
    assert ("organisation", "name") not in of_ana
    assert of_ben["organisation", "name"] == "Tulip Energy"


def test_a_row_about_two_people_is_found_for_both_and_says_as_whom(database: Database) -> None:
    with database.write() as session:
        ana, ben = add_account(session, "ana"), add_account(session, "ben")
        organisation = Organisation(name="Tulip Energy", created_at=NOW)
        session.add(organisation)
        session.flush()
        session.add(
            InterestRequest(
                sender_id=ben,
                organisation_id=organisation.id,
                account_id=ana,
                message="Shall we talk?",
                created_at=NOW,
                expires_at=NOW,
            )
        )
    with database.read() as session:
        for account_id, role, source in (
            (ana, "professional", Source.OTHERS),
            (ben, "sender", Source.PROVIDED),
        ):
            (row,) = [row for row in rows_about(session, account_id) if row.table == "interestrequest"]
            assert row.roles == {role}
            (message,) = [datum for datum in row.data if datum.column == "message"]
            assert (message.value, message.source) == ("Shall we talk?", source)


@pytest.fixture
def assessment(database: Database) -> Iterator[Holding]:
    """A table in which one column is about the author only, one about the other party, and one is a secret."""
    table = Table(
        "assessment",
        MetaData(),
        Column("id", String, primary_key=True),
        Column("author_id", String),
        Column("about_id", String),
        Column("opinion", String, info=_declare("Opinion", subjects=("about",))),
        Column("mood", String, info=_declare("Mood", subjects=("author",))),
        Column("code", String, info=_declare("Code", secret=True)),
        Column("note", String),
    )
    with database.write() as session:
        table.create(session.connection())
        session.connection().execute(
            insert(table),
            {
                "id": "1",
                "author_id": "ben",
                "about_id": "ana",
                "opinion": "good",
                "mood": "tired",
                "code": "s3cret",
                "note": "undeclared",
            },
        )
    yield Holding(table, {"author": Subject("author_id"), "about": Subject("about_id")})
    with database.write() as session:
        table.drop(session.connection())


def _declare(label: str, **options: Any) -> dict[str, Personal]:
    return {"privacy": Personal(label, Category.PROFILE, Source.OTHERS, Tier.MATCHED, **options)}


def test_what_is_about_the_other_party_is_redacted_but_its_existence_is_shown(
    database: Database, assessment: Holding
) -> None:
    with database.read() as session:
        (about_ana,) = rows_about(session, "ana", tables=[assessment])
        (about_ben,) = rows_about(session, "ben", tables=[assessment])
        nobody = list(rows_about(session, "cas", tables=[assessment]))
    seen = {d.column: (d.value, d.state) for d in about_ana.data}
    assert seen["opinion"] == ("good", State.SHOWN)
    assert seen["mood"] == (None, State.REDACTED)
    assert {d.column: d.value for d in about_ben.data}["mood"] == "tired"
    assert nobody == []


def test_secrets_are_named_and_never_read(database: Database, assessment: Holding) -> None:
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *event: statements.append(event[2]))
    with database.read() as session:
        (row,) = rows_about(session, "ana", tables=[assessment])
    assert {d.column: (d.value, d.state) for d in row.data}["code"] == (None, State.SECRET)
    assert len(statements) == 1
    assert "assessment.code" not in statements[0]


def test_an_undeclared_column_is_never_read(database: Database, assessment: Holding) -> None:
    with database.read() as session:
        (row,) = rows_about(session, "ana", tables=[assessment])
    assert "note" not in {d.column for d in row.data}


def test_one_statement_a_table_and_one_for_each_key(database: Database) -> None:
    with database.write() as session:
        account_id = add_account(session)
        fill_everything(session, account_id)
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *event: statements.append(event[2]))
    with database.read() as session:
        list(rows_about(session, account_id))
    # The person's own key, that of their request, and that of their letter.
    assert len(statements) <= len(holdings()) + 3


def test_rows_come_newest_first_and_by_the_page(database: Database) -> None:
    with database.write() as session:
        account_id = add_account(session)
        for minute in range(5):
            at = NOW.replace(minute=minute)
            session.add(
                Disclosure(account_id=account_id, viewer_id=None, kind=DisclosureKind.PROFILE_VIEW, tier=2, at=at)
            )
    with database.read() as session:
        page = rows_about(session, account_id, categories=[Category.DISCLOSURE_LOG], limit=2, offset=2)
        moments = [datum.value for row in page for datum in row.data if datum.column == "at"]
    assert [moment.minute for moment in moments] == [2, 1]


def test_the_tally_counts_values_that_say_something(database: Database) -> None:
    with database.write() as session:
        account_id = add_account(session)
        session.add(Publication(account_id=account_id, record=None))
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *event: statements.append(event[2]))
    with database.read() as session:
        counted = {(each.table, each.category): (each.rows, each.details) for each in tally(session, account_id)}
    assert len(statements) == 1
    assert counted["publication", Category.PROFILE] == (1, 1)
    assert counted["account", Category.CONTACT] == (1, 1)
    assert ("skill", Category.PROFILE) not in counted
