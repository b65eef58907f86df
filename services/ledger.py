"""The erasure ledger: who was erased, as keyed hashes only, in a file outside the database and its backups.

Entries are added and never changed; each has a hash over all before it, and is on the disk before the erasure's last
step. The database holds a mark of how far it has come: one that was restored from a backup has come less far, and must
not be served before whoever it brought back is erased again (``flask ledger replay``).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import IO

from sqlalchemy import inspect, text, update
from sqlmodel import Session, col, select

from config import Config
from models.erasure import Erasure, ErasureState, LedgerMark

from .tokens import TokenKeys

START = "0" * 64
"""The hash before the first entry."""


class LedgerBroken(Exception):
    """An entry of the ledger was changed, or does not follow from the one before it."""


class Standing(str, Enum):
    """Whether database and ledger agree; ``BEHIND``: restored from a backup, ``LOST``: entries of the ledger are."""

    IN_STEP = "in-step"
    BEHIND = "behind"
    LOST = "lost"


@dataclass(frozen=True)
class Entry:
    """One erasure: its number from 1, the keyed hash of the account's id, and the hash over all entries up to it."""

    position: int
    pseudonym: str
    chain: str


@dataclass(frozen=True)
class Ledger:
    """The file ``entries`` in a folder of its own."""

    folder: Path
    keys: TokenKeys

    @classmethod
    def of(cls, config: Config) -> Ledger:
        """The ledger of a configuration."""
        return cls(config.ledger, TokenKeys(config.secret_key))

    def entries(self) -> list[Entry]:
        """All of it; a last line that was not written to its end does not count. Raises LedgerBroken."""
        return _read(self.path.read_text()) if self.path.exists() else []

    def enter(self, account_id: str) -> Entry:
        """Add an account and see it onto the disk; one that is there already stays where it is. Raises LedgerBroken."""
        with self._held() as file:
            entries = _read(file.read())
            pseudonym = self.pseudonym_of(account_id)
            known = next((each for each in entries if each.pseudonym == pseudonym), None)
            entry = known or _following(entries, pseudonym)
            if known is None:
                file.seek(sum(len(_line(each)) for each in entries))
                file.truncate()
                file.write(_line(entry))
            file.flush()
            os.fsync(file.fileno())
        return entry

    def pseudonym_of(self, account_id: str) -> str:
        """What an account goes by here: no other hash of the platform is of this purpose."""
        return self.keys.digest("erasure-ledger", account_id)

    @property
    def path(self) -> Path:
        return self.folder / "entries"

    @contextmanager
    def _held(self) -> Iterator[IO[str]]:
        """The file, for one process at a time."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.path.open("a+") as file:
            self.path.chmod(0o600)
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            yield file
        folder = os.open(self.folder, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def standing(session: Session, ledger: Ledger) -> Standing:
    """How the database stands to the ledger. An erasure that is going on may be in the ledger already."""
    try:
        entries = ledger.entries()
    except LedgerBroken:
        return Standing.LOST
    if not inspect(session.connection()).has_table(str(LedgerMark.__tablename__)):
        # Not migrated yet: a new database, or a backup from before there was a ledger.
        return Standing.BEHIND if entries else Standing.IN_STEP
    mark = session.exec(select(LedgerMark)).first()
    position = mark.position if mark else 0
    if position > len(entries) or (mark and position and entries[position - 1].chain != mark.chain):
        return Standing.LOST
    ahead = {each.pseudonym for each in entries[position:]}
    if not ahead:
        return Standing.IN_STEP
    running = session.exec(select(Erasure.account_id).where(Erasure.state == ErasureState.RUNNING))
    return Standing.BEHIND if ahead - {ledger.pseudonym_of(each) for each in running} else Standing.IN_STEP


def note(session: Session, entry: Entry) -> None:
    """Note that the database has come as far as this entry, if not farther."""
    first = text("INSERT INTO ledgermark (id, position, chain) VALUES ('ledger', 0, :start) ON CONFLICT DO NOTHING")
    session.connection().execute(first, {"start": START})
    further = update(LedgerMark).where(col(LedgerMark.position) < entry.position)
    session.connection().execute(further.values(position=entry.position, chain=entry.chain))


def _following(entries: list[Entry], pseudonym: str) -> Entry:
    before = entries[-1].chain if entries else START
    return Entry(len(entries) + 1, pseudonym, _chained(before, pseudonym))


def _chained(before: str, pseudonym: str) -> str:
    return hashlib.sha256(f"{before} {pseudonym}".encode()).hexdigest()


def _line(entry: Entry) -> str:
    return f"{entry.position} {entry.pseudonym} {entry.chain}\n"


def _read(written: str) -> list[Entry]:
    """The entries; each must follow from those before it."""
    entries: list[Entry] = []
    for line in written[: written.rfind("\n") + 1].splitlines(keepends=True):
        following = _following(entries, line.split(" ")[1] if line.count(" ") == 2 else "")
        if line != _line(following):
            raise LedgerBroken
        entries.append(following)
    return entries
