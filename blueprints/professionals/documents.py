"""The professional's own résumé as a document and as data, to take along."""

from __future__ import annotations

import json

from flask import Response, make_response

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.pictures import on_paper
from blueprints.printing import printed
from services import disclosure, exports
from services.publication.wording import language

from . import blueprint


@blueprint.get("/cv.pdf", endpoint="cv")
@open_to(Audience.PROFESSIONALS)
def show() -> Response:
    """The whole résumé under one's own name, to send to whom one likes."""
    session, account_id = access.session(), access.account_id()
    full = disclosure.matched_view(session, account_id)
    pictures = on_paper(session, account_id, full)
    languages = [(language(each["language"], locale()), each["level"]) for each in full.language]
    return printed("documents/cv.html", "cv.pdf", full=full, languages=languages, pictures=pictures)


@blueprint.get("/resume.json", endpoint="json_resume")
@open_to(Audience.PROFESSIONALS)
def show_json() -> Response:
    """The own résumé as JSON Resume, for another site or program."""
    written = exports.json_resume(access.session(), access.account_id())
    return _file(json.dumps(written, ensure_ascii=False, indent=2).encode(), "application/json", "resume.json")


@blueprint.get("/europass.xml", endpoint="europass")
@open_to(Audience.PROFESSIONALS)
def show_xml() -> Response:
    """The own résumé as Europass XML, for the European portal."""
    return _file(exports.europass(access.session(), access.account_id(), locale()), "application/xml", "europass.xml")


def _file(data: bytes, media_type: str, name: str) -> Response:
    response = make_response(data)
    response.mimetype = media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
