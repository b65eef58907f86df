"""The partner programme: who joins is public under their own name, and has no pseudonymous page until they left.

Who leaves is pseudonymous again from the next epoch on, under a handle that nobody has seen: every organisation knows
them by other words, and neither a request nor a shortlist from before leads to them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select
from sqlmodel.sql.expression import SelectOfScalar

from models.account import Account
from models.base import new_id
from models.database import Database
from models.partner import PartnerAddress, PartnerContract, PartnerField, PartnerPage
from models.publication import Publication
from models.sealing import keyring
from models.shortlist import ShortlistEntry

from . import audit, partner_views
from .errors import NotFound
from .matching_errors import DataSetAside
from .partner_errors import (
    AddressMalformed,
    AddressTaken,
    AlreadyPartner,
    ContractChanged,
    NotPartner,
    NotReviewed,
    SignedOtherwise,
)
from .progress import AddressNotConfirmed
from .publication import publishing
from .publication.normalise import key_of
from .resumes import professional_of
from .rights.restriction import is_restricted, unrestricted

ADDRESS = re.compile(r"[a-z0-9][a-z0-9-]{1,38}[a-z0-9]")
PURPOSE = "partner address"
PAGE = 20
NEWEST = 50


@dataclass(frozen=True)
class Signature:
    """What somebody signs: the exact ``text`` in a language, the fingerprint of what they ``read``, their ``name``."""

    text: str
    locale: str
    read: str
    name: str


def fingerprint(text: str) -> str:
    """SHA-256 of a contract's exact text (UTF-8), hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def page_of(session: Session, account_id: str) -> PartnerPage | None:
    """The page of somebody who is a partner now."""
    return session.exec(select(PartnerPage).where(PartnerPage.account_id == account_id)).first()


def contracts_of(session: Session, account_id: str) -> Sequence[PartnerContract]:
    """The contracts that somebody signed, the latest first."""
    own = select(PartnerContract).where(PartnerContract.account_id == account_id)
    return session.exec(own.order_by(col(PartnerContract.signed_at).desc())).all()


def contract_of(session: Session, account_id: str, contract_id: str) -> PartnerContract:
    """One of them. Raises NotFound."""
    found = session.get(PartnerContract, contract_id)
    if found is None or found.account_id != account_id:
        raise NotFound
    return found


def may_join(session: Session, account_id: str) -> bool:
    """Whether there is a reviewed profile to make public."""
    reviewed = (Publication.account_id == account_id, col(Publication.published).is_not(None))
    return session.exec(select(Publication.id).where(*reviewed)).first() is not None


def join(
    session: Session,
    account_id: str,
    signature: Signature,
    *,
    address: str,
    shown: Collection[PartnerField],
    now: datetime,
) -> PartnerPage:
    """Sign the contract: the page opens and the pseudonymous profile ends, at once. Raises partner errors."""
    _require_may_join(session, account_id)
    _require_signed(session, account_id, signature)
    page = PartnerPage(account_id=account_id, slug=_taken_now(session, address), shown=[], opened_at=now)
    session.add(page)
    session.add(
        PartnerContract(
            account_id=account_id,
            text=signature.text,
            sha256=fingerprint(signature.text),
            locale=signature.locale,
            signed_name=signature.name,
            signed_at=now,
        )
    )
    session.flush()
    _show(session, page, shown)
    publishing.hide(session, account_id)
    _audit(session, "partner.joining", account_id, page.id, now)
    return page


def change(
    session: Session, account_id: str, *, address: str, shown: Collection[PartnerField], now: datetime
) -> PartnerPage:
    """Let the page show other things, or stand at another address. Raises partner errors."""
    page = page_of(session, account_id)
    if page is None:
        raise NotPartner
    if address_of(address) != page.slug:
        page.slug = _taken_now(session, address)
    _show(session, page, shown)
    _audit(session, "partner.change", account_id, page.id, now)
    return page


def leave(session: Session, account_id: str, *, now: datetime) -> bool:
    """The page is gone at once; whether there was one. What led an organisation to the person leads nowhere now."""
    page = page_of(session, account_id)
    if page is None:
        return False
    session.delete(page)
    for contract in contracts_of(session, account_id):
        contract.ended_at = contract.ended_at or now
    publication = publishing.publication_of(session, account_id)
    publication.handle, publication.handle_since, publication.returns = new_id(), now, True
    session.exec(delete(ShortlistEntry).where(col(ShortlistEntry.account_id) == account_id))
    session.flush()
    _audit(session, "partner.leaving", account_id, page.id, now)
    return True


