"""Free text that others may read before a match: what in it points to who wrote it.

Only the writer's own side counts. The identifiers of the person who is written to never do: a form that refused them
would tell who hides behind a pseudonym.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from sqlmodel import Session, col, select

from models.account import Account
from models.client import Membership, Organisation, Representative
from models.register import N_

from .errors import ServiceError
from .publication import publishing
from .publication.everyday import everyday_words
from .publication.guard import Guard, Hit, Identifiers
from .publication.normalise import fold, fold_with_places

_DIGITS_COMPARED = 8
_BEFORE_OWN = r"\+?(?:\(?\d[\W_]{0,4}){0,6}"
_DATE = r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:20)?\d\d|20\d\d[-/.]\d\d?[-/.]\d\d?|(?:19|20)\d\d"
_AMOUNT = r"[1-9]\d{0,2}(?:[.,]\d{3})+|[1-9]\d{0,2}"
_SENTENCES = re.compile(r"[^\W\d_]+\s+at\s+[^\W\d_]+\.\s+[A-Z][^\W\d_]*")
"""The end of a sentence and the beginning of the next, which read as an address: "we work at sea. You plan"."""
_NUMBERS = re.compile(rf"(?:{_DATE}|{_AMOUNT})(?:[\s().\-/]{{1,3}}(?:{_DATE}|{_AMOUNT}))*", re.ASCII)


class TextIdentifies(ServiceError):
    """A text tells who wrote it, or how to reach them."""

    message = N_(
        "This text tells who you are or how to reach you, which opens only at a match. "
        "Change what is marked below it, and send it again."
    )


@dataclass(frozen=True)
class Undisclosed:
    """What a text must not tell its readers; ``told``: names that they read beside it anyway."""

    identifiers: Identifiers
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A stretch of a text; ``kind`` where it identifies: name, organisation, email, phone or link."""

    text: str
    kind: str | None = None


def of_request(session: Session, organisation_id: str) -> Undisclosed:
    """What a request must not tell: who the organisation's members are and how to reach them; its name is told."""
    organisation = session.get_one(Organisation, organisation_id)
    return Undisclosed(_members(session, organisation_id), told=(organisation.name,))


def of_professional(session: Session, account_id: str) -> Undisclosed:
    """What a professional's text must not tell: what would point to them, as the guard of their profile has it."""
    return Undisclosed(publishing.identifiers_of(session, account_id))


def of_about(session: Session, organisation_id: str, *names: str) -> Undisclosed:
    """What an organisation's description must not tell: its members and its names, as it is read without them.

    ``names``: those that it is given together with the text.
    """
    organisation = session.get_one(Organisation, organisation_id)
    own = replace(_members(session, organisation_id), organisations=tuple({organisation.name, *names}))
    return Undisclosed(own)


def of_work(session: Session, organisation_id: str) -> Undisclosed:
    """What a work description must not tell: whose work it is. As ``of_about``, and its web address and numbers."""
    organisation = session.get_one(Organisation, organisation_id)
    about = of_about(session, organisation_id).identifiers
    host = (urlsplit(organisation.website or "").hostname or "").removeprefix("www.")
    label = host.rpartition(".")[0]
    own = (host, label, organisation.registration_number, organisation.vat_number)
    telling = (each for each in own if each and each not in everyday_words())
    return Undisclosed(replace(about, handles=(*about.handles, *telling)))


def passages(text: str, undisclosed: Undisclosed) -> tuple[Passage, ...]:
    """The whole text in its order, cut into what identifies and what lies between; empty where nothing identifies."""
    cut: list[Passage] = []
    place = 0
    for hit in _hits(text, undisclosed):
        if hit.start > place:
            cut.append(Passage(text[place : hit.start]))
        cut.append(Passage(text[hit.start : hit.end], hit.kind))
        place = hit.end
    return (*cut, Passage(text[place:])) if cut and place < len(text) else tuple(cut)


def require_undisclosed(text: str | None, undisclosed: Undisclosed) -> None:
    """Refuse a text that tells what it must not. Raises TextIdentifies."""
    if text and _hits(text, undisclosed):
        raise TextIdentifies


def _members(session: Session, organisation_id: str) -> Identifiers:
    statement = (
        select(Representative, Account)
        .join(Account, col(Account.id) == Representative.account_id)
        .join(Membership, col(Membership.account_id) == Representative.account_id)
        .where(Membership.organisation_id == organisation_id)
    )
    members = session.exec(statement).all()
    emails = tuple(account.email for _, account in members)
    return Identifiers(
        names=tuple(f"{person.first_name} {person.last_name}" for person, _ in members),
        emails=emails,
        phones=tuple(person.phone for person, _ in members if person.phone),
        handles=tuple(handle for handle in map(_handle, emails) if handle.lower() not in everyday_words()),
    )


def _hits(text: str, undisclosed: Undisclosed) -> list[Hit]:
    identifiers = undisclosed.identifiers
    told = [span for name in undisclosed.told for span in _spans_of(text, name)]
    found = [
        hit
        for hit in Guard(identifiers).hits(text)
        if not _is_everyday(hit)
        and not (hit.kind == "email" and _SENTENCES.fullmatch(hit.matched))
        and not (hit.kind == "phone" and _NUMBERS.fullmatch(fold(hit.matched).strip()))
        and not any(start <= hit.start and hit.end <= end for start, end in told)
    ]
    phones = [hit for hit in _own_phones(text, identifiers.phones) if not any(_overlap(hit, other) for other in found)]
    return sorted([*found, *phones], key=lambda hit: hit.start)


def _own_phones(text: str, phones: Iterable[str]) -> Iterator[Hit]:
    """The writer's own numbers, whatever stands between the digits and however they are grouped."""
    folded, places = fold_with_places(text)
    for phone in phones:
        digits = re.sub(r"\D", "", fold(phone))[-_DIGITS_COMPARED:]
        if len(digits) == _DIGITS_COMPARED:
            for match in re.finditer(_BEFORE_OWN + r"[\W_]{0,4}".join(digits), folded):
                start, end = places[match.start()], places[match.end() - 1] + 1
                yield Hit(start, end, "phone", text[start:end])


def _is_everyday(hit: Hit) -> bool:
    """Whether a name is written as the everyday word that it is too: "we will", "een groot werk"."""
    word = hit.matched
    plain = word.isascii() and word.isalpha() and word.islower()
    return hit.kind in ("name", "organisation") and plain and word in everyday_words()


def _spans_of(text: str, name: str) -> Iterator[tuple[int, int]]:
    words = re.findall(r"\w+", name)
    if words:
        pattern = r"(?<!\w)" + r"\W{1,3}".join(map(re.escape, words)) + r"(?!\w)"
        yield from (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def _overlap(hit: Hit, other: Hit) -> bool:
    return hit.start < other.end and other.start < hit.end


def _handle(email: str) -> str:
    return email.partition("@")[0]
