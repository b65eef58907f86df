"""One mail to each of many people, at most once, whatever dies on the way.

Each delivery is claimed in a transaction of its own before the mail server gets the mail, and settled after. A claim
that was never settled (the worker was killed in between, or the connection broke) is not tried again: the server may
have taken the mail. It is counted as unclear, for staff to see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, func, select

from config import Config
from models.database import Database
from models.delivery import DeliveryState

from . import post, smtp
from .mail import Outcome

BATCH = 20
FAILURES_IN_A_ROW = 3
"""After so many the server is taken to be away, and the rest waits."""

_SETTLED = {
    Outcome.SENT: DeliveryState.SENT,
    Outcome.REFUSED: DeliveryState.REFUSED,
    Outcome.LATER: DeliveryState.WAITING,
    Outcome.HELD: DeliveryState.WAITING,
    Outcome.UNCERTAIN: DeliveryState.CLAIMED,
}


class Step(str, Enum):
    """How the sending goes on after a batch."""

    MORE = "more"
    LATER = "later"
    HELD = "held"
    HALTED = "halted"
    DONE = "done"


@dataclass(frozen=True)
class Counts:
    """How many people it goes to and how far it is; ``unclear``: the server's answer never came."""

    waiting: int = 0
    sent: int = 0
    refused: int = 0
    unclear: int = 0

    @property
    def total(self) -> int:
        return self.waiting + self.sent + self.refused + self.unclear

    @property
    def done(self) -> int:
        return self.total - self.waiting


@dataclass(frozen=True)
class Deliveries:
    """Deliveries that belong together: ``rows`` is their table, with ``id``, ``state`` and ``tries``.

    ``claim`` takes one of them and gives its mail; None where it is taken, or is not to be sent any more ·
    ``when_sent``: what else to note of one that was sent.
    """

    rows: Any
    which: ColumnElement[bool]
    goes_on: Callable[[Session], bool]
    claim: Callable[[Session, str], EmailMessage | None]
    when_sent: Mapping[str, Any] = field(default_factory=dict)


def send_batch(database: Database, config: Config, deliveries: Deliveries, attempt: int, *, now: datetime) -> Step:
    """Send some of what waits and was put off at most ``attempt`` times; says how to go on."""
    rows = deliveries.rows
    with database.read() as session:
        if not deliveries.goes_on(session):
            return Step.HALTED
        waiting = select(rows.id).where(deliveries.which, rows.state == DeliveryState.WAITING)
        ids = session.exec(waiting.where(rows.tries <= attempt).limit(BATCH)).all()
        if not ids:
            return Step.DONE if session.exec(waiting.limit(1)).first() is None else Step.LATER
    if post.uncovered_host(database, config, today=now.date()) is not None:
        return Step.HELD
    failures = 0
    for delivery_id in ids:
        outcome = send(database, config, deliveries, delivery_id, now=now)
        failures = failures + 1 if outcome in (Outcome.LATER, Outcome.UNCERTAIN) else 0
        if failures == FAILURES_IN_A_ROW:
            return Step.LATER
    return Step.MORE


def send(database: Database, config: Config, deliveries: Deliveries, delivery_id: str, *, now: datetime) -> Outcome:
    """Send one of them, where it is still to be sent."""
    with database.write() as session:
        message = deliveries.claim(session, delivery_id)
    if message is None:
        return Outcome.GONE
    outcome = hand_over(message, config, database=database, now=now)
    rows = deliveries.rows
    settled = update(rows).where(rows.id == delivery_id).values(state=_SETTLED[outcome])
    if outcome is Outcome.SENT:
        settled = settled.values(deliveries.when_sent)
    if outcome is Outcome.LATER:
        settled = settled.values(tries=rows.tries + 1)
    with database.write() as session:
        session.exec(settled)
    return outcome


def give_up(session: Session, rows: Any, which: ColumnElement[bool]) -> None:
    """Count as refused what the servers put off too often."""
    waiting = rows.state == DeliveryState.WAITING
    session.exec(update(rows).where(which, waiting).values(state=DeliveryState.REFUSED))


def count(session: Session, rows: Any, which: ColumnElement[bool]) -> Counts:
    """How far they are."""
    found = dict(session.exec(select(rows.state, func.count()).where(which).group_by(rows.state)).all())
    return Counts(
        waiting=found.get(DeliveryState.WAITING, 0),
        sent=found.get(DeliveryState.SENT, 0),
        refused=found.get(DeliveryState.REFUSED, 0),
        unclear=found.get(DeliveryState.CLAIMED, 0),
    )


def hand_over(message: EmailMessage, config: Config, *, database: Database, now: datetime) -> Outcome:
    """Give a mail to the server; UNCERTAIN where the connection broke while the mail was on its way."""
    try:
        post.send(message, database=database, config=config, now=now)
    except post.NoAgreement:
        return Outcome.HELD
    except smtp.MailNotSent as error:
        if error.uncertain:
            return Outcome.UNCERTAIN
        return Outcome.REFUSED if error.permanent else Outcome.LATER
    return Outcome.SENT


def offer_way_out(message: EmailMessage, address: str, list_id: str, config: Config) -> None:
    """Let mail programs show a button that posts to the address (RFC 8058, RFC 2369, RFC 2919)."""
    message["List-Unsubscribe"] = f"<{address}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["List-Id"] = f"<{list_id}.{config.mail_from.rpartition('@')[2]}>"
