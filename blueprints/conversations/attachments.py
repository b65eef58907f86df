"""Files of a conversation: each opened by its two sides, and how it stands with one that waits for the scanner."""

from __future__ import annotations

from flask import Response, make_response, url_for

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.pictures import attaching
from blueprints.rendering import redirect, render, wants_fragment
from services import attachment_kinds, attachments, pictures
from services.attachments import Opened

from . import blueprint

PROTECTED = "default-src 'none'; sandbox"
"""What somebody sent runs nothing and loads nothing, wherever it is opened."""


@blueprint.get("/<request_id>/attachments/<attachment_id>")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def attachment(request_id: str, attachment_id: str) -> Response:
    """A file: pictures are shown, everything else is only saved."""
    found = attachments.open_file(access.session(), attaching(), access.viewer(), request_id, attachment_id)
    return file_answer(found)


@blueprint.get("/<request_id>/attachments/<attachment_id>/state")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def attachment_state(request_id: str, attachment_id: str) -> Response:
    """How it stands with a file: the page asks while it waits for the scanner."""
    found = attachments.find(access.session(), access.viewer(), request_id, attachment_id)
    if not wants_fragment():
        return redirect(url_for("conversations.show", request_id=request_id))
    return render("conversations/_attachment.html", "conversations/_attachment.html", file=found, request_id=request_id)


def file_answer(found: Opened) -> Response:
    """A file on its way out, under a name that tells of nobody."""
    response = make_response(found.data)
    response.mimetype = found.media_type
    name = f"attachment-{found.place}{attachment_kinds.extension_of(found.media_type)}"
    kind = "inline" if found.media_type == pictures.MEDIA_TYPE else "attachment"
    response.headers["Content-Disposition"] = f'{kind}; filename="{name}"'
    response.headers["Content-Security-Policy"] = PROTECTED
    return response
