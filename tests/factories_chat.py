"""Two sides that are matched and write to each other."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from models.base import new_id
from models.match import Match
from models.message import Message
from services import conversations, matching
from tests.factories import Person
from tests.factories_matches import acting, ask


def matched(session: Session, jip: Person, ana: Person, *, now: datetime) -> Match:
    """The match of a request that was accepted at once."""
    return matching.accept(session, ask(session, jip, ana, now=now), acting(session, ana), now=now)


def say(session: Session, who: Person, match: Match, text: str, *, now: datetime, nonce: str = "") -> Message:
    """One message of somebody in the conversation of a match."""
    viewer = acting(session, who)
    return conversations.send(session, viewer, match.request_id, text=text, nonce=nonce or new_id(), now=now)
