"""Many people in a database in little time: straight through the driver, without e-mail, keys and facets to filter by.

What an epoch reads of them is as it is of anybody: account, publication and verified profile.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from random import Random
from secrets import token_bytes
from typing import Any

from sqlmodel import Session, SQLModel

from models.account import Account
from models.bands import Exposure
from models.base import new_id
from models.database import Database
from models.publication import Publication, PublicationState, VerifiedProfile
from services.publication.bulk import insert_many
from services.publication.population import Person
from tools.likely_people import NOW

AT_ONCE = 5_000
TABLES: tuple[type[SQLModel], ...] = (Account, Publication, VerifiedProfile)


def load(database: Database, people: Iterable[Person], random: Random) -> list[str]:
    """Have these people reviewed, each in a setting by chance; gives the ids of their accounts in their order."""
    made: list[str] = []
    rest = iter(people)
    while part := list(islice(rest, AT_ONCE)):
        rows = [_rows(person, list(Exposure)[random.random() < 0.5]) for person in part]
        with database.write() as session:
            for table, own in zip(TABLES, zip(*rows, strict=True), strict=True):
                _insert(session, table, own)
        made += [account["id"] for account, _publication, _profile in rows]
    return made


def _rows(person: Person, exposure: Exposure) -> tuple[dict[str, Any], ...]:
    account_id, handle, moment = new_id(), new_id(), NOW.isoformat(" ")
    said = {
        "occupation": person.occupation,
        "country": person.country,
        "region": person.region,
        "seniority": person.seniority,
        "education": person.education,
        "education_field": None,
    }
    listed: dict[str, list[Any]] = {
        "languages": [{"language": each, "level": None} for each in person.languages],
        "sectors": list(person.sectors),
        "skills": [{"skill": each, "years": None} for each in person.skills],
        "assignments": [],
        "certifications": [],
    }
    whole = json.dumps(said | listed | dict.fromkeys(("availability", "available_from", "hours", "remote", "rate")))
    record = said | {name: json.dumps(each) for name, each in listed.items()}
    account = {
        "id": account_id,
        "email": token_bytes(48),
        "email_digest": new_id(),
        "locale": "en",
        "created_at": moment,
        "confirmed_at": moment,
        "last_active_at": moment,
        "purged_months": -1,
    }
    publication = {
        "id": new_id(),
        "account_id": account_id,
        "handle": handle,
        "state": PublicationState.REVIEWED.value,
        "exposure": exposure.value,
        "record": whole,
        "published": whole,
        "revision": 1,
        "approved_at": moment,
        "reviewed_at": moment,
    }
    words = f" {' '.join(person.skills)} "
    return account, publication, record | {"id": handle, "summaries": "{}", "title_words": words, "words": words}


def _insert(session: Session, table: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
    rows = sorted(rows, key=lambda row: row["id"])
    insert_many(session, table, tuple(rows[0]), [tuple(row.values()) for row in rows])
