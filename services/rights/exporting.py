"""What goes into the archive of each kind of copy, file by file; nothing of it is whole in memory at any time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePath

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.copy import CopyKind
from models.disclosure import Disclosure
from models.privacy import Category, Source
from models.professional import Professional
from services import attachment_kinds, exports, files
from services.errors import NotFound
from services.files import FileStore

from .access import Person, Told, copy_of, log_of, rows_of, tallies_of
from .archive import Archive
from .portability import PORTABLE, portable_of, portable_rows
from .speech import Speech
from .spreadsheet import write_csv, write_table
from .walk import HeldRow

SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"
ACCESS_SCHEMA, PORTABLE_SCHEMA = SCHEMAS / "copy-2.0.json", SCHEMAS / "portable-1.0.json"
DOCUMENT = "your-data.pdf"
_PACKED = (".txt", ".json", ".xml", ".bin")
_EXTENSIONS = attachment_kinds.EXTENSIONS | {
    "application/json": ".json",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "image/png": ".png",
    "image/webp": ".webp",
}


@dataclass
class Export:
    """One copy on its way: whose, from where, in which words. ``tick`` hears how many rows or files are done.

    ``document``: prints the readable copy; only a copy for the person has one.
    """

    session: Session
    store: FileStore
    person: Person
    now: datetime
    controller: Mapping[str, str]
    locale: str
    speech: Speech
    tick: Told = lambda _done: None
    document: Callable[[], bytes] | None = None
    lost: list[str] = field(default_factory=list)


def write(kind: CopyKind, archive: Archive, export: Export) -> None:
    """Write the archive of this kind, and its manifest at the end."""
    {CopyKind.ACCESS: _write_access, CopyKind.PORTABLE: _write_portable}[kind](archive, export)
    archive.manifest(kind=kind.value, lost=export.lost)


def amount(export: Export) -> int:
    """How much ``tick`` will hear of: each row stands in JSON and in CSV, each file once."""
    rows = sum(each.rows for each in tallies_of(export.session, export.person))
    return 2 * rows + len(_stored(export))


def log_length(session: Session, account_id: str) -> int:
    """How many entries the log of who saw the person's data has."""
    return session.exec(select(func.count()).where(Disclosure.account_id == account_id)).one()


def path_of(number: int, name: str, media_type: str) -> str:
    """What a stored file is called in an archive: a number, and an extension that says what it is.

    What somebody called it stands within the data; as the name of a file it would tell of them to whoever sees it.
    """
    suffix = PurePath(name or "").suffix.lower()
    known = suffix if suffix in {*_EXTENSIONS.values(), ".jpeg"} else _EXTENSIONS.get(media_type, ".bin")
    return f"files/{number:03}{known}"


def _write_access(archive: Archive, export: Export) -> None:
    paths = _write_files(archive, export)
    archive.add("data.schema.json", ACCESS_SCHEMA.read_bytes())
    copy = copy_of(
        export.session,
        export.person.account_id,
        now=export.now,
        controller=export.controller,
        locale=export.locale,
        translate=export.speech.translate,
        word_for=export.speech.word_for,
        others=export.person.ids[1:],
        files=paths,
        tick=export.tick,
    )
    archive.json("data.json", copy)
    for category in _categories(export):
        _write_csv(archive, export, category, _rows(export, category))
    with archive.text("csv/who-saw-your-data.csv") as text:
        write_table(text, log_of(export.session, export.person.account_id, export.speech))
    if export.document is not None:
        archive.add(DOCUMENT, export.document(), packed=False)


def _write_portable(archive: Archive, export: Export) -> None:
    paths = _write_files(archive, export)
    archive.add("portable.schema.json", PORTABLE_SCHEMA.read_bytes())
    for source in PORTABLE:
        found = portable_of(
            export.session,
            export.person,
            source,
            now=export.now,
            locale=export.locale,
            translate=export.speech.translate,
            files=paths,
            tick=export.tick if source is Source.OBSERVED else lambda _rows: None,
        )
        archive.json(f"{source.value}.json", found)
    if _is_professional(export):
        resume = exports.json_resume(export.session, export.person.account_id)
        archive.add("resume.json", json.dumps(resume, ensure_ascii=False, indent=2).encode())
    for category in _categories(export):
        _write_csv(archive, export, category, portable_rows(_rows(export, category)))


def _write_files(archive: Archive, export: Export) -> dict[str, str | None]:
    """Write the stored files one by one, and give by the id of each where it is; None where its bytes are lost."""
    paths: dict[str, str | None] = {}
    for number, view in enumerate(_stored(export), start=1):
        path = path_of(number, view.name, view.media_type)
        try:
            data = files.opened(export.session, export.store, export.person.account_id, view.id)
        except NotFound:
            export.lost.append(path)
            paths[view.id] = None
        else:
            archive.add(path, data, packed=path.endswith(_PACKED))
            paths[view.id] = path
        export.tick(1)
    return paths


def _write_csv(archive: Archive, export: Export, category: Category, rows: Iterator[HeldRow]) -> None:
    slug = category.name.lower().replace("_", "-")
    with archive.text(f"csv/{slug}.csv") as text:
        write_csv(text, rows, export.speech)


def _rows(export: Export, category: Category) -> Iterator[HeldRow]:
    for _holding, page in rows_of(export.session, export.person, category):
        yield from page
        export.tick(len(page))


def _categories(export: Export) -> list[Category]:
    held = {each.category for each in tallies_of(export.session, export.person)}
    return [category for category in Category if category in held]


def _stored(export: Export) -> list[files.FileView]:
    return files.every(export.session, export.person.account_id)


def _is_professional(export: Export) -> bool:
    statement = select(Professional.id).where(col(Professional.account_id) == export.person.account_id)
    return export.session.exec(statement).first() is not None
