"""People on their way out, and everything that was written down about them anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, select

from config import Config
from models.account import Account
from models.database import Database
from models.erasure import Erasure, ErasureState
from models.resume import StoredFile
from services import erasing, erasure_requests, links, newsletters
from services.files import FileStore
from services.mail import Outcome
from services.rights.keeping import Keeper
from tests.factories import KEYS

DAY = timedelta(days=1)


def now() -> datetime:
    """These tests run at the real time, as the worker does."""
    return datetime.now(UTC)


def start_erasure(session: Session, account_id: str) -> str:
    """An erasure of which the day has come; gives its id."""
    row = Erasure(account_id=account_id, asked_at=now(), confirmed_at=now(), due_at=now(), state=ErasureState.RUNNING)
    session.add(row)
    session.flush()
    return row.id


def carry_out(database: Database, config: Config, erasure_id: str) -> None:
    """The steps of the workflow in its order, in this process."""
    keeper = Keeper.of(config)
    assert erasing.settle_plan(database, config, erasure_id, now=now())
    erasing.keep_apart(database, keeper, erasure_id, now=now())
    erasing.remove_traces(database, keeper, erasure_id)
    erasing.erase_rows(database, config, erasure_id, now=now())
    assert erasing.send_receipt(database, config, erasure_id, now=now()) is Outcome.SENT
    erasing.enter_in_ledger(database, config, erasure_id)
    erasing.erase_account(database, config, erasure_id)


def erase(database: Database, config: Config, account_id: str) -> None:
    """Erase somebody for good."""
    with database.write() as session:
        erasure_id = start_erasure(session, account_id)
    carry_out(database, config, erasure_id)


def confirm_erasure(session: Session, account_id: str, *, at: datetime, delay: timedelta = 7 * DAY) -> Erasure:
    """Ask and confirm by the mailed link."""
    erasure_requests.ask(session, session.get_one(Account, account_id), now=at)
    asked = session.exec(
        select(Erasure).where(Erasure.account_id == account_id, Erasure.state == ErasureState.ASKED)
    ).one()
    return erasure_requests.confirm(session, links.erasure_token(KEYS, asked.id), keys=KEYS, delay=delay, now=at)


def every_value(database: Database) -> Iterator[tuple[str, str, Any]]:
    """Every value in every table that the database has, those of the background jobs too."""
    with database.engine.connect() as connection:
        for table in tables_of(database):
            for row in connection.execute(text(f"SELECT * FROM {table}")).mappings():
                for column, value in row.items():
                    yield table, column, value


def tables_of(database: Database) -> list[str]:
    """The tables that are really there, whatever the models say."""
    if database.url.get_backend_name() == "sqlite":
        found = text("SELECT '\"' || name || '\"' FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    else:
        found = text(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
    with database.engine.connect() as connection:
        return sorted(connection.execute(found).scalars())


def spelled(value: Any) -> set[str]:
    """The ways in which a value may be written down."""
    if isinstance(value, datetime):
        moment = value.astimezone(UTC)
        return {moment.strftime("%Y-%m-%d %H:%M:%S"), moment.strftime("%Y-%m-%dT%H:%M:%S")}
    return {str(value)}


def store_files(session: Session, config: Config) -> int:
    """Bytes for every file that has a row; gives their number."""
    ids = session.exec(select(StoredFile.id)).all()
    for file_id in ids:
        FileStore.of(config).write(file_id, b"sealed bytes")
    return len(ids)


def files_under(config: Config, *folders: str) -> list[Path]:
    """The files in these folders of the data directory."""
    return [path for name in folders for path in (config.data_dir / name).rglob("*") if path.is_file()]


def subscribe(session: Session, email: str) -> None:
    """Somebody who subscribes to the newsletter with that address."""
    newsletters.sign_up(session, email=email, kinds=[*newsletters.KINDS][:1], locale="en", keys=KEYS, now=now())
