"""The versions of the notice: published when the software states something else, in force now, and to come.

A version with a significant change holds only after a time in which people are told of it; until then the one before
stays in force. A later version may hold earlier, and then what it replaces never comes into force.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import select as select_columns
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.database import Database
from models.notice import NoticeVersion
from services import background
from services.errors import NotFound

from .notice import Edition
from .notice_changes import is_significant
from .periods import ZONE, first_moment

ANNOUNCE = "announce_notice"
SHORTEST_PREFIX, SHOWN = 8, 16
_ATTEMPTS = 5


class Standing(str, Enum):
    """Where a version stands at a moment; WITHDRAWN: replaced before it came into force."""

    TO_COME = "to-come"
    IN_FORCE = "in-force"
    PAST = "past"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Version:
    """A version without its text; ``until`` when it was or will be replaced, None while nothing is to replace it."""

    id: str
    number: int
    digest: str
    published_at: datetime
    in_force_at: datetime
    until: datetime | None
    standing: Standing
    announced: bool

    @property
    def prefix(self) -> str:
        """What the version goes by in an address and on a page."""
        return self.digest[:SHOWN]


def publish(database: Database, edition: Edition, *, notice_period: timedelta, now: datetime) -> bool:
    """Store the edition as the next version if it differs from the newest; whether it did.

    Several processes may do so at once: one of them stores it, and the others find it there.
    """
    for _attempt in range(_ATTEMPTS):
        try:
            with database.write() as session:
                return _publish(session, edition, notice_period=notice_period, now=now)
        except IntegrityError:
            continue
    return False


def versions(session: Session, *, now: datetime) -> list[Version]:
    """Every version, the newest first."""
    statement = select_columns(
        col(NoticeVersion.id),
        col(NoticeVersion.number),
        col(NoticeVersion.digest),
        col(NoticeVersion.published_at),
        col(NoticeVersion.in_force_at),
        col(NoticeVersion.announced),
    ).order_by(col(NoticeVersion.number).desc())
    found: list[Version] = []
    until: datetime | None = None
    for id_, number, digest, published_at, in_force_at, announced in session.execute(statement):
        standing = _standing(in_force_at, until, now)
        found.append(Version(id_, number, digest, published_at, in_force_at, until, standing, announced))
        until = in_force_at if until is None else min(until, in_force_at)
    return found


def in_force(session: Session, *, now: datetime) -> Version | None:
    """The version that holds now; None before the first was stored."""
    return next((each for each in versions(session, now=now) if each.standing is Standing.IN_FORCE), None)


def to_come(session: Session, *, now: datetime) -> list[Version]:
    """The versions that do not hold yet, the first to hold first."""
    return [each for each in reversed(versions(session, now=now)) if each.standing is Standing.TO_COME]


def version_in_force(session: Session, now: datetime) -> str:
    """The digest of the version that holds now, 64 hexadecimal digits; empty before the first was stored."""
    statement = (
        select(NoticeVersion.digest)
        .where(NoticeVersion.in_force_at <= now)
        .order_by(col(NoticeVersion.number).desc())
        .limit(1)
    )
    return session.exec(statement).first() or ""


def version_named(session: Session, prefix: str, *, now: datetime) -> Version:
    """The newest version whose digest begins so. Raises NotFound, also where several digests do."""
    if len(prefix) < SHORTEST_PREFIX or set(prefix) - set("0123456789abcdef"):
        raise NotFound
    found = [each for each in versions(session, now=now) if each.digest.startswith(prefix)]
    if len({each.digest for each in found}) != 1:
        raise NotFound
    return found[0]


def edition_of_version(session: Session, version_id: str) -> Edition:
    """What a version states, with its words. Raises NotFound."""
    row = session.get(NoticeVersion, version_id)
    if row is None:
        raise NotFound
    return Edition(row.content, row.words)


def version_before(session: Session, version: Version, *, now: datetime) -> Version | None:
    """The version that held when this one was published: what changes for people is told against it."""
    earlier = (each for each in versions(session, now=now) if each.number < version.number)
    return next((each for each in earlier if each.in_force_at <= version.published_at), None)


def _publish(session: Session, edition: Edition, *, notice_period: timedelta, now: datetime) -> bool:
    every = versions(session, now=now)
    newest = every[0] if every else None
    if newest is not None and newest.digest == edition.digest:
        return False
    row = NoticeVersion(
        number=newest.number + 1 if newest else 1,
        digest=edition.digest,
        content=dict(edition.content),
        words=dict(edition.words),
        published_at=now,
        in_force_at=now,
        announced=False,
    )
    if newest is not None:
        held = next((each for each in every if each.standing is Standing.IN_FORCE), newest)
        waits, tells = (
            is_significant(edition_of_version(session, each.id).content, edition.content) for each in (held, newest)
        )
        row.announced = waits and tells
        row.in_force_at = _beginning(newest, waits=waits, tells=tells, notice_period=notice_period, now=now)
    session.add(row)
    session.flush()
    if row.announced:
        background.enqueue(session, ANNOUNCE, row.id, 0)
    return True


def _beginning(newest: Version, *, waits: bool, tells: bool, notice_period: timedelta, now: datetime) -> datetime:
    """When it is to hold: at once, on the day that was announced already, or after the time to be told of it."""
    if not waits:
        return now
    if not tells:
        return max(now, newest.in_force_at)
    return max(now, first_moment((now + notice_period).astimezone(ZONE).date()))


def _standing(in_force_at: datetime, until: datetime | None, now: datetime) -> Standing:
    if until is not None and until <= in_force_at:
        return Standing.WITHDRAWN
    if in_force_at > now:
        return Standing.TO_COME
    return Standing.IN_FORCE if until is None or until > now else Standing.PAST
