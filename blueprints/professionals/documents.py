"""The professional's own résumé as a document and as data, to take along."""

from __future__ import annotations

from flask import Response

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.printing import printed
from services import disclosure
from services.publication.wording import language

from . import blueprint


@blueprint.get("/cv.pdf", endpoint="cv")
@open_to(Audience.PROFESSIONALS)
def show() -> Response:
    """The whole résumé under one's own name, to send to whom one likes."""
    full = disclosure.matched_view(access.session(), access.account_id())
    languages = [(language(each["language"], locale()), each["level"]) for each in full.language]
    return printed("documents/cv.html", "cv.pdf", full=full, languages=languages)
