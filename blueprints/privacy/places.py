"""What a table is called, and where what it holds can be corrected."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from blueprints.access import viewer
from models.privacy import Category
from services.rights import titles
from services.viewers import Part

ACCOUNT, PROFILE, ORGANISATION = "accounts.show", "professionals.show", "clients.show"
SURVEYS = "surveys.index"
CONVERSATIONS = "conversations.edit_settings"
NOTIFICATIONS = "notifications.edit_settings"
SEARCHES = "searches.index"
WORK = "work.index"
PARTNERS = "partners.programme"
ARRANGEMENTS = "professionals.arrangements"
REFERENCES = "professionals.references"

NEEDED = {
    PROFILE: (Part.PROFESSIONAL,),
    ARRANGEMENTS: (Part.PROFESSIONAL,),
    REFERENCES: (Part.PROFESSIONAL,),
    PARTNERS: (Part.PROFESSIONAL,),
    ORGANISATION: (Part.CLIENT,),
    CONVERSATIONS: (Part.PROFESSIONAL, Part.CLIENT),
    WORK: (Part.PROFESSIONAL, Part.CLIENT),
    SEARCHES: (Part.CLIENT,),
    NOTIFICATIONS: (Part.PROFESSIONAL, Part.CLIENT),
}

# Where a table is not named, only we correct what it holds.
PLACES: dict[str, str] = {
    "account": ACCOUNT,
    "professional": PROFILE,
    "specialdatum": ARRANGEMENTS,
    "publication": PROFILE,
    "publicprofile": PROFILE,
    "publicrow": PROFILE,
    "verifiedprofile": PROFILE,
    "summary": PROFILE,
    "experience": PROFILE,
    "education": PROFILE,
    "skill": PROFILE,
    "leftoutskill": PROFILE,
    "language": PROFILE,
    "certification": PROFILE,
    "link": PROFILE,
    "portfolio": PROFILE,
    "namedparty": PROFILE,
    "resumeimport": PROFILE,
    "storedfile": PROFILE,
    "reference": REFERENCES,
    "organisation": ORGANISATION,
    "membership": ORGANISATION,
    "representative": ORGANISATION,
    "partnerpage": PARTNERS,
    "chatchoice": CONVERSATIONS,
    "recommendationchoice": WORK,
    "savedsearch": SEARCHES,
    "notificationchoice": NOTIFICATIONS,
    "surveyinvitation": SURVEYS,
    "surveyparticipation": SURVEYS,
    "surveyanswer": SURVEYS,
}


def title_of(table: str, category: Category) -> str:
    """The title above what a table holds in a category."""
    return _(titles.title_of(table, category))


def correction_of(table: str) -> str | None:
    """The address of the page where the person corrects it, or None where they ask us.

    Who acts as a client now corrects the own profile after changing parts, which is done at the account.
    """
    endpoint = PLACES.get(table)
    return url_for(endpoint if may_open(endpoint) else ACCOUNT) if endpoint else None


def may_open(endpoint: str) -> bool:
    """Whether the page opens to the person in the part they act in now."""
    needed = NEEDED.get(endpoint)
    return needed is None or viewer().part in needed
