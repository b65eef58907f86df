"""Whoever is restricted is left out: each module that finds people for a use has the filter, or says why it need not.

A module that begins to read what is published, who may be matched or what is mailed turns this red until it is in one
of the two lists (GDPR article 18).
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from services.mail import SERVICE_MAILS, MailTemplate

ROOT = Path(__file__).parents[2] / "services"
FILTER = re.compile(r"\b(unrestricted|restricted|is_restricted|despite_restriction)\(")
WATCHED = {
    "Publication",
    "PublicProfile",
    "PublicIdentity",
    "VerifiedProfile",
    "OutgoingMail",
    "InterestRequest",
    "Match",
}
ACTIVE = re.compile(r"deactivated_at\)?\.is_\(None\)|deactivated_at is (not )?None")

FILTERED = {
    "approaches.py": "whom staff approach",
    "assessments.py": "whose matches staff read",
    "clarifications.py": "who asks and answers about a request",
    "conversation_views.py": "who of an organisation wrote",
    "conversations.py": "who writes to the other side",
    "disclosure.py": "a verified client opens a profile",
    "inactivity.py": "the clock of an account that nobody uses",
    "invitation_mails.py": "the mail of an invitation to a team",
    "machine_summaries.py": "a language model words a summary",
    "mail.py": "every mail to an account",
    "match_access.py": "who can be matched",
    "match_views.py": "what either side of a request reads",
    "matching.py": "requests and acceptances",
    "meetings.py": "who offers, picks and cancels meetings, and where they are",
    "open_work.py": "work that professionals read",
    "partners.py": "whose public page is open, and what was published before",
    "publication/publishing.py": "what is shown again",
    "recommending.py": "who is recommended work",
    "references.py": "what earlier clients say of somebody",
    "reviews.py": "the queue of reviews",
    "rights/case_mails.py": "mails about rights, which go all the same",
    "rights/purging.py": "what is deleted by a clock",
    "rights/restricting.py": "setting aside itself",
    "search_following.py": "who is told that more people fit a search",
    "shortlist_views.py": "who is on a shortlist, and who noted what",
    "shortlists.py": "what is noted about somebody",
    "surveys/eligibility.py": "who is selected for a survey",
    "training.py": "the training manifest",
    "work_descriptions.py": "work that is opened to professionals",
}
HIDDEN = "reads the projections, which hold nobody who is restricted: publishing.hide took their rows away"
OWN = "shows people what is their own"
NOT_NEEDED = {
    "accounts.py": "the door: people come in and use their rights",
    "authentication.py": "the door: people come in and use their rights",
    "blocks.py": "hides people, and finds nobody",
    "client_overview.py": OWN,
    "deactivation.py": OWN,
    "demo/loading.py": "made-up people",
    "demo/talk.py": "made-up people",
    "response_times.py": "counts how soon people answer, and names nobody",
    "links.py": "the door: people come in and use their rights",
    "match_endings.py": "ends what is shared with somebody who leaves",
    "match_openings.py": "asks match_access whether the other side can be matched",
    "notice_sending.py": "the privacy notice is about everybody's rights",
    "progress.py": OWN,
    "pulse.py": "sees that something moved, and not what: who is woken asks whether they may read",
    "publication/epochs.py": HIDDEN,
    "publication/forecast.py": HIDDEN,
    "publication/holding.py": HIDDEN,
    "publication/mending.py": HIDDEN,
    "publication/scene.py": HIDDEN,
    "publication/sharing.py": HIDDEN,
    "publication/shown.py": HIDDEN,
    "publication/storage.py": HIDDEN,
    "publication/summaries.py": OWN,
    "publication/tidying.py": HIDDEN,
    "message_reports.py": "asks match_access whose conversation it is, and acts on what was reported before",
    "rights/erasure_plan.py": OWN,
    "rights/generated.py": OWN,
    "rights/idleness.py": "asks whether an account was warned",
    "rights/objecting.py": "an objection takes effect for who made it",
    "rights/recipients.py": OWN,
    "rights/retention.py": OWN,
    "rights/summaries.py": OWN,
    "rights/telling.py": "recipients are told also of a restriction",
    "search/sql_index.py": HIDDEN,
    "team.py": "colleagues see who else acts for their organisation",
    "viewers.py": "the door: people come in and use their rights",
    "views.py": HIDDEN,
}
WITHHELD_MAILS = {
    MailTemplate.VERIFICATION_APPROVED,
    MailTemplate.VERIFICATION_DECLINED,
    MailTemplate.REQUEST_RECEIVED,
    MailTemplate.REQUEST_ACCEPTED,
    MailTemplate.REQUEST_DECLINED,
    MailTemplate.REQUEST_EXPIRED,
    MailTemplate.REQUEST_REMINDER,
    MailTemplate.QUESTION_ASKED,
    MailTemplate.QUESTION_ANSWERED,
    MailTemplate.MEETING_OFFERED,
    MailTemplate.MEETING_AGREED,
    MailTemplate.MEETING_CANCELLED,
    MailTemplate.SEARCH_FOUND,
    MailTemplate.REPORT_DECIDED,
    MailTemplate.MATCH_ENDED,
    MailTemplate.MESSAGE_RECEIVED,
    MailTemplate.NEWS_OF_THE_DAY,
    MailTemplate.APPROACH,
    MailTemplate.REFERENCE_WRITTEN,
    MailTemplate.REVIEW_ACCEPTED,
    MailTemplate.REVIEW_RETURNED,
}
MODULES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py") if path.name != "restriction.py")


def finds_people(name: str) -> bool:
    """Whether a module names one of the watched tables, or asks who is active."""
    text = (ROOT / name).read_text("utf-8")
    names = {each.id for each in ast.walk(ast.parse(text)) if isinstance(each, ast.Name)}
    return bool(names & WATCHED or ACTIVE.search(text))


def has_filter(name: str) -> bool:
    return FILTER.search((ROOT / name).read_text("utf-8")) is not None


@pytest.mark.parametrize("name", MODULES)
def test_a_module_that_finds_people_leaves_the_restricted_out_or_says_why_not(name: str) -> None:
    if finds_people(name):
        assert (name in FILTERED) is not (name in NOT_NEEDED)
    assert has_filter(name) is (name in FILTERED)


def test_the_lists_name_modules_that_are_there() -> None:
    assert FILTERED.keys() <= set(MODULES)
    assert {name for name in NOT_NEEDED if name not in MODULES or not finds_people(name)} == set()


def test_every_mail_either_is_about_security_or_rights_or_is_withheld() -> None:
    assert set(MailTemplate) == SERVICE_MAILS | WITHHELD_MAILS
    assert not SERVICE_MAILS & WITHHELD_MAILS
