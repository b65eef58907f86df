"""Recommendations: professionals for a piece of work, and work for a professional, each with its reasons.

Who objects to being ranked is in none, neither is who hides; whoever does not want to see any switches them off. No
score is stored.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from models.client import Membership
from models.privacy import Interest
from models.publication import Publication, VerifiedFacet, VerifiedProfile
from models.recommendation import RecommendationChoice

from . import blocks, open_work
from .fitting import Fit, fit
from .open_work import OpenWork
from .publication import storage
from .publication.record import VerifiedRecord
from .rights.objections import objects
from .rights.restriction import is_restricted
from .work_descriptions import WorkDetails

CANDIDATES = 200
"""So many profiles with most of the skills asked for are compared."""
MOST_PEOPLE, MOST_WORKS = 20, 3
LEAST = 1
"""Below this score nothing that is asked for is there."""


@dataclass(frozen=True)
class Suggested:
    """A professional for a piece of work."""

    row: VerifiedProfile
    fit: Fit


@dataclass(frozen=True)
class SuggestedWork:
    """A piece of work for a professional."""

    work: OpenWork
    fit: Fit


def are_shown(session: Session, account_id: str) -> bool:
    """Whether somebody wants to see recommendations."""
    chosen = select(RecommendationChoice.shown).where(RecommendationChoice.account_id == account_id)
    return session.exec(chosen).first() is not False


def choose(session: Session, account_id: str, *, shown: bool) -> None:
    """Keep whether somebody wants to see recommendations."""
    own = select(RecommendationChoice).where(RecommendationChoice.account_id == account_id)
    chosen = session.exec(own).first() or RecommendationChoice(account_id=account_id)
    chosen.shown = shown
    session.add(chosen)
    session.flush()


def left_out(session: Session, organisation_id: str) -> frozenset[str]:
    """The handles of whom an organisation is not recommended: who hides from it, and its own people."""
    members = select(Membership.account_id).where(Membership.organisation_id == organisation_id)
    own = select(Publication.handle).where(col(Publication.account_id).in_(members))
    return blocks.hidden_handles(session, organisation_id) | frozenset(session.exec(own))


def for_work(
    confined: Session, work: WorkDetails, *, without: frozenset[str], order_key: bytes, today: date
) -> list[Suggested]:
    """The professionals who fit best, over the connection of verified clients; who fits alike lies by chance."""
    if not work.skills:
        return []
    number = func.count().label("number")
    counted = (
        select_columns(col(VerifiedFacet.profile_id), number)
        .join(VerifiedProfile, col(VerifiedProfile.id) == VerifiedFacet.profile_id)
        .where(col(VerifiedFacet.facet) == "skill", col(VerifiedFacet.value).in_(work.skills))
        .where(col(VerifiedProfile.ranked), col(VerifiedFacet.profile_id).not_in(sorted(without)))
        .group_by(col(VerifiedFacet.profile_id))
        .order_by(number.desc(), col(VerifiedFacet.profile_id))
        .limit(CANDIDATES)
    )
    ids = [profile_id for profile_id, _number in confined.execute(counted)]
    rows = confined.exec(select(VerifiedProfile).where(col(VerifiedProfile.id).in_(ids)))
    found = [Suggested(row, fit(work, storage.record_of(row), today=today)) for row in rows]
    found.sort(key=lambda each: (-each.fit.score, hashlib.sha256(order_key + each.row.id.encode()).digest()))
    return found[:MOST_PEOPLE]


def for_professional(session: Session, account_id: str, *, today: date) -> list[SuggestedWork]:
    """The open work that fits a professional best; none for whom nothing is recommended."""
    record = _record_of(session, account_id)
    if record is None:
        return []
    fits = [(id_, fit(details, record, today=today)) for id_, details in open_work.asked_for(session)]
    best = sorted((each for each in fits if each[1].score >= LEAST), key=lambda each: (-each[1].score, each[0]))
    return [SuggestedWork(open_work.open_work(session, id_), found) for id_, found in best[:MOST_WORKS]]


def fit_of(session: Session, account_id: str, work: WorkDetails, *, today: date) -> Fit | None:
    """How a professional fits a piece of work; None for whom nothing is recommended."""
    record = _record_of(session, account_id)
    return None if record is None else fit(work, record, today=today)


def _record_of(session: Session, account_id: str) -> VerifiedRecord | None:
    """What is published about somebody, unless they want no recommendations, object to the use or are set aside."""
    if not are_shown(session, account_id):
        return None
    if objects(session, account_id, Interest.RELEVANCE) or is_restricted(session, account_id):
        return None
    published = session.exec(select(Publication.published).where(Publication.account_id == account_id)).first()
    return None if published is None else storage.from_json(published)
