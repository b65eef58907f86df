"""Files of a conversation: each opened by its two sides, and how it stands with one that waits for the scanner."""

from __future__ import annotations

from flask import Response, url_for

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.pictures import attaching, file_answer
from blueprints.rendering import redirect, render, wants_fragment
from services import attachments
from services.attachment_kinds import EXTENSIONS
from services.attachments import Opened

from . import blueprint


@blueprint.get("/<request_id>/attachments/<attachment_id>")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def attachment(request_id: str, attachment_id: str) -> Response:
    """A file: pictures are shown, everything else is only saved."""
    found = attachments.open_file(access.session(), attaching(), access.viewer(), request_id, attachment_id)
    return attachment_answer(found)


@blueprint.get("/<request_id>/attachments/<attachment_id>/state")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def attachment_state(request_id: str, attachment_id: str) -> Response:
    """How it stands with a file: the page asks while it waits for the scanner."""
    found = attachments.find(access.session(), access.viewer(), request_id, attachment_id)
    if not wants_fragment():
        return redirect(url_for("conversations.show", request_id=request_id))
    return render("conversations/_attachment.html", "conversations/_attachment.html", file=found, request_id=request_id)


def attachment_answer(found: Opened) -> Response:
    """A file of a message on its way out."""
    name = f"attachment-{found.place}{EXTENSIONS[found.media_type]}"
    return file_answer(found.data, found.media_type, name)
