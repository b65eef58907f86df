"""What the jobs share that send mails: how often they try, and the step that asks for another attempt."""

from __future__ import annotations

from datetime import timedelta

from . import background
from .installation import installation

FIRST_RETRY = timedelta(minutes=1)
LAST_ATTEMPT = 10
"""Ten waits that double each time come to 17 hours: longer than most mail servers are away."""
HELD_FOR = timedelta(hours=1)
"""What no agreement covers is tried so much later, as often as it takes."""


@background.step()
def try_later(name: str, row_id: str, attempt: int) -> None:
    """Ask for another attempt, each time after twice as long."""
    with installation()[1].write() as session:
        background.enqueue(session, name, row_id, attempt + 1, delay=FIRST_RETRY * 2**attempt)


@background.step()
def hold(name: str, row_id: str, attempt: int) -> None:
    """Ask for the same attempt later."""
    with installation()[1].write() as session:
        background.enqueue(session, name, row_id, attempt, delay=HELD_FOR)
