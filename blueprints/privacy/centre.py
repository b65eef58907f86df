"""The first page of the privacy centre."""

from __future__ import annotations

from typing import Any

from flask import Response

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import render
from services.consents import consents_of
from services.rights.recipients import reach, visits
from services.rights.retention import clock_of
from services.rights.tally import tally
from services.viewers import Part

from . import blueprint, countdown, presentation
from .entries import looked

LATEST = 5
DAYS = 30


@blueprint.get("")
@open_to(Audience.ACCOUNTS)
def index() -> Response:
    """What is held, why, who sees and saw it, and the consents: one page, each fact with what can be done about it."""
    return render("privacy/index.html", **overview())


def overview() -> dict[str, Any]:
    """Everything on the first page."""
    session, account_id = access.session(), access.account_id()
    tallies = tally(session, account_id)
    parts = {role.part for role in access.viewer().roles}
    clock = clock_of(session, account_id, now=access.now(), told=True)
    consents = [presentation.asked(consent) for consent in consents_of(session, account_id).values()]
    return {
        "reach": reach(session, account_id, now=access.now(), days=DAYS),
        "held": presentation.held_by(tallies, clock),
        "timeline": countdown.timeline(clock, {each.category for each in tallies}),
        "held_until": clock.held_until,
        "details": sum(each.details for each in tallies),
        "seen": presentation.seen_by_tier(tallies) if Part.PROFESSIONAL in parts else [],
        "seen_of_client": presentation.seen_of_client() if Part.CLIENT in parts else [],
        "acts_as_professional": access.viewer().part is Part.PROFESSIONAL,
        "is_professional": Part.PROFESSIONAL in parts,
        "is_client": Part.CLIENT in parts,
        "consents": consents,
        "problems": {},
        "log": [looked(visit) for visit in visits(session, account_id, limit=LATEST)],
    }
