"""The explorer at /talent, and the profile at the viewer's tier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, request, url_for

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.pictures import addresses, on_paper, picture_answer
from blueprints.printing import printed
from blueprints.rendering import render
from models.client import Organisation
from models.privacy import Tier
from services import disclosure, shortlist_views, views
from services.aliases import Alias, alias_of
from services.client_search import search_for
from services.search.query import Query, Results
from services.search.sql_index import public_index

from .explorer import PUBLIC_FACETS, VERIFIED_FACETS, explorer_page, query_of
from .opening import found, open_profile

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
        return render("talent/index.html", "talent/_cards.html", page=page, kept=_kept(page.cards))
    return render("talent/index.html", "talent/_explorer.html", page=page, kept=_kept(page.cards))


@blueprint.get("/<key>")
@open_to(Audience.EVERYONE)
def show(key: str) -> Response:
    """One profile at the viewer's tier; each view by a client is logged and visible to its professional."""
    opened = open_profile(key)
    profile = opened.profile
    pictures = addresses(opened.full, lambda each: url_for("talent.picture", key=profile.id, picture_id=each))
    kept = _kept([profile])
    return render("talent/show.html", back=_way_back(), pictures=pictures, kept=kept, **vars(opened))


@blueprint.get("/<key>/document.pdf")
@open_to(Audience.EVERYONE)
def document(key: str) -> Response:
    """The same profile as a document, for reading and keeping on paper: logged and counted as the page is."""
    opened = open_profile(key)
    pictures = on_paper(access.session(), found(key).account_id, opened.full) if opened.full else {}
    return printed("documents/profile.html", "profile.pdf", pictures=pictures, **vars(opened))


@blueprint.get("/<key>/pictures/<picture_id>")
@open_to(Audience.EVERYONE)
def picture(key: str, picture_id: str) -> Response:
    """A picture of the portfolio on a profile that a match opened; the visit to the profile is what is logged."""
    known = found(key)
    if known.tier is not Tier.MATCHED:
        abort(404)
    return picture_answer(access.session(), known.account_id, picture_id)


@blueprint.app_errorhandler(disclosure.DailyLimitReached)
def limit_reached(_error: disclosure.DailyLimitReached) -> Response:
    """The organisation opened as many profiles as it may."""
    limit = current_app.config["PLATFORM"].daily_profile_limit
    return render("talent/limit.html", status=TOO_MANY, limit=limit)


def _kept(profiles: Sequence[views.PublicView | views.VerifiedView]) -> Mapping[str, str]:
    """Who of them is on the shortlist of a verified client: the entry by the profile's id."""
    return shortlist_views.kept_among(access.session(), access.viewer(), [each.id for each in profiles])


def _way_back() -> str:
    """The results that the visitor came from, else the explorer."""
    before = urlsplit(request.referrer or "")
    came_from_results = before.netloc == request.host and before.path == url_for("talent.index")
    return f"{before.path}?{before.query}" if came_from_results and before.query else url_for("talent.index")


def _public_results(query: Query) -> tuple[Results, list[views.PublicView]]:
    with current_app.extensions["database"].public() as session:
        results = public_index(session).search(query)
        rows = disclosure.public_views(session, results.ids)
    return results, [views.public_view(row, locale()) for row in rows]


def _verified_results(query: Query) -> tuple[Results, list[views.VerifiedView]]:
    organisation = access.session().get_one(Organisation, access.viewer().organisation_id)
    with current_app.extensions["database"].verified() as session:
        results = search_for(access.session(), session, organisation.id, query)
        rows = disclosure.verified_views(session, results.ids)
    aliases: list[Alias] = [alias_of(organisation.alias_key, row.id) for row in rows]
    return results, [views.verified_view(row, alias, locale()) for row, alias in zip(rows, aliases, strict=True)]
