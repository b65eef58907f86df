"""A conversation as it goes on: server-sent events, each with what came after the one before.

Whether the reader may still read is asked anew for every event. Its id is the number of the newest message, which a
browser that lost the connection sends along when it comes back, so that it misses nothing and gets nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from flask import Response, current_app, render_template, request, stream_with_context

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import render
from blueprints.turns import turn
from blueprints.typed import MOST_DIGITS, number_asked
from models.match import Match
from services import conversation_views, match_access
from services.errors import NotFound
from services.pulse import Follower, Pulse

from . import blueprint
from .conversations import Other, news, note_read

BEAT = 15.0
"""Seconds after which a silent stream says that it is still there, which also shows who has gone."""
LIFETIME = 600.0
"""Seconds after which a stream ends; the browser connects again."""


@dataclass
class Shown:
    """How far a stream has come: the newest message and whether ours are read; whether more waits, and it is over.

    ``other``: the other side, which is called the same while the match lasts.
    """

    after: int
    is_read: bool
    other: Other | None = None
    has_more: bool = False
    is_over: bool = False


@blueprint.get("/<request_id>/stream")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def stream(request_id: str) -> Response:
    """Follow a conversation. Where too many do already, the page is told to ask now and then instead."""
    match = match_access.find_match(access.session(), access.viewer(), request_id)
    after = _last_event() or number_asked("after") or 0
    is_read = request.args.get("read") == "1"
    pulse: Pulse = current_app.extensions["pulse"]
    follower = pulse.follow(match.id, access.account_id())
    if follower is None:
        part = conversation_views.thread(access.session(), access.viewer(), match, after=after)
        note_read(match, part)
        context = news(match, part, after, polls=True)
        return render("conversations/_newer.html", "conversations/_newer.html", **context)
    access.pause()
    response = Response(stream_with_context(_events(follower, Shown(after, is_read))), mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    response.call_on_close(lambda: pulse.leave(follower))
    return response


def _last_event() -> int | None:
    """The number of the last message that the browser got before it lost the connection."""
    sent = request.headers.get("Last-Event-ID", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= MOST_DIGITS else None


def _events(follower: Follower, shown: Shown) -> Iterator[str]:
    """The events of a stream, until it is old, the match is over or the reader may no longer read."""
    yield ": following\n\n"
    ends_at = monotonic() + LIFETIME
    while monotonic() < ends_at:
        has_moved = follower.moved.wait(BEAT)
        follower.moved.clear()
        with turn():
            try:
                match = _match_again(follower)
                event = _event(match, shown, follower) if has_moved else ": still here\n\n"
            except NotFound:
                return
            finally:
                access.pause()
        if shown.has_more:
            follower.moved.set()
        if event:
            yield event
        if shown.is_over:
            yield "event: over\ndata:\n\n"
            return


def _match_again(follower: Follower) -> Match:
    """The match, where who follows may still read it. Raises NotFound."""
    config = current_app.config["PLATFORM"]
    return match_access.find_match_again(
        access.session(),
        access.viewer(),
        follower.match_id,
        now=access.now(),
        idle=config.session_idle_limit,
        absolute=config.session_absolute_limit,
    )


def _event(match: Match, shown: Shown, follower: Follower) -> str | None:
    """What came after what is shown, which is read with it; None where nothing did."""
    part = conversation_views.thread(access.session(), access.viewer(), match, after=shown.after, is_fresh=True)
    shown.has_more = part.has_earlier
    shown.is_over = match.ended_at is not None and not part.has_earlier
    if not part.lines and part.is_read == shown.is_read and not shown.is_over:
        return None
    known = shown.other if match.ended_at is None else None
    context = news(match, part, shown.after, polls=False, other=known)
    shown.after, shown.is_read, shown.other = context["after"], part.is_read, context["other"]
    if any(not line.is_ours for line in part.lines):
        current_app.extensions["pulse"].note_read(follower, shown.after, now=access.now())
    text = render_template("conversations/_newer.html", **context)
    # An event in the format of the HTML standard, section 9.2.
    return f"id: {shown.after}\n" + "".join(f"data: {line}\n" for line in text.splitlines()) + "\n"
