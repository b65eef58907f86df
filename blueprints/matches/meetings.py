"""Meetings about a request: offered, picked, cancelled, kept in a calendar, and the way to the room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from babel.dates import format_datetime
from flask import Response, abort, current_app, flash, make_response, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import invalid, redirect, render
from config import Config
from models.meeting import MeetingState
from services import calendar_files, match_access, meetings
from services.errors import NotFound, ServiceError
from services.match_views import Standing
from services.meeting_errors import PlaceMissing
from services.meetings import MeetingView
from services.viewers import Part

from . import blueprint
from .meeting_forms import OfferForm


@dataclass(frozen=True)
class MeetingPart:
    """What the page of a request shows of meetings. ``may_offer``: the viewer can offer times now."""

    meeting: MeetingView | None
    may_offer: bool


@blueprint.app_template_filter("meeting_time")
def meeting_time(moment: datetime) -> str:
    """A day and time in words by the clock of its own zone, with how far that is from UTC."""
    offset = f"{moment:%z}"
    return (
        f"{format_datetime(moment, 'EEEE d MMMM y, HH:mm', moment.tzinfo, get_locale())} (UTC{offset[:3]}:{offset[3:]})"
    )


@blueprint.app_template_filter("in_utc")
def in_utc(moment: datetime) -> str:
    """A moment as forms send it back: ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat()


def meeting_part(request_id: str, standing: Standing, part: Part) -> MeetingPart:
    """The meeting about a request, and whether its professional can offer times."""
    if standing not in (Standing.OPEN, Standing.MATCHED):
        return MeetingPart(None, False)
    meeting = meetings.current(access.session(), access.viewer(), request_id, now=access.now())
    is_set = meeting is not None and meeting.state in (MeetingState.OFFERED, MeetingState.AGREED)
    has_place = standing is Standing.MATCHED or _config().rooms_url is not None
    return MeetingPart(meeting, part is Part.PROFESSIONAL and has_place and not is_set)


@blueprint.get("/<request_id>/meeting/new")
@open_to(Audience.PROFESSIONALS)
def new_meeting(request_id: str) -> Response:
    """The form to offer times."""
    return _offer_page(request_id, OfferForm(formdata=None))


@blueprint.post("/<request_id>/meeting")
@open_to(Audience.PROFESSIONALS)
def create_meeting(request_id: str) -> Response:
    """Offer times, and tell the client."""
    form = OfferForm()
    try:
        if form.validate_on_submit():
            meetings.offer(
                access.session(),
                access.viewer(),
                request_id,
                times=form.times(),
                zone=str(form.zone.data),
                minutes=form.minutes.data,
                place=form.place.data or "",
                has_rooms=_config().rooms_url is not None,
                now=access.now(),
            )
            flash(_("Your times were sent. You hear from us when one is picked."), "info")
            return redirect(url_for("matches.show", request_id=request_id))
    except NotFound:
        raise
    except PlaceMissing as error:
        form.place.errors = [_(error.message)]
    except ServiceError as error:
        form.refuse(error.message)
    return _offer_page(request_id, form, refused=True)


@blueprint.post("/<request_id>/meeting/<meeting_id>/agreement")
@open_to(Audience.MEMBERS)
def agree_meeting(request_id: str, meeting_id: str) -> Response:
    """Pick one of the times."""
    time = request.form.get("time", "")
    return _change(
        request_id,
        lambda: meetings.agree(access.session(), access.viewer(), request_id, meeting_id, time, now=access.now()),
        _("The meeting is agreed. The file for your calendar is below."),
    )


@blueprint.post("/<request_id>/meeting/<meeting_id>/refusal")
@open_to(Audience.MEMBERS)
def decline_meeting(request_id: str, meeting_id: str) -> Response:
    """Say that none of the times suits."""
    return _change(
        request_id,
        lambda: meetings.decline(access.session(), access.viewer(), request_id, meeting_id, now=access.now()),
        _("The professional is told that none of the times suits, and can offer others."),
    )


@blueprint.post("/<request_id>/meeting/<meeting_id>/cancellation")
@open_to(Audience.MEMBERS, Audience.PROFESSIONALS)
def cancel_meeting(request_id: str, meeting_id: str) -> Response:
    """Cancel it, and tell the other side."""
    return _change(
        request_id,
        lambda: meetings.cancel(access.session(), access.viewer(), request_id, meeting_id, now=access.now()),
        _("The meeting is cancelled, and the other side is told."),
    )


@blueprint.get("/<request_id>/meeting/<meeting_id>/calendar")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def meeting_calendar(request_id: str, meeting_id: str) -> Response:
    """The file for a calendar."""
    meeting = meetings.find(access.session(), access.viewer(), request_id, meeting_id, now=access.now())
    config = _config()
    room = url_for("matches.meeting_room", request_id=request_id, meeting_id=meeting_id)
    response = make_response(
        calendar_files.of_meeting(
            meeting,
            summary=_("Meeting by %(platform)s", platform=config.platform_name),
            address=config.base_url + url_for("matches.show", request_id=request_id),
            place=config.base_url + room if meeting.has_room else meeting.place or "",
            platform=urlsplit(config.base_url).hostname or "",
        )
    )
    response.mimetype = calendar_files.MEDIA_TYPE
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


@blueprint.get("/<request_id>/meeting/<meeting_id>/room")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def meeting_room(request_id: str, meeting_id: str) -> Response:
    """The platform's own link to the room of a meeting: its name is given only shortly before."""
    if _config().rooms_url is None:
        abort(404)
    session, viewer = access.session(), access.viewer()
    room = meetings.room_of(session, viewer, request_id, meeting_id, now=access.now())
    return render(
        "matches/meeting_room.html",
        meeting=meetings.find(session, viewer, request_id, meeting_id, now=access.now()),
        address=room and f"{_config().rooms_url}/{room}",
        request_id=request_id,
    )


def _change(request_id: str, change: Callable[[], None], done: str) -> Response:
    """Do it once; where the meeting changed meanwhile, the page shows how it stands now."""
    try:
        change()
    except NotFound:
        raise
    except ServiceError as error:
        access.let_go()
        flash(_(error.message), "error")
    else:
        flash(done, "info")
    return redirect(url_for("matches.show", request_id=request_id, _anchor="meeting"))


def _offer_page(request_id: str, form: OfferForm, *, refused: bool = False) -> Response:
    session, viewer = access.session(), access.viewer()
    row = match_access.find_request(session, viewer, request_id)
    answer = invalid if refused else render
    matched = meetings.is_matched(session, row.id)
    has_rooms = _config().rooms_url is not None
    return answer("matches/meeting_new.html", form=form, request_id=row.id, is_matched=matched, has_rooms=has_rooms)


def _config() -> Config:
    config: Config = current_app.config["PLATFORM"]
    return config
