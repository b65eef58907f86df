"""What a professional decides about their summary, sentence by sentence, for verified clients.

What rules wrote is included unless its owner leaves it out; what a language model wrote is shown only sentence by
sentence as its owner includes it. Both count once the owner approves the profile; what is left out afterwards is gone
for everybody at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from models.professional import Professional
from models.publication import Publication, VerifiedProfile
from models.summary import Decision, Summary, SummaryMethod
from services.errors import NotFound

from . import storage
from .record import VerifiedRecord
from .summary_drafts import approved_of, chosen, draft_of, hash_of, id_of, rows_of, stored
from .wording import LOCALES


def decide(
    session: Session,
    account_id: str,
    record: VerifiedRecord,
    *,
    language: str,
    sentence_id: str,
    included: bool,
    now: datetime,
) -> None:
    """Include a sentence of a draft, or leave it out: then it is gone from every summary of the person at once.

    Raises NotFound for a sentence that the draft does not have.
    """
    row = _current(session, account_id, record, language=language, now=now)
    found = [each for each in row.sentences if id_of(each["text"]) == sentence_id]
    if not found:
        raise NotFound
    if included:
        row.sentences = _decided(row.sentences, sentence_id, Decision.INCLUDED, unless=Decision.APPROVED)
        return
    for each in rows_of(session, account_id):
        if each.language == language:
            each.sentences = _decided(each.sentences, sentence_id, Decision.LEFT_OUT)
    session.flush()
    _tell_anew(session, account_id)


def approve(session: Session, account_id: str, record: VerifiedRecord, *, now: datetime) -> None:
    """The owner approves the profile with the drafts as they stand."""
    for language in LOCALES:
        row = _current(session, account_id, record, language=language, now=now)
        included = [id_of(each["text"]) for each in row.sentences if each["decision"] == Decision.INCLUDED.value]
        for sentence_id in included:
            row.sentences = _decided(row.sentences, sentence_id, Decision.APPROVED)
        row.approved_at = now
    session.flush()


def hold(session: Session, account_id: str) -> None:
    """Let nobody else change the person's summaries until the transaction ends."""
    session.exec(select(Professional.id).where(Professional.account_id == account_id).with_for_update()).one()


def _current(session: Session, account_id: str, record: VerifiedRecord, *, language: str, now: datetime) -> Summary:
    """The stored draft that stands, stored now where it was not; one at a time for each person."""
    hold(session, account_id)
    rows, record_hash = rows_of(session, account_id), hash_of(storage.to_json(record))
    found = chosen(rows, record_hash, language)
    if found is None:
        draft = draft_of(rows, record_hash, record, language)
        found = Summary(
            account_id=account_id,
            language=language,
            record_hash=record_hash,
            method=SummaryMethod.RULES,
            sentences=stored(draft.sentences),
            generated_at=now,
        )
        session.add(found)
        session.flush()
    return found


def _decided(
    sentences: Sequence[dict[str, Any]], sentence_id: str, decision: Decision, unless: Decision | None = None
) -> list[dict[str, Any]]:
    return [
        {**each, "decision": decision.value}
        if id_of(each["text"]) == sentence_id and (unless is None or each["decision"] != unless.value)
        else each
        for each in sentences
    ]


def _tell_anew(session: Session, account_id: str) -> None:
    """Let the published profile say what is still approved."""
    publication = session.exec(select(Publication).where(Publication.account_id == account_id)).first()
    if publication is not None and publication.published is not None:
        profile = session.get(VerifiedProfile, publication.handle)
        if profile is not None:
            profile.summaries = approved_of(session, account_id, publication.published)
