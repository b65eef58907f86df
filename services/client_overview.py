"""What an organisation has in hand: the numbers of its dashboard, and the way to each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.client import Membership
from models.match import InterestRequest, Match, RequestState
from models.work import WorkState

from . import invitations, match_views, organisations, shortlist_views, work_descriptions
from .match_views import SentRequest, Standing
from .organisations import OrganisationView
from .viewers import Viewer
from .work_descriptions import OwnWork

SHOWN = 3


@dataclass(frozen=True)
class Overview:
    """``waiting``: open requests · ``matches`` that last · the rest: how many there are of what, and the latest."""

    organisation: OrganisationView
    waiting: int
    matches: int
    open_work: int
    drafts: int
    shortlisted: int
    people: int
    invited: int
    requests: tuple[SentRequest, ...]
    matched: tuple[SentRequest, ...]
    works: tuple[OwnWork, ...]


def overview(session: Session, viewer: Viewer, *, account_id: str, now: datetime) -> Overview:
    """The dashboard of the viewer's organisation. Raises NotFound for who is in none."""
    organisation_id = str(viewer.organisation_id)
    organisation = organisations.view(session, organisation_id, account_id=account_id)
    sent, _more = match_views.sent_requests(session, viewer, page=1, now=now)
    works, _more = work_descriptions.own_works(session, viewer)
    states = work_descriptions.count_by_state(session, organisation_id)
    team = select(func.count()).where(Membership.organisation_id == organisation_id)
    return Overview(
        organisation=organisation,
        waiting=_waiting(session, viewer, now=now),
        matches=_lasting(session, viewer),
        open_work=states[WorkState.OPEN],
        drafts=states[WorkState.DRAFT],
        shortlisted=shortlist_views.count(session, viewer),
        people=session.exec(team).one(),
        invited=len(invitations.open_invitations(session, organisation_id, now=now)),
        requests=tuple(each for each in sent if each.course.standing is Standing.OPEN)[:SHOWN],
        matched=tuple(each for each in sent if each.course.standing is Standing.MATCHED)[:SHOWN],
        works=tuple(each for each in works if each.state is not WorkState.CLOSED)[:SHOWN],
    )


def _waiting(session: Session, viewer: Viewer, *, now: datetime) -> int:
    if not viewer.is_verified_client:
        return 0
    own = (col(InterestRequest.organisation_id) == viewer.organisation_id, col(InterestRequest.expires_at) > now)
    is_open = col(InterestRequest.state) == RequestState.OPEN
    return session.exec(select(func.count()).where(*own, is_open)).one()


def _lasting(session: Session, viewer: Viewer) -> int:
    if not viewer.is_verified_client:
        return 0
    lasting = (col(Match.organisation_id) == viewer.organisation_id, col(Match.ended_at).is_(None))
    return session.exec(select(func.count()).where(*lasting)).one()
