"""Objecting to a use that rests on a legitimate interest (GDPR article 21): what it stops, and what becomes of it.

The use stops while a person weighs the objection. Direct marketing and surveys stop for good at once. What keeps
accounts and other people safe runs on meanwhile, as article 18(2) allows, and the answer says why.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.account import Account
from models.case import CaseKind, RestrictionGround
from models.newsletter import Subscriber
from models.objection import STOPPING, Objection, ObjectionState
from models.privacy import Category, Interest
from models.publication import Publication, VerifiedProfile
from models.register import N_, REGISTER
from services import audit, newsletters
from services.errors import NotFound, ServiceError
from services.tokens import TokenKeys

from . import cases, restricting
from .cases import Asked
from .objections import objects

FOR_GOOD = (Interest.MARKETING, Interest.SURVEYS)
"""To these an objection always holds, without reasons and without weighing (article 21(2) and (3))."""

RUNNING_ON = (Interest.SECURE_USE, Interest.ACCOUNT_SECURITY, Interest.TRANSPARENCY)
"""These run on while an objection is weighed: they protect other people."""

WITHOUT_ACCOUNT = (Interest.ANSWERING,)
"""Who has an account is answered because of our agreement with them."""


class AlreadyObjected(ServiceError):
    """An objection to the use is in force."""

    message = N_("You object to this use already.")


@dataclass(frozen=True)
class Meaning:
    """What a use is and what an objection does: English message ids."""

    title: str
    text: str
    effect: str


MEANINGS: dict[Interest, Meaning] = {
    Interest.APPROACH: Meaning(
        N_("Approaching you about a collaboration"),
        N_("Verified clients who find your profile can send you a request."),
        N_("Stops at once: nobody can send you a request, and your profile says that you take none. Open ones stay."),
    ),
    Interest.WORK_DONE_WELL: Meaning(
        N_("Giving the other party more than your name and contact details"),
        N_("At a match the other party also sees such things as your city, company or position."),
        N_("Stops at once: at a match they are withheld, also at those that you have."),
    ),
    Interest.RELEVANCE: Meaning(
        N_("Making your profile relevant"),
        N_("In the explorer of verified clients, profiles that fit the words searched for best come first."),
        N_(
            "Stops at once: your profile comes after all others, in no order of its own. What anyone reads is "
            "ordered by what many people share, not by a single person."
        ),
    ),
    Interest.SECURE_USE: Meaning(
        N_("Preventing misuse, fraud and threats"),
        N_("We look at what is written and how the platform is used where there is a sign of misuse."),
        N_(
            "Runs on while we weigh it, because it protects other people; it stops for you unless we show you "
            "compelling grounds, within a month."
        ),
    ),
    Interest.ACCOUNT_SECURITY: Meaning(
        N_("Keeping your account secure"),
        N_("We note when and with which browser somebody logs in, and count attempts that fail."),
        N_(
            "Runs on while we weigh it: without it anybody could try passwords. We answer within a month, with the "
            "grounds that we see."
        ),
    ),
    Interest.TRANSPARENCY: Meaning(
        N_("Telling people who saw their data"),
        N_("Whose data you open reads that in their log; the law asks the same of us."),
        N_("Runs on while we weigh it: it is the right of those whose data were seen. We answer within a month."),
    ),
    Interest.SURVEYS: Meaning(
        N_("Selecting whom we invite to a survey"),
        N_("We may pick people for an invitation by what they use the platform for."),
        N_("Stops for good at once. You need no reason."),
    ),
    Interest.MARKETING: Meaning(
        N_("Direct marketing"),
        N_("Mails about our own services, on the ground of our own interest. The newsletter is sent by consent only."),
        N_("Stops for good at once, and a newsletter to the address of your account too. You need no reason."),
    ),
}


def interests_of(categories: Collection[Category]) -> list[Interest]:
    """The interests that uses of these categories rest on; what is stopped for good is always among them."""
    used = {use.interest for category in categories for use in REGISTER[category].uses}
    return [each for each in Interest if each in MEANINGS and (each in used or each in FOR_GOOD)]


def standing(session: Session, account_id: str) -> dict[Interest, Objection]:
    """The person's latest objection to each use."""
    rows = session.exec(select(Objection).where(Objection.account_id == account_id).order_by(col(Objection.at)))
    return {row.interest: row for row in rows}


def make(
    session: Session,
    account_id: str,
    interest: Interest,
    *,
    statement: str,
    set_aside: bool,
    keys: TokenKeys,
    now: datetime,
) -> Objection:
    """Object to a use: it stops now, and a person answers within a month. Raises AlreadyObjected or NotFound.

    ``set_aside``: everything about the person is restricted until then (article 18(1)(d)).
    """
    if interest not in MEANINGS:
        raise NotFound
    account = session.get_one(Account, account_id, with_for_update=True)
    if objects(session, account_id, interest):
        raise AlreadyObjected
    for_good = interest in FOR_GOOD
    objection = Objection(
        account_id=account_id,
        interest=interest,
        statement=statement or None,
        state=ObjectionState.UPHELD if for_good else ObjectionState.WEIGHED,
        at=now,
    )
    session.add(objection)
    session.flush()
    _note(session, "objection.making", objection, actor_id=account_id, now=now)
    _apply(session, account_id, interest)
    if interest is Interest.MARKETING:
        _unsubscribe(session, account.email, keys=keys, now=now)
    if not for_good:
        asked = Asked(CaseKind.OBJECTION, statement, account.locale)
        about = {"interest": interest, "objection_id": objection.id}
        case = cases.ask(session, asked, account_id=account_id, keys=keys, now=now, **about)
        if set_aside:
            restricting.restrict(session, account_id, RestrictionGround.OBJECTION, request_id=case.id, now=now)
    return objection


def settle(session: Session, objection: Objection, state: ObjectionState, *, officer_id: str, now: datetime) -> None:
    """What became of an objection; the use goes on where it is dismissed or withdrawn."""
    objection.state = state
    objection.closed_at = None if state in STOPPING else now
    session.flush()
    action = "objection.withdrawal" if state is ObjectionState.WITHDRAWN else "objection.decision"
    _note(session, action, objection, actor_id=officer_id, now=now)
    _apply(session, objection.account_id, objection.interest)


def _apply(session: Session, account_id: str, interest: Interest) -> None:
    """Bring what is stored about the person in line with their objections."""
    if interest is Interest.RELEVANCE:
        profile = session.exec(
            select(VerifiedProfile)
            .join(Publication, col(Publication.handle) == VerifiedProfile.id)
            .where(Publication.account_id == account_id)
        ).first()
        if profile is not None:
            profile.ranked = not objects(session, account_id, interest)


def _unsubscribe(session: Session, email: str, *, keys: TokenKeys, now: datetime) -> None:
    digest = newsletters.email_digest(keys, email)
    for subscriber_id in session.exec(select(Subscriber.id).where(Subscriber.email_digest == digest)).all():
        newsletters.unsubscribe(session, subscriber_id, now=now)


def _note(session: Session, action: str, objection: Objection, *, actor_id: str, now: datetime) -> None:
    audit.record(session, action, actor_id=actor_id, account_id=objection.account_id, about_id=objection.id, now=now)
