"""The legal store takes records from the product and gives none back; the officer's key opens them until they end."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from flask import Flask
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from config import Config, MissingConfiguration, legal_key
from models.account import Account
from models.database import Database, readable_tables
from models.privacy import Tier
from models.resume import Experience
from models.retention import LegalHold
from services import legal_store
from services.files import FileStore, keep
from services.legal_reader import LegalReader, WrongKey
from services.legal_store import LegalStore, Record
from services.rights.erasure_plan import Fate, plan_of
from services.rights.keeping import PROOF, Keeper
from services.tokens import TokenKeys
from tests.conftest import create_database, drop_database, postgresql_url
from tests.factories import make_professional_account
from tests.factories_erasure import erase, now
from tests.factories_retention import ids_in, make_consent, make_hold, officer_of

DAY = timedelta(days=1)
FORBIDDEN = (
    "SELECT * FROM {table}",
    "SELECT sealed FROM {table}",
    "SELECT id, ground FROM {table}",
    "UPDATE {table} SET ground = ''",
)


def record(number: int = 1, *, until: datetime | None = None, matter: str = "matter") -> Record:
    return Record(f"id{number}", matter, "legal-claim", until or now() + DAY, {"values": {"title": "Ontwikkelaar é"}})


@pytest.fixture
def store(config: Config) -> LegalStore:
    return LegalStore.of(config)


def refused(connection: Any, statement: str) -> bool:
    try:
        with connection.begin_nested():
            connection.execute(text(statement)).all()
    except DBAPIError as error:
        return any(word in str(error) for word in ("not authorized", "permission denied"))
    return False


def test_the_connection_of_the_product_reads_no_row(store: LegalStore) -> None:
    assert store.append([record()]) == 1
    for statement in FORBIDDEN:
        with store._transaction() as (connection, table):
            assert refused(connection, statement.format(table=table)), statement


def test_product_sessions_of_every_kind_read_no_row(database: Database, store: LegalStore) -> None:
    """On SQLite the file is not attached to any of them; on PostgreSQL the roles of the tiers have no right to it."""
    store.append([record()])
    assert not any("record" in readable_tables(tier) for tier in Tier)
    table = "record" if database.url.get_backend_name() == "sqlite" else "legal.record"
    openings = [database.public, database.verified]
    if database.url.get_backend_name() == "sqlite":
        openings += [database.read, database.write]
    for opening in openings:
        refusal = r"no such table|not authorized|prohibited|permission denied"
        with pytest.raises(DBAPIError, match=refusal), opening() as session:
            session.connection().execute(text(f"SELECT sealed FROM {table}")).all()


@pytest.fixture
def product() -> Iterator[str]:
    """On PostgreSQL: a database whose owner is an ordinary user that may create roles, as the README asks for."""
    server = postgresql_url()
    if server is None:
        yield ""
        return
    name = f"gp_legal_{secrets.token_hex(4)}"
    url = create_database(server, name)
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as admin:
        admin.execute(f"CREATE ROLE {name} LOGIN CREATEROLE PASSWORD 'ordinary'")
        admin.execute(f"ALTER DATABASE {name} OWNER TO {name}")
    try:
        yield make_url(url).set(username=name, password="ordinary").render_as_string(hide_password=False)
    finally:
        drop_database(server, name)
        with psycopg.connect(plain.rsplit("/", 1)[0] + "/postgres", autocommit=True) as admin:
            admin.execute(f"DROP ROLE IF EXISTS {name}")


def test_not_even_the_owner_of_the_database_reads_a_row(product: str, tmp_path: Path) -> None:
    key = X25519PrivateKey.generate()
    store = LegalStore(product or f"sqlite:///{tmp_path / 'legal.db'}", key.public_key().public_bytes_raw())
    store.prepare()
    store.prepare()
    assert store.append([record()]) == 1
    if not product:
        assert b"Ontwikkelaar" not in (tmp_path / "legal.db").read_bytes()
        return
    with create_engine(product).connect() as connection:
        for statement in FORBIDDEN:
            assert refused(connection, statement.format(table="legal.record")), statement
    assert store.forget_ended(now=now() + 2 * DAY) == 1


def test_records_open_with_the_key_only_and_as_they_were_put_in(store: LegalStore, config: Config) -> None:
    store.append([record(), record(), record(2, matter="other")])
    reader = officer_of(config)
    assert [each.content for each in reader.records("matter")] == [record().content]
    assert {matter.id: matter.records for matter in reader.matters()} == {"matter": 1, "other": 1}
    with pytest.raises(WrongKey):
        LegalReader(reader.url, X25519PrivateKey.generate().private_bytes_raw()).records()
    assert reader.discard("other") == 1 and len(reader.records()) == 1


def test_a_record_moved_to_another_end_does_not_open(store: LegalStore, config: Config) -> None:
    store.append([record()])
    reader = officer_of(config)
    engine = create_engine(reader.url)
    with engine.begin() as connection:
        later = {"later": (now() + 9 * DAY).isoformat()}
        connection.execute(text(f"UPDATE {legal_store.table_name(engine)} SET until = :later"), later)
    engine.dispose()
    with pytest.raises(WrongKey):
        reader.records()


def test_what_has_ended_goes_to_the_moment(store: LegalStore, config: Config) -> None:
    end = now() + DAY
    store.append([record(1, until=end), record(2, until=end + timedelta(microseconds=1))])
    assert store.forget_ended(now=end - timedelta(microseconds=1)) == 0
    assert store.forget_ended(now=end) == 1
    assert [each.id for each in officer_of(config).records()] == ["id2"]


def test_web_and_worker_have_no_key_that_opens_it(config: Config) -> None:
    key = officer_of(config).key
    assert not any(getattr(config, each.name) == key for each in fields(config))
    given = {"ENV": "production", "SECRET_KEY": "s", "DATA_KEY": base64.urlsafe_b64encode(key).decode()}
    with pytest.raises(MissingConfiguration, match="LEGAL_PUBLIC_KEY"):
        Config.from_environment(given)
    public = X25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()
    given["LEGAL_PUBLIC_KEY"] = base64.urlsafe_b64encode(public).decode()
    assert Config.from_environment(given).legal_public_key == public == config.legal_public_key
    with pytest.raises(MissingConfiguration, match="LEGAL_KEY"):
        legal_key(given)


def test_the_officer_reads_by_a_command(app: Flask, store: LegalStore, config: Config, monkeypatch: Any) -> None:
    store.append([record()])
    monkeypatch.setenv("DATA_DIR", str(config.data_dir))
    run = app.test_cli_runner().invoke
    assert "matter  legal-claim" in run(args=["legal-store", "list"]).output
    assert json.loads(run(args=["legal-store", "show", "mat"]).output)["values"] == {"title": "Ontwikkelaar é"}
    monkeypatch.setenv("LEGAL_KEY", base64.urlsafe_b64encode(bytes(32)).decode())
    assert "not the key" in run(args=["legal-store", "show", "mat"]).output
    assert run(args=["legal-store", "discard", "matter"]).output == "1 records deleted.\n"


def test_erasure_moves_what_a_hold_covers_and_erases_the_rest(database: Database, config: Config) -> None:
    until = now() + 100 * DAY
    with database.write() as session:
        person = make_professional_account(session)
        session.add(Experience(account_id=person.account_id, title="Developer"))
        make_consent(session, person, True, now())
        hold = make_hold(session, person, since=now(), until=until)
        keep(session, FileStore.of(config), person.account_id, name="cv", media_type="x/y", data=b"bytes", now=now())
        plan = plan_of(session, person.account_id, now=now())
    assert {item.fate for item in plan.items} == {Fate.KEPT_APART}
    erase(database, config, person.account_id)
    with database.read() as session:
        assert not any(ids_in(session, table) for table in (Account, Experience, LegalHold))
    records = officer_of(config).records()
    held = [each for each in records if each.matter == Keeper.of(config).matter_of(hold.id)]
    assert {each.ground for each in records} == {"legal-claim", PROOF} and {each.until for each in held} == {until}
    kept = {each.content["table"]: each.content for each in held}
    assert kept["experience"]["values"]["title"] == "Developer" and kept["account"]["person"]["email"] == person.email
    assert base64.b64decode(kept["storedfile"]["bytes"]) == b"bytes"
    assert kept["account"]["values"]["password_hash"] is None, "a secret is no evidence"


def test_a_hold_that_may_not_be_told_changes_neither_plan_nor_receipt(database: Database, config: Config) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        before = plan_of(session, person.account_id, now=now())
        make_hold(session, person, since=now(), until=now() + DAY, told=False)
        assert plan_of(session, person.account_id, now=before.made_at).items == before.items
    erase(database, config, person.account_id)
    assert {"account", "professional"} <= {each.content["table"] for each in officer_of(config).records()}


def test_the_ids_of_records_say_nothing_without_the_platforms_key(config: Config) -> None:
    """A matter goes by a keyed hash: who has the store alone cannot look up whose it is."""
    one, other = (
        Keeper(LegalStore.of(config), FileStore.of(config), TokenKeys(key)).matter_of("hold") for key in ("a", "b")
    )
    assert one != other and "hold" not in one
