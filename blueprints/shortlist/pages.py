"""The shortlist read: all of it, and one of those on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, current_app, request

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.matches.wording import Addressee
from blueprints.rendering import invalid, render
from blueprints.typed import page_asked
from services import disclosure, shortlist_views, shortlists, views, work_descriptions
from services.shortlist_views import Kept
from services.views import VerifiedView

from . import blueprint
from .forms import NoteForm, WorkForm


@dataclass(frozen=True)
class Line:
    """Somebody on the shortlist: ``to`` is how the organisation knows them, ``profile`` what it reads while shown."""

    kept: Kept
    to: Addressee
    profile: VerifiedView | None


@blueprint.get("")
@open_to(Audience.CLIENTS)
def index() -> Response:
    """Who is kept in view, the latest first; those for one work description where it is asked for."""
    viewer, number = access.viewer(), page_asked()
    work_id = request.args.get("work") or None
    kept, more = shortlist_views.page_of(access.session(), viewer, work_id=work_id, page=number, now=access.now())
    return render(
        "shortlist/index.html",
        lines=lines(kept),
        works=work_descriptions.works_in_hand(access.session(), str(viewer.organisation_id)),
        work_id=work_id,
        total=shortlist_views.count(access.session(), viewer),
        number=number,
        more=more,
    )


@blueprint.get("/<entry_id>")
@open_to(Audience.CLIENTS)
def show(entry_id: str) -> Response:
    """One of them, with what colleagues noted."""
    return page(entry_id, NoteForm(formdata=None))


def page(entry_id: str, form: NoteForm, *, refused: bool = False) -> Response:
    """The page of an entry with a form for a note, once more as it was filled in where it was ``refused``."""
    session, viewer = access.session(), access.viewer()
    kept = shortlist_views.one(session, viewer, entry_id, now=access.now())
    answer = invalid if refused else render
    return answer(
        "shortlist/show.html",
        line=lines([kept])[0],
        notes=shortlist_views.notes_of(session, viewer, entry_id),
        form=form,
        work_form=WorkForm(formdata=None, data={"work": kept.work[0] if kept.work else ""}),
        most=shortlists.MOST_NOTES,
    )


def lines(kept: Sequence[Kept]) -> list[Line]:
    """Entries with the profiles that the organisation may read, over the connection that is confined to them."""
    with current_app.extensions["database"].verified() as session:
        rows = disclosure.verified_views(session, [each.handle for each in kept if each.handle])
    profiles = {row.id: row for row in rows}
    return [
        Line(
            each,
            Addressee.of(each.alias, locale()),
            views.verified_view(profiles[each.handle], each.alias, locale()) if each.handle in profiles else None,
        )
        for each in kept
    ]
