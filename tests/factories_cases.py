"""Requests about rights and letters, with and without an account, and the mails about them."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from config import Config
from models.account import StaffRole
from models.case import CaseKind, CaseOutcome, EntryKind, LetterEntry, RightsEntry, RightsRequest
from models.database import Database
from services import accounts, smtp
from services.rights import case_mails, cases, deciding, proving
from services.rights.cases import Asked, Case
from tests.factories import KEYS, NOW, Person, make_staff

DPO = "dpo@platform.example"
NETWORK = "192.0.2.7"
STRANGER = "stranger@elsewhere.example"
TEXT = "I would like to know what you hold about me."


def make_officer(session: Session) -> Person:
    """The data protection officer, made at first use."""
    found = accounts.find(session, DPO, keys=KEYS)
    return Person(found.id, DPO) if found else make_staff(session, DPO, role=StaffRole.DPO)


def decide(
    session: Session, case: Case, outcome: CaseOutcome, reasons: str = "Because.", *, now: datetime = NOW, **more: Any
) -> None:
    """The officer answers."""
    officer_id = make_officer(session).account_id
    deciding.decide(session, case, outcome, reasons, officer_id=officer_id, now=now, **more)


def extend(session: Session, case: Case, reasons: str = "Because.", *, now: datetime = NOW) -> None:
    """The officer puts the answer off."""
    deciding.extend(session, case, reasons, officer_id=make_officer(session).account_id, now=now)


def ask_back(session: Session, case: Case, text: str = "Which?", *, now: datetime = NOW) -> None:
    """The officer asks something."""
    deciding.ask_back(session, case, text, officer_id=make_officer(session).account_id, now=now)


def make_request(
    session: Session, person: Person, kind: CaseKind = CaseKind.ACCESS, *, now: datetime = NOW, **about: Any
) -> RightsRequest:
    """A request of somebody with an account."""
    case = cases.ask(session, Asked(kind, TEXT, "en"), account_id=person.account_id, keys=KEYS, now=now, **about)
    assert isinstance(case, RightsRequest)
    return case


def make_strange(
    session: Session,
    kind: CaseKind = CaseKind.ACCESS,
    *,
    email: str | None = STRANGER,
    phone: str | None = None,
    now: datetime = NOW,
) -> Case:
    """A request or letter of somebody without an account, with a code on its way where there is an address."""
    asked = Asked(kind, TEXT, "en", name="Vera Vreemdeling", email=email, phone=phone)
    case = cases.ask(session, asked, keys=KEYS, now=now)
    if isinstance(case, RightsRequest) and email:
        proving.send_code(session, case, now=now)
    return case


def case_mails_to(database: Database, config: Config, to: str, *, now: datetime = NOW) -> list[str]:
    """Send the mails about requests that wait, in their order, and give the texts of those to an address."""
    with database.read() as session:
        waiting = [
            (entry.at, list(EntryKind).index(entry.kind), entry.id)
            for table in (RightsEntry, LetterEntry)
            for entry in session.exec(select(table)).all()
            if entry.mailed_at is None and entry.kind.value not in ("added", "withdrawal")
        ]
    for _at, _kind, entry_id in sorted(waiting):
        case_mails.deliver(database, config, entry_id, now=now)
    mails = reversed(smtp.read_mailbox(Path(config.mailbox)))
    bodies = [message.get_body(("plain",)) for message in mails if message["To"] == to]
    return [body.get_content() for body in bodies if body is not None]


def code_in(mail: str) -> str:
    """The code of a mail."""
    found = re.search(r"^\d{6}\r?$", mail, re.M)
    assert found, mail
    return found[0].strip()
