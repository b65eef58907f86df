"""What each table with data about people is called: English message ids for gettext."""

from __future__ import annotations

from models.privacy import Category
from models.register import N_, REGISTER

# A table that is not named here goes by the name of its category.
TITLES: dict[str, str] = {
    "account": N_("Your account"),
    "objection": N_("Your objections"),
    "publication": N_("State of your publication"),
    "publicprofile": N_("Your pseudonym as anyone sees it"),
    "publicrow": N_("Your profile as anyone sees it"),
    "verifiedprofile": N_("Your profile as verified clients see it"),
    "summary": N_("Summaries we wrote of your work"),
    "experience": N_("Work experience"),
    "education": N_("Education"),
    "skill": N_("Skills"),
    "leftoutskill": N_("Skills you left out of what is published"),
    "language": N_("Languages"),
    "certification": N_("Certificates"),
    "link": N_("Links"),
    "portfolio": N_("Portfolio"),
    "namedparty": N_("Names found in your résumé, kept so that they are never published"),
    "resumeimport": N_("Résumé being imported"),
    "storedfile": N_("Files"),
    "organisation": N_("Your organisation"),
    "membership": N_("Your role in the organisation"),
    "representative": N_("You, as representative"),
    "verification": N_("Verification of your organisation"),
    "outgoingmail": N_("Mails we sent you"),
    "subscriber": N_("Your subscription to the newsletter"),
    "subscriberchoice": N_("What your newsletter is about"),
    "subscribermail": N_("Mails about your subscription"),
    "issuedelivery": N_("Issues that are being sent to you"),
    "interestrequest": N_("Requests"),
    "match": N_("Matches"),
    "disclosure": N_("Views of data"),
    "auditentry": N_("Changes"),
    "legalhold": N_("Data we must keep longer"),
}


def title_of(table: str, category: Category) -> str:
    """The name of a table where it holds data of the category."""
    return TITLES.get(table) or REGISTER[category].title
