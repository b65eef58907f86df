"""The pictures of a portfolio: one a piece of work, encrypted like every file, seen by its owner and after a match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from models.resume import FileUse, Portfolio

from . import files
from .errors import NotFound
from .files import FileStore
from .pictures import MEDIA_TYPE, cleaned
from .professionals import Item

# Nobody's name for it: what the file was called may say more than the picture does.
NAME = "picture.jpg"


def put_picture(
    session: Session, store: FileStore, account_id: str, item_id: str, *, data: bytes, now: datetime
) -> None:
    """Give a piece of work a picture, in the place of an earlier one. Raises NotFound and UnusablePicture."""
    piece = _own(session, account_id, item_id)
    clean = cleaned(data)
    before = piece.picture
    view = files.keep(
        session, store, account_id, name=NAME, media_type=MEDIA_TYPE, data=clean, now=now, use=FileUse.PICTURE
    )
    piece.picture = view.id
    session.flush()
    if before:
        files.remove(session, store, account_id, before)


def remove_picture(session: Session, store: FileStore, account_id: str, item_id: str) -> None:
    """Take the picture of a piece of work away, for good. Raises NotFound."""
    piece = _own(session, account_id, item_id)
    if piece.picture:
        picture, piece.picture = piece.picture, None
        session.flush()
        files.remove(session, store, account_id, picture)


def without_picture(session: Session, store: FileStore, account_id: str, removed: Item) -> Item:
    """A removed item as it can be restored: the picture that it had is deleted, and does not come back."""
    picture = removed.values.get("picture")
    if picture is None:
        return removed
    session.flush()
    files.remove(session, store, account_id, picture)
    return replace(removed, values={**removed.values, "picture": None})


def picture(session: Session, store: FileStore, account_id: str, picture_id: str) -> bytes:
    """The JPEG of a piece of work of this professional. Raises NotFound, also for a file of theirs that is none."""
    statement = select(Portfolio.id).where(Portfolio.account_id == account_id, Portfolio.picture == picture_id)
    if session.exec(statement).first() is None:
        raise NotFound
    return files.content(session, store, account_id, picture_id)[1]


def pictures_in(portfolio: Iterable[Mapping[str, Any]]) -> list[str]:
    """The ids of the pictures of a portfolio as ``disclosure.matched_view`` gives it."""
    return [piece["picture"] for piece in portfolio if piece["picture"]]


def _own(session: Session, account_id: str, item_id: str) -> Portfolio:
    piece = session.get(Portfolio, item_id)
    if piece is None or piece.account_id != account_id:
        raise NotFound
    return piece
