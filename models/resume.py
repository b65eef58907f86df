"""The résumé by section, as its owner wrote it; below a match only what is compiled from it is shown."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint

from .bands import LanguageLevel
from .base import Row
from .privacy import Category, Source, Subject, Subjects, Tier, personal, technical
from .types import SealedText, UtcDateTime, by_value


class PartyKind(str, Enum):
    """Names and addresses that a résumé mentions and that would point to its owner."""

    CLIENT = "client"
    COLLEAGUE = "colleague"
    ADDRESS = "address"


def _written(label: str, *, identifies: bool = False, **field: Any) -> Any:
    """A text of the résumé as written: shown at a match, sealed."""
    return personal(
        label,
        Category.PROFILE,
        Source.PROVIDED,
        tier=Tier.MATCHED,
        identifies=identifies,
        sa_type=SealedText,
        **field,
    )


def _noted(label: str, **field: Any) -> Any:
    """A number or date of the résumé: shown at a match."""
    return personal(label, Category.PROFILE, Source.PROVIDED, tier=Tier.MATCHED, **field)


def _owner() -> Any:
    return technical("whose résumé", foreign_key="account.id", ondelete="CASCADE", index=True)


class Experience(Row, table=True):
    """One position held."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = _owner()
    title: str = _written("Job title")
    employer: str | None = _written("Employer or client", identifies=True, default=None)
    city: str | None = _written("City of the work", default=None)
    start_year: int | None = _noted("First year", default=None)
    start_month: int | None = _noted("First month", default=None)
    end_year: int | None = _noted("Last year", default=None)
    end_month: int | None = _noted("Last month", default=None)
    current: bool = _noted("Still working there", default=False)
    description: str | None = _written("What I did", default=None)


class Education(Row, table=True):
    """One course of education."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = _owner()
    degree: str = _written("Degree")
    school: str | None = _written("School", identifies=True, default=None)
    field_of_study: str | None = _written("Field of study", default=None)
    start_year: int | None = _noted("First year", default=None)
    end_year: int | None = _noted("Last year", default=None)


class Skill(Row, table=True):
    """A skill as its owner wrote it."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = _owner()
    name: str = _written("Skill")
    years: int | None = _noted("Years of use", default=None)


class Language(Row, table=True):
    """A language someone works in."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = _owner()
    language: str = _noted("Language", max_length=3)
    level: LanguageLevel | None = _noted("Level", default=None, sa_type=by_value(LanguageLevel))


class Certification(Row, table=True):
    """A certificate."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = _owner()
    name: str = _written("Certificate")
    issuer: str | None = _written("Issued by", identifies=True, default=None)
    number: str | None = _written("Number", identifies=True, default=None)
    year: int | None = _noted("Year", default=None)


class Link(Row, table=True):
    """A page about the person's work elsewhere."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = _owner()
    url: str = _written("Link", identifies=True)


class Portfolio(Row, table=True):
    """A piece of work to show, perhaps with a picture."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = _owner()
    title: str = _written("Title of the work")
    description: str | None = _written("About the work", default=None)
    url: str | None = _written("Address of the work", identifies=True, default=None)
    year: int | None = _noted("Year of the work", default=None)
    picture: str | None = _noted(
        "Picture of the work", default=None, foreign_key="storedfile.id", ondelete="SET NULL", max_length=26
    )


class NamedParty(Row, table=True):
    """A client, a colleague or an e-mail address in the résumé: known only so that nothing published names them."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = _owner()
    kind: PartyKind = technical("client, colleague or e-mail address", sa_type=by_value(PartyKind))
    name: str = personal(
        "Name mentioned in your résumé", Category.PROFILE, Source.INFERRED, identifies=True, sa_type=SealedText
    )


class LeftOutSkill(Row, table=True):
    """A skill that its owner keeps out of what is published, wherever the résumé names it (rectification)."""

    __table_args__ = (UniqueConstraint("account_id", "skill"),)
    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = _owner()
    skill: str = personal("Skill you left out", Category.PROFILE, Source.PROVIDED, max_length=120)


class ResumeImport(Row, table=True):
    """What was found in an uploaded résumé, waiting for its owner to correct and save it."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = _owner()
    found: str = personal(
        "Résumé waiting to be checked", Category.PROFILE, Source.PROVIDED, identifies=False, sa_type=SealedText
    )
    created_at: datetime = personal("Uploaded on", Category.PROFILE, Source.OBSERVED, sa_type=UtcDateTime)


class FileUse(str, Enum):
    """What a file is kept for."""

    ORIGINAL = "original"
    PICTURE = "picture"


class StoredFile(Row, table=True):
    """A file someone keeps here; its bytes lie encrypted in the file store under a random name."""

    __subjects__: ClassVar[Subjects] = {"owner": Subject("account_id")}

    account_id: str = technical("whose file", foreign_key="account.id", ondelete="CASCADE", index=True)
    name: str = personal("File name", Category.PROFILE, Source.PROVIDED, identifies=True, sa_type=SealedText)
    media_type: str = personal("Kind of file", Category.PROFILE, Source.OBSERVED, max_length=80)
    use: FileUse = technical(
        "an original résumé or a picture of a portfolio", default=FileUse.ORIGINAL, sa_type=by_value(FileUse)
    )
    size: int = personal("Size in bytes", Category.PROFILE, Source.OBSERVED)
    created_at: datetime = personal("Uploaded on", Category.PROFILE, Source.OBSERVED, sa_type=UtcDateTime)
