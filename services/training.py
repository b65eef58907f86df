"""The list of what may train a model of ours: public facts of people who consented, under a keyed hash."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from models.account import Account
from models.consent import ConsentEntry, ConsentPurpose
from models.publication import Publication, PublicIdentity, PublicProfile, PublicRow

from .consents import in_order
from .publication.facts import PublicFacts
from .publication.shown import is_shown
from .rights.restriction import unrestricted
from .tokens import TokenKeys

PURPOSE = "training manifest"
"""What the keyed hashes are made for: they equal those of no other list."""


def training_manifest(session: Session, *, keys: TokenKeys) -> Iterator[dict[str, Any]]:
    """One entry a person, in the order of the hashes: ``person``, and ``facts`` as (facet, value).

    In it are reviewed and active people whose last word on training was yes, with what anyone reads of them at this
    moment; who withdraws is not in the next one (GDPR article 7(3)).
    """
    consenting = _consenting(session)
    rows = [(keys.digest(PURPOSE, who), row) for who, row in session.exec(_published()) if who in consenting]
    for person, row in sorted(rows, key=lambda each: each[0]):
        yield {"person": person, "facts": sorted(PublicFacts.of_row(row).facts())}


def trains(session: Session, account_id: str) -> bool:
    """Whether the person is on the list at this moment."""
    published = session.exec(_published().where(Publication.account_id == account_id)).first()
    return published is not None and account_id in _consenting(session, account_id)


def _published() -> Any:
    """Reviewed and active people, each with what anyone reads of them."""
    return (
        select(Publication.account_id, PublicRow)
        .join(PublicIdentity, col(PublicIdentity.account_id) == Publication.account_id)
        .join(PublicProfile, col(PublicProfile.id) == PublicIdentity.id)
        .join(PublicRow, col(PublicRow.id) == PublicProfile.row_id)
        .join(Account, col(Account.id) == Publication.account_id)
        .where(is_shown(), col(Publication.published).is_not(None), col(Account.deactivated_at).is_(None))
        .where(unrestricted(col(Account.id)))
    )


def _consenting(session: Session, account_id: str | None = None) -> frozenset[str]:
    """Whose last entry in the ledger is a consent to training; of one person where one is named."""
    entries = select(ConsentEntry.account_id, ConsentEntry.given).where(
        ConsentEntry.purpose == ConsentPurpose.AI_TRAINING
    )
    if account_id is not None:
        entries = entries.where(ConsentEntry.account_id == account_id)
    last = dict(session.exec(entries.order_by(*in_order())).all())
    return frozenset(account_id for account_id, given in last.items() if given and account_id is not None)
