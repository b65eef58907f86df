"""The words of notifications: what happened, where it leads, and what each kind is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from models.notification import NotificationKind, Way
from services.notifications import Told
from services.viewers import Part

REQUEST, CONVERSATION = "matches.show", "conversations.show"


@dataclass(frozen=True)
class Wording:
    """``says``: what happened · ``title``: what the kind is called · ``leads``: the endpoint of the page about it."""

    says: Any
    title: Any
    leads: str
    icon: str


WORDINGS: Mapping[NotificationKind, Wording] = {
    NotificationKind.REQUEST_RECEIVED: Wording(
        _l("A verified client would like to get to know you."), _l("A request for you"), REQUEST, "send"
    ),
    NotificationKind.REQUEST_ACCEPTED: Wording(
        _l("Your request was accepted: you are matched."), _l("A request of yours is accepted"), REQUEST, "check"
    ),
    NotificationKind.REQUEST_DECLINED: Wording(
        _l("Your request was declined."), _l("A request of yours is declined"), REQUEST, "x"
    ),
    NotificationKind.REQUEST_EXPIRED: Wording(
        _l("Your request expired without an answer."), _l("A request of yours expires"), REQUEST, "clock"
    ),
    NotificationKind.REQUEST_REMINDER: Wording(
        _l("A request for you expires within two days."), _l("A request for you expires soon"), REQUEST, "clock"
    ),
    NotificationKind.QUESTION_ASKED: Wording(
        _l("A professional asks something about your request."),
        _l("A question about a request of yours"),
        REQUEST,
        "message-square",
    ),
    NotificationKind.QUESTION_ANSWERED: Wording(
        _l("Your question about a request has an answer."), _l("An answer to your question"), REQUEST, "message-square"
    ),
    NotificationKind.MEETING_OFFERED: Wording(
        _l("A professional offers times for a meeting."), _l("Times for a meeting"), REQUEST, "calendar-plus"
    ),
    NotificationKind.MEETING_AGREED: Wording(
        _l("A time for a meeting is agreed."), _l("A meeting is agreed"), REQUEST, "calendar"
    ),
    NotificationKind.MEETING_CANCELLED: Wording(
        _l("A meeting does not take place, or none of your times suits."), _l("A meeting is off"), REQUEST, "x"
    ),
    NotificationKind.SEARCH_FOUND: Wording(
        _l("More professionals fit a search of yours."),
        _l("More professionals fit a saved search"),
        "searches.index",
        "search",
    ),
    NotificationKind.REPORT_DECIDED: Wording(
        _l("Somebody decided on a message you reported."), _l("A decision on a report of yours"), CONVERSATION, "flag"
    ),
    NotificationKind.MATCH_ENDED: Wording(_l("A match has ended."), _l("A match ends"), REQUEST, "x"),
    NotificationKind.MESSAGE_RECEIVED: Wording(
        _l("Somebody you are matched with wrote to you."), _l("A new message"), CONVERSATION, "message-square"
    ),
    NotificationKind.REFERENCE_WRITTEN: Wording(
        _l("An earlier client wrote about working with you."),
        _l("An earlier client writes about you"),
        "professionals.references",
        "award",
    ),
    NotificationKind.REVIEW_ACCEPTED: Wording(
        _l("Your profile was accepted at review."), _l("Your profile is accepted"), "professionals.show", "check"
    ),
    NotificationKind.REVIEW_RETURNED: Wording(
        _l("Your profile came back from review, with what to change."),
        _l("Your profile comes back from review"),
        "professionals.show",
        "pencil",
    ),
    NotificationKind.VERIFICATION_APPROVED: Wording(
        _l("Your organisation is verified."), _l("Your organisation is verified"), "clients.show", "shield-check"
    ),
    NotificationKind.VERIFICATION_DECLINED: Wording(
        _l("Your organisation was not verified; the page says why."),
        _l("Your organisation is not verified"),
        "clients.show",
        "circle-alert",
    ),
}
OF_PROFESSIONALS = (
    NotificationKind.REQUEST_RECEIVED,
    NotificationKind.REQUEST_REMINDER,
    NotificationKind.QUESTION_ANSWERED,
    NotificationKind.MEETING_AGREED,
    NotificationKind.MEETING_CANCELLED,
    NotificationKind.MESSAGE_RECEIVED,
    NotificationKind.MATCH_ENDED,
    NotificationKind.REPORT_DECIDED,
    NotificationKind.REFERENCE_WRITTEN,
    NotificationKind.REVIEW_ACCEPTED,
    NotificationKind.REVIEW_RETURNED,
)
OF_CLIENTS = (
    NotificationKind.SEARCH_FOUND,
    NotificationKind.QUESTION_ASKED,
    NotificationKind.MEETING_OFFERED,
    NotificationKind.MEETING_CANCELLED,
    NotificationKind.REQUEST_ACCEPTED,
    NotificationKind.REQUEST_DECLINED,
    NotificationKind.REQUEST_EXPIRED,
    NotificationKind.MESSAGE_RECEIVED,
    NotificationKind.MATCH_ENDED,
    NotificationKind.REPORT_DECIDED,
    NotificationKind.VERIFICATION_APPROVED,
    NotificationKind.VERIFICATION_DECLINED,
)
WAYS: Mapping[Way, Any] = {
    Way.AT_ONCE: _l("A mail each time"),
    Way.DAILY: _l("In one mail a day"),
    Way.NEVER: _l("No mail"),
}


@dataclass(frozen=True)
class Line:
    """One notification in words, with the page that it leads to."""

    told: Told
    says: str
    icon: str
    address: str


def line_of(told: Told) -> Line:
    """A notification in words."""
    wording = WORDINGS[told.kind]
    arguments: dict[str, Any] = {"request_id": told.about_id} if wording.leads in (REQUEST, CONVERSATION) else {}
    return Line(told, str(wording.says), wording.icon, url_for(wording.leads, **arguments))


def kinds_for(part: Part) -> tuple[NotificationKind, ...]:
    """The kinds that somebody can be told of in a part."""
    match part:
        case Part.PROFESSIONAL:
            return OF_PROFESSIONALS
        case Part.CLIENT:
            return OF_CLIENTS
        case _:
            return ()


def ways() -> list[tuple[str, str]]:
    """The ways to be told, as a field offers them."""
    return [(way.value, str(words)) for way, words in WAYS.items()]
