"""Backups in which the erased stay erased: the copies that are kept have no keys of people; of keys, only the newest.

Whoever restores an older copy puts the newest keys in. Who was erased since has none any more, so that what the copy
holds of them stays sealed, also for who has the platform's key (crypto-shredding, NIST SP 800-88r1, section 2.5).
"""

from __future__ import annotations

import base64
import json
import os
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, select

from models.account import PersonKey
from models.database import Database

KEYS = "keys.json"


def back_up(database: Database, folder: Path, *, now: datetime) -> Path:
    """Write a copy of the database without keys into the folder, and the keys beside it in place of older ones."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{now:%Y%m%dT%H%M%S.%f}"
    copy = _copy_sqlite if database.url.get_backend_name() == "sqlite" else _copy_postgresql
    written = copy(database, folder, name)
    with database.read() as session:
        rows = session.exec(select(PersonKey)).all()
        keys = [{"id": r.id, "account_id": r.account_id, "wrapped": base64.b64encode(r.wrapped).decode()} for r in rows]
    newest = folder / f"{KEYS}.partial"
    newest.touch(mode=0o600)
    newest.write_text(json.dumps(keys))
    newest.replace(folder / KEYS)
    return written


def restore_keys(session: Session, file: Path) -> int:
    """Put the keys that are missing into a restored database, and give their number."""
    known = set(session.exec(select(PersonKey.account_id)))
    missing = [each for each in json.loads(file.read_text()) if each["account_id"] not in known]
    for each in missing:
        session.add(PersonKey(**each | {"wrapped": base64.b64decode(each["wrapped"])}))
    return len(missing)


def _copy_sqlite(database: Database, folder: Path, name: str) -> Path:
    path = folder / f"{name}.db"
    with closing(sqlite3.connect(str(database.url.database), timeout=60)) as source:
        source.execute("VACUUM INTO ?", (str(path),))
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.execute("PRAGMA secure_delete=on")
        copy.execute(f"DELETE FROM {PersonKey.__tablename__}")  # noqa: S608 - a name of ours
        copy.execute("VACUUM")
    path.chmod(0o600)
    return path


def _copy_postgresql(database: Database, folder: Path, name: str) -> Path:
    path = folder / f"{name}.dump"
    url = database.url
    environment = os.environ | ({"PGPASSWORD": url.password} if url.password else {})
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    command = ["pg_dump", "--format=custom", f"--exclude-table-data={PersonKey.__tablename__}", f"--file={path}", plain]
    subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603 - our own words only
    path.chmod(0o600)
    return path
