"""The jobs that the worker runs; importing the module registers them. Their arguments are ids and counts."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from config import PUBLICATION_SCHEDULE, Config
from models.database import Database

from . import background, mail, matching, throttle
from .publication import epochs

FIRST_RETRY = timedelta(minutes=1)
LAST_ATTEMPT = 10
"""Ten waits that double each time come to 17 hours: longer than most mail servers are away."""


@background.workflow
def send_mail(mail_id: str, attempt: int) -> None:
    """Send one mail; while the server does not answer, try again later, each time waiting twice as long."""
    if deliver_mail(mail_id) == mail.Outcome.LATER.value and attempt < LAST_ATTEMPT:
        retry_mail(mail_id, attempt)


@background.step()
def deliver_mail(mail_id: str) -> str:
    """Try to send the mail and say what became of it."""
    config, database = _installation()
    return mail.deliver(database, config, mail_id, now=_now()).value


@background.step()
def retry_mail(mail_id: str, attempt: int) -> None:
    """Ask for another attempt."""
    with _installation()[1].write() as session:
        background.enqueue(session, mail.SEND, mail_id, attempt + 1, delay=FIRST_RETRY * 2**attempt)


@background.scheduled(PUBLICATION_SCHEDULE)
def publish(_now: datetime) -> None:
    """Begin the next epoch of what anyone reads."""
    publish_profiles()


@background.step()
def publish_profiles() -> None:
    """Run one epoch; a run that died half-way left nothing that is shown, and the next begins anew."""
    with suppress(epochs.Superseded):
        epochs.publish(_installation()[1].write)


@background.scheduled("*/5 * * * *")
def expire_requests(now: datetime) -> None:
    """Close the requests that nobody answered in time."""
    close_requests(now)


@background.step()
def close_requests(now: datetime) -> None:
    """Close them in one transaction."""
    with _installation()[1].write() as session:
        matching.expire_due(session, now=now)


@background.scheduled("*/15 * * * *")
def purge_attempts(now: datetime) -> None:
    """Delete log-in attempts that no longer count."""
    delete_attempts(now)


@background.step()
def delete_attempts(now: datetime) -> None:
    """Delete them in one transaction."""
    with _installation()[1].write() as session:
        throttle.purge(session, now=now)


@lru_cache(maxsize=1)
def _installation() -> tuple[Config, Database]:
    """The worker's configuration and its way to the database."""
    config = Config.from_environment()
    return config, Database(config.database_url, config.data_key)


def _now() -> datetime:
    """The moment at which a job runs: jobs are an entrance, as requests are, and read the clock once."""
    return datetime.now(UTC)
