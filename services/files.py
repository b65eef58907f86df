"""Files that people keep here: encrypted under their own key before they are written, found by a random name.

The folder is local by default, or any address that fsspec knows (S3 and the like). Bytes and row stand and fall
together: what a transaction did not commit is not kept, and what it deleted goes when it commits.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

import fsspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import event, func
from sqlmodel import Session, col, select

from config import Config
from models.attachment import Attachment
from models.cipher import NONCE, decrypt_bytes
from models.register import N_
from models.resume import FileUse, StoredFile
from models.sealing import keyring

from .errors import NotFound, ServiceError
from .sealed_streams import OpeningReader, SealingWriter

MOST = 20
FILED = (StoredFile, Attachment)
"""Tables whose rows have their bytes here, under the row's id, encrypted under the key of ``account_id``."""


class TooManyFiles(ServiceError):
    """The person keeps as many files as one may."""

    message = N_("You keep 20 files here, and that is the most. Delete one that you no longer need, and try again.")


@dataclass(frozen=True)
class FileStore:
    """A folder of encrypted files at an fsspec address."""

    url: str

    @classmethod
    def of(cls, config: Config) -> FileStore:
        """The store that the configuration names; by default a folder beside the database."""
        return cls(config.files_url or (config.data_dir / "files").as_uri())

    def write(self, name: str, data: bytes) -> None:
        files, path = self._place(name)
        files.makedirs(files._parent(path), exist_ok=True)
        files.pipe_file(path, data)

    def read(self, name: str) -> bytes:
        files, path = self._place(name)
        return files.cat_file(path)

    @contextmanager
    def sealing(self, name: str, key: bytes) -> Iterator[SealingWriter]:
        """Write a large file under a key, in the place of an earlier one; what is broken off cannot be opened."""
        files, path = self._place(name)
        files.makedirs(files._parent(path), exist_ok=True)
        with files.open(path, "wb") as target:
            writer = SealingWriter(target, key, name)
            yield writer
            writer.finish()

    def opening(self, name: str, key: bytes) -> OpeningReader:
        """A large file to read, as it was before it was sealed. Raises FileNotFoundError and BrokenFile."""
        files, path = self._place(name)
        return OpeningReader(files.open(path, "rb"), key, name)

    def remove(self, name: str) -> None:
        files, path = self._place(name)
        with suppress(FileNotFoundError):
            files.rm_file(path)

    def _place(self, name: str) -> tuple[fsspec.AbstractFileSystem, str]:
        files, root = fsspec.core.url_to_fs(self.url)
        return files, str(PurePosixPath(root, name[:2], name))


def bare_name(name: str | None) -> str:
    """The name of an uploaded file without the folders that some browsers send along."""
    return (name or "").replace("\\", "/").rpartition("/")[2]


@dataclass(frozen=True)
class FileView:
    """What the owner reads about a file; ``size`` in bytes."""

    id: str
    name: str
    media_type: str
    size: int
    created_at: datetime


def kept(session: Session, account_id: str) -> list[FileView]:
    """The originals that the person keeps, newest first."""
    statement = select(StoredFile).where(StoredFile.account_id == account_id, StoredFile.use == FileUse.ORIGINAL)
    statement = statement.order_by(col(StoredFile.created_at).desc())
    return [_view(row) for row in session.exec(statement)]


def every(session: Session, account_id: str) -> list[FileView]:
    """All that the person has here, whatever for, oldest first; not what malware was found in."""
    stored = session.exec(select(StoredFile).where(StoredFile.account_id == account_id))
    sent = select(Attachment).where(Attachment.account_id == account_id, col(Attachment.infected).is_(False))
    views = [*map(_view, stored), *map(_view_of_sent, session.exec(sent))]
    return sorted(views, key=lambda view: (view.created_at, view.id))


def count(session: Session, account_id: str, use: FileUse) -> int:
    """How many files the person keeps for a use."""
    same = (col(StoredFile.account_id) == account_id, col(StoredFile.use) == use)
    return session.exec(select(func.count()).where(*same)).one()


def keep(
    session: Session,
    store: FileStore,
    account_id: str,
    *,
    name: str,
    media_type: str,
    data: bytes,
    now: datetime,
    use: FileUse = FileUse.ORIGINAL,
) -> FileView:
    """Keep a file, encrypted under the person's key. Raises TooManyFiles beyond ``MOST`` originals."""
    if use is FileUse.ORIGINAL and count(session, account_id, use) >= MOST:
        raise TooManyFiles
    row = StoredFile(
        account_id=account_id, name=name[:200], media_type=media_type, use=use, size=len(data), created_at=now
    )
    session.add(row)
    session.flush()
    seal(session, store, account_id, row.id, data)
    return _view(row)


def seal(session: Session, store: FileStore, account_id: str, name: str, data: bytes) -> None:
    """Write bytes under a name, encrypted under the person's key; without the transaction they are not kept."""
    ring = keyring(session)
    key = ring.key_of(account_id) or ring.make_key(account_id)
    nonce = secrets.token_bytes(NONCE)
    store.write(name, nonce + AESGCM(key).encrypt(nonce, data, _seal_of(name)))
    _when(session, "after_rollback", lambda: store.remove(name))


def opened(session: Session, store: FileStore, account_id: str, name: str) -> bytes:
    """The bytes that were sealed under a name. Raises NotFound, also where they or their key are gone."""
    key = keyring(session).key_of(account_id)
    try:
        data = decrypt_bytes(store.read(name), AESGCM(key), _seal_of(name)) if key else None
    except FileNotFoundError:
        data = None
    if data is None:
        raise NotFound
    return data


def content(session: Session, store: FileStore, account_id: str, file_id: str) -> tuple[FileView, bytes]:
    """A file of the person's own, opened. Raises NotFound, also where the bytes or their key are gone."""
    row = _own(session, account_id, file_id)
    return _view(row), opened(session, store, account_id, row.id)


def remove(session: Session, store: FileStore, account_id: str, file_id: str) -> None:
    """Delete a file of the person's own; its bytes go when the transaction commits. Raises NotFound."""
    row = _own(session, account_id, file_id)
    session.delete(row)
    remove_at_commit(session, store, file_id)


def remove_at_commit(session: Session, store: FileStore, name: str) -> None:
    """Let the bytes of a file go when the transaction commits."""
    at_commit(session, lambda: store.remove(name))


def at_commit(session: Session, act: Callable[[], object]) -> None:
    """Do something outside the database once the transaction has committed, and not at all where it is rolled back."""
    _when(session, "after_commit", act)


def _own(session: Session, account_id: str, file_id: str) -> StoredFile:
    row = session.get(StoredFile, file_id)
    if row is None or row.account_id != account_id:
        raise NotFound
    return row


def _view(row: StoredFile) -> FileView:
    return FileView(row.id, row.name, row.media_type, row.size, row.created_at)


def _view_of_sent(row: Attachment) -> FileView:
    return FileView(row.id, row.name, row.media_type, row.size, row.sent_at)


def _seal_of(name: str) -> bytes:
    return f"file:{name}".encode()


def _when(session: Session, what: str, act: Callable[[], object]) -> None:
    """Act once when the session's transaction commits or rolls back."""
    event.listen(session, what, lambda _session: act(), once=True)
