"""A file's bytes become its text: the kind told apart by content, then read. Runs in the child process only."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from typing import Literal

from .documents import Code, Document, Kind, Limits, UnreadableDocument
from .text import PAGE_BREAK, normalise

_EXTENSIONS: dict[str, Kind] = {".pdf": "pdf", ".docx": "docx", ".txt": "text", ".text": "text"}
# Text by its bytes, and a format of fields by the extension.
_FIELDS: dict[str, Kind] = {".json": "json", ".xml": "xml"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_FORMATS = (b"MZ", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LETTERS = re.compile(r"[^\W\d_]")
_FEWEST_LETTERS = 10
_ZIP_RATIO = 200
_ZIP_MEMBERS = 2_000
# What the extractors say with a ValueError; anything else that goes wrong in them is a damaged file.
_SAID: tuple[Code, ...] = ("encrypted", "too_many_pages", "unpacks_too_large", "mislabelled")


def extract_document(data: bytes, extension: str, limits: Limits) -> Document:
    """The text of a file, by its bytes and extension (".pdf", or empty). Raises UnreadableDocument, MemoryError."""
    kind = _kind(data, extension)
    if kind == "text" or kind in _FIELDS.values():
        text, pages = _as_text(data) or "", 1
    else:
        text, pages = _extract(data, kind, limits)
    if len(text) > limits.characters:
        raise UnreadableDocument("unpacks_too_large")
    text = text if kind in _FIELDS.values() else normalise(text)
    if not text.replace(PAGE_BREAK, "").strip():
        raise UnreadableDocument("no_text" if kind in ("pdf", "docx") else "empty")
    if kind == "pdf" and len(_LETTERS.findall(text)) < _FEWEST_LETTERS:
        raise UnreadableDocument("no_text")
    return Document(text, pages, kind)


def _extract(data: bytes, kind: Kind, limits: Limits) -> tuple[str, int]:
    try:
        if kind == "pdf":
            from .reading_pdf import extract
        else:
            from .reading_docx import extract

            _check_archive(data, limits)
        return extract(data, max_pages=limits.pages, max_characters=limits.characters)
    except (UnreadableDocument, MemoryError):
        raise
    except ValueError as error:
        raise UnreadableDocument(next((code for code in _SAID if error.args[:1] == (code,)), "broken")) from error
    except Exception as error:
        raise UnreadableDocument("broken") from error


def _kind(data: bytes, extension: str) -> Kind:
    """What the bytes are, where the extension says the same; a file without extension is what its bytes say."""
    found = _content(data)
    if found == "text" and extension in _FIELDS:
        return _FIELDS[extension]
    expected = _EXTENSIONS.get(extension)
    if found == "encrypted" and expected in ("docx", None):
        raise UnreadableDocument("encrypted")
    if expected is not None and found != expected:
        raise UnreadableDocument("mislabelled")
    if found is None or found == "encrypted" or (extension and found == "text" and expected is None):
        raise UnreadableDocument("unsupported_type")
    if extension and expected is None:
        raise UnreadableDocument("mislabelled")
    return found


def _content(data: bytes) -> Kind | Literal["encrypted"] | None:
    """The kind by its first bytes; "encrypted" is an Office file locked with a password."""
    if data[:1024].lstrip(b"\xef\xbb\xbf\0 \t\r\n").startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_OLE):
        return "encrypted" if "EncryptedPackage".encode("utf-16-le") in data else None
    if data.startswith(b"PK"):
        return "docx" if b"word/" in data and b"[Content_Types].xml" in data else None
    if data.startswith(_OTHER_FORMATS):
        return None
    return "text" if _as_text(data) is not None else None


def _as_text(data: bytes) -> str | None:
    """The bytes as UTF-8, UTF-16 or Windows-1252, or None where they hold what text does not."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text or len(_CONTROL.findall(text)) > len(text) // 200:
            continue
        return text
    return None


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    start = data[:400]
    # In Latin script every second byte of UTF-16 is zero.
    if len(data) % 2 == 0 and start[1::2].count(0) > len(start) // 4:
        return ("utf-16-le",)
    if len(data) % 2 == 0 and start[::2].count(0) > len(start) // 4:
        return ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _check_archive(data: bytes, limits: Limits) -> None:
    """Refuses a DOCX that is locked, damaged or unpacks to far more than a résumé needs, before it is opened."""
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableDocument("broken") from error
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableDocument("encrypted")
    total = sum(member.file_size for member in members)
    dense = any(m.file_size > 1_000_000 and m.file_size > _ZIP_RATIO * max(m.compress_size, 1) for m in members)
    if total > limits.unpacked_bytes or dense or len(members) > _ZIP_MEMBERS:
        raise UnreadableDocument("unpacks_too_large")
