"""The summaries that the platform writes of a professional, as each audience reads them.

What anyone reads is written anew from the public row each time; what verified clients read is what its owner approved,
and everything written for them stays on record (models/summary.py).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from sqlmodel import Session, select

from models.privacy import Tier
from models.publication import Publication
from models.register import N_
from models.summary import SummaryMethod
from services import views
from services.publication.shown import public_row_of
from services.publication.summary_drafts import approved_of
from services.publication.wording import LOCALES

METHODS = {
    SummaryMethod.RULES: N_("by rules of our own, from the record"),
    SummaryMethod.MODEL: N_("by a language model, from the record, checked against it"),
}


@dataclass(frozen=True)
class Summary:
    """One summary. ``published``: False for an approved one that nobody but its owner reads yet."""

    audience: Tier
    language: str
    published: bool
    text: str
    method: SummaryMethod


def summaries_of(session: Session, account_id: str) -> list[Summary]:
    """What is told about the professional in each language; none where no record was approved.

    A public row with an id that the vocabulary no longer has cannot be told.
    """
    publication = session.exec(select(Publication).where(Publication.account_id == account_id)).first()
    if publication is None:
        return []
    row = public_row_of(session, account_id)
    found: list[Summary] = []
    with suppress(LookupError):
        texts = {each: views.public_view(row, each).summary for each in LOCALES} if row else {}
        found += [Summary(Tier.ANONYMOUS, each, True, text, SummaryMethod.RULES) for each, text in texts.items()]
    is_published = publication.published is not None
    told = approved_of(session, account_id, publication.published or publication.record or {})
    found += [
        Summary(Tier.VERIFIED, language, is_published, each["text"], SummaryMethod(each["method"]))
        for language, each in told.items()
    ]
    return found
