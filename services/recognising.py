"""By what an organisation is recognised, however it is written: its name, the domains of its addresses, its numbers.

What is compared is a keyed hash, so that the table of who hides from whom says nothing to who only has the table.
"""

from __future__ import annotations

import re

from sqlmodel import Session, col, select

from models.account import Account
from models.block import BlockKind
from models.client import Membership, Organisation
from models.sealing import keyring

from .publication.lexicon_words import LEGAL_FORMS
from .publication.normalise import key_of

_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]*://)?(?:[^/?#]*@)?([^/?#:@]+)", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_FORMS = frozenset(form.replace(".", "").replace("/", "") for form in LEGAL_FORMS)
_LONGEST_FORM = 3
SHORTEST_NAME, SHORTEST_NUMBER = 2, 5


def compared(kind: BlockKind, text: str) -> str | None:
    """The form in which two spellings are the same; None for what is no such thing."""
    match kind:
        case BlockKind.NAME:
            return name_of(text)
        case BlockKind.DOMAIN:
            return domain_of(text)
        case BlockKind.NUMBER:
            return number_of(text)


def name_of(text: str) -> str | None:
    """A name without case, accents, signs, blanks and the legal form at its end: "Tulip Energy B.V." is tulipenergy."""
    words = [word for word in key_of(text).split() if word != "and"]
    while len(words) > 1 and (form := _form_at_end(words)):
        del words[-form:]
    name = "".join(words)
    return name if len(name) >= SHORTEST_NAME else None


def domain_of(text: str) -> str | None:
    """The domain of an address of mail or the web, or a domain itself, without www."""
    found = _ADDRESS.match(text.strip())
    try:
        host = found[1].strip(".").encode("idna").decode().lower() if found else ""
    except UnicodeError:
        return None
    labels = host.removeprefix("www.").split(".")
    return ".".join(labels) if len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) else None


def number_of(text: str) -> str | None:
    """Letters and digits of a number, in capitals."""
    number = re.sub(r"[^0-9A-Z]", "", text.upper())
    return number if len(number) >= SHORTEST_NUMBER and any(c.isdigit() for c in number) else None


def digest_of(session: Session, kind: BlockKind, value: str) -> str:
    """What a compared value is found by."""
    return keyring(session).digest(f"block {kind.value}", value)


def marks_of(session: Session, organisation_id: str) -> frozenset[str]:
    """The digests of all by which an organisation is recognised: addresses count once they are confirmed.

    A domain lies in those above it: who hides from example.org hides from mail.example.org too.
    """
    organisation = session.get_one(Organisation, organisation_id)
    found = {(BlockKind.NAME, name_of(organisation.name))}
    for number in (organisation.registration_number, organisation.vat_number):
        whole = number_of(number or "")
        found |= {(BlockKind.NUMBER, whole), (BlockKind.NUMBER, number_of(whole[2:]) if whole else None)}
    members = (
        select(Account)
        .join(Membership, col(Membership.account_id) == Account.id)
        .where(Membership.organisation_id == organisation_id, col(Account.confirmed_at).is_not(None))
    )
    for account in session.exec(members):
        found |= {(BlockKind.DOMAIN, domain) for domain in _domains_of(account.email or "")}
    return frozenset(digest_of(session, kind, value) for kind, value in found if value)


def _domains_of(email: str) -> list[str]:
    domain = domain_of(email)
    labels = domain.split(".") if domain else []
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def _form_at_end(words: list[str]) -> int:
    """How many of the last words are a legal form, however its letters are set apart; 0 where they are none."""
    return next(
        (number for number in range(min(_LONGEST_FORM, len(words) - 1), 0, -1) if "".join(words[-number:]) in _FORMS), 0
    )
