"""The explorer at /talent, and the profile at the viewer's tier."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, request, url_for

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.rendering import render
from models.client import Organisation
from models.privacy import Tier
from services import disclosure, match_access, views
from services.aliases import Alias, alias_of
from services.search.query import Query, Results
from services.search.sql_index import public_index, verified_index

from .explorer import PUBLIC_FACETS, VERIFIED_FACETS, explorer_page, query_of

blueprint = Blueprint("talent", __name__, url_prefix="/talent")

TOO_MANY = 429


@blueprint.get("")
@open_to(Audience.EVERYONE)
def index() -> Response:
    """Search and filter the professionals, over what the viewer's tier may read."""
    if access.viewer().is_verified_client:
        query = query_of(request.args, VERIFIED_FACETS)
        page = explorer_page(query, *_verified_results(query), VERIFIED_FACETS, Tier.VERIFIED)
    else:
        query = query_of(request.args, PUBLIC_FACETS)
        page = explorer_page(query, *_public_results(query), PUBLIC_FACETS, Tier.ANONYMOUS)
    if query.page > 1 and request.args.get("part") == "more":
        return render("talent/index.html", "talent/_cards.html", page=page)
    return render("talent/index.html", "talent/_explorer.html", page=page)


@blueprint.get("/<key>")
@open_to(Audience.EVERYONE)
def show(key: str) -> Response:
    """One profile at the viewer's tier; each view by a client is logged and visible to its professional."""
    if access.viewer().is_verified_client:
        return _show_to_client(key)
    with current_app.extensions["database"].public() as session:
        row = disclosure.public_view(session, key)
    if row is None:
        abort(404)
    return _page(Tier.ANONYMOUS, profile=views.public_view(row, locale()))


def _show_to_client(key: str) -> Response:
    viewer = access.viewer()
    found = disclosure.find(access.session(), viewer, key)
    if found is None:
        abort(404)
    limit = current_app.config["PLATFORM"].daily_profile_limit
    try:
        with access.writing() as session:
            disclosure.log_view(session, viewer, found, limit=limit, now=access.now())
    except disclosure.DailyLimitReached:
        return render("talent/limit.html", status=TOO_MANY, limit=limit)
    if found.tier is Tier.MATCHED:
        return _show_matched(found)
    with current_app.extensions["database"].verified() as session:
        row = disclosure.verified_view(session, found.handle)
    if row is None:
        abort(404)
    profile = views.verified_view(row, found.alias, locale())
    pending = match_access.open_request(
        access.session(), organisation_id=str(viewer.organisation_id), account_id=found.account_id, now=access.now()
    )
    return _page(Tier.VERIFIED, profile=profile, pending=pending)


def _show_matched(found: disclosure.Found) -> Response:
    profile = views.approved_view(found.record, found.alias, locale())
    full = disclosure.matched_view(access.session(), found.account_id)
    return _page(Tier.MATCHED, profile=profile, full=full)


def _page(tier: Tier, **context: Any) -> Response:
    """The profile's page, with the way back to the results that the visitor came from."""
    before = urlsplit(request.referrer or "")
    came_from_results = before.netloc == request.host and before.path == url_for("talent.index")
    back = f"{before.path}?{before.query}" if came_from_results and before.query else url_for("talent.index")
    return render("talent/show.html", tier=tier, back=back, **context)


def _public_results(query: Query) -> tuple[Results, list[views.PublicView]]:
    with current_app.extensions["database"].public() as session:
        results = public_index(session).search(query)
        rows = disclosure.public_views(session, results.ids)
    return results, [views.public_view(row, locale()) for row in rows]


def _verified_results(query: Query) -> tuple[Results, list[views.VerifiedView]]:
    with current_app.extensions["database"].verified() as session:
        results = verified_index(session).search(query)
        rows = disclosure.verified_views(session, results.ids)
    organisation = access.session().get_one(Organisation, access.viewer().organisation_id)
    aliases: list[Alias] = [alias_of(organisation.alias_key, row.id) for row in rows]
    return results, [views.verified_view(row, alias, locale()) for row, alias in zip(rows, aliases, strict=True)]
