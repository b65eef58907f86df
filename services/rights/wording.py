"""The words for grounds, sources and clocks, and what the law lets a person ask: English message ids for gettext."""

from __future__ import annotations

from dataclasses import dataclass

from models.privacy import Ground, Source
from models.register import N_, Clock


@dataclass(frozen=True)
class Basis:
    """A legal basis in words, and the article that has it."""

    words: str
    article: str


@dataclass(frozen=True)
class Right:
    """A right of the data subject; ``article`` of the GDPR."""

    title: str
    text: str
    article: str


BASES: dict[Ground, Basis] = {
    Ground.CONTRACT: Basis(N_("Our agreement with you"), N_("GDPR art. 6(1)(b)")),
    Ground.LEGITIMATE_INTEREST: Basis(N_("Legitimate interest"), N_("GDPR art. 6(1)(f)")),
    Ground.CONSENT: Basis(N_("Your consent"), N_("GDPR art. 6(1)(a)")),
    Ground.EXPLICIT_CONSENT: Basis(N_("Your explicit consent"), N_("GDPR art. 9(2)(a)")),
    Ground.LEGAL_OBLIGATION: Basis(N_("A legal duty"), N_("GDPR art. 6(1)(c)")),
}

SOURCES: dict[Source, str] = {
    Source.PROVIDED: N_("You gave it"),
    Source.OBSERVED: N_("Noted by the platform as it happened"),
    Source.INFERRED: N_("Worked out from what you gave"),
    Source.STAFF: N_("Entered by our staff"),
    Source.DRAWN: N_("Drawn at random"),
    Source.OTHERS: N_("The other party gave it"),
}

CLOCKS: dict[Clock, str] = {
    Clock.CONTRACT_END: N_("from the end of our agreement"),
    Clock.DEACTIVATION: N_("from the day your account is deactivated"),
    Clock.COLLECTION: N_("from the day it was collected"),
    Clock.CLOSING: N_("from the day the consent ended or the request was closed"),
    Clock.CONSENT_END: N_("until the consent is withdrawn or ends"),
    Clock.HANDLING: N_("from the day it was handled"),
    Clock.ACTIVITY: N_("from the last time you logged in, sent a request or answered one"),
    Clock.UNSUBSCRIBING: N_("from the moment you unsubscribe"),
}

RIGHTS: tuple[Right, ...] = (
    Right(N_("Access"), N_("See what we hold about you, why, and who received it, and take a copy."), "15"),
    Right(N_("Rectification"), N_("Have what is wrong corrected, and what is incomplete completed."), "16"),
    Right(N_("Erasure"), N_("Have data erased that we no longer need or may no longer hold."), "17"),
    Right(N_("Restriction"), N_("Have data set aside while a question about them is open."), "18"),
    Right(N_("Portability"), N_("Take along what you gave us, in a form that another service can read."), "20"),
    Right(
        N_("Objection"),
        N_("Object to a use that rests on our legitimate interest; to direct marketing we always listen."),
        "21",
    ),
    Right(
        N_("Human review"),
        N_("No decision about you is made by a computer alone, and a person answers when you question one."),
        "22",
    ),
    Right(N_("Withdrawing consent"), N_("Withdraw a consent as easily as you gave it, whenever you like."), "7(3)"),
)

ANSWER_TIME = N_(
    "We answer within one month. Only when a request is complex may we take two more, and then we tell you why within "
    "the first."
)
HOW_TO_ASK = N_(
    "Write to %(email)s from the address of your account and say what you want. We ask for no copy of an identity "
    "document."
)
COMPLAINT = N_("If we do not solve it, complain to the Dutch data protection authority, Autoriteit Persoonsgegevens.")
AUTHORITY = "Autoriteit Persoonsgegevens"
AUTHORITY_URL = "https://autoriteitpersoonsgegevens.nl"
AUTOMATED_DECISIONS = N_(
    "We take no decision about you by computer alone. The explorer puts profiles in an order: those that match the "
    "words searched for come first. Age, gender, nationality, name and picture are no part of it."
)
TRANSFERS = N_(
    "Data leave the European Union only to a country that the European Commission finds adequate, or with safeguards, "
    "a copy of which you may ask for."
)
PSEUDONYMITY = N_(
    "Published profiles are pseudonymous, not beyond all tracing: somebody who already knows a good deal about you may "
    "guess that a profile is yours. Telling others that you use the platform, in a post or with a badge, makes a guess "
    "easier."
)

# What templates/pages/how_ranking_works.html says too.
RANKING: tuple[str, ...] = (
    N_(
        "With words to search for, only profiles that match all of them are listed; where there is none, those that "
        "match some, the most first. A match in the occupation weighs more than one elsewhere."
    ),
    N_("Filters leave profiles out; they never move one up or down."),
    N_("Verified clients may also sort by who is available soonest, or by the lowest band of rates."),
    N_(
        "What is left equal stands in a random order that has nothing to do with the person, their name or the day "
        "they joined."
    ),
)
NEVER_RANKED_BY = N_(
    "Age, gender, nationality, name and picture, and what gives them away, such as the year of birth or graduation. "
    "Nobody can pay to stand higher, and how often a profile is opened does not count either."
)
RANKED = N_(
    "You stand in the explorer. Searches and filters looked through what is in this copy under the names given here, "
    "and through nothing else; no score or place of yours is stored, because the order is made anew for each search."
)
NOT_RANKED = N_("You do not stand in the explorer now, so no order has you in it.")

WITHHELD: dict[str, str] = {
    "secret": N_("We hold it, but hand it to nobody: whoever had it could enter your account."),
    "redacted": N_("We hold it, but it is about somebody else."),
}
