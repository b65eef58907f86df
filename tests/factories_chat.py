"""Two sides that are matched and write to each other."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from models.base import new_id
from models.match import InterestRequest, Match, RequestState
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


def converse(
    session: Session, pair: tuple[Person, Person], began: datetime, *delays: timedelta, by_professional: bool = False
) -> None:
    """A conversation that is over, of a professional and a client: its first message, by the side that is named, then
    messages of the other after these delays."""
    ana, jip = pair
    common = {"sender_id": jip.account_id, "organisation_id": jip.organisation_id, "account_id": ana.account_id}
    request = InterestRequest(
        message="Hello", created_at=began, expires_at=began, state=RequestState.ACCEPTED, **common
    )
    session.add(request)
    session.flush()
    match = Match(request_id=request.id, started_at=began, ended_at=began, **common)
    session.add(match)
    session.flush()
    for number, delay in enumerate((timedelta(0), *delays), start=1):
        session.add(
            Message(
                match_id=match.id,
                sender_id=jip.account_id,
                by_professional=by_professional if number == 1 else not by_professional,
                number=number,
                nonce=new_id(),
                text="Hello",
                sent_at=began + delay,
            )
        )
    session.flush()
