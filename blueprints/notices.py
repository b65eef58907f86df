"""Which privacy notice is in force: a consent is recorded with it."""

from __future__ import annotations

from dataclasses import asdict

from flask import current_app

from services.rights.notice import notice_of

from .pages.cookies import cookies


def version_in_force() -> str:
    """The version of the notice that whoever consents now could read, as SHA-256, hexadecimal."""
    return notice_of(asdict(current_app.config["PLATFORM"].controller), cookies()).version
