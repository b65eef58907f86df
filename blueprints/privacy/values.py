"""A held value as lines that a person can read, each with the language it is in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from blueprints import labels
from blueprints.localisation import day, locale, moment
from models.account import SecurityEventKind, StaffRole
from models.bands import (
    Availability,
    EducationLevel,
    HoursBand,
    LanguageLevel,
    RateBand,
    RemoteWork,
    Seniority,
    YearsBand,
)
from models.block import BlockKind
from models.client import MemberRole, VerificationState
from models.consent import ConsentMethod, ConsentPurpose
from models.copy import CopyKind, CopyState
from models.delivery import DeliveryState
from models.disclosure import DisclosureKind
from models.erasure import ErasureState
from models.objection import ObjectionState
from models.privacy import Category, Interest
from models.register import REGISTER
from models.summary import Decision, SummaryMethod, SummaryState
from models.work import WorkState
from services.rights.audience import label_named
from services.rights.holds import GROUNDS
from services.rights.labels import label_of

from .case_words import CASE_WORDS
from .codes import spoken

Line = tuple[str, str]

WORDS = labels.by_member(
    (StaffRole.VERIFIER, _l("verifier")),
    (StaffRole.FINANCE, _l("finance")),
    (StaffRole.MODERATOR, _l("moderator")),
    (StaffRole.DPO, _l("data protection officer")),
    (SecurityEventKind.REGISTERED, _l("Registered")),
    (SecurityEventKind.EMAIL_CONFIRMED, _l("E-mail address confirmed")),
    (SecurityEventKind.LOGGED_IN, _l("Logged in")),
    (SecurityEventKind.LOGIN_FAILED, _l("Log-in failed")),
    (SecurityEventKind.LOGGED_OUT, _l("Logged out")),
    (SecurityEventKind.AUTHENTICATED_AFRESH, _l("Password given again")),
    (SecurityEventKind.PASSWORD_CHANGED, _l("Password changed")),
    (SecurityEventKind.COPY_ASKED, _l("Asked for a copy of your data")),
    (SecurityEventKind.COPY_DOWNLOADED, _l("Downloaded a copy of your data")),
    (SecurityEventKind.LINK_MADE, _l("Made a one-time link to your data")),
    (SecurityEventKind.LINK_FETCHED, _l("The one-time link to your data was used")),
    (CopyKind.ACCESS, _l("everything, for yourself")),
    (CopyKind.PORTABLE, _l("what you brought, for another service")),
    (CopyState.WAITING, _l("waiting to be made")),
    (CopyState.MAKING, _l("being made")),
    (CopyState.READY, _l("ready")),
    (CopyState.FAILED, _l("could not be made")),
    (CopyState.EXPIRED, _l("deleted when its time was over")),
    (CopyState.DELETED, _l("deleted by you")),
    (MemberRole.OWNER, _l("owner")),
    (MemberRole.MEMBER, _l("member")),
    (MemberRole.VIEWER, _l("viewer")),
    (VerificationState.UNVERIFIED, _l("Not verified")),
    (VerificationState.PENDING, _l("Waiting for verification")),
    (VerificationState.VERIFIED, _l("Verified")),
    (VerificationState.DECLINED, _l("Verification declined")),
    (ConsentPurpose.AI_TRAINING, _l("Training AI models")),
    (ConsentPurpose.SURVEY, _l("Taking part in a survey")),
    (ConsentPurpose.SPECIAL_CATEGORIES, _l("Keeping special categories of data, to arrange something for you")),
    (ConsentMethod.PRIVACY_CENTRE, _l("the privacy centre")),
    (ConsentMethod.PROFILE_FORM, _l("a form in your profile")),
    (ConsentMethod.SURVEY, _l("a survey")),
    (ConsentMethod.MAILED_LINK, _l("a link that we mailed you")),
    (Interest.APPROACH, _l("Approaching you about a collaboration")),
    (Interest.WORK_DONE_WELL, _l("Giving the other party enough to have the work done well")),
    (Interest.RELEVANCE, _l("Making your profile relevant")),
    (Interest.SECURE_USE, _l("Preventing misuse, fraud and threats")),
    (Interest.ACCOUNT_SECURITY, _l("Keeping your account secure")),
    (Interest.TRANSPARENCY, _l("Telling you who saw your data")),
    (Interest.ANSWERING, _l("Answering who writes to us without an account")),
    (Interest.SURVEYS, _l("Selecting whom we invite to a survey")),
    (Interest.MARKETING, _l("Direct marketing")),
    (ObjectionState.WEIGHED, _l("being weighed: the use has stopped")),
    (ObjectionState.UPHELD, _l("upheld: the use has stopped")),
    (ObjectionState.DISMISSED, _l("dismissed, with reasons")),
    (ObjectionState.WITHDRAWN, _l("withdrawn by you")),
    (DisclosureKind.PROFILE_VIEW, _l("Profile opened")),
    (DisclosureKind.MATCH, _l("Name and contact details at a match")),
    *((ground, _l(words)) for ground, words in GROUNDS.items()),
    *((category, _l(entry.title)) for category, entry in REGISTER.items()),
    (DisclosureKind.REQUEST, _l("Request with the organisation's name")),
    (DisclosureKind.STAFF_REVIEW, _l("Review before publication")),
    (DisclosureKind.STAFF_VERIFICATION, _l("Verification of the organisation")),
    (DisclosureKind.LAW, _l("Handed to an authority because a law demanded it")),
    (DisclosureKind.STAFF_REPORT, _l("Reading a message that was reported")),
    (DisclosureKind.STAFF_APPROACH, _l("Approaching somebody about a collaboration")),
    (DisclosureKind.STAFF_ASSESSMENT, _l("Assessing a match")),
    (DisclosureKind.STAFF_RIGHTS, _l("Answering a request or message")),
    *CASE_WORDS.items(),
    (ErasureState.ASKED, _l("asked for, not confirmed")),
    (ErasureState.WAITING, _l("confirmed, and waiting for its day")),
    (ErasureState.RUNNING, _l("going on")),
    (ErasureState.WITHDRAWN, _l("not wanted any more")),
    (ErasureState.LAPSED, _l("never confirmed")),
    (SummaryMethod.RULES, _l("by rules of our own")),
    (SummaryMethod.MODEL, _l("by a language model")),
    (SummaryState.REQUESTED, _l("asked for")),
    (SummaryState.WRITTEN, _l("written")),
    (SummaryState.FAILED, _l("could not be used")),
    (SummaryState.SET_ASIDE, _l("set aside by you")),
    (Decision.OPEN, _l("not decided yet")),
    (Decision.INCLUDED, _l("included")),
    (Decision.APPROVED, _l("approved by you")),
    (Decision.LEFT_OUT, _l("left out by you")),
    (BlockKind.NAME, _l("its name")),
    (BlockKind.DOMAIN, _l("a domain of its addresses")),
    (BlockKind.NUMBER, _l("its registration number")),
    (WorkState.DRAFT, _l("a draft, for your organisation only")),
    (WorkState.OPEN, _l("open: professionals read it")),
    (WorkState.CLOSED, _l("closed")),
    (DeliveryState.WAITING, _l("not sent yet")),
    (DeliveryState.CLAIMED, _l("on its way; it is not known whether it arrived")),
    (DeliveryState.SENT, _l("sent")),
    (DeliveryState.REFUSED, _l("refused by the mail server")),
)

# What a value within a JSON column is a member of, by its name there: JSON keeps only the member's value.
MEMBERS: Mapping[str, type[Enum]] = {
    "categories": Category,
    "level": LanguageLevel,
    "years": YearsBand,
    "duration": YearsBand,
    "seniority": Seniority,
    "education": EducationLevel,
    "availability": Availability,
    "hours": HoursBand,
    "remote": RemoteWork,
    "rate": RateBand,
    "method": SummaryMethod,
    "decision": Decision,
}


def lines_of(column: str, value: Any) -> tuple[Line, ...]:
    """The value of a column, a line for each element of a list; no lines where there is nothing."""
    if value is None or value == "":
        return ()
    if isinstance(value, list):
        return tuple(line for element in value for line in lines_of(column, element))
    if isinstance(value, dict):
        return _of_mapping(value)
    return (_line(column, value),)


def words_of(member: Enum) -> str:
    """The words for a member of a closed set."""
    spoken_of = WORDS.get((type(member), member.value))
    return labels.words(member) if spoken_of is None else str(spoken_of)


def word_for(column: str, value: Any) -> str | None:
    """What the value of a column is called where it is an id or a code, in the words of the page; else None."""
    label = label_of(column, value, locale())
    if label is not None:
        return label[0]
    member = _member(column, value)
    if isinstance(member, Enum):
        return words_of(member)
    return spoken(column, value)


def _line(column: str, value: Any) -> Line:
    here = locale()
    label = label_of(column, value, here)
    if label is not None:
        return label
    match value:
        case bool():
            return (_("Yes") if value else _("No"), here)
        case datetime():
            return (moment(value), here)
        case date():
            return (day(value), here)
    return (word_for(column, value) or str(value), here)


def _member(column: str, value: Any) -> Any:
    return next((each for each in MEMBERS.get(column, ()) if each.value == value), value)


def _of_mapping(value: dict[str, Any]) -> tuple[Line, ...]:
    """One line for a flat mapping; for one with lists, such as a record, a heading and lines for each of its names."""
    if any(isinstance(each, list) for each in value.values()):
        held = {name: lines_of(name, each) for name, each in value.items()}
        return tuple(line for name, lines in held.items() if lines for line in (_heading(name), *lines))
    lines = [line for name, each in value.items() for line in lines_of(name, each)]
    spoken = next((language for _text, language in lines if language != locale()), locale())
    return ((", ".join(text for text, _language in lines), spoken),) if lines else ()


def _heading(name: str) -> Line:
    """What a name within a record is called: the label of the column of that name."""
    label = label_named(name)
    return (f"{_(label) if label else name}:", locale())
