"""What each table with data about people is called: English message ids for gettext."""

from __future__ import annotations

from models.privacy import Category
from models.register import N_, REGISTER

# A table that is not named here goes by the name of its category.
TITLES: dict[str, str] = {
    "account": N_("Your account"),
    "rightsrequest": N_("Your requests about your rights"),
    "rightsentry": N_("What was written about those requests"),
    "letter": N_("Your questions and complaints"),
    "letterentry": N_("What was written about those questions and complaints"),
    "restriction": N_("When your data were set aside"),
    "supplementarystatement": N_("What you say beside a disputed detail"),
    "recipientnotice": N_("Who was told of corrections, erasures and restrictions"),
    "objection": N_("Your objections"),
    "datacopy": N_("Copies of your data that you asked for"),
    "transferlink": N_("Links by which another service could fetch your data"),
    "erasure": N_("Your requests to be erased"),
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
    "specialdatum": N_("What has to be arranged for you"),
    "organisation": N_("Your one-person business"),
    "membership": N_("Your role in the organisation"),
    "representative": N_("You, as representative"),
    "verification": N_("Verification of your organisation"),
    "block": N_("From whom you hide"),
    "teaminvitation": N_("Invitations to a team"),
    "workdescription": N_("Work descriptions"),
    "outgoingmail": N_("Mails we sent you"),
    "subscriber": N_("Your subscription to the newsletter"),
    "subscriberchoice": N_("What your newsletter is about"),
    "subscribermail": N_("Mails about your subscription"),
    "issuedelivery": N_("Issues that are being sent to you"),
    "surveyinvitation": N_("Surveys we invited you to"),
    "surveyparticipation": N_("Surveys you take part in"),
    "surveyanswer": N_("Your answers to surveys"),
    "interestrequest": N_("Requests"),
    "clarification": N_("Questions about requests"),
    "match": N_("Matches"),
    "notification": N_("Notifications"),
    "notificationchoice": N_("How you want to be told"),
    "recommendationchoice": N_("Whether you want recommendations"),
    "savedsearch": N_("Saved searches"),
    "shortlistentry": N_("Shortlists"),
    "shortlistnote": N_("Notes on shortlists"),
    "message": N_("Messages"),
    "messagereport": N_("Reports of messages"),
    "readmark": N_("How far you have read"),
    "chatchoice": N_("How you want conversations"),
    "disclosure": N_("Views of data"),
    "auditentry": N_("Changes"),
    "legalhold": N_("Data we must keep longer"),
    "lawfuldisclosure": N_("Data that a law made us hand over"),
    "noticeseen": N_("The privacy notice you have seen"),
    "noticemail": N_("Mails about the privacy notice"),
}


def title_of(table: str, category: Category) -> str:
    """The name of a table where it holds data of the category."""
    return TITLES.get(table) or REGISTER[category].title
