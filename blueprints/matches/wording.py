"""The words of requests: how one stands, how long it is open, what a change would mean, what opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

from babel.lists import format_list
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from blueprints import access
from blueprints.localisation import locale
from services import views
from services.aliases import Alias
from services.match_openings import PERSON, Opening
from services.match_views import Course, ReceivedRequest, Standing
from services.publication.pseudonyms import pseudonym_name
from services.publication.vocabulary import vocabulary
from services.viewers import Part

from . import blueprint

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

STANDINGS: dict[Standing, Any] = {
    Standing.MATCHED: _l("Matched"),
    Standing.ENDED: _l("Match ended"),
    Standing.DECLINED: _l("Declined"),
    Standing.WITHDRAWN: _l("Withdrawn"),
    Standing.EXPIRED: _l("Expired"),
}
PARTS: dict[str, Any] = {
    PERSON: _l("You"),
    "experience": _l("Jobs"),
    "education": _l("Education"),
    "skill": _l("Skills"),
    "language": _l("Languages"),
    "certification": _l("Certificates"),
    "link": _l("Links"),
    "portfolio": _l("Portfolio"),
}


class Act(str, Enum):
    """A change that somebody can make to a request or its match; the value stands in its address."""

    ACCEPTANCE = "acceptance"
    DECLINE = "decline"
    WITHDRAWAL = "withdrawal"
    END = "end"


@dataclass(frozen=True)
class Question:
    """What is asked before a change: ``text`` says what will happen, ``kind`` how the button looks."""

    title: str
    text: str
    button: str
    kind: str
    keep: str


@dataclass(frozen=True)
class Addressee:
    """The professional whom an organisation asked, as it knows them: ``name`` is the pseudonym or the real name.

    ``address``: of the profile, where it may be opened.
    """

    id: str
    name: str
    pseudonym: str
    tile: views.Tile
    address: str | None = None

    @classmethod
    def of(cls, alias: Alias, language: str, *, name: str | None = None, has_profile: bool = False) -> Addressee:
        pseudonym = pseudonym_name(alias.pseudonym, language)
        address = url_for("talent.show", key=alias.id) if has_profile else None
        return cls(alias.id, name or pseudonym, pseudonym, views.tile(alias.tile), address)

    @classmethod
    def partner(cls, name: str, slug: str) -> Addressee:
        """Who is public under their own name."""
        return cls(slug, name, name, views.tile(0), url_for("partners.show", slug=slug))

    @classmethod
    def unknown(cls, name: str) -> Addressee:
        """Of whom nothing is known any more but what was between the two."""
        return cls("", name, name, views.tile(0))


def organisation_name(received: ReceivedRequest) -> str:
    """What the organisation is called, as long as somebody represents it."""
    return received.organisation or _("an organisation that no longer exists")


def industry(section: str | None) -> views.Label | None:
    """The label of a NACE section, and the language it is in."""
    return vocabulary().label("nace", section, locale()) if section else None


def standing(course: Course) -> str:
    """How a request stands, for the side that looks."""
    if course.standing is not Standing.OPEN:
        return str(STANDINGS[course.standing])
    waits_for_us = access.viewer().part is Part.PROFESSIONAL
    return _("Waiting for your answer") if waits_for_us else _("Waiting for their answer")


def time_left(course: Course) -> str:
    """How long a request is open still."""
    left = course.expires_at - access.now()
    if left < HOUR:
        return _("less than an hour left")
    if left < DAY:
        return ngettext("%(num)s hour left", "%(num)s hours left", left // HOUR)
    return ngettext("%(num)s day left", "%(num)s days left", left // DAY)


def listed(phrases: Iterable[str]) -> str:
    """Things in a row, as a sentence names them: "title, dates and what you did"."""
    return format_list([_(phrase) for phrase in phrases], locale=locale())


def left_out(openings: Iterable[Opening]) -> str:
    """What the professional left empty, in words; nothing where they filled in all of it."""
    return listed(dict.fromkeys(phrase for opening in openings for phrase in opening.empty if opening.part == PERSON))


def question(act: Act, part: Part, other: str) -> Question:
    """What to ask before the change; ``other`` is how the other side is called."""
    match act:
        case Act.ACCEPTANCE:
            return Question(
                _("Accept the request of %(organisation)s?", organisation=other),
                _(
                    "The people of %(organisation)s then read all that is listed under “What opens when you accept”, "
                    "and you read who wrote to you and how to reach them. Both are noted in the log. You may end the "
                    "match at any time, but what was read cannot be taken back.",
                    organisation=other,
                ),
                _("Accept, and open my profile to them"),
                "primary",
                _("Not yet"),
            )
        case Act.DECLINE:
            return Question(
                _("Decline the request of %(organisation)s?", organisation=other),
                _(
                    "They are told that you declined, and see nothing more of you than before. They may ask again "
                    "later."
                ),
                _("Decline the request"),
                "danger",
                _("Keep it open"),
            )
        case Act.WITHDRAWAL:
            return Question(
                _("Withdraw your request to %(name)s?", name=other),
                _("They can no longer accept it. What they read until now was your organisation and your message."),
                _("Withdraw the request"),
                "danger",
                _("Keep it open"),
            )
        case Act.END:
            text = (
                _(
                    "From now on your organisation can no longer open the full profile and the contact details, and "
                    "the professional can no longer read yours."
                )
                if part is Part.CLIENT
                else _(
                    "From now on they can no longer open your full profile and your contact details, and you can no "
                    "longer read theirs. What was read before stays in your log."
                )
            )
            return Question(
                _("End the match with %(name)s?", name=other), text, _("End the match"), "danger", _("Keep the match")
            )


@blueprint.context_processor
def _words() -> dict[str, Callable[..., Any] | dict[str, Any]]:
    return {"standing": standing, "time_left": time_left, "listed": listed, "left_out": left_out, "parts": PARTS}
