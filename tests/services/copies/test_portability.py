"""What one takes along: provided and observed data only, in formats that keep to their schemas."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any
from zipfile import ZipFile

from jsonschema import Draft7Validator, FormatChecker

from config import Config
from models.client import Organisation
from models.copy import CopyKind
from models.database import Database
from models.match import InterestRequest
from models.privacy import Source, personal_columns
from models.resume import Experience, FileUse, NamedParty, PartyKind, Portfolio
from services import files
from services.files import FileStore
from services.publication import json_resume
from services.rights.walk import holdings, rows_about
from tests.factories import NOW, make_professional_account
from tests.factories_copies import packed
from tests.factories_privacy import add_account, fill_everything

SOURCES = ("provided", "observed")


def told(archive: ZipFile) -> dict[tuple[str, str, str], list[Any]]:
    """The values by source, table and column."""
    found: dict[tuple[str, str, str], list[Any]] = {}
    for source in SOURCES:
        for table, rows in json.loads(archive.read(f"{source}.json"))["tables"].items():
            for row in rows:
                for column, value in row.items():
                    found.setdefault((source, table, column), []).append(value)
    return found


def test_it_has_all_that_was_provided_or_observed_and_nothing_else(database: Database, config: Config) -> None:
    with database.write() as session:
        account_id = add_account(session)
        planted = fill_everything(session, account_id)
        rows = {(row.table, d.column): d for row in rows_about(session, account_id) for d in row.data}
    archive = packed(database, config, account_id, CopyKind.PORTABLE)
    found = told(archive)
    assert {(table, column) for _source, table, column in found} == {
        key for key, datum in rows.items() if datum.source.value in SOURCES and not datum.declared.secret
    }
    assert all(rows[table, column].source.value == source for source, table, column in found)
    whole = b"".join(archive.read(path) for path in archive.namelist()).decode("utf-8", "replace")
    for key, value in planted.items():
        kept_back = rows[key].source.value not in SOURCES or rows[key].declared.secret
        if isinstance(value, str) and value.startswith("marker") and kept_back:
            assert value not in whole, key
    assert {Source.INFERRED, Source.STAFF, Source.DRAWN} <= {datum.source for datum in rows.values()}


def test_the_files_keep_to_their_schemas(database: Database, config: Config) -> None:
    with database.write() as session:
        account_id = add_account(session)
        fill_everything(session, account_id)
    archive = packed(database, config, account_id, CopyKind.PORTABLE)
    schema = json.loads(archive.read("portable.schema.json"))
    Draft7Validator.check_schema(schema)
    for source in SOURCES:
        data = json.loads(archive.read(f"{source}.json"))
        assert list(Draft7Validator(schema, format_checker=FormatChecker()).iter_errors(data)) == []
        assert (data["source"], data["format"]) == (source, "glopros-portable")


def test_a_resume_that_was_filled_in_is_valid_json_resume(database: Database, config: Config) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        session.add(Experience(account_id=person.account_id, title="Carpenter", start_year=2019, start_month=3))
        session.add(NamedParty(account_id=person.account_id, kind=PartyKind.COLLEAGUE, name="Jo Collega"))
    archive = packed(database, config, person.account_id, CopyKind.PORTABLE)
    resume = json.loads(archive.read("resume.json"))
    assert list(json_resume.validator().iter_errors(resume)) == []
    assert resume["work"][0]["position"] == "Carpenter"
    whole = b"".join(archive.read(path) for path in archive.namelist())
    assert b"Jo Collega" not in whole, "found in the text, so worked out"


def test_what_the_other_party_wrote_stays_with_them(database: Database, config: Config) -> None:
    with database.write() as session:
        ana, ben = add_account(session, "ana"), add_account(session, "ben")
        organisation = Organisation(name="Tulip Energy", created_at=NOW)
        session.add(organisation)
        session.flush()
        parties = {"sender_id": ben, "organisation_id": organisation.id, "account_id": ana}
        session.add(InterestRequest(message="Shall we talk?", created_at=NOW, expires_at=NOW, **parties))
    asked = packed(database, config, ben, CopyKind.PORTABLE)
    assert told(asked)["provided", "interestrequest", "message"] == ["Shall we talk?"]
    received = packed(database, config, ana, CopyKind.PORTABLE)
    assert ("observed", "interestrequest", "created_at") in told(received)
    assert not any(b"Shall we talk?" in received.read(path) for path in received.namelist())
    assert "resume.json" not in asked.namelist(), "who is no professional has no résumé"


def test_a_picture_is_named_by_its_place_in_the_archive(database: Database, config: Config) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        store, now = FileStore.of(config), datetime.now(UTC)
        kind = {"name": "bridge", "media_type": "image/jpeg", "use": FileUse.PICTURE}
        picture = files.keep(session, store, person.account_id, data=b"\xff\xd8\xff", now=now, **kind)  # type: ignore[arg-type]
        session.add(Portfolio(account_id=person.account_id, title="A bridge", picture=picture.id))
    archive = packed(database, config, person.account_id, CopyKind.PORTABLE)
    (path,) = told(archive)["provided", "portfolio", "picture"]
    assert archive.read(path) == b"\xff\xd8\xff"


def test_the_csv_has_the_same_values(database: Database, config: Config) -> None:
    with database.write() as session:
        account_id = add_account(session)
        fill_everything(session, account_id)
    archive = packed(database, config, account_id, CopyKind.PORTABLE)
    lines = [
        line
        for path in archive.namelist()
        if path.startswith("csv/")
        for line in list(csv.reader(io.StringIO(archive.read(path).decode(), newline="")))[1:]
    ]
    assert {(line[9], line[1], line[4]) for line in lines} >= set(told(archive))
    assert {line[9] for line in lines} == set(SOURCES)


def test_every_table_of_a_resume_stands_in_the_schema() -> None:
    schema = json.loads((json_resume.SCHEMA.parent / "portable-1.0.json").read_text("utf-8"))
    described = schema["properties"]["tables"]["properties"]
    tables = {holding.name: holding.table for holding in holdings()}
    for name in ("experience", "education", "skill", "language", "certification", "link", "portfolio", "leftoutskill"):
        provided = {column.name for column, declared in personal_columns(tables[name])}
        assert set(described[name]["items"]["properties"]) == provided, name
