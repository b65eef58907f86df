"""What machines made of a person's data, and whether they learn from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.consent import ConsentPurpose
from models.privacy import Source, personal_columns
from models.publication import PublicProfile
from models.summary import Summary, SummaryMethod, SummaryState
from services import training
from services.consents import consents_of
from services.publication.shown import public_row_of

from .walk import holding_of


@dataclass(frozen=True)
class Written:
    """A summary that was written: in which language, by which method and model, when, and when its owner approved."""

    language: str
    method: SummaryMethod
    model: str | None
    state: SummaryState
    at: datetime
    approved_at: datetime | None


@dataclass(frozen=True)
class Machines:
    """All of it. ``trains``: the row is on the list of what trains a model at this moment · ``consents``: to that.

    ``is_public``: anyone finds the person in the explorer, by what is under these labels (English message ids).
    """

    written: tuple[Written, ...]
    consents: bool
    trains: bool
    is_public: bool
    found_by: tuple[str, ...]


def machines_of(session: Session, account_id: str) -> Machines:
    """What was generated about the person, what trains, and what the explorer's order looks at."""
    newest = select(Summary).where(Summary.account_id == account_id)
    rows = session.exec(newest.order_by(col(Summary.generated_at).desc(), Summary.id))
    consent = consents_of(session, account_id)[ConsentPurpose.AI_TRAINING]
    return Machines(
        tuple(Written(r.language, r.method, r.model, r.state, r.generated_at, r.approved_at) for r in rows),
        consent.given,
        training.trains(session, account_id),
        public_row_of(session, account_id) is not None,
        searched(),
    )


def searched() -> tuple[str, ...]:
    """The labels of what anyone can search a public profile by: all of it but what was drawn at random."""
    columns = personal_columns(holding_of(PublicProfile).table)
    return tuple(declared.label for _column, declared in columns if declared.source is not Source.DRAWN)
