"""Log-in attempts, counted in the database: exact however many processes answer (OWASP ASVS 4.0.3, 2.2.1).

Three counts over a sliding window: per address and network together, which stops guessing; per address from anywhere,
so high that locking somebody out takes a crowd of networks; per network for any address, against trying one password
everywhere. An attempt that is refused does not count, so that the way in opens again by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from sqlalchemy import delete, func, text
from sqlmodel import Session, col, select

from models.account import LoginAttempt
from models.register import N_

from .errors import ServiceError
from .tokens import TokenKeys

WINDOW = timedelta(minutes=15)
PER_PAIR = 10
PER_ADDRESS = 200
PER_NETWORK = 200
IPV6_SITE = 64


class TooManyAttempts(ServiceError):
    """Too many failures lately for this address or from this network."""

    message = N_("Too many failed attempts. Wait 15 minutes and try again, or ask for a new password.")


@dataclass(frozen=True)
class Attempt:
    """One try to get in: the keyed hashes under which its failures count, each with its bound."""

    pair: str
    address: str
    network: str

    @classmethod
    def at(cls, keys: TokenKeys, *, email_digest: str, network: str) -> Attempt:
        """The attempt on an address from a network address (IPv4, or the /64 of IPv6)."""
        site = _site(network)
        return cls(
            pair=keys.digest("attempt", f"{email_digest} {site}"),
            address=keys.digest("attempt", email_digest),
            network=keys.digest("attempt", site),
        )

    @property
    def bounds(self) -> dict[str, int]:
        return {self.pair: PER_PAIR, self.address: PER_ADDRESS, self.network: PER_NETWORK}


def admit(session: Session, attempt: Attempt, *, now: datetime) -> None:
    """Let the attempt go on, or raise TooManyAttempts.

    Others on the same counts wait until this transaction ends, so that no two take the last place: on SQLite a writing
    session has the database to itself, on PostgreSQL the counts are locked by advisory locks.
    """
    _take_turns(session, attempt)
    statement = (
        select(LoginAttempt.bucket, func.count())
        .where(col(LoginAttempt.bucket).in_(attempt.bounds), LoginAttempt.at > now - WINDOW)
        .group_by(LoginAttempt.bucket)
    )
    if any(count >= attempt.bounds[bucket] for bucket, count in session.exec(statement)):
        raise TooManyAttempts


def count_failure(session: Session, attempt: Attempt, *, now: datetime) -> None:
    """Count the attempt as failed."""
    session.add_all(LoginAttempt(bucket=bucket, at=now) for bucket in attempt.bounds)


def forget(session: Session, attempt: Attempt) -> None:
    """Start afresh for this address and network: the right password was given."""
    session.exec(delete(LoginAttempt).where(col(LoginAttempt.bucket) == attempt.pair))


def purge(session: Session, *, now: datetime) -> None:
    """Delete what no longer counts."""
    session.exec(delete(LoginAttempt).where(col(LoginAttempt.at) <= now - WINDOW))


def _take_turns(session: Session, attempt: Attempt) -> None:
    if session.get_bind().dialect.name != "postgresql":
        return
    # In one order for everybody, so that nobody waits in a circle.
    for bucket in sorted(attempt.bounds):
        key = int(bucket[:16], 16) - 2**63
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


def _site(network: str) -> str:
    """What one household or company has: an IPv4 address, or an IPv6 network."""
    try:
        address = ip_address(network)
    except ValueError:
        return network
    return network if address.version == 4 else str(ip_network((address, IPV6_SITE), strict=False))
