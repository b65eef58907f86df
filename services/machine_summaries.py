"""Summaries by a language model, where a professional asks for them: from the verified record, checked against it.

Off unless an endpoint is configured and an agreement with its company is in force. What is sent is the record in words,
nothing else; an answer that says more than the record, or anything that identifies, is not used.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from sqlmodel import Session, select

from config import Config
from models.account import Account
from models.database import Database
from models.processor import ProcessorPurpose
from models.register import N_
from models.summary import Decision, Summary, SummaryMethod, SummaryState
from services import background
from services.errors import ServiceError

from .language_model import SECONDS, Endpoint, NoAnswer, ask
from .processors import agreement_in_force
from .publication import publishing, storage
from .publication.claims import NotSupported, supported_sentences
from .publication.guard import Guard, Identifiers
from .publication.record import VerifiedRecord
from .publication.spoken_facts import spoken_facts
from .publication.summaries import hold
from .publication.summary_drafts import hash_of, new_sentences, rows_of, stored
from .publication.wording import LOCALES
from .rights.restriction import is_restricted

WRITE = "write_summary"
ASK_AGAIN_AFTER = timedelta(minutes=10)
NAMES = {"en": "English", "nl": "Dutch"}
TASK = (
    "You write a short summary of an independent professional for possible clients, in {language}: three or four plain "
    "sentences, no heading, no list, no markup. Say only what the facts say, in exactly the words in which they are "
    "given, joined by simple connecting words. Name years of experience only beside the occupation and the place. Do "
    "not praise, judge, conclude or add anything, and do not use he, she, his or her."
)

log = logging.getLogger(__name__)


class NotOffered(ServiceError):
    """No language model may be asked here."""

    message = N_("A summary by a language model is not offered at the moment.")


class AskedJustNow(ServiceError):
    """The last attempt is too recent."""

    message = N_("The last attempt failed a moment ago. Try again in ten minutes.")


class Outcome(str, Enum):
    """What became of a request; other values name why there was no answer, or why it was not believed."""

    WRITTEN = "written"
    GONE = "gone"
    NOT_OFFERED = "not-offered"
    CHANGED = "changed"
    IDENTIFIES = "identifies"


@dataclass(frozen=True)
class _Task:
    """What one summary is written from."""

    record: VerifiedRecord
    identifiers: Identifiers
    language: str


def endpoint_of(config: Config) -> Endpoint | None:
    """Where the configuration says to ask; None where it names no endpoint and model, or one that is not encrypted."""
    if not (config.ai_url and config.ai_model):
        return None
    endpoint = Endpoint(config.ai_url, config.ai_model, config.ai_key)
    return endpoint if endpoint.is_safe else None


def is_offered(session: Session, config: Config, *, today: date) -> bool:
    """Whether a language model may be asked today."""
    endpoint = endpoint_of(config)
    purpose = ProcessorPurpose.SUMMARIES
    return endpoint is not None and agreement_in_force(session, purpose, host=endpoint.host, today=today) is not None


def ask_for(session: Session, config: Config, account_id: str, *, now: datetime) -> None:
    """The owner asks for a draft by the language model in each language, or takes back the one they set aside.

    Raises NotOffered or AskedJustNow.
    """
    hold(session, account_id)
    if not is_offered(session, config, today=now.date()) or is_restricted(session, account_id):
        raise NotOffered
    record = publishing.compile_profile(session, account_id, now=now)
    record_hash = hash_of(storage.to_json(record))
    known = {row.language: row for row in _by_model(session, account_id, record_hash)}
    for language in LOCALES:
        row = known.get(language)
        if row is None:
            row = Summary(
                account_id=account_id,
                language=language,
                record_hash=record_hash,
                method=SummaryMethod.MODEL,
                generated_at=now,
            )
            session.add(row)
        elif row.state is SummaryState.SET_ASIDE:
            row.state = SummaryState.WRITTEN
            continue
        elif row.state is not SummaryState.FAILED:
            continue
        elif row.generated_at > now - ASK_AGAIN_AFTER:
            raise AskedJustNow
        row.state, row.generated_at = SummaryState.REQUESTED, now
        session.flush()
        background.enqueue(session, WRITE, row.id)


def set_aside(session: Session, account_id: str, *, now: datetime) -> None:
    """The owner goes on with the text that rules write."""
    record = publishing.compile_profile(session, account_id, now=now)
    for row in _by_model(session, account_id, hash_of(storage.to_json(record))):
        if row.state is SummaryState.WRITTEN:
            row.state = SummaryState.SET_ASIDE


def write(database: Database, config: Config, summary_id: str, *, now: datetime) -> str:
    """Write one summary that was asked for, and say what became of it; nothing is said of its content.

    The language model is asked between two transactions. Whatever goes wrong, the text by rules stands.
    """
    with database.read() as session:
        task = _task(session, config, summary_id, now=now)
    endpoint = endpoint_of(config)
    if isinstance(task, Outcome) or endpoint is None:
        why = task if isinstance(task, Outcome) else Outcome.NOT_OFFERED
        outcome, sentences = why.value, tuple[str, ...]()
    else:
        outcome, sentences = _answer(endpoint, task)
    with database.write() as session:
        _keep(session, summary_id, sentences, model=config.ai_model, now=now)
    if outcome != Outcome.WRITTEN.value:
        log.warning("A summary by the language model is not used: %s.", outcome)
    return outcome


def messages_for(record: VerifiedRecord, language: str) -> list[dict[str, str]]:
    """What a language model is told: the task, and the facts by what they are about."""
    facts: dict[str, list[str]] = {}
    for fact in spoken_facts(record, language):
        facts.setdefault(fact.kind, []).append(fact.text)
    return [
        {"role": "system", "content": TASK.format(language=NAMES[language])},
        {"role": "user", "content": json.dumps(facts, ensure_ascii=False)},
    ]


def _by_model(session: Session, account_id: str, record_hash: str) -> list[Summary]:
    mine = rows_of(session, account_id)
    return [row for row in mine if row.method is SummaryMethod.MODEL and row.record_hash == record_hash]


def _task(session: Session, config: Config, summary_id: str, *, now: datetime) -> _Task | Outcome:
    row = session.exec(select(Summary).where(Summary.id == summary_id)).first()
    if row is None or row.state is not SummaryState.REQUESTED:
        return Outcome.GONE
    if session.get_one(Account, row.account_id).deactivated_at is not None or is_restricted(session, row.account_id):
        return Outcome.GONE
    if not is_offered(session, config, today=now.date()):
        return Outcome.NOT_OFFERED
    record = publishing.compile_profile(session, row.account_id, now=now)
    if hash_of(storage.to_json(record)) != row.record_hash:
        return Outcome.CHANGED
    return _Task(record, publishing.identifiers_of(session, row.account_id), row.language)


def _answer(endpoint: Endpoint, task: _Task) -> tuple[str, tuple[str, ...]]:
    try:
        text = ask(endpoint, messages_for(task.record, task.language), seconds=SECONDS)
        sentences = supported_sentences(text, task.record, task.language)
    except (NoAnswer, NotSupported) as problem:
        return problem.why.value, ()
    if Guard(task.identifiers).hits(text):
        return Outcome.IDENTIFIES.value, ()
    return Outcome.WRITTEN.value, sentences


def _keep(session: Session, summary_id: str, sentences: tuple[str, ...], *, model: str | None, now: datetime) -> None:
    row = session.exec(select(Summary).where(Summary.id == summary_id).with_for_update()).first()
    if row is None or row.state is not SummaryState.REQUESTED:
        return
    row.model, row.generated_at = model, now
    row.state = SummaryState.WRITTEN if sentences else SummaryState.FAILED
    row.sentences = stored(new_sentences(session, row.account_id, row.language, sentences, Decision.OPEN))
