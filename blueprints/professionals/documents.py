"""The professional's own résumé as a document and as data, to take along."""

from __future__ import annotations

from flask import Response

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.pictures import on_paper
from blueprints.printing import printed
from services import disclosure
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
