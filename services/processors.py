"""The agreements with companies that process data for us: without one that is in force nothing is sent to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address

from sqlmodel import Session, col, or_, select

from models.processor import ProcessorAgreement, ProcessorPurpose, Safeguard, SafeguardCopy
from models.register import LANGUAGE_MODEL, MAIL, N_, RUNNING

from .errors import NotFound, ServiceError
from .transfers import TransferBasis, basis_of

PURPOSES: dict[ProcessorPurpose, str] = {
    ProcessorPurpose.HOSTING: N_("Keeping our servers, database and files"),
    ProcessorPurpose.PLATFORM: N_("Building and running the platform"),
    ProcessorPurpose.MAIL: N_("Delivering our mail, newsletters included"),
    ProcessorPurpose.CRM: N_("Keeping our contacts with clients and professionals"),
    ProcessorPurpose.INVOICING: N_("Making and sending invoices"),
    ProcessorPurpose.SUMMARIES: N_("Wording a summary, where a professional asks for it"),
}
RECEIVING: dict[str, tuple[ProcessorPurpose, ...]] = {
    RUNNING: (
        ProcessorPurpose.HOSTING, ProcessorPurpose.PLATFORM, ProcessorPurpose.CRM, ProcessorPurpose.INVOICING,
    ),
    MAIL: (ProcessorPurpose.MAIL,),
    LANGUAGE_MODEL: (ProcessorPurpose.SUMMARIES,),
}  # fmt: skip
"""Which companies a recipient of the register means."""
CONTROLLERS: tuple[tuple[str, str], ...] = (
    ("Stripe", N_("Handles payments")),
    ("Exact", N_("Keeps our accounts")),
    (N_("The tax authority"), N_("Receives what tax law asks of us")),
    (N_("The other party of a match"), N_("Works with you, and decides itself what it does with your data")),
)
"""Who receives data and is responsible for them itself: its name and what it does. Social networks link to theirs."""

LARGEST_COPY = 5 * 1024 * 1024


class NoBasisForTransfer(ServiceError):
    """Data may not go to the country like that."""

    message = N_(
        "The European Commission does not find this country adequate, or only for certified companies. Choose the "
        "safeguard that the agreement has, or do not engage the company."
    )


class NoCopyOfSafeguards(ServiceError):
    """People may ask for a copy of the safeguards, so there must be one (GDPR article 13(1)(f))."""

    message = N_("Add the text of the safeguards as a PDF or text file: people may ask for a copy.")


class UnreadableCopy(ServiceError):
    """The document is empty, too large or of another kind."""

    message = N_("This is no PDF and no plain text, or it is larger than 5 MB. Choose another file.")


class EndsBeforeItBegan(ServiceError):
    """The last day of the agreement lies before its first."""

    message = N_("The agreement ends before it was signed.")


@dataclass(frozen=True)
class Copy:
    """A document with safeguards."""

    media_type: str
    data: bytes


@dataclass(frozen=True)
class Processor:
    """A company with its agreement; ``basis`` None where nothing allows data to be there, or the country is unknown."""

    id: str
    name: str
    purpose: ProcessorPurpose
    host: str
    country: str | None
    signed_on: date
    ends_on: date | None
    subprocessors: str
    safeguard: Safeguard
    basis: TransferBasis | None
    has_copy: bool


def record_agreement(
    session: Session,
    *,
    name: str,
    purpose: ProcessorPurpose,
    host: str,
    signed_on: date,
    ends_on: date | None,
    country: str,
    subprocessors: str = "",
    safeguard: Safeguard = Safeguard.NONE,
    copy: Copy | None = None,
    today: date,
) -> ProcessorAgreement:
    """Put an agreement on record (GDPR article 28(3)); ``ends_on`` is its last day, ``country`` where the work is done.

    Raises EndsBeforeItBegan, NoBasisForTransfer, and NoCopyOfSafeguards where they rest on a contract.
    """
    if ends_on is not None and ends_on < signed_on:
        raise EndsBeforeItBegan
    basis = basis_of(country, safeguard, today=today)
    if basis is None:
        raise NoBasisForTransfer
    if basis is TransferBasis.SAFEGUARDS and copy is None:
        raise NoCopyOfSafeguards
    agreement = ProcessorAgreement(
        name=name,
        purpose=purpose,
        host=host.strip().casefold(),
        signed_on=signed_on,
        ends_on=ends_on,
        country=country,
        subprocessors=subprocessors,
        safeguard=safeguard,
    )
    session.add(agreement)
    session.flush()
    if copy is not None:
        session.add(SafeguardCopy(agreement_id=agreement.id, media_type=copy.media_type, data=copy.data))
    return agreement


def read_copy(data: bytes) -> Copy:
    """A document by its content: PDF, or text in UTF-8. Raises UnreadableCopy."""
    if not 0 < len(data) <= LARGEST_COPY:
        raise UnreadableCopy
    if data.startswith(b"%PDF-"):
        return Copy("application/pdf", data)
    try:
        if "\x00" in data.decode("utf-8"):
            raise UnreadableCopy
    except UnicodeDecodeError:
        raise UnreadableCopy from None
    return Copy("text/plain", data)


def end_agreement(session: Session, agreement_id: str, *, today: date) -> None:
    """Let an agreement end with this day, or with its first where that is yet to come. Raises NotFound."""
    agreement = session.get(ProcessorAgreement, agreement_id)
    if agreement is None or (agreement.ends_on is not None and agreement.ends_on <= today):
        raise NotFound
    agreement.ends_on = max(today, agreement.signed_on)


def processors(session: Session, *, today: date, working: bool = False) -> list[Processor]:
    """The companies, by what they do; ``working``: only those whose agreement is in force today."""
    copies = set(session.exec(select(SafeguardCopy.agreement_id)))
    rows = session.exec(select(ProcessorAgreement).order_by(ProcessorAgreement.name, col(ProcessorAgreement.signed_on)))
    order = list(ProcessorPurpose)
    found = [_view(row, row.id in copies, today) for row in rows if not working or _is_in_force(row, today)]
    return sorted(found, key=lambda each: order.index(each.purpose))


def safeguards_of(session: Session, agreement_id: str) -> Copy:
    """The document with the safeguards of an agreement. Raises NotFound."""
    row = session.exec(select(SafeguardCopy).where(SafeguardCopy.agreement_id == agreement_id)).first()
    if row is None:
        raise NotFound
    return Copy(row.media_type, row.data)


def agreement_in_force(
    session: Session, purpose: ProcessorPurpose, *, host: str, today: date
) -> ProcessorAgreement | None:
    """The agreement that covers a purpose on a server today; None where there is none, or data may not go there."""
    statement = select(ProcessorAgreement).where(
        ProcessorAgreement.purpose == purpose,
        ProcessorAgreement.host == host.casefold(),
        ProcessorAgreement.signed_on <= today,
        or_(col(ProcessorAgreement.ends_on).is_(None), col(ProcessorAgreement.ends_on) >= today),
    )
    return next((row for row in session.exec(statement) if _is_allowed(row, today)), None)


def is_own_machine(host: str) -> bool:
    """Whether the name is one of this machine: what stays on it goes to no company."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _is_in_force(row: ProcessorAgreement, today: date) -> bool:
    return row.signed_on <= today and (row.ends_on is None or row.ends_on >= today)


def _is_allowed(row: ProcessorAgreement, today: date) -> bool:
    """Whether data may be where the company works; what was recorded before that was asked still counts."""
    return row.country is None or basis_of(row.country, row.safeguard, today=today) is not None


def _view(row: ProcessorAgreement, has_copy: bool, today: date) -> Processor:
    basis = basis_of(row.country, row.safeguard, today=today) if row.country else None
    return Processor(
        row.id,
        row.name,
        row.purpose,
        row.host,
        row.country,
        row.signed_on,
        row.ends_on,
        row.subprocessors,
        row.safeguard,
        basis,
        has_copy,
    )