def refresh_words(database: Database) -> None:
    """Find partners by what their pages show now: a résumé may have changed since."""
    with database.read() as session:
        pages = session.exec(select(PartnerPage)).all()
        changed = [each.id for each in pages if partner_views.words_of(session, each) != each.words]
    if changed:
        with database.write() as session:
            for page in session.exec(select(PartnerPage).where(col(PartnerPage.id).in_(changed))).all():
                page.words = partner_views.words_of(session, page)


def open_page(session: Session, slug: str) -> PartnerPage:
    """The page at an address, while its partner is active and their data are not set aside. Raises NotFound."""
    page = session.exec(_open_pages().where(PartnerPage.slug == slug)).first()
    if page is None:
        raise NotFound
    return page


def was_given(session: Session, slug: str) -> bool:
    """Whether an address was a partner's once."""
    digest = keyring(session).digest(PURPOSE, slug)
    return session.exec(select(PartnerAddress.id).where(PartnerAddress.digest == digest)).first() is not None


def listed(session: Session, terms: Sequence[str], *, page: int) -> tuple[list[PartnerPage], bool]:
    """A page (from 1) of the partners whose pages say all of this, by address; and whether there are more."""
    statement = _open_pages()
    for term in terms:
        statement = statement.where(
            col(PartnerPage.words).contains(term, autoescape=True)
            | col(PartnerPage.slug).contains(term, autoescape=True)
        )
    found = session.exec(statement.order_by(PartnerPage.slug).limit(PAGE + 1).offset((page - 1) * PAGE)).all()
    return list(found[:PAGE]), len(found) > PAGE


def newest(session: Session) -> Sequence[PartnerPage]:
    """The pages that opened last."""
    return session.exec(_open_pages().order_by(col(PartnerPage.opened_at).desc(), PartnerPage.id).limit(NEWEST)).all()


def addresses(session: Session) -> Sequence[str]:
    """The addresses of all pages."""
    return [page.slug for page in session.exec(_open_pages().order_by(PartnerPage.slug)).all()]


def address_of(typed: str) -> str:
    """An address as it is written: "José de Wit" is jose-de-wit. Raises AddressMalformed."""
    address = key_of(typed).replace(" ", "-")
    if not ADDRESS.fullmatch(address):
        raise AddressMalformed
    return address


def _open_pages() -> SelectOfScalar[PartnerPage]:
    return (
        select(PartnerPage)
        .join(Account, col(Account.id) == PartnerPage.account_id)
        .where(col(Account.deactivated_at).is_(None), unrestricted(col(Account.id)))
    )


def _require_may_join(session: Session, account_id: str) -> None:
    account = session.exec(select(Account).where(Account.id == account_id).with_for_update()).one()
    if page_of(session, account_id) is not None:
        raise AlreadyPartner
    if account.confirmed_at is None:
        raise AddressNotConfirmed
    if is_restricted(session, account_id):
        raise DataSetAside
    if not may_join(session, account_id):
        raise NotReviewed


def _require_signed(session: Session, account_id: str, signature: Signature) -> None:
    person = professional_of(session, account_id)
    if key_of(signature.name) != key_of(f"{person.first_name} {person.last_name}"):
        raise SignedOtherwise
    if signature.read != fingerprint(signature.text):
        raise ContractChanged


def _taken_now(session: Session, typed: str) -> str:
    """The address, from now on nobody else's. Raises AddressMalformed or AddressTaken."""
    address = address_of(typed)
    try:
        with session.begin_nested():
            session.add(PartnerAddress(digest=keyring(session).digest(PURPOSE, address)))
    except IntegrityError as error:
        raise AddressTaken from error
    return address


def _show(session: Session, page: PartnerPage, shown: Collection[PartnerField]) -> None:
    page.shown = [field.value for field in PartnerField if field in shown]
    page.words = partner_views.words_of(session, page)
    session.flush()


def _audit(session: Session, action: str, account_id: str, page_id: str, now: datetime) -> None:
    audit.record(session, action, actor_id=account_id, account_id=account_id, about_id=page_id, now=now)
