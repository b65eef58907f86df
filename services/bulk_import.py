"""Bringing people in without a browser: a résumé with its owner, through the same steps as an upload by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from models.account import Account
from models.bands import Exposure
from models.database import Database

from . import accounts, imports, resumes
from .errors import ServiceError
from .publication import publishing
from .publication.documents import UnreadableDocument
from .publication.places import place_from_text
from .publication.reading import Reader
from .publication.resume import Resume
from .publication.unreadable import sentence
from .tokens import TokenKeys

SUFFIXES = (".txt", ".pdf", ".docx")


@dataclass(frozen=True)
class Owner:
    """Whose résumé a file is, and the names that must not be seen on anything published from it."""

    first_name: str
    last_name: str
    email: str
    employers: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()


@dataclass(frozen=True)
class Imported:
    """What came of one file: the account it became, or the sentence that says why it did not."""

    file: str
    account_id: str | None = None
    error: str | None = None


def import_folder(
    database: Database, folder: Path, owners: dict[str, Any], *, exposure: Exposure, keys: TokenKeys, now: datetime
) -> Iterator[Imported]:
    """Import every résumé of a folder, each in a transaction of its own; approved and marked as reviewed."""
    with Reader() as reader:
        for path in sorted(each for each in folder.iterdir() if each.suffix.lower() in SUFFIXES):
            try:
                account_id = _import_file(database, reader, path, owners, exposure=exposure, keys=keys, now=now)
                yield Imported(path.name, account_id=account_id)
            except UnreadableDocument as problem:
                yield Imported(path.name, error=sentence(problem))
            except ServiceError as problem:
                yield Imported(path.name, error=problem.message)


def add_professional(
    session: Session,
    owner: Owner,
    resume: Resume,
    *,
    country: str | None,
    region: str | None,
    keys: TokenKeys,
    now: datetime,
    password_hash: str | None = None,
    locale: str = "en",
) -> Account:
    """An account with this résumé, confirmed. Raises AddressTaken."""
    account = accounts.create_account(
        session,
        email=owner.email,
        password_hash=password_hash,
        keys=keys,
        now=now,
        locale=locale,
        confirmed=True,
    )
    if account is None:
        raise AddressTaken
    person = accounts.add_professional(session, account, first_name=owner.first_name, last_name=owner.last_name)
    person.phone, person.city = resume.contact.phone or None, resume.contact.city or None
    person.country, person.region = country, region
    session.flush()
    named = (*resume.clients, *owner.employers, *owner.schools)
    resumes.save_resume(session, account.id, replace(resume, clients=tuple(dict.fromkeys(named))))
    session.flush()
    return account


def approve_and_review(session: Session, account_id: str, *, exposure: Exposure, now: datetime) -> None:
    """Take the steps that otherwise the owner and a member of staff take. Raises NothingToPublish."""
    publishing.choose_exposure(session, account_id, exposure)
    publication = publishing.approve(session, account_id, now=now)
    session.flush()
    publishing.accept(session, publication, reviewer_id=None, now=now)


class AddressTaken(ServiceError):
    """The e-mail address has an account already."""

    message = "This e-mail address has an account already."


class UnknownOwner(ServiceError):
    """The list of owners does not say whose the file is."""

    message = "The list of owners has no complete entry for this file: first_name, last_name and email are needed."


def read_owners(path: Path) -> dict[str, Any]:
    """The list of owners by file name. Raises UnknownOwner where it is not a JSON object."""
    owners = json.loads(path.read_text("utf-8"))
    if not isinstance(owners, dict):
        raise UnknownOwner
    return owners


def _import_file(
    database: Database,
    reader: Reader,
    path: Path,
    owners: dict[str, Any],
    *,
    exposure: Exposure,
    keys: TokenKeys,
    now: datetime,
) -> str:
    owner = _owner(owners.get(path.name))
    resume = imports.read(path.read_bytes(), path.name, reading=reader.resume)
    country, region = place_from_text(resume.contact.city, resume.contact.country)
    with database.write() as session:
        account = add_professional(session, owner, resume, country=country, region=region, keys=keys, now=now)
        approve_and_review(session, account.id, exposure=exposure, now=now)
        return account.id


def _owner(entry: Any) -> Owner:
    try:
        return Owner(
            entry["first_name"],
            entry["last_name"],
            entry["email"],
            tuple(entry.get("employers", ())),
            tuple(entry.get("schools", ())),
        )
    except (KeyError, TypeError, AttributeError) as problem:
        raise UnknownOwner from problem
