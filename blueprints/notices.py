"""Which privacy notice is in force: a consent is recorded with it."""

from __future__ import annotations

from dataclasses import asdict

from flask import current_app

from services.rights import notices
from services.rights.notice import edition_of, notice_of

from . import access
from .pages.cookies import cookies


def version_in_force() -> str:
    """The digest of the notice that whoever consents now could read; before one is stored, of what it states now."""
    stored = notices.version_in_force(access.session(), access.now())
    return stored or edition_of(notice_of(asdict(current_app.config["PLATFORM"].controller), cookies())).digest
