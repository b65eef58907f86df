"""Who asks: a code to the address they gave, never a copy of an identity document (GDPR articles 5(1)(c), 12(6)).

The form answers the same whatever the address; a code works once, for half an hour and a few tries, and what it opens
is told by later mails only. Who proves the address of an account has the request among their own from then on.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from models.account import Account
from models.case import EntryKind, Proof, RightsEntry, RightsRequest
from models.register import N_
from services import accounts, background, throttle
from services.errors import ServiceError
from services.throttle import Attempt
from services.tokens import TokenKeys

from . import cases, deadlines

DIGITS = 6
_PROVING, _FOLLOWING = "case-proof", "case"
FOLLOWED = timedelta(days=6 * 366)
"""A link in our mails works for as long as the request is kept."""


class WrongCode(ServiceError):
    """The code is not the one that was mailed last, was used, or is too old."""

    message = N_("This code does not work. Check it, or let us mail you a new one.")


class TooManyTries(ServiceError):
    """Too many codes were tried, or too many messages sent, from the same network."""

    message = N_("That was tried too often. Wait 15 minutes and try again.")


class NothingToProve(ServiceError):
    """The request needs no proof any more, or there is no address to send a code to."""

    message = N_("Nobody needs to prove anything here any more, or there is no e-mail address to send a code to.")


def proving_token(keys: TokenKeys, case_id: str) -> str:
    """What leads from the form to the page that takes the code, and to nothing else."""
    return keys.sign(_PROVING, case_id)


def read_proving(keys: TokenKeys, token: str) -> str | None:
    """The request of such a token; None where it is forged or too old."""
    values = keys.read(_PROVING, token, max_age=int(timedelta(days=deadlines.UNPROVEN_DAYS).total_seconds()))
    return values[0] if values else None


def following_token(keys: TokenKeys, case_id: str) -> str:
    """What opens a request for who has no account: mailed to the address, or given once it is proven."""
    return keys.sign(_FOLLOWING, case_id)


def read_following(keys: TokenKeys, token: str) -> str | None:
    """The request of such a token; None where it is forged."""
    values = keys.read(_FOLLOWING, token, max_age=int(FOLLOWED.total_seconds()))
    return values[0] if values else None


def admit_message(session: Session, *, keys: TokenKeys, network: str, now: datetime) -> None:
    """Let somebody without an account send a message. Raises TooManyTries after ten from a network."""
    attempt = Attempt.at(keys, email_digest=f"contact {network}", network=network)
    _admit(session, attempt, now=now)
    throttle.count_failure(session, attempt, now=now)


def send_code(session: Session, case: RightsRequest, *, staff_id: str | None = None, now: datetime) -> None:
    """Mail a new code, which ends the one before; at most three an hour to an address, without saying so.

    Raises NothingToProve.
    """
    cases.require_open(case)
    if case.proof is not None or case.email is None:
        raise NothingToProve
    mailed = (
        select(func.count())
        .select_from(RightsEntry)
        .join(RightsRequest, col(RightsRequest.id) == RightsEntry.case_id)
        .where(
            RightsRequest.email_digest == case.email_digest,
            RightsEntry.kind == EntryKind.CODE,
            RightsEntry.at > now - timedelta(hours=1),
        )
    )
    if session.exec(mailed).one() < deadlines.CODES_AN_HOUR:
        cases.write(session, case, EntryKind.CODE, staff_id=staff_id, mailed=True, now=now)
        cases.note(session, "rights.code", case, actor_id=staff_id, now=now)


def make_code(case: RightsRequest, *, keys: TokenKeys, now: datetime) -> str:
    """A new code for the mail that is being written; only its keyed hash is kept."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    case.code_digest, case.code_tries = _digest(keys, case.id, code), 0
    case.code_expires_at = now + deadlines.CODE_LIFETIME
    return code


def prove(session: Session, case_id: str, code: str, *, keys: TokenKeys, network: str, now: datetime) -> RightsRequest:
    """Show who asks by the mailed code. Raises WrongCode or TooManyTries; a failed try counts, so keep it."""
    attempt = Attempt.at(keys, email_digest=f"case {case_id}", network=network)
    _admit(session, attempt, now=now)
    case = session.get(RightsRequest, case_id, with_for_update=True, populate_existing=True)
    given = "".join(code.split())
    if case is None or not _fits(case, _digest(keys, case_id, given), now):
        if case is not None:
            case.code_tries += 1
        throttle.count_failure(session, attempt, now=now)
        raise WrongCode
    case.code_digest = case.code_expires_at = None
    case.proof, case.proven_at = Proof.CODE, now
    _link(session, case, accounts.find(session, case.email or "", keys=keys))
    cases.note(session, "rights.proof", case, actor_id=case.account_id, now=now)
    asked = select(RightsEntry.id).where(RightsEntry.case_id == case.id, RightsEntry.kind == EntryKind.ASKED)
    for entry_id in session.exec(asked):
        background.enqueue(session, cases.SEND, entry_id, 0)
    return case


def is_proven(session: Session, case: RightsRequest) -> bool:
    """Whether who asks has shown who they are, by now also by confirming the address of their account."""
    account = session.get(Account, case.account_id) if case.account_id else None
    return case.proof is not None or (account is not None and account.confirmed_at is not None)


def note_account(session: Session, case: RightsRequest, *, now: datetime) -> None:
    """Note that who asked from their account has confirmed its address since."""
    account = session.get(Account, case.account_id) if case.account_id and case.proof is None else None
    if account is not None and account.confirmed_at is not None:
        case.proof, case.proven_at = Proof.ACCOUNT, now


def note_call(session: Session, case: RightsRequest, *, staff_id: str, now: datetime) -> None:
    """Note that the person showed who they are when we called the number they gave. Raises NothingToProve."""
    cases.require_open(case)
    if case.proof is not None or case.phone is None:
        raise NothingToProve
    case.proof, case.proven_at = Proof.CALL, now
    cases.note(session, "rights.proof", case, actor_id=staff_id, now=now)


def _link(session: Session, case: RightsRequest, account: Account | None) -> None:
    """Put the request among those of the account that has the proven address."""
    if account is None or account.confirmed_at is None:
        return
    case.account_id = account.id
    session.flush()
    entries = update(RightsEntry).where(col(RightsEntry.case_id) == case.id).values(account_id=account.id)
    session.connection().execute(entries)


def _fits(case: RightsRequest, digest: str, now: datetime) -> bool:
    return (
        case.state in cases.OPEN
        and case.code_digest is not None
        and case.code_expires_at is not None
        and now < case.code_expires_at
        and case.code_tries < deadlines.CODE_TRIES
        and hmac.compare_digest(case.code_digest, digest)
    )


def _digest(keys: TokenKeys, case_id: str, code: str) -> str:
    return keys.digest("case-code", f"{case_id} {code}")


def _admit(session: Session, attempt: Attempt, *, now: datetime) -> None:
    try:
        throttle.admit(session, attempt, now=now)
    except throttle.TooManyAttempts as error:
        raise TooManyTries from error
