"""What the two sides of the cast's match write to each other, and whom the client keeps in view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from models.base import new_id
from models.match import InterestRequest
from models.publication import Publication
from services import conversations, disclosure, shortlists
from services.viewers import Viewer

CLIENT, PROFESSIONAL = "client", "professional"
MESSAGES = (
    (CLIENT, "Thank you for accepting! Is there a morning next week on which we could talk for half an hour?"),
    (PROFESSIONAL, "Tuesday or Thursday suits me, from nine. Which of the two services would I start with?"),
    (CLIENT, "Thursday at nine, then. The settlement service: it is the one that hurts most."),
)
KEPT = 3
NOTE = "Has done this in the energy sector. Ask whether Utrecht is too far."


def load_talk(
    session: Session, client: Viewer, professional: Viewer, request: InterestRequest, *, now: datetime
) -> None:
    """The conversation of their match: the last message is not read yet."""
    for number, (writer, text) in enumerate(MESSAGES):
        viewer = client if writer == CLIENT else professional
        sent_at = now + timedelta(seconds=number)
        conversations.send(session, viewer, request.id, text=text, nonce=new_id(), now=sent_at)
        session.flush()


def load_shortlist(session: Session, client: Viewer, publications: Sequence[Publication], *, now: datetime) -> None:
    """A few professionals on the client's shortlist, one of them with a note."""
    for number, publication in enumerate(publications[:KEPT]):
        found = disclosure.find(session, client, publication.handle)
        if found is not None:
            entry = shortlists.keep(session, client, found, now=now)
            if number == 0:
                shortlists.note(session, client, entry.id, NOTE, now=now)
