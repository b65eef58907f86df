"""The first page of the privacy centre."""

from __future__ import annotations

from typing import Any

from flask import Response

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import render
from services.consents import consents_of
from services.rights.generated import machines_of
from services.rights.received import received
from services.rights.recipients import reach, visits
from services.rights.retention import clock_of
from services.rights.tally import tally
from services.rights.upcoming import going
from services.viewers import Part

from . import blueprint, countdown, machines, presentation, seen
from .copies import taking
from .entries import looked
from .why import receiver

LATEST = 5
NAMED = 8
DAYS = 30


@blueprint.get("")
@open_to(Audience.ACCOUNTS)
def index() -> Response:
    """What is held, why, who sees and saw it, and the consents: one page, each fact with what can be done about it."""
    return render("privacy/index.html", **overview())


def overview() -> dict[str, Any]:
    """Everything on the first page."""
    session, account_id, now = access.session(), access.account_id(), access.now()
    tallies = tally(session, account_id)
    parts = {role.part for role in access.viewer().roles}
    clock = clock_of(session, account_id, now=now, told=True)
    gone = going(session, account_id, now=now)
    reached = reach(session, account_id, now=now, days=DAYS)
    is_professional = Part.PROFESSIONAL in parts
    columns = seen.audiences(tallies, reached) if is_professional else []
    return {
        "reach": reached,
        "held": presentation.held_by(tallies, clock),
        "timeline": countdown.timeline(clock, gone, {each.category for each in tallies}, now=now),
        "held_until": clock.held_until,
        "details": sum(each.details for each in tallies),
        "audiences": columns,
        "seen": seen.lines(columns) if is_professional else [],
        "seen_of_client": presentation.seen_of_client() if Part.CLIENT in parts else [],
        "receivers": [receiver(each) for each in received(session, account_id, limit=NAMED)],
        "machines": machines.made(machines_of(session, account_id)) if is_professional else None,
        "acts_as_professional": access.viewer().part is Part.PROFESSIONAL,
        "is_professional": is_professional,
        "is_client": Part.CLIENT in parts,
        "consents": [presentation.asked(consent) for consent in consents_of(session, account_id).values()],
        "problems": {},
        "taking": taking(),
        "log": [looked(visit) for visit in visits(session, account_id, limit=LATEST)],
    }
