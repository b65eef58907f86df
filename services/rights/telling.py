"""Telling who received data what became of them: corrected, erased, set aside (GDPR article 19).

Recipients are those whom the disclosure log names: an organisation or a professional who got the data at a match. A
notice says which detail, never its value; what is shown of the person is what the reader may read of them anyhow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, or_, select

from models.account import Account
from models.client import MemberRole, Membership, Organisation
from models.disclosure import Disclosure, DisclosureKind
from models.match import Match
from models.restriction import RecipientNotice, ToldOf
from services import audit, mail
from services.mail import MailTemplate
from services.viewers import Viewer


@dataclass(frozen=True)
class Told:
    """For the person: who was told what, when. ``organisation`` None for a professional."""

    organisation: str | None
    what: ToldOf
    detail: str | None
    at: datetime


@dataclass(frozen=True)
class Received:
    """For the recipient: what became of data they received on a day; ``request_id`` of a match that lasts."""

    what: ToldOf
    detail: str | None
    disclosed_at: datetime
    at: datetime
    request_id: str | None


def tell_recipients(
    session: Session,
    account_id: str,
    what: ToldOf,
    *,
    detail: str | None = None,
    request_id: str | None = None,
    now: datetime,
) -> int:
    """Tell everybody who got the person's data at a match, and give their number.

    ``detail``: the label (an English message id) of what was corrected. Who cannot be reached any more is left out; a
    notice outlives the account that it is about, so that an erasure is told too.
    """
    number = 0
    for recipient_id, organisation_id, disclosed_at in _recipients(session, account_id):
        addressee = _addressee(session, recipient_id, organisation_id)
        if addressee is None:
            continue
        notice = RecipientNotice(
            account_id=account_id,
            recipient_id=addressee,
            organisation_id=organisation_id,
            request_id=request_id,
            what=what,
            detail=detail,
            disclosed_at=disclosed_at,
            at=now,
        )
        session.add(notice)
        session.flush()
        mail.queue(session, addressee, MailTemplate.RECIPIENT_TOLD, notice.id, now=now)
        number += 1
    if number:
        audit.record(session, "rights.telling", actor_id=None, account_id=account_id, now=now)
    return number


def told_about(session: Session, account_id: str, *, request_id: str | None = None) -> list[Told]:
    """Whom we told about the person's data, the latest first; with a request, what followed from it."""
    statement = (
        select_columns(
            col(Organisation.name), col(RecipientNotice.what), col(RecipientNotice.detail), col(RecipientNotice.at)
        )
        .select_from(RecipientNotice)
        .outerjoin(Organisation, col(Organisation.id) == RecipientNotice.organisation_id)
        .where(col(RecipientNotice.account_id) == account_id)
        .order_by(col(RecipientNotice.at).desc(), col(RecipientNotice.id))
    )
    if request_id is not None:
        statement = statement.where(col(RecipientNotice.request_id) == request_id)
    return [Told(*row) for row in session.execute(statement)]


def received_by(session: Session, viewer: Viewer) -> list[Received]:
    """What the viewer, or the organisation they act for, was told, the latest first."""
    # An organisation is told as one; a professional by themselves.
    if viewer.organisation_id is not None:
        mine = col(RecipientNotice.organisation_id) == viewer.organisation_id
        side = col(Match.organisation_id) == RecipientNotice.organisation_id
        own_match = and_(col(Match.account_id) == RecipientNotice.account_id, side)
    else:
        mine = and_(
            col(RecipientNotice.recipient_id) == viewer.account_id, col(RecipientNotice.organisation_id).is_(None)
        )
        side = col(Match.account_id) == RecipientNotice.recipient_id
        own_match = and_(col(Match.sender_id) == RecipientNotice.account_id, side)
    statement: Any = (
        select_columns(
            col(RecipientNotice.what),
            col(RecipientNotice.detail),
            col(RecipientNotice.disclosed_at),
            col(RecipientNotice.at),
            func.max(Match.request_id),
        )
        .select_from(RecipientNotice)
        .outerjoin(Match, and_(own_match, col(Match.ended_at).is_(None)))
        .where(mine)
        .group_by(col(RecipientNotice.id))
        .order_by(col(RecipientNotice.at).desc(), col(RecipientNotice.id))
        .limit(200)
    )
    return [Received(*row) for row in session.execute(statement)]


def _recipients(session: Session, account_id: str) -> list[tuple[str | None, str | None, datetime]]:
    """Who got the data at a match, for which organisation, and when last: each organisation once."""
    statement = select(Disclosure.viewer_id, Disclosure.organisation_id, Disclosure.at).where(
        Disclosure.account_id == account_id,
        Disclosure.kind == DisclosureKind.MATCH,
        or_(col(Disclosure.viewer_id).is_not(None), col(Disclosure.organisation_id).is_not(None)),
    )
    found: dict[str | None, tuple[str | None, str | None, datetime]] = {}
    for viewer_id, organisation_id, at in session.exec(statement.order_by(col(Disclosure.at), Disclosure.id)):
        found[organisation_id or viewer_id] = (viewer_id, organisation_id, at)
    return list(found.values())


def _addressee(session: Session, recipient_id: str | None, organisation_id: str | None) -> str | None:
    """Who is mailed: the person who got the data, or where they left the organisation, one of its owners."""
    active = col(Account.deactivated_at).is_(None)
    if organisation_id is None:
        reachable = select(Account.id).where(Account.id == recipient_id, active)
        return session.exec(reachable).first()
    members = (
        select(Membership.account_id)
        .join(Account, col(Account.id) == Membership.account_id)
        .where(Membership.organisation_id == organisation_id, active)
        .order_by(
            (col(Membership.account_id) == recipient_id).desc(),
            (col(Membership.role) == MemberRole.OWNER).desc(),
            Membership.id,
        )
    )
    return session.exec(members).first()
