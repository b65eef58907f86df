"""Made-up client organisations in every state of verification."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Literal

from .cast import CAST
from .identities import any_name, free_address, slug_of
from .pools import pool

VerificationState = Literal["unverified", "pending", "verified", "declined"]


@dataclass(frozen=True)
class Representative:
    """Who acts for a client."""

    first_name: str
    last_name: str
    email: str


@dataclass(frozen=True)
class DemoOrganisation:
    """A client: ``industry`` is a NACE Rev. 2 section, ``country`` ISO 3166-1 alpha-2.

    ``note`` is what it wrote with its request for verification, ``reason`` why staff declined it.
    """

    name: str
    state: VerificationState
    industry: str
    about_en: str
    about_nl: str
    city: str
    country: str
    registration_number: str
    website: str
    note: str
    reason: str
    representative: Representative


def demo_organisations(seed: int) -> tuple[DemoOrganisation, ...]:
    """All client organisations; those of the cast are represented by it, the others by people out of ``seed``."""
    # Not a secret: the same seed has to give the same people everywhere.
    random = Random(f"{seed}:organisations")  # noqa: S311
    cast = {member.organisation: member for member in CAST if member.organisation}
    taken: set[str] = set()
    organisations = []
    for row in pool("organisations")["organisations"]:
        about_en, about_nl = row["about"].split("|")
        member = cast.get(row["name"])
        organisations.append(
            DemoOrganisation(
                name=row["name"],
                state=row["state"],
                industry=row["industry"],
                about_en=about_en,
                about_nl=about_nl,
                city=row["city"],
                country=row["country"],
                registration_number=row["number"],
                website=f"https://{re.sub(r'[^a-z]+', '-', row['name'].lower())}.example",
                note=row["note"],
                reason=row.get("reason", ""),
                representative=Representative(member.first_name, member.last_name, member.email)
                if member
                else _representative(random, row["country"], taken),
            )
        )
    return tuple(organisations)


def _representative(random: Random, country: str, taken: set[str]) -> Representative:
    first_name, last_name = any_name(random, country).split(" ", 1)
    # A word before the name keeps these addresses apart from those of the professionals.
    return Representative(first_name, last_name, free_address(f"client.{slug_of(first_name, last_name)}", taken))
