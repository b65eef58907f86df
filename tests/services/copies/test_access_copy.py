"""The archive of everything: complete, true to its schemas and manifest, and safe to open."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from datetime import date, datetime
from enum import Enum
from typing import Any
from zipfile import ZipFile

import pypdf
import pytest
from jsonschema import Draft7Validator, FormatChecker
from sqlmodel import Session

from config import Config
from models.client import Organisation
from models.database import Database
from models.disclosure import AuditEntry, Disclosure, DisclosureKind
from models.match import InterestRequest
from models.newsletter import Subscriber
from models.privacy import Tier
from models.resume import Experience, FileUse, Skill
from services import files, newsletters
from services.files import FileStore
from services.rights.spreadsheet import safe
from services.rights.walk import State, rows_about
from tests.factories import KEYS, NOW, Person, make_professional_account
from tests.factories_copies import add_log, made, packed
from tests.factories_privacy import add_account, fill_everything

FILE = b"%PDF-1.7 the words of a resume"


@pytest.fixture
def rowan(database: Database) -> Person:
    with database.write() as session:
        return make_professional_account(session)


def keep(session: Session, config: Config, person: Person, name: str, media_type: str = "application/pdf") -> str:
    store = FileStore.of(config)
    return files.keep(session, store, person.account_id, name=name, media_type=media_type, data=FILE, now=NOW).id


def data_of(archive: ZipFile) -> dict[str, Any]:
    return json.loads(archive.read("data.json"))


def cells_of(archive: ZipFile, path: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archive.read(path).decode("utf-8"), newline="")))


def pdf_text(archive: ZipFile) -> str:
    document = pypdf.PdfReader(io.BytesIO(archive.read("your-data.pdf")))
    text = " ".join(page.extract_text() for page in document.pages)
    return " ".join(text.split())


def values_in(data: dict[str, Any]) -> dict[tuple[str, str], Any]:
    return {
        (row["kind"], column): datum
        for category in data["categories"]
        for row in category["rows"]
        for column, datum in row["data"].items()
    }


def plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date) else value


def test_every_personal_value_of_every_table_is_in_json_and_csv(database: Database, config: Config) -> None:
    with database.write() as session:
        account_id = add_account(session)
        planted = fill_everything(session, account_id)
    archive = packed(database, config, account_id)
    with database.read() as session:
        states = {(row.table, d.column): d.state for row in rows_about(session, account_id) for d in row.data}
    found = values_in(data_of(archive))
    in_csv = {
        (kind, column): value
        for path in archive.namelist()
        if path.startswith("csv/") and "who-saw" not in path
        for _row, kind, _name, _are, column, _label, value, *_rest in cells_of(archive, path)[1:]
    }
    assert len(planted) > 100
    for key, value in planted.items():
        if states[key] is State.SECRET:
            assert "value" not in found[key] and in_csv[key] == ""
        else:
            assert found[key]["value"] == plain(value), key
            assert in_csv[key] == safe(plain(value)), key
    whole = b"".join(archive.read(path) for path in archive.namelist())
    assert str(planted["account", "password_hash"]).encode() not in whole


def test_the_data_keep_to_the_schema_beside_them(database: Database, config: Config) -> None:
    with database.write() as session:
        account_id = add_account(session)
        fill_everything(session, account_id)
        add_log(session, account_id, 3, now=NOW)
    archive = packed(database, config, account_id)
    schema = json.loads(archive.read("data.schema.json"))
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema, format_checker=FormatChecker())
    data = data_of(archive)
    assert [error.message for error in validator.iter_errors(data)] == []
    del data["categories"][0]["kept"]["gone_on"]
    assert not validator.is_valid(data), "a copy that keeps back when data go is no copy"


def test_the_manifest_has_the_size_and_hash_of_every_file(database: Database, config: Config, rowan: Person) -> None:
    with database.write() as session:
        keep(session, config, rowan, "cv.pdf")
    archive = packed(database, config, rowan.account_id)
    manifest = json.loads(archive.read("manifest.json"))
    assert [each["path"] for each in manifest["files"]] == archive.namelist()[:-1]
    for each in manifest["files"]:
        content = archive.read(each["path"])
        assert (len(content), hashlib.sha256(content).hexdigest()) == (each["size"], each["sha256"]), each["path"]
    assert manifest["files_whose_content_is_lost"] == []


def test_uploaded_files_come_along_under_names_that_say_nothing(
    database: Database, config: Config, rowan: Person
) -> None:
    with database.write() as session:
        keep(session, config, rowan, "../../Rowan Voorbeeld.PDF")
        keep(session, config, rowan, "=cmd|' /C calc'!A0", "text/html")
        lost = keep(session, config, rowan, "lost.docx")
    FileStore.of(config).remove(lost)
    archive = packed(database, config, rowan.account_id)
    names = [path for path in archive.namelist() if path.startswith("files/")]
    assert len(names) == 2 and all(re.fullmatch(r"files/\d{3}\.(pdf|bin)", name) for name in names)
    assert {archive.read(name) for name in names} == {FILE}
    rows = [row for category in data_of(archive)["categories"] for row in category["rows"] if "file" in row]
    told = {row["data"]["name"]["value"]: row["file"] for row in rows}
    assert set(told) == {"../../Rowan Voorbeeld.PDF", "=cmd|' /C calc'!A0", "lost.docx"}
    assert told["lost.docx"] is None and told["../../Rowan Voorbeeld.PDF"] in names
    (missing,) = json.loads(archive.read("manifest.json"))["files_whose_content_is_lost"]
    assert missing.endswith(".docx")


def test_no_cell_is_calculated_by_a_spreadsheet(database: Database, config: Config, rowan: Person) -> None:
    starts = "=+-@\t\r\n＝＋－＠"
    texts = [f'{start}HYPERLINK("https://evil.example"), "quoted"\r\nand a second line' for start in starts]
    with database.write() as session:
        session.add_all(Skill(account_id=rowan.account_id, name=text) for text in texts)
    archive = packed(database, config, rowan.account_id)
    cells = cells_of(archive, "csv/profile.csv")
    assert [cell for row in cells for cell in row if cell.startswith(tuple(starts))] == []
    assert {f"'{text}" for text in texts} <= {cell for row in cells for cell in row}
    assert {len(row) for row in cells} == {len(cells[0])}
    assert archive.read("csv/profile.csv").startswith(b"row,kind,name,")
    rows = [row for category in data_of(archive)["categories"] for row in category["rows"] if row["kind"] == "skill"]
    assert {row["data"]["name"]["value"] for row in rows} == set(texts), "JSON keeps it as it was written"


def test_who_else_is_in_a_row_is_not_told(database: Database, config: Config, rowan: Person) -> None:
    with database.write() as session:
        other = add_account(session, "ben")
        organisation = Organisation(name="Tulip Energy", created_at=NOW)
        session.add(organisation)
        session.flush()
        parties = {"sender_id": other, "organisation_id": organisation.id, "account_id": rowan.account_id}
        session.add(InterestRequest(message="Shall we talk?", created_at=NOW, expires_at=NOW, **parties))
        viewing = {"viewer_id": other, "organisation_id": organisation.id, "tier": int(Tier.VERIFIED)}
        session.add(Disclosure(account_id=rowan.account_id, kind=DisclosureKind.REQUEST, at=NOW, **viewing))
        session.add(AuditEntry(account_id=rowan.account_id, actor_id=other, action="request.sending", at=NOW))
    archive = packed(database, config, rowan.account_id)
    whole = b"".join(archive.read(path) for path in archive.namelist())
    assert b"Shall we talk?" in whole and b"Tulip Energy" in whole
    assert b"ben@example.org" not in whole and other.encode() not in whole
    (received,) = data_of(archive)["recipients"]
    assert (received["organisation"], received["times"]) == ("Tulip Energy", 1)
    assert "Tulip Energy" in [cell for row in cells_of(archive, "csv/who-saw-your-data.csv") for cell in row]


def test_a_subscription_of_the_confirmed_address_is_in_it(database: Database, config: Config, rowan: Person) -> None:
    with database.write() as session:
        for email, asked in ((rowan.email, NOW), ("somebody@else.example", NOW)):
            digest = newsletters.email_digest(KEYS, email)
            session.add(Subscriber(email=email, email_digest=digest, locale="en", asked_at=asked))
    archive = packed(database, config, rowan.account_id)
    assert values_in(data_of(archive))["subscriber", "email"]["value"] == rowan.email
    assert b"somebody@else.example" not in archive.read("data.json")


def test_the_document_reads_in_the_language_and_is_tagged(database: Database, config: Config, rowan: Person) -> None:
    with database.write() as session:
        session.add(Experience(account_id=rowan.account_id, title="Timmervrouw", employer="Houtwerk"))
        add_log(session, rowan.account_id, 400, now=NOW)
        session.add_all(Skill(account_id=rowan.account_id, name=f"Skill {number:03}") for number in range(90))
    _id, archive = made(database, config, rowan.account_id, locale="nl")
    document = pypdf.PdfReader(io.BytesIO(archive.read("your-data.pdf")))
    root = document.root_object
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "nl" and "/StructTreeRoot" in root
    assert "Rowan" not in str(document.metadata), "nothing beside the page says whose it is"
    assert data_of(archive)["language"] == "nl"
    text = pdf_text(archive)
    for words in ("Een kopie van je gegevens", "Timmervrouw", "Houtwerk", "Rowan", rowan.email, "Herengracht 124"):
        assert words in text
    assert ("Autoriteit Persoonsgegevens" in text and "Hoe de rangorde" in text) or "volgorde" in text
    assert "60 van 90" in text, "what is not shown is counted"
    assert "400 vermeldingen" in text
    assert "Wachtwoord" in text and "We bewaren het, maar geven het aan niemand" in text


def test_each_category_says_until_when_it_is_kept(database: Database, config: Config, rowan: Person) -> None:
    archive = packed(database, config, rowan.account_id)
    kept = {category["id"]: category["kept"] for category in data_of(archive)["categories"]}
    assert kept["P1"]["gone_on"] is None
    # Last used on 22 November 2026; a year later deactivated, half a year later gone, at midnight in Amsterdam.
    assert kept["P1"]["gone_on_if_unused_from_now"] == "2028-05-21T22:00:00+00:00"
    assert kept["P2-contact"]["gone_on_if_unused_from_now"] == "2032-11-21T23:00:00+00:00"


def test_pictures_are_in_it_as_well(database: Database, config: Config, rowan: Person) -> None:
    with database.write() as session:
        files.keep(
            session,
            FileStore.of(config),
            rowan.account_id,
            name="picture",
            media_type="image/jpeg",
            data=b"\xff\xd8\xff",
            use=FileUse.PICTURE,
            now=NOW,
        )
    archive = packed(database, config, rowan.account_id)
    assert archive.read("files/001.jpg") == b"\xff\xd8\xff"


def test_a_document_that_would_be_too_long_counts_what_it_leaves_out(
    database: Database, config: Config, rowan: Person
) -> None:
    with database.write() as session:
        for number in range(100):
            text = f'Job {number}: "<&>"\n' * 60
            session.add(Experience(account_id=rowan.account_id, title=f"Job {number}", description=text))
    _id, archive = made(database, config, rowan.account_id)
    document = " ".join(pdf_text(archive).split())
    found = re.search(r"(\d+) of 100 are shown here\. All of them are in csv/profile\.csv", document)
    assert found is not None and 5 < int(found[1]) < 60
    assert archive.read("csv/profile.csv").count(b"Job 99") >= 1
    assert len([row for row in data_of(archive)["categories"][3]["rows"] if row["kind"] == "experience"]) == 100
