"""What may be sent in a conversation, told by content: a name or a browser's word for it counts for nothing.

Pictures are made anew (pictures.py); documents go as they are and are never shown within a page. What can carry a
programme, as office files with macros do, is refused.
"""

from __future__ import annotations

import io
import zipfile

from models.register import N_

from . import pictures
from .errors import ServiceError

PDF = "application/pdf"
TEXT = "text/plain"
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
MEDIA_TYPES = {
    "docx": f"{_OPEN_XML}wordprocessingml.document",
    "xlsx": f"{_OPEN_XML}spreadsheetml.sheet",
    "pptx": f"{_OPEN_XML}presentationml.presentation",
    "odt": f"{_OPEN_DOCUMENT}text",
    "ods": f"{_OPEN_DOCUMENT}spreadsheet",
    "odp": f"{_OPEN_DOCUMENT}presentation",
}
"""Of office files, by extension (IANA; ECMA-376 part 2, ODF 1.3 part 2)."""
ACCEPTED = ("image/jpeg", "image/png", "image/webp", PDF, TEXT, *MEDIA_TYPES.values())

EXTENSIONS = {kind: f".{extension}" for extension, kind in MEDIA_TYPES.items()} | {
    pictures.MEDIA_TYPE: ".jpg",
    PDF: ".pdf",
    TEXT: ".txt",
}
"""What the name of each kind that is sent ends in."""

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
_MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_PROGRAMMES = ("vbaproject.bin", "basic/", "scripts/")
_LONGEST_MIME_TYPE = 100


class UnusableFile(ServiceError):
    """The file is of no kind that may be sent; the message says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


EMPTY = N_("There is nothing in the file. Choose another one.")
UNKNOWN = N_("We cannot send this kind of file. Send a picture, a PDF, a text or an office file (docx, xlsx, odt, …).")
WITH_PROGRAMME = N_("This office file contains macros. Save it without them, such as docx or xlsx, and try again.")


def told_by_content(data: bytes) -> tuple[str, bytes]:
    """The media type of a file, and what of it is sent. Raises UnusableFile and UnusablePicture."""
    if not data:
        raise UnusableFile(EMPTY)
    if data.startswith(_PICTURES):
        return pictures.MEDIA_TYPE, pictures.cleaned(data)
    if data.startswith(b"%PDF-"):
        return PDF, data
    if data.startswith(b"PK\x03\x04"):
        return _office(data), data
    if _is_text(data):
        return TEXT, data
    raise UnusableFile(UNKNOWN)


def _office(data: bytes) -> str:
    """Which office file a ZIP archive is, by the names in it; nothing but a few bytes is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kind = _declared(archive) if names[:1] == ["mimetype"] else _by_main_part(names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise UnusableFile(UNKNOWN) from error
    if kind not in MEDIA_TYPES.values():
        raise UnusableFile(UNKNOWN)
    if any(part in name.lower() for name in names for part in _PROGRAMMES):
        raise UnusableFile(WITH_PROGRAMME)
    return kind


def _declared(archive: zipfile.ZipFile) -> str:
    """What an OpenDocument says in the first entry that it is."""
    with archive.open("mimetype") as entry:
        return entry.read(_LONGEST_MIME_TYPE).decode("ascii", "replace")


def _by_main_part(names: list[str]) -> str:
    if "[Content_Types].xml" not in names:
        return ""
    return next((MEDIA_TYPES[kind] for kind, part in _MAIN_PARTS.items() if part in names), "")


def _is_text(data: bytes) -> bool:
    """Whether it is text in UTF-8, without the control characters that no text has."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(sign >= " " or sign in "\t\r\n\f" for sign in text)
