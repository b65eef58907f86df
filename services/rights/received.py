"""Who actually received data about a person, recipient by recipient, as far as the log tells (GDPR article 15(1)(c)).

The European Court of Justice asks for the actual recipients where they are known (C-154/21).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, exists, false, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from models.account import StaffRole
from models.client import MemberRole
from models.disclosure import Disclosure, DisclosureKind
from models.lawful_disclosure import LawfulDisclosure
from models.privacy import Category, Personal, Tier

from .audience import OF_A_CLIENT, OF_A_PROFESSIONAL
from .recipients import Recipient, log_of

ALIKE = ("recipient", "organisation_id", "organisation", "role", "staff_role", "reason")
MOST = 50
"""So many recipients are named; the log has all of them."""

SHOWS: Mapping[DisclosureKind, tuple[Category, ...]] = {
    DisclosureKind.PROFILE_VIEW: OF_A_PROFESSIONAL,
    DisclosureKind.STAFF_REVIEW: OF_A_PROFESSIONAL,
    DisclosureKind.MATCH: (*OF_A_PROFESSIONAL, *OF_A_CLIENT),
    DisclosureKind.REQUEST: OF_A_CLIENT,
    DisclosureKind.STAFF_VERIFICATION: OF_A_CLIENT,
    DisclosureKind.STAFF_RIGHTS: (Category.RIGHTS, Category.CORRESPONDENCE),
    DisclosureKind.STAFF_REPORT: (Category.CHAT,),
    DisclosureKind.STAFF_APPROACH: (Category.CONTACT, Category.CLIENT_CONTACT),
    DisclosureKind.STAFF_ASSESSMENT: (Category.WORKING_DATA,),
    DisclosureKind.LAW: (),
}
"""Of what categories something is shown in each kind of disclosure: the details that open at its tier. What a law
demanded names its categories itself."""

WHOLE = (DisclosureKind.STAFF_VERIFICATION, DisclosureKind.STAFF_RIGHTS)
"""The kinds in which all of a category is shown."""


@dataclass(frozen=True)
class Received:
    """What one recipient received for one reason: the highest ``tier``, how many ``times``, from ``first`` to ``last``.

    ``role``: what the viewer is in the ``organisation`` · ``reason``: given by staff.
    """

    recipient: Recipient
    organisation: str | None
    role: MemberRole | None
    staff_role: StaffRole | None
    reason: str | None
    tier: Tier
    times: int
    first: datetime
    last: datetime


def received(
    session: Session, account_id: str, *, of: Personal | None = None, limit: int | None = MOST
) -> list[Received]:
    """The recipients of data about the person, or of one detail that declares itself so; who came last first."""
    entries = log_of(account_id).where(*([] if of is None else [_shows(of)])).subquery()
    alike = [entries.c[name] for name in ALIKE]
    first, last = (function(entries.c.at, type_=entries.c.at.type) for function in (func.min, func.max))
    statement = (
        select_columns(*alike, func.max(entries.c.tier), func.count(), first, last)
        .where(entries.c.recipient != Recipient.SELF.value)
        .group_by(*alike)
        .order_by(last.desc())
        .limit(limit)
    )
    return [
        Received(
            Recipient(recipient),
            organisation,
            MemberRole(role) if role else None,
            staff_role,
            reason,
            next((each for each in Tier if each == tier), Tier.ANONYMOUS),
            times,
            *moments,
        )
        for recipient, _id, organisation, role, staff_role, reason, tier, times, *moments in session.execute(statement)
    ]


def _shows(declared: Personal) -> ColumnElement[bool]:
    """Whether a log entry is one in which the detail was shown.

    Who checks an organisation or answers a request sees all of it; others see what declares a tier no higher than
    theirs.
    """
    kinds = [kind for kind, categories in SHOWS.items() if declared.category in categories]
    demanded = cast(LawfulDisclosure.categories, Text).contains(f'"{declared.category.value}"', autoescape=True)
    conditions: list[Any] = [
        col(Disclosure.kind).in_([kind for kind in kinds if kind in WHOLE]),
        exists().where(col(LawfulDisclosure.id) == Disclosure.demand_id, demanded),
    ]
    if declared.tier is not None:
        conditions.append((col(Disclosure.kind).in_(kinds)) & (col(Disclosure.tier) >= int(declared.tier)))
    return or_(false(), *conditions)
