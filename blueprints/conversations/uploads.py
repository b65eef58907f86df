"""Files on their way into a conversation."""

from __future__ import annotations

from flask_babel import gettext as _

from blueprints import access
from services.attachment_kinds import UnusableFile
from services.attachments import MOST, Upload
from services.chat_errors import TooManyFiles
from services.pictures import UnusablePicture

from .forms import MessageForm


class FilesRefused(Exception):
    """The files cannot be sent; the sentence says which and why."""


def uploads_of(form: MessageForm) -> list[Upload]:
    """The files of the form, made ready before the database is held. Raises FilesRefused."""
    chosen = form.chosen()
    if len(chosen) > MOST:
        raise FilesRefused(_(TooManyFiles.message))
    if chosen:
        access.let_go()
    uploads = []
    for file in chosen:
        try:
            uploads.append(Upload.of(file.filename or "", file.read()))
        except (UnusableFile, UnusablePicture) as error:
            raise FilesRefused(f"{file.filename}: {_(error.message)}") from error
    return uploads
