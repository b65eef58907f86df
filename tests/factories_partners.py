"""Professionals who join the partner programme and leave it, by the services that the application uses."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from models.partner import PartnerField, PartnerPage
from services import partner_views, partners
from tests.factories import NOW, Person

CONTRACT = "1. You are public.\n\n2. You may leave."


def sign(session: Session, person: Person) -> partners.Signature:
    """The person's signature under a contract they read."""
    name = partner_views.name_of(session, person.account_id)
    return partners.Signature(CONTRACT, "en", partners.fingerprint(CONTRACT), name)


def join_programme(
    session: Session,
    person: Person,
    *,
    address: str = "anabel-kwartel",
    shown: Collection[PartnerField] = tuple(PartnerField),
    now: datetime = NOW,
) -> PartnerPage:
    """The person is a partner now, with a page that shows all of this."""
    return partners.join(session, person.account_id, sign(session, person), address=address, shown=shown, now=now)
