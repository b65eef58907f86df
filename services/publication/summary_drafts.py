"""The drafts of the summary that verified clients read, one for each language, as they stand; nothing is written here.

A draft belongs to one record; a changed record has another draft.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from models.summary import Decision, Summary, SummaryMethod, SummaryState

from . import storage
from .narrative import verified_sentences
from .record import VerifiedRecord
from .vocabulary import vocabulary
from .wording import LOCALES

_SHOWN = (Decision.INCLUDED, Decision.APPROVED)


@dataclass(frozen=True)
class Sentence:
    """One sentence of a draft; ``id`` follows from its text."""

    id: str
    text: str
    decision: Decision

    @property
    def is_shown(self) -> bool:
        """Whether it is in the summary as the draft stands."""
        return self.decision in _SHOWN


@dataclass(frozen=True)
class Draft:
    """The summary of a record in one language as it stands.

    ``model``: the language model that wrote it, None for rules · ``asked``: how far a language model's text has come
    that its owner asked for, None where they did not.
    """

    language: str
    method: SummaryMethod
    model: str | None
    sentences: tuple[Sentence, ...]
    asked: SummaryState | None

    @property
    def text(self) -> str:
        """The summary without what is left out or not decided yet."""
        return " ".join(sentence.text for sentence in self.sentences if sentence.is_shown)


def drafts_of(session: Session, account_id: str, record: VerifiedRecord) -> tuple[Draft, ...]:
    """The drafts for a record, one for each language; nothing is stored."""
    rows = rows_of(session, account_id)
    return tuple(draft_of(rows, hash_of(storage.to_json(record)), record, language) for language in LOCALES)


def approved_of(session: Session, account_id: str, record: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """By language the ``text`` that the owner approved for a record, given as JSON, and its ``method``."""
    rows, record_hash = rows_of(session, account_id), hash_of(record)
    told: dict[str, dict[str, str]] = {}
    for language in LOCALES:
        approvals = [
            (row.approved_at, row)
            for row in rows
            if row.approved_at and (row.record_hash, row.language) == (record_hash, language)
        ]
        row = max(approvals, key=lambda each: each[0])[1] if approvals else None
        kept = [each["text"] for each in row.sentences if each["decision"] == Decision.APPROVED.value] if row else []
        if row and kept:
            told[language] = {"text": " ".join(kept), "method": row.method.value}
    return told


def is_changed(session: Session, account_id: str, record: VerifiedRecord) -> bool:
    """Whether an approval would show another summary than the one approved for this record."""
    told = approved_of(session, account_id, storage.to_json(record))
    drafts = {draft.language: draft.text for draft in drafts_of(session, account_id, record) if draft.text}
    return drafts != {language: each["text"] for language, each in told.items()}


def hash_of(record: Mapping[str, Any]) -> str:
    """What a record as JSON is recognised by (SHA-256, hexadecimal)."""
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def id_of(sentence: str) -> str:
    """What a sentence is recognised by in a form."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:20]


def rows_of(session: Session, account_id: str) -> Sequence[Summary]:
    """Everything written about the person, oldest first."""
    statement = select(Summary).where(Summary.account_id == account_id)
    return session.exec(statement.order_by(col(Summary.generated_at), col(Summary.id))).all()


def chosen(rows: Sequence[Summary], record_hash: str, language: str) -> Summary | None:
    """What a language model wrote, where it is there and not set aside; else what rules wrote, where it is stored."""
    mine = {row.method: row for row in rows if row.record_hash == record_hash and row.language == language}
    written = mine.get(SummaryMethod.MODEL)
    if written is not None and written.state is SummaryState.WRITTEN:
        return written
    return mine.get(SummaryMethod.RULES)


def draft_of(rows: Sequence[Summary], record_hash: str, record: VerifiedRecord, language: str) -> Draft:
    """The draft that stands: as stored, else as rules write it now."""
    row = chosen(rows, record_hash, language)
    asked = next(
        (
            each.state
            for each in rows
            if (each.record_hash, each.language, each.method) == (record_hash, language, SummaryMethod.MODEL)
        ),
        None,
    )
    if row is not None:
        sentences = [Sentence(id_of(s["text"]), s["text"], Decision(s["decision"])) for s in row.sentences]
        return Draft(language, row.method, row.model, tuple(sentences), asked)
    fresh = _decided_before(rows, language, verified_sentences(record, language, _label), Decision.INCLUDED)
    return Draft(language, SummaryMethod.RULES, None, fresh, asked)


def stored(sentences: Sequence[Sentence]) -> list[dict[str, str]]:
    """Sentences as a row keeps them."""
    return [{"text": each.text, "decision": each.decision.value} for each in sentences]


def new_sentences(
    session: Session, account_id: str, language: str, texts: Sequence[str], decision: Decision
) -> tuple[Sentence, ...]:
    """New sentences with a first decision; those that their owner left out before stay out."""
    return _decided_before(rows_of(session, account_id), language, texts, decision)


def _decided_before(
    rows: Sequence[Summary], language: str, texts: Sequence[str], decision: Decision
) -> tuple[Sentence, ...]:
    unwanted = _left_out(rows, language)
    return tuple(Sentence(id_of(text), text, Decision.LEFT_OUT if text in unwanted else decision) for text in texts)


def _left_out(rows: Sequence[Summary], language: str) -> frozenset[str]:
    """The sentences that the person last left out: they stay out when a new draft has them again."""
    last = {s["text"]: s["decision"] for row in rows if row.language == language for s in row.sentences}
    return frozenset(text for text, decision in last.items() if decision == Decision.LEFT_OUT.value)


def _label(kind: str, each: str, locale: str) -> str:
    return vocabulary().label(kind, each, locale)[0]
