"""The summaries that the platform writes of a professional, as each audience reads them: never stored."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from models.privacy import Tier
from models.publication import Publication
from services import views
from services.publication import storage
from services.publication.narrative import verified_summary
from services.publication.shown import public_row_of
from services.publication.wording import LOCALES

METHOD = "offline, from the record"
"""How a summary is made: by rules of our own, from the fixed values of the record, at no other company."""


@dataclass(frozen=True)
class Summary:
    """One summary. ``published``: False for an approved record that nobody but its owner reads yet."""

    audience: Tier
    language: str
    published: bool
    text: str


def summaries_of(session: Session, account_id: str) -> list[Summary]:
    """What is told about the professional in each language; none where no record was approved.

    A record with an id that the vocabulary no longer has cannot be told.
    """
    publication = session.exec(select(Publication).where(Publication.account_id == account_id)).first()
    if publication is None:
        return []
    row = public_row_of(session, account_id)
    record = publication.published or publication.record
    is_published = publication.published is not None
    found: list[Summary] = []
    with suppress(LookupError):
        found += [Summary(Tier.ANONYMOUS, each, True, views.public_view(row, each).summary) for each in LOCALES if row]
    with suppress(LookupError):
        texts = {each: _of_record(record, each) for each in LOCALES if record}
        found += [Summary(Tier.VERIFIED, each, is_published, text) for each, text in texts.items()]
    return found


def _of_record(record: Mapping[str, Any], locale: str) -> str:
    return verified_summary(storage.from_json(record), locale, views.text_label)
