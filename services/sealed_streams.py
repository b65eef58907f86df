"""Large files, encrypted as they are written and opened as they are read: never whole in memory, nor plain on disk.

Each file has a key of its own, derived from the person's (HKDF, RFC 5869), so that counters may serve as nonces. It is
a row of chunks of AES-256-GCM whose nonce says which chunk it is and whether it is the last: chunks that were moved,
repeated or cut off do not open (STREAM: Hoang, Reyhanitabar, Rogaway, Vizár 2015).
"""

from __future__ import annotations

import io
import secrets
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 256 * 1024
SALT = 16
_TAG = 16
_SEALED = CHUNK + _TAG


class BrokenFile(Exception):
    """The file was not written to its end, was changed, or belongs to another key or name."""


class SealingWriter(io.RawIOBase):
    """A file to write to once, from front to back; only ``finish`` makes it one that can be opened.

    ``size``: how many plain bytes were written.
    """

    def __init__(self, target: IO[bytes], key: bytes, name: str) -> None:
        salt = secrets.token_bytes(SALT)
        self._target, self._cipher, self._number = target, _cipher(key, salt, name), 0
        self._waiting = bytearray()
        self.size = 0
        target.write(salt)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting += data
        self.size += len(data)
        # One byte more than a chunk: the last chunk is never known to be full before the end.
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def finish(self) -> None:
        """Write the end."""
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, last), chunk, None))
        self._number += 1


class OpeningReader(io.RawIOBase):
    """The plain bytes of a file that a SealingWriter finished; may be read from any place. Raises BrokenFile."""

    def __init__(self, source: IO[bytes], key: bytes, name: str) -> None:
        self._source = source
        sealed = source.seek(0, io.SEEK_END) - SALT
        self._chunks = -(-sealed // _SEALED)
        self._size = sealed - self._chunks * _TAG
        if self._size < 0 or not self._chunks:
            raise BrokenFile
        source.seek(0)
        self._cipher = _cipher(key, source.read(SALT), name)
        self._place = 0
        self._open: tuple[int, bytes] = (-1, b"")
        # Also proves that the end is there.
        self._chunk(self._chunks - 1)

    @property
    def size(self) -> int:
        """How many plain bytes there are."""
        return self._size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: Any) -> int:
        if self._place >= self._size:
            return 0
        number, start = divmod(self._place, CHUNK)
        part = self._chunk(number)[start : start + len(buffer)]
        buffer[: len(part)] = part
        self._place += len(part)
        return len(part)

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()

    def _chunk(self, number: int) -> bytes:
        if self._open[0] != number:
            self._source.seek(SALT + number * _SEALED)
            sealed = self._source.read(_SEALED)
            try:
                self._open = number, self._cipher.decrypt(_nonce(number, number == self._chunks - 1), sealed, None)
            except InvalidTag:
                raise BrokenFile from None
        return self._open[1]


def _cipher(key: bytes, salt: bytes, name: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, f"stream:{name}".encode()).derive(key))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
