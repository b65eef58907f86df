"""A few of the made-up professionals who are partners, public under their own names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from models.partner import PartnerField
from services import partner_views, partners

CONTRACT = "Partner contract of the demo: you are public under your own name, and may leave at any time."
SHOWN = frozenset(PartnerField) - {PartnerField.EMAIL, PartnerField.PHONE, PartnerField.COMPANY}


def load_partners(session: Session, account_ids: Iterable[str], *, now: datetime) -> None:
    """Each of them signs, and has a page with an address made of the name."""
    for account_id in account_ids:
        name = partner_views.name_of(session, account_id)
        signature = partners.Signature(CONTRACT, "en", partners.fingerprint(CONTRACT), name)
        partners.join(session, account_id, signature, address=name, shown=SHOWN, now=now)
