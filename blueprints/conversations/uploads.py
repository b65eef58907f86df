"""Files on their way into a conversation."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from blueprints import access
from services import match_access
from services.attachment_kinds import UnusableFile
from services.attachments import MOST, Upload
from services.chat_errors import TooManyFiles
from services.pictures import UnusablePicture


class FilesRefused(Exception):
    """A file cannot be sent; the sentence says which and why."""


def uploads_of(request_id: str, chosen: Sequence[FileStorage]) -> list[Upload]:
    """The files made ready, which takes time: for a conversation of the viewer's own, and before the database is held.

    Raises NotFound, TooManyFiles or FilesRefused.
    """
    if not chosen:
        return []
    match_access.find_match(access.session(), access.viewer(), request_id)
    if len(chosen) > MOST:
        raise TooManyFiles
    access.let_go()
    uploads = []
    for file in chosen:
        try:
            uploads.append(Upload.of(file.filename or "", file.read()))
        except (UnusableFile, UnusablePicture) as error:
            raise FilesRefused(f"{file.filename}: {_(error.message)}") from error
    return uploads
