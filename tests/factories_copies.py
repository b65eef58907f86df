"""Copies of data for tests: asked for and made as the worker makes them, opened as their owner does."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session

from blueprints.privacy import copy_jobs
from config import Config
from models.copy import CopyKind
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.privacy import Tier
from services import copies, copy_making
from services.files import FileStore
from services.json_stream import write_json
from services.rights import exporting
from services.rights.archive import Archive
from services.rights.exporting import Export
from services.rights.speech import Speech, words_in
from tests.factories import KEYS


def ask(
    database: Database, config: Config, account_id: str, kind: CopyKind = CopyKind.ACCESS, *, locale: str = "en"
) -> str:
    """Ask for a copy now; gives its id."""
    with database.write() as session:
        now, store = datetime.now(UTC), FileStore.of(config)
        return copies.ask(session, store, account_id, kind, locale=locale, browser="Test browser", now=now).id


def make(database: Database, config: Config, copy_id: str) -> None:
    """Make it as the job does, without a worker."""
    with database.write() as session:
        assert copy_making.begin(session, copy_id)
    size = copy_jobs.write_file(config, database, copy_id)
    with database.write() as session:
        store, lifetime = FileStore.of(config), config.copy_lifetime
        copy_making.finish(session, store, copy_id, size, lifetime=lifetime, now=datetime.now(UTC))


def made(
    database: Database, config: Config, account_id: str, kind: CopyKind = CopyKind.ACCESS, *, locale: str = "en"
) -> tuple[str, zipfile.ZipFile]:
    """A copy that was asked for and made: its id, and the archive."""
    copy_id = ask(database, config, account_id, kind, locale=locale)
    make(database, config, copy_id)
    return copy_id, opened(database, config, account_id, copy_id)


def packed(database: Database, config: Config, account_id: str, kind: CopyKind = CopyKind.ACCESS) -> zipfile.ZipFile:
    """What a copy made now would hold, in English and without the document, which takes its time."""
    target = io.BytesIO()
    store, now, speech = FileStore.of(config), datetime.now(UTC), Speech(str, words_in("en"))
    with copy_making.snapshot(database) as session:
        person = copy_making.person_of(session, account_id, keys=KEYS)
        export = Export(session, store, person, now, asdict(config.controller), "en", speech)
        with Archive(target, now) as archive:  # type: ignore[arg-type]
            exporting.write(kind, archive, export)
    return zipfile.ZipFile(target)


def opened(database: Database, config: Config, account_id: str, copy_id: str) -> zipfile.ZipFile:
    """The archive of a copy that is ready."""
    with database.read() as session:
        reader = copies.content(session, FileStore.of(config), account_id, copy_id)
    return zipfile.ZipFile(io.BytesIO(b"".join(copies.pieces(reader))))


def written(value: Any) -> Any:
    """What streamed JSON says."""
    parts: list[str] = []
    write_json(parts.append, value)
    return json.loads("".join(parts))


def add_log(session: Session, account_id: str, number: int, *, now: datetime) -> None:
    """Entries of the disclosure log, each a minute older than the one before; the viewers' accounts are gone."""
    session.add_all(
        Disclosure(
            account_id=account_id,
            viewer_id=None,
            kind=DisclosureKind.PROFILE_VIEW,
            tier=int(Tier.VERIFIED),
            at=now - timedelta(minutes=each),
        )
        for each in range(number)
    )
    session.flush()
