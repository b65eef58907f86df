"""A profile is opened: found, logged and counted, and read at the viewer's tier. Every answer about it begins here."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from blueprints import access
from blueprints.localisation import locale
from models.privacy import Interest, Tier
from services import disclosure, match_access, response_times, views
from services.disclosure import Found
from services.errors import NotFound
from services.publication.shown import crowd_size
from services.references import Praise, praise_of
from services.response_times import ResponseTime
from services.rights.objections import objects
from services.views import PublicView, VerifiedView
from services.written import WrittenProfile


@dataclass(frozen=True)
class Opened:
    """A profile as the viewer may read it.

    ``full`` at a match only · ``pending``: the id of an open request · ``approachable``: False for who objects to
    requests · ``crowd_size``: how many people at least share what anyone reads; None at the tiers that have no crowd ·
    ``response``: how soon the professional answers · ``praise``: what earlier clients say.
    """

    tier: Tier
    profile: PublicView | VerifiedView
    full: WrittenProfile | None = None
    pending: str | None = None
    approachable: bool = True
    crowd_size: int | None = None
    response: ResponseTime | None = None
    praise: tuple[Praise, ...] = ()


def open_profile(key: str) -> Opened:
    """The profile behind an id, and for a client a line in the log. Raises NotFound and DailyLimitReached.

    Behind a public id everybody reads what anyone reads: a client knows professionals by ids of their own.
    """
    viewer = access.viewer()
    known = disclosure.find(access.session(), viewer, key) if viewer.is_verified_client else None
    if known is not None:
        return _open_to_client(known)
    with current_app.extensions["database"].public() as session:
        row, alike = disclosure.public_view(session, key), crowd_size(session)
    if row is None:
        raise NotFound
    return Opened(Tier.ANONYMOUS, views.public_view(row, locale()), crowd_size=alike)


def found(key: str) -> Found:
    """The professional whom a verified client means. Raises NotFound, also for everybody else."""
    viewer = access.viewer()
    known = disclosure.find(access.session(), viewer, key) if viewer.is_verified_client else None
    if known is None:
        raise NotFound
    return known


def _open_to_client(known: Found) -> Opened:
    viewer = access.viewer()
    limit = current_app.config["PLATFORM"].daily_profile_limit
    with access.writing() as session:
        disclosure.log_view(session, viewer, known, limit=limit, now=access.now())
    praise = praise_of(access.session(), known.account_id, with_names=known.tier is Tier.MATCHED)
    response = response_times.of_professional(access.session(), known.account_id, now=access.now())
    if known.tier is Tier.MATCHED:
        profile = views.approved_view(known.record, known.alias, locale())
        full = disclosure.matched_view(access.session(), known.account_id)
        return Opened(Tier.MATCHED, profile, full, response=response, praise=praise)
    with current_app.extensions["database"].verified() as session:
        row = disclosure.verified_view(session, known.handle)
    if row is None:
        raise NotFound
    pending = match_access.open_request(
        access.session(), organisation_id=str(viewer.organisation_id), account_id=known.account_id, now=access.now()
    )
    approachable = not objects(access.session(), known.account_id, Interest.APPROACH)
    view = views.verified_view(row, known.alias, locale())
    return Opened(Tier.VERIFIED, view, pending=pending, approachable=approachable, response=response, praise=praise)
