"""What anyone reads of partners: the list, each page with its pictures, the feed and the sitemap."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.pictures import addresses, picture_answer
from blueprints.rendering import render
from blueprints.typed import page_asked
from models.partner import PartnerPage
from models.privacy import Interest
from services import match_access, partner_views, partners
from services.errors import NotFound
from services.publication.normalise import key_of
from services.publication.wording import language
from services.rights.objections import objects
from services.written import WrittenProfile

from . import blueprint
from .wording import headline_of, place_of

LONGEST_TEXT = 200
MOST_TERMS = 12


@blueprint.get("/partners")
@open_to(Audience.EVERYONE)
def index() -> Response:
    """The partners, by address; with ``q`` those whose page says all of its words."""
    text = request.args.get("q", "")[:LONGEST_TEXT].strip()
    number = page_asked()
    pages, more = partners.listed(access.session(), key_of(text).split()[:MOST_TERMS], page=number)
    cards = [partner_views.card(access.session(), each) for each in pages]
    entries = [(each, headline_of(each.person, locale()), place_of(each.person, locale())) for each in cards]
    return _indexed(
        render("partners/index.html", "partners/_list.html", entries=entries, text=text, number=number, more=more)
    )


@blueprint.get("/partners/<slug>")
@open_to(Audience.EVERYONE)
def show(slug: str) -> Response:
    """A partner's page; 410 where it is gone."""
    page = _opened(slug)
    session = access.session()
    full = partner_views.view(session, page.account_id, page.shown)
    return _indexed(
        render(
            "partners/show.html",
            page=page,
            full=full,
            pictures=addresses(full, lambda each: url_for("partners.picture", slug=slug, picture_id=each)),
            pending=_pending(page),
            approachable=not objects(session, page.account_id, Interest.APPROACH),
            own=access.viewer().account_id == page.account_id,
            **described(full),
        )
    )


@blueprint.get("/partners/<slug>/pictures/<picture_id>")
@open_to(Audience.EVERYONE)
def picture(slug: str, picture_id: str) -> Response:
    """A picture of the portfolio on a partner's page."""
    page = _opened(slug)
    if not partner_views.has_picture(access.session(), page, picture_id):
        abort(404)
    return picture_answer(access.session(), page.account_id, picture_id)


@blueprint.get("/partners.atom")
@open_to(Audience.EVERYONE)
def feed() -> Response:
    """The newest partners as an Atom feed (RFC 4287)."""
    cards = [partner_views.card(access.session(), each) for each in partners.newest(access.session())]
    entries = [(each, headline_of(each.person, locale())) for each in cards]
    return _as_xml("partners/feed.xml", "application/atom+xml", entries=entries, now=access.now())


@blueprint.get("/sitemap.xml")
@open_to(Audience.EVERYONE)
def sitemap() -> Response:
    """What search engines may show: partners, and no pseudonymous page (sitemaps.org, version 0.9)."""
    return _as_xml("partners/sitemap.xml", "application/xml", slugs=partners.addresses(access.session()))


def described(full: WrittenProfile) -> dict[str, Any]:
    """What the templates of a page need in words."""
    return {
        "headline": headline_of(full.person, locale()),
        "place": place_of(full.person, locale()),
        "languages": [(language(each["language"], locale()), each["level"]) for each in full.language],
    }


def _opened(slug: str) -> PartnerPage:
    try:
        return partners.open_page(access.session(), slug)
    except NotFound:
        abort(410 if partners.was_given(access.session(), slug) else 404)


def _pending(page: PartnerPage) -> str | None:
    """The request of the viewer's organisation that waits for this partner's answer."""
    viewer = access.viewer()
    if not viewer.is_verified_client:
        return None
    return match_access.open_request(
        access.session(), organisation_id=str(viewer.organisation_id), account_id=page.account_id, now=access.now()
    )


def _as_xml(template: str, media_type: str, **context: Any) -> Response:
    response = make_response(render_template(template, **context))
    response.mimetype = media_type
    return _indexed(response)


def _indexed(response: Response) -> Response:
    """Let search engines show it: a partner wants to be found."""
    response.headers["X-Robots-Tag"] = "all"
    return response
