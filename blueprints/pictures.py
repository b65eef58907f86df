"""Pictures of a portfolio on their way out: as an answer of their own, or within a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Response, current_app, make_response
from sqlmodel import Session

from services import portfolio
from services.attachments import Attaching
from services.errors import NotFound
from services.files import FileStore
from services.pdf import data_address
from services.pictures import MEDIA_TYPE
from services.written import WrittenProfile

MOST_ON_PAPER = 12


def store() -> FileStore:
    """Where the files of this installation lie."""
    return FileStore.of(current_app.config["PLATFORM"])


def attaching() -> Attaching:
    """What it takes to send files in conversations and to open them."""
    return Attaching.of(current_app.config["PLATFORM"])


def picture_answer(session: Session, account_id: str, picture_id: str) -> Response:
    """A picture of this professional, for a page of ours alone. The caller has seen to it that the viewer may."""
    return file_answer(portfolio.picture(session, store(), account_id, picture_id), MEDIA_TYPE, portfolio.NAME)


def file_answer(data: bytes, media_type: str, name: str) -> Response:
    """A file that somebody sent, on its way out: a picture is shown, everything else is only saved.

    It runs nothing and loads nothing, wherever it is opened; ``name`` tells of nobody.
    """
    response = make_response(data)
    response.mimetype = media_type
    kind = "inline" if media_type == MEDIA_TYPE else "attachment"
    response.headers["Content-Disposition"] = f'{kind}; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def addresses(full: WrittenProfile | None, address: Callable[[str], str]) -> Mapping[str, str]:
    """Where the page gets each picture."""
    return {each: address(each) for each in portfolio.pictures_in(full.portfolio)} if full else {}


def on_paper(session: Session, account_id: str, full: WrittenProfile) -> Mapping[str, str]:
    """The first ``MOST_ON_PAPER`` pictures themselves; one whose bytes are gone is left out."""
    found = {}
    for each in portfolio.pictures_in(full.portfolio)[:MOST_ON_PAPER]:
        try:
            found[each] = data_address(portfolio.picture(session, store(), account_id, each), MEDIA_TYPE)
        except NotFound:
            continue
    return found
