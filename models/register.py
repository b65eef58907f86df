"""The processing register as data: for each category why it is held, on which ground, how long and who receives it.

Together with the columns' declarations this is the only place that states these facts; the notice, the data page,
the copy of one's data, erasure and retention derive from it. Words are English message ids for gettext.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .privacy import Category, Ground, Interest


class Clock(str, Enum):
    """From which moment a period runs."""

    CONTRACT_END = "contract-end"
    DEACTIVATION = "deactivation"
    COLLECTION = "collection"
    CLOSING = "closing"
    CONSENT_END = "consent-end"
    HANDLING = "handling"
    UNSUBSCRIBING = "unsubscribing"
    ACTIVITY = "activity"


@dataclass(frozen=True)
class Retention:
    """How long: ``months`` and ``days`` after ``clock``; ``text`` says it in words (an English message id)."""

    text: str
    clock: Clock
    months: int = 0
    days: int = 0


@dataclass(frozen=True)
class Use:
    """One purpose with its legal basis; ``purpose`` is an English message id.

    ``interest``: on the ground of a legitimate interest, which one, so that it can be objected to.
    """

    purpose: str
    ground: Ground
    interest: Interest | None = None


@dataclass(frozen=True)
class Entry:
    """One row of the register: ``title``, ``data`` in short, its uses, its period and who receives it."""

    title: str
    uses: tuple[Use, ...]
    retention: Retention
    recipients: tuple[str, ...] = ()


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a message that is translated where it is shown
    return message


INACTIVITY = Retention(N_("12 months without activity"), Clock.ACTIVITY, months=12)
WARNING_DAYS = (30, 7)
"""An account without activity for that long is deactivated; its owner is warned so many days before."""

CONTACT_PERIOD = Retention(N_("As long as our agreement lasts, then 5 years"), Clock.CONTRACT_END, months=60)
ACCOUNT_PERIOD = Retention(N_("While your account is active, then 6 months"), Clock.DEACTIVATION, months=6)
TECHNICAL_PERIOD = Retention(N_("90 days"), Clock.COLLECTION, days=90)
PROOF_PERIOD = Retention(N_("5 years after the consent or request ended"), Clock.CLOSING, months=60)
CONSENT_PERIOD = Retention(N_("Until you withdraw your consent, or the end that it states"), Clock.CONSENT_END)
CORRESPONDENCE_PERIOD = Retention(
    N_("Until it is handled and while your account is active; without an account, 6 months after it was handled"),
    Clock.HANDLING,
    months=6,
)
NEWSLETTER_PERIOD = Retention(
    N_(
        "Until you unsubscribe; then only a keyed hash of the address, so that nobody else can sign you up. A sign-up "
        "that nobody confirms is deleted when its link expires"
    ),
    Clock.UNSUBSCRIBING,
)

RUNNING = N_("The companies that host and run the platform for us, each under an agreement")
MAIL = N_("The company that delivers our mail, under an agreement")
STAFF = N_("Members of our staff whose task needs it, with a reason that you can read")
MATCHED_CLIENT = N_("Client organisations whose request you accepted")
MATCHED_PROFESSIONAL = N_("Professionals who accepted your request")
VERIFIED_CLIENTS = N_("Verified client organisations, without your name")
COLLEAGUES = N_("Your colleagues in the organisation: your name and address")
ANYONE = N_("Anyone, under a pseudonym, in general terms")
PUBLIC = N_("If you are a partner: anyone, under your own name, what your page shows")
LANGUAGE_MODEL = N_(
    "If you ask for another wording of your summary: a company with a language model, without your name"
)

APPROACH = Use(N_("To approach you about a collaboration"), Ground.LEGITIMATE_INTEREST, Interest.APPROACH)
CONTACT_YOU = Use(N_("To contact you about a match"), Ground.CONTRACT)
SECURE_USE = Use(N_("To prevent misuse, fraud and threats"), Ground.LEGITIMATE_INTEREST, Interest.SECURE_USE)
KEEP_SECURE = Use(N_("To keep your account secure"), Ground.LEGITIMATE_INTEREST, Interest.ACCOUNT_SECURITY)
LET_USE = Use(N_("To let you use the services"), Ground.CONTRACT)
WORK_DONE_WELL = Use(
    N_("To give clients enough to have the work done well"), Ground.LEGITIMATE_INTEREST, Interest.WORK_DONE_WELL
)
WORK_FOR_CLIENTS = Use(
    N_("To give professionals enough to do the work well"), Ground.LEGITIMATE_INTEREST, Interest.WORK_DONE_WELL
)

REGISTER: dict[Category, Entry] = {
    Category.ACCOUNT: Entry(
        N_("Account"),
        (Use(N_("To register your account"), Ground.CONTRACT), LET_USE),
        ACCOUNT_PERIOD,
        (RUNNING, MAIL),
    ),
    Category.CONTACT: Entry(
        N_("Name and contact details"),
        (
            Use(N_("To register you and show you your dashboard"), Ground.CONTRACT),
            CONTACT_YOU,
            Use(N_("To give your personalia to the other party at a match"), Ground.CONTRACT),
            APPROACH,
            Use(
                N_("To give the other party enough to have the work done well, or to do it well"),
                Ground.LEGITIMATE_INTEREST,
                Interest.WORK_DONE_WELL,
            ),
        ),
        CONTACT_PERIOD,
        (RUNNING, MAIL, MATCHED_CLIENT, MATCHED_PROFESSIONAL, PUBLIC),
    ),
    Category.PERSONALIA: Entry(
        N_("Personalia"),
        (
            Use(N_("To register you and show you your dashboard"), Ground.CONTRACT),
            Use(N_("To make your profile"), Ground.CONTRACT),
            APPROACH,
            WORK_DONE_WELL,
        ),
        ACCOUNT_PERIOD,
        (RUNNING, N_("Client organisations whose request you accepted: your company, if you have one")),
    ),
    Category.PROFILE: Entry(
        N_("Professional profile"),
        (
            Use(N_("To show you your dashboard"), Ground.CONTRACT),
            Use(N_("To publish a pseudonymous profile with professional information only"), Ground.CONTRACT),
            Use(N_("To write the summary of your work that you approve for publication"), Ground.CONTRACT),
            Use(N_("To show your full profile to clients whose request you accepted"), Ground.CONTRACT),
            Use(N_("To assess whether a match fits"), Ground.CONTRACT),
            Use(N_("To make your profile relevant"), Ground.LEGITIMATE_INTEREST, Interest.RELEVANCE),
            SECURE_USE,
        ),
        ACCOUNT_PERIOD,
        (RUNNING, ANYONE, VERIFIED_CLIENTS, MATCHED_CLIENT, PUBLIC, STAFF, LANGUAGE_MODEL),
    ),
    Category.PARTNER: Entry(
        N_("Partner programme"),
        (
            Use(N_("To show anyone, under your own name, what you chose to show"), Ground.CONTRACT),
            Use(N_("To prove what you and we agreed on"), Ground.CONTRACT),
        ),
        CONTACT_PERIOD,
        (RUNNING, PUBLIC),
    ),
    Category.SPECIAL: Entry(
        N_("Special categories of data"),
        (Use(N_("Only for what your consent names"), Ground.EXPLICIT_CONSENT),),
        CONSENT_PERIOD,
        (RUNNING, STAFF),
    ),
    Category.CLIENT_CONTACT: Entry(
        N_("Name and contact details of a client's representative"),
        (
            Use(N_("To register you and your organisation"), Ground.CONTRACT),
            CONTACT_YOU,
            Use(N_("To give your personalia to the professional at a match"), Ground.CONTRACT),
            APPROACH,
            WORK_FOR_CLIENTS,
        ),
        CONTACT_PERIOD,
        (RUNNING, MAIL, MATCHED_PROFESSIONAL, COLLEAGUES),
    ),
    Category.CLIENT_PERSONALIA: Entry(
        N_("Organisation and role"),
        (
            Use(N_("To register you and your organisation"), Ground.CONTRACT),
            Use(N_("To show a company profile and a dashboard"), Ground.CONTRACT),
            Use(N_("To check that the organisation is what it says"), Ground.CONTRACT),
            WORK_FOR_CLIENTS,
        ),
        ACCOUNT_PERIOD,
        (
            RUNNING,
            STAFF,
            N_("Professionals whom you send a request: your organisation's name"),
            N_("Professionals whose profile you open: your organisation's name and your role in it"),
            N_("Your colleagues in the organisation: your role in it"),
            N_("Professionals who accepted your request: your position too"),
        ),
    ),
    Category.CLIENT_CONTENT: Entry(
        N_("What a client writes about itself and its work"),
        (
            Use(N_("To show you your dashboard"), Ground.CONTRACT),
            Use(N_("To show it to professionals"), Ground.CONTRACT),
            Use(N_("To assess whether a match fits"), Ground.CONTRACT),
            SECURE_USE,
        ),
        ACCOUNT_PERIOD,
        (
            RUNNING,
            STAFF,
            N_("Professionals: industry and what you say about the organisation"),
            N_("Professionals: work descriptions while they are open, without your organisation's name"),
        ),
    ),
    Category.CORRESPONDENCE: Entry(
        N_("Questions and complaints"),
        (
            Use(N_("To answer what you ask of us as a user"), Ground.CONTRACT),
            Use(N_("To answer who writes to us without an account"), Ground.LEGITIMATE_INTEREST, Interest.ANSWERING),
        ),
        CORRESPONDENCE_PERIOD,
        (RUNNING, MAIL, STAFF),
    ),
    Category.SURVEYS: Entry(
        N_("Surveys"),
        (
            Use(N_("To select whom we invite to a survey"), Ground.LEGITIMATE_INTEREST, Interest.SURVEYS),
            Use(N_("To put questions to you and improve the platform by your answers"), Ground.CONSENT),
        ),
        CONSENT_PERIOD,
        (RUNNING, MAIL, STAFF),
    ),
    Category.NEWSLETTER: Entry(
        N_("Newsletter"),
        (Use(N_("To send you the newsletter you asked for"), Ground.CONSENT),),
        NEWSLETTER_PERIOD,
        (RUNNING, MAIL),
    ),
    Category.SESSIONS: Entry(N_("Sessions"), (KEEP_SECURE,), TECHNICAL_PERIOD, (RUNNING,)),
    Category.SECURITY_EVENTS: Entry(N_("Security events"), (KEEP_SECURE,), ACCOUNT_PERIOD, (RUNNING,)),
    Category.DISCLOSURE_LOG: Entry(
        N_("Who saw or changed what"),
        (
            Use(N_("To account for what we do with data"), Ground.LEGAL_OBLIGATION),
            Use(N_("To tell you who saw your data"), Ground.LEGITIMATE_INTEREST, Interest.TRANSPARENCY),
        ),
        ACCOUNT_PERIOD,
        (RUNNING, N_("The people whose data you looked at: your organisation's name and your role in it")),
    ),
    Category.CONSENTS: Entry(
        N_("Consents"),
        (Use(N_("To prove and answer what you agreed to"), Ground.LEGAL_OBLIGATION),),
        PROOF_PERIOD,
        (RUNNING,),
    ),
    Category.RIGHTS: Entry(
        N_("Requests about your rights"),
        (Use(N_("To prove and answer what you asked of us"), Ground.LEGAL_OBLIGATION),),
        PROOF_PERIOD,
        (RUNNING, STAFF),
    ),
    Category.CHAT: Entry(
        N_("Conversations"),
        (Use(N_("To deliver what the two sides of a match write to each other"), Ground.CONTRACT), SECURE_USE),
        ACCOUNT_PERIOD,
        (RUNNING, N_("The other party of the match")),
    ),
    Category.WORKING_DATA: Entry(
        N_("Requests and matches"),
        (LET_USE,),
        ACCOUNT_PERIOD,
        (RUNNING, N_("The other party of the request or match")),
    ),
}
