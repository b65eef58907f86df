"""The lines of the log in words: who, what they did, at which level, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from models.client import MemberRole
from models.disclosure import DisclosureKind
from services.rights.received import Received
from services.rights.recipients import LogEntry, Recipient, Visit

from .codes import LEVELS
from .values import words_of

DID: dict[DisclosureKind, Any] = {
    DisclosureKind.PROFILE_VIEW: _l("opened your profile"),
    DisclosureKind.MATCH: _l("got your name and contact details at a match"),
    DisclosureKind.REQUEST: _l("got your request, with your organisation's name"),
    DisclosureKind.STAFF_REVIEW: _l("read your profile for the review before publication"),
    DisclosureKind.STAFF_VERIFICATION: _l("checked your organisation"),
    DisclosureKind.LAW: _l("was handed data about you, because a law demanded it"),
    DisclosureKind.STAFF_REPORT: _l("read a message that was reported"),
    DisclosureKind.STAFF_APPROACH: _l("approached you about a collaboration"),
    DisclosureKind.STAFF_ASSESSMENT: _l("read how a match of yours began, to assess it"),
    DisclosureKind.STAFF_RIGHTS: _l("read your request or message, to answer it"),
}
BY: dict[MemberRole, Any] = {
    MemberRole.OWNER: _l("By its owner"),
    MemberRole.MEMBER: _l("By a member"),
    MemberRole.VIEWER: _l("By somebody who may read for it"),
}


@dataclass(frozen=True)
class Looked:
    """A line of the log in words."""

    who: str
    did: str
    notes: tuple[str, ...]
    at: datetime


def looked(visit: Visit) -> Looked:
    """A line of the log in the words of the page."""
    entry = visit.entry
    notes = [str(LEVELS[entry.tier])] if entry.tier and entry.recipient is not Recipient.STAFF else []
    if entry.demand is not None:
        notes.append(_("Legal ground: %(ground)s", ground=entry.demand.ground))
        notes.append(_("Data: %(categories)s", categories=", ".join(_(each) for each in entry.demand.titles)))
        notes.append(_("Reference: %(reference)s", reference=entry.demand.reference))
    if entry.role is not None:
        notes.append(str(BY[entry.role]))
    if entry.reason:
        notes.append(_("Reason given: %(reason)s", reason=_(entry.reason)))
    if visit.times > 1:
        notes.append(ngettext("%(num)s time on that day", "%(num)s times on that day", visit.times))
    return Looked(name_of(entry), str(DID[entry.kind]), tuple(notes), entry.at)


def name_of(entry: LogEntry | Received) -> str:
    """Who it was, in words."""
    match entry.recipient:
        case Recipient.ORGANISATION:
            return entry.organisation or ""
        case Recipient.STAFF if entry.staff_role is not None:
            return _("Our staff (%(role)s)", role=words_of(entry.staff_role))
        case Recipient.STAFF:
            return _("Our staff")
        case Recipient.PROFESSIONAL:
            return _("A professional you asked for a match")
        case Recipient.SELF:
            return _("You")
        case Recipient.AUTHORITY if isinstance(entry, LogEntry) and entry.demand is not None:
            return entry.demand.authority
        case Recipient.AUTHORITY:
            return _("An authority, because a law demanded it")
    return _("An account that no longer exists")
