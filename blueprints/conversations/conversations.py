"""The list of conversations, and one of them: read, followed while it goes on, and written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.matches.requests import addressee
from blueprints.matches.wording import Addressee, organisation_name
from blueprints.pictures import attaching
from blueprints.rendering import invalid, redirect, render, wants_fragment
from blueprints.typed import number_asked
from models.match import Match
from services import conversation_views, conversations, match_access, match_views, response_times
from services.chat_errors import ConversationOver, FilesNotSent
from services.errors import NotFound, ServiceError
from services.match_views import ReceivedRequest, SentRequest, Standing
from services.response_times import ResponseTime
from services.viewers import Part

from . import blueprint
from .forms import MessageForm
from .uploads import FilesRefused, uploads_of


@dataclass(frozen=True)
class Other:
    """The other side of a conversation: how it is called, and whether the match lasts. A professional has a tile."""

    name: str
    lasts: bool
    professional: Addressee | None


@blueprint.get("")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def index() -> Response:
    """All conversations, the latest first; or the messages with the words looked for."""
    session, viewer, words = access.session(), access.viewer(), request.args.get("q", "").strip()[:100]
    found = conversation_views.search(session, viewer, words) if words else []
    entries = [] if words else conversation_views.entries(session, viewer)
    others = others_of([line.request_id for line in found] + [entry.request_id for entry in entries])
    return render(
        "conversations/index.html", words=words, found=found, entries=entries, others=others, own_time=_own_time()
    )


@blueprint.get("/<request_id>")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def show(request_id: str) -> Response:
    """A conversation: its newest page, an earlier one, or as a fragment what came after a message."""
    match = match_access.find_match(access.session(), access.viewer(), request_id)
    after = number_asked("after")
    if after is not None and wants_fragment():
        return _newer(match, after)
    return _page(match, MessageForm(formdata=None))


@blueprint.post("/<request_id>/messages")
@open_to(Audience.MEMBERS, Audience.PROFESSIONALS)
def create(request_id: str) -> Response:
    """Write to the other side."""
    form = MessageForm()
    try:
        if form.validate_on_submit():
            _send(request_id, form)
            return _sent(request_id)
    except NotFound:
        raise
    except ConversationOver as error:
        form.form_errors.append(_(error.message))
    except FilesRefused as error:
        form.files.errors = [str(error)]
    except FilesNotSent as error:
        form.files.errors = [_(error.message)]
    except ServiceError as error:
        form.text.errors = [_(error.message)]
    if form.chosen():
        form.form_errors.append(_("Your words are still here. Choose the files again: a page cannot keep them."))
    return _page(match_access.find_match(access.session(), access.viewer(), request_id), form, refused=True)


def _send(request_id: str, form: MessageForm) -> None:
    uploads = uploads_of(request_id, form.chosen())  # before the session is asked for: it is given back meanwhile
    conversations.send(
        access.session(),
        access.viewer(),
        request_id,
        text=form.text.data or "",
        nonce=str(form.nonce.data),
        now=access.now(),
        uploads=uploads,
        attaching=attaching(),
    )


def _sent(request_id: str) -> Response:
    """An empty form in the place of the one that was sent, which lets the page ask at once for what is newer."""
    if not wants_fragment():
        return redirect(url_for("conversations.show", request_id=request_id) + "#newest")
    action = url_for("conversations.create", request_id=request_id)
    return render(
        "conversations/_form.html",
        form=MessageForm(formdata=None),
        action=action,
        request_id=request_id,
        written=True,
        polls=request.form.get("polls") == "1",
    )


def _page(match: Match, form: MessageForm, *, refused: bool = False) -> Response:
    before = number_asked("before")
    part = conversation_views.thread(access.session(), access.viewer(), match, before=before)
    context: dict[str, Any] = {
        "thread": part,
        "after": part.lines[-1].number if part.lines else 0,
        "other": others_of([match.request_id])[match.request_id],
        "form": form,
        "request_id": match.request_id,
        "action": url_for("conversations.create", request_id=match.request_id),
        "is_newest": before is None,
        "written": False,
        "polls": False,
        "is_swapped_in": False,
        "is_over": False,
    }
    if before is None and not refused:
        note_read(match, part)
    answer = invalid if refused else render
    return answer("conversations/show.html", "conversations/_form.html", **context)


def _newer(match: Match, after: int) -> Response:
    """What came after a message; 204 where nothing did and nothing was read meanwhile, so that the page stays."""
    part = conversation_views.thread(access.session(), access.viewer(), match, after=after)
    if not part.lines and part.is_read == (request.args.get("read") == "1"):
        return make_response("", 204)
    note_read(match, part)
    return render("conversations/_newer.html", "conversations/_newer.html", **news(match, part, after, polls=True))


def news(
    match: Match, part: conversation_views.Thread, after: int, *, polls: bool, other: Other | None = None
) -> dict[str, Any]:
    """What the fragment with newer messages needs. ``other``: the other side, where it is known already."""
    return {
        "thread": part,
        "other": other or others_of([match.request_id])[match.request_id],
        "after": part.lines[-1].number if part.lines else after,
        "request_id": match.request_id,
        "polls": polls,
        "is_over": match.ended_at is not None,
    }


def note_read(match: Match, part: conversation_views.Thread) -> None:
    """The newest message of the page is read, which is written down in a transaction of its own."""
    if part.lines:
        with access.writing() as session:
            conversations.note_read(session, match.id, access.account_id(), part.lines[-1].number, now=access.now())


def _own_time() -> ResponseTime:
    """How soon the viewer's side answers, exactly."""
    session, viewer = access.session(), access.viewer()
    if viewer.part is Part.CLIENT:
        return response_times.of_organisation(session, str(viewer.organisation_id), now=access.now())
    return response_times.of_professional(session, access.account_id(), now=access.now())


def others_of(ids: list[str]) -> dict[str, Other]:
    """The other side of each conversation, by request."""
    session, viewer = access.session(), access.viewer()
    if viewer.part is Part.CLIENT:
        sent = match_views.sent_requests_of(session, viewer, ids, now=access.now())
        return {each.course.id: _professional(each) for each in sent}
    received = match_views.received_requests_of(session, viewer, ids, now=access.now())
    return {each.course.id: _organisation(each) for each in received}


def _professional(sent: SentRequest) -> Other:
    whom = addressee(sent)
    return Other(whom.name, sent.course.standing is Standing.MATCHED, whom)


def _organisation(received: ReceivedRequest) -> Other:
    return Other(organisation_name(received), received.course.standing is Standing.MATCHED, None)
