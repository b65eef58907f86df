"""Who may go where, written by hand: the walk over the application's own routes is held against it.

A path stands for itself and for everything below it, unless a longer path is listed too. A route of another path fails.
"""

from __future__ import annotations

from dataclasses import dataclass

Roles = frozenset[str]

NOBODY: Roles = frozenset()
PROFESSIONALS = frozenset({"unconfirmed professional", "professional"})
MEMBERS = frozenset({"unverified client", "client", "hidden-from client"})
CLIENTS = MEMBERS | {"reading client"}
MODERATORS = frozenset({"moderator"})
OFFICERS = frozenset({"officer"})
VERIFIERS = OFFICERS | {"verifier"}
STAFF = VERIFIERS | MODERATORS
KNOWN = PROFESSIONALS | CLIENTS | STAFF | {"former member"}
EVERYBODY = KNOWN | {"visitor"}


@dataclass(frozen=True)
class May:
    """Who may read and who may change something at a path; of somebody else's thing it is nobody unless named."""

    read: Roles
    change: Roles
    read_of_others: Roles = NOBODY
    change_of_others: Roles = NOBODY


def _all(roles: Roles) -> May:
    return May(roles, roles, roles, roles)


OPEN = _all(EVERYBODY)
LAW: dict[str, May] = {
    "/": OPEN,
    "/.well-known": OPEN,
    "/about": OPEN,
    "/accessibility": OPEN,
    "/confirmation": OPEN,
    "/contact": OPEN,
    "/dev/mail": OPEN,
    "/erasure-receipt": OPEN,
    "/how-pseudonyms-work": OPEN,
    "/how-ranking-works": OPEN,
    "/invitation": OPEN,
    "/login": OPEN,
    "/newsletter": OPEN,
    "/notice": OPEN,
    "/notice/recipients/<>/safeguards": _all(KNOWN),
    "/notice/versions/<>/acknowledgement": _all(KNOWN),
    "/partner-programme": May(PROFESSIONALS, PROFESSIONALS),
    "/partners": OPEN,
    "/partners.atom": OPEN,
    "/password-reset": OPEN,
    "/preferences": OPEN,
    "/privacy": OPEN,
    "/recommendation": OPEN,
    "/register": OPEN,
    "/robots.txt": OPEN,
    "/sitemap.xml": OPEN,
    "/surveys/objecting": OPEN,
    "/talent": OPEN,
    "/transfer": OPEN,
    # Those who left have no account to log in with: a link and the password lead to their copy.
    "/account/copies": May(EVERYBODY, EVERYBODY),
    "/account/copy": OPEN,
    "/account/erasure": OPEN,
    "/account/return": OPEN,
    "/account": May(KNOWN, KNOWN),
    "/authentication": May(KNOWN, KNOWN),
    "/logout": May(KNOWN, KNOWN),
    "/privacy-centre": May(KNOWN, KNOWN),
    "/surveys": May(KNOWN, KNOWN),
    "/profile": May(PROFESSIONALS, PROFESSIONALS),
    "/organisation": May(CLIENTS, MEMBERS),
    "/organisation/edit": May(MEMBERS, MEMBERS),
    "/organisation/representative": May(CLIENTS, CLIENTS),
    "/organisation/team/departure": May(CLIENTS, CLIENTS),
    "/organisation/team/members": May(MEMBERS, MEMBERS),
    "/requests": May(CLIENTS | PROFESSIONALS, MEMBERS),
    "/requests/clarifications": May(NOBODY, MEMBERS | PROFESSIONALS),
    "/requests/new": May(MEMBERS, MEMBERS),
    "/conversations": May(CLIENTS | PROFESSIONALS, MEMBERS | PROFESSIONALS),
    "/conversations/settings": May(CLIENTS | PROFESSIONALS, CLIENTS | PROFESSIONALS),
    "/work": May(CLIENTS | PROFESSIONALS, MEMBERS, read_of_others=PROFESSIONALS),
    "/work/recommendations": May(NOBODY, CLIENTS | PROFESSIONALS),
    "/work/<>/candidates": May(CLIENTS, NOBODY),
    "/work/<>/deletion": May(MEMBERS, MEMBERS),
    "/work/<>/edit": May(MEMBERS, MEMBERS),
    "/work/new": May(MEMBERS, MEMBERS),
    "/work/regions": May(MEMBERS, MEMBERS),
    "/notifications": May(KNOWN, NOBODY),
    "/notifications/settings": May(CLIENTS | PROFESSIONALS, CLIENTS | PROFESSIONALS),
    "/searches": May(CLIENTS, CLIENTS),
    "/shortlist": May(CLIENTS, MEMBERS),
    "/shortlist/<>/removal": May(MEMBERS, MEMBERS),
    "/staff": May(STAFF, NOBODY),
    "/staff/approaches": _all(VERIFIERS),
    "/staff/matches": _all(VERIFIERS),
    "/staff/newsletters": _all(MODERATORS),
    "/staff/privacy": _all(OFFICERS),
    "/staff/reports": _all(MODERATORS),
    "/staff/reviews": _all(VERIFIERS),
    "/staff/surveys": _all(MODERATORS),
    "/staff/verifications": _all(VERIFIERS),
}

# What a parameter of a path names: the table of somebody else's thing, or a word that belongs to nobody.
THINGS: dict[str, str] = {
    "agreement_id": "processoragreement",
    "attachment_id": "attachment",
    "case_id": "rightsrequest",
    "contract_id": "partnercontract",
    "copy_id": "datacopy",
    "file_id": "storedfile",
    "hold_id": "legalhold",
    "import_id": "resumeimport",
    "invitation_id": "teaminvitation",
    "issue_id": "newsletterissue",
    "item_id": "experience",
    "link_id": "transferlink",
    "mail_id": "outgoingmail",
    "match_id": "match",
    "meeting_id": "meeting",
    "member_id": "account",
    "note_id": "shortlistnote",
    "objection_id": "objection",
    "picture_id": "storedfile",
    "question_id": "surveyquestion",
    "reference_id": "reference",
    "report_id": "messagereport",
    "request_id": "interestrequest",
    "restriction_id": "restriction",
    "review_id": "summary",
    "search_id": "savedsearch",
    "session_id": "loginsession",
    "statement_id": "supplementarystatement",
    "survey_id": "survey",
    "verification_id": "verification",
    "work_id": "workdescription",
}
THINGS_BELOW: dict[tuple[str, str], str] = {
    ("/privacy-centre/consents", "entry_id"): "consententry",
    ("/profile/arrangements", "row_id"): "specialdatum",
    ("/profile/hiding", "entry_id"): "block",
    ("/profile/portfolio", "item_id"): "portfolio",
    ("/shortlist", "entry_id"): "shortlistentry",
    ("/privacy-centre/data", "row_id"): "experience",
}
# Tables of things that are the platform's own.
OF_NOBODY = {"processoragreement"}
WORDS: dict[str, str | int] = {
    "column": "title",
    "interest": "ranking",
    "key": "x" * 26,
    "number": 1,
    "prefix": "0" * 12,
    "purpose": "ai-training",
    "slug": "profile",
    "table": "experience",
    "token": "t" * 43,
}


def may_at(path: str) -> May | None:
    """What the law says of a path, in which each parameter is written ``<>``; None where it says nothing."""
    listed = [each for each in LAW if path == each or (each != "/" and path.startswith(each + "/"))]
    return LAW[max(listed, key=len)] if listed else None
