"""A ZIP written from front to back, with a manifest of the SHA-256 and the size of every file in it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, TextIO, cast

from services.json_stream import write_json

from .periods import ZONE

MANIFEST = "manifest.json"
MANIFEST_VERSION = "1.0"


@dataclass(frozen=True)
class Entry:
    """One file of the archive; ``size`` in bytes."""

    path: str
    size: int
    sha256: str


class _Counting(io.RawIOBase):
    """Passes on what is written, and keeps its size and hash."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target, self.size, self.sha256 = target, 0, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._target.write(data)
        self.sha256.update(data)
        self.size += len(data)
        return len(data)


@dataclass
class Archive:
    """What is being written, as a context manager; ``now`` becomes the time of the files in it."""

    target: io.RawIOBase
    now: datetime
    entries: list[Entry] = field(default_factory=list)

    def __enter__(self) -> Archive:
        self._zip = zipfile.ZipFile(cast(IO[bytes], self.target), "w")
        return self

    def __exit__(self, kind: object, *_rest: object) -> None:
        if kind is None:
            self._zip.close()
        else:
            # What was broken off gets no end, also not when it is forgotten.
            self._zip.fp = None

    @contextmanager
    def file(self, path: str, *, packed: bool = True) -> Iterator[IO[bytes]]:
        """A file of the archive, to write to; ``packed``: compressed."""
        info = zipfile.ZipInfo(path, self.now.astimezone(ZONE).timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        with self._zip.open(info, "w") as member:
            counting = _Counting(member)
            with io.BufferedWriter(counting, 64 * 1024) as buffered:
                yield buffered
        self.entries.append(Entry(path, counting.size, counting.sha256.hexdigest()))

    @contextmanager
    def text(self, path: str) -> Iterator[TextIO]:
        """The same for text, in UTF-8, with the ends of lines as they are given."""
        with self.file(path) as target, io.TextIOWrapper(target, "utf-8", newline="") as text:
            yield text

    def json(self, path: str, value: Any) -> None:
        """A file of JSON; iterators in the value are taken as they are written."""
        with self.text(path) as text:
            write_json(text.write, value)
            text.write("\n")

    def add(self, path: str, data: bytes, *, packed: bool = True) -> None:
        """A file of bytes."""
        with self.file(path, packed=packed) as target:
            target.write(data)

    def manifest(self, *, kind: str, lost: list[str]) -> None:
        """Write the manifest, last. ``lost``: paths of files whose bytes are gone."""
        self.json(
            MANIFEST,
            {
                "manifest_version": MANIFEST_VERSION,
                "kind": kind,
                "made_at": self.now.isoformat(),
                "files": [{"path": each.path, "size": each.size, "sha256": each.sha256} for each in self.entries],
                "files_whose_content_is_lost": lost,
            },
        )
