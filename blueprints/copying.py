"""What the pages of copies have in common, for who is logged in and for who left: the state, and the file itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, request
from flask_babel import lazy_gettext as _l

from models.copy import CopyKind
from services import copies
from services.copies import CopyGone, CopyView
from services.errors import NotFound
from services.rights.exporting import DOCUMENT
from services.viewers import Part

from . import access
from .accounts import visit
from .localisation import locale
from .pictures import store


@dataclass(frozen=True)
class File:
    """One way to take a copy: the whole archive, or one file of it (``member``)."""

    name: str
    media_type: str
    label: Any
    icon: str
    member: str | None = None


def _json(name: str, label: Any) -> File:
    return File(name, "application/json", label, "file-json", name)


RESUME = "resume"
FILES: dict[CopyKind, dict[str, File]] = {
    CopyKind.ACCESS: {
        "archive": File("my-data.zip", "application/zip", _l("Everything (ZIP)"), "download"),
        "document": File("my-data.pdf", "application/pdf", _l("Readable copy (PDF)"), "file-text", DOCUMENT),
    },
    CopyKind.PORTABLE: {
        "archive": File("my-data.zip", "application/zip", _l("All of it (ZIP)"), "download"),
        RESUME: _json("resume.json", _l("JSON Resume")),
        "provided": File(
            "provided.json", "application/json", _l("What you filled in (JSON)"), "file-json", "provided.json"
        ),
        "observed": File(
            "observed.json", "application/json", _l("What was noted of you (JSON)"), "file-json", "observed.json"
        ),
    },
}


def latest(account_id: str, kind: CopyKind) -> dict[str, Any]:
    """The state of the newest copy of a kind, and those before it."""
    platform = current_app.config["PLATFORM"]
    found = copies.history(access.session(), account_id, kind, now=access.now())
    open_ = found[0] if found and (found[0].is_being_made or found[0].is_ready) else None
    return {
        "copy": open_,
        "last": found[0] if found else None,
        "earlier": found[1:] if open_ else found,
        "files": {part: file for part, file in FILES[kind].items() if part != RESUME or _has_resume()},
        "hours": platform.copy_hours,
    }


def asked(account_id: str, kind: CopyKind) -> CopyView:
    """Ask for a copy in the language of the page. Raises TooManyCopies."""
    return copies.ask(
        access.session(), store(), account_id, kind, locale=locale(), browser=visit.browser(), now=access.now()
    )


def sent(account_id: str, copy_id: str, part: str) -> Response:
    """The copy or a part of it, piece by piece, and a note that its owner took it. Raises NotFound or CopyGone."""
    session, view = access.session(), copies.own(access.session(), account_id, copy_id, now=access.now())
    file = FILES[view.kind].get(part)
    if file is None:
        raise NotFound
    if not view.is_ready:
        raise CopyGone
    response = streamed(account_id, copy_id, file)
    if request.method == "GET":
        copies.note_download(session, account_id, copy_id, browser=visit.browser(), now=access.now())
    return response


def streamed(account_id: str, copy_id: str, file: File) -> Response:
    """A file out of a copy as an answer; nothing of it is whole in memory. Raises CopyGone."""
    reader = copies.content(access.session(), store(), account_id, copy_id)
    size = reader.size if file.member is None else None
    body: Iterator[bytes] = copies.pieces(reader) if file.member is None else copies.member(reader, file.member)
    response = Response(body, mimetype=file.media_type)
    response.call_on_close(reader.close)
    if size is not None:
        response.content_length = size
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def _has_resume() -> bool:
    return any(role.part is Part.PROFESSIONAL for role in access.viewer().roles)
