"""The agreements with companies that process data for us: without one that is in force nothing is sent to them."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, or_, select

from models.processor import ProcessorAgreement, ProcessorPurpose


def record_agreement(
    session: Session, *, name: str, purpose: ProcessorPurpose, host: str, signed_on: date, ends_on: date | None
) -> ProcessorAgreement:
    """Put an agreement on record (GDPR article 28(3)); ``ends_on`` is its last day."""
    agreement = ProcessorAgreement(
        name=name, purpose=purpose, host=host.strip().casefold(), signed_on=signed_on, ends_on=ends_on
    )
    session.add(agreement)
    return agreement


def agreement_in_force(
    session: Session, purpose: ProcessorPurpose, *, host: str, today: date
) -> ProcessorAgreement | None:
    """The agreement that covers a purpose on a server today; None where there is none."""
    statement = select(ProcessorAgreement).where(
        ProcessorAgreement.purpose == purpose,
        ProcessorAgreement.host == host.casefold(),
        ProcessorAgreement.signed_on <= today,
        or_(col(ProcessorAgreement.ends_on).is_(None), col(ProcessorAgreement.ends_on) >= today),
    )
    return session.exec(statement).first()


def agreements_in_force(session: Session, *, today: date) -> list[ProcessorAgreement]:
    """Every agreement that holds today, by name."""
    statement = select(ProcessorAgreement).where(
        ProcessorAgreement.signed_on <= today,
        or_(col(ProcessorAgreement.ends_on).is_(None), col(ProcessorAgreement.ends_on) >= today),
    )
    return list(session.exec(statement.order_by(ProcessorAgreement.name, ProcessorAgreement.id)))
