"""What would be public of a record, judged by who is public now: an estimate, for the next epoch decides."""

from __future__ import annotations

from sqlmodel import Session, col, select

from models.bands import Exposure
from models.publication import Crowd

from .facts import PublicFacts, true_facts
from .record import VerifiedRecord


def forecast(session: Session, record: VerifiedRecord, exposure: Exposure) -> PublicFacts | None:
    """The row of the most telling crowd that the record fits; None where there is none yet."""
    true = true_facts(record)
    rows = session.exec(select(Crowd.row).where(col(Crowd.exposure) == exposure))
    fitting = [facts for row in rows if (facts := PublicFacts.of_json(row)).facts() <= true]
    return max(fitting, key=lambda facts: (len(facts.facts()), sorted(facts.facts())), default=None)
