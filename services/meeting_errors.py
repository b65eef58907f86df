"""What can stand in the way of a meeting; each error carries the sentence that says so."""

from __future__ import annotations

from models.register import N_

from .errors import ServiceError


class NothingOffered(ServiceError):
    """No time at all."""

    message = N_("Offer at least one time: without one there is nothing to pick.")


class NoSuchTime(ServiceError):
    """A time of the hour that is left out when the clocks go forward."""

    message = N_("One of the times does not exist: the clocks go forward that night. Choose another one.")


class TimeNotAhead(ServiceError):
    """A time that is over, or too far away."""

    message = N_("Offer times that lie ahead, within the next three months.")


class PlaceMissing(ServiceError):
    """No place and no room of the platform."""

    message = N_("Say where you meet: an address, or a link to a video call.")


class NoRooms(ServiceError):
    """Before a match one meets in the platform's own room, and there is none."""

    message = N_("Before a match one meets in a room of the platform, and this installation has none.")


class MeetingWaits(ServiceError):
    """A meeting is offered or agreed already."""

    message = N_("There is a meeting already. Cancel it before you offer other times.")


class MeetingChanged(ServiceError):
    """The meeting is not any more as the page showed it."""

    message = N_("The meeting changed while you looked at it. This is how it stands now.")
