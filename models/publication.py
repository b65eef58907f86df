"""What is published about a professional: the state of publication, and one stored projection for each tier.

The projections hold no account: ``publication`` leads from their ids to the person and lies outside what the
confined connections may read.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index, Integer, UniqueConstraint

from .bands import Availability, EducationLevel, Exposure, HoursBand, RateBand, RemoteWork, Seniority
from .base import Declared, Row, new_id
from .privacy import Category, Source, Subject, Subjects, Tier, personal, technical
from .types import KeyedJson, UtcDateTime, by_value

RECORD_KEYS = (
    "occupation", "country", "region", "seniority", "education", "education_field", "languages", "sectors", "skills",
    "assignments", "certifications", "availability", "available_from", "hours", "remote", "rate", "language", "level",
    "skill", "years", "sector", "duration",
)  # fmt: skip
"""The names in a record as JSON: its fields, and those of the claims in it."""

IN_ORDER: dict[str, Any] = {"sqlite_with_rowid": False}
"""Rows lie in the order of their key, so that a million in that order are written in seconds. What leads from one such
table to another is no foreign key: each would ask for an index in another order, and the next epoch deletes whatever
nobody leads to."""

GIVEN = {"autoincrement": False}
"""The database does not number these rows."""


class PublicationState(str, Enum):
    """Where a profile is on its way: its owner approves, then a person reviews; only then it is published."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    WITHDRAWN = "withdrawn"


class Publication(Row, table=True):
    """The way from a person to what is published about them, and how far it has come."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}
    # An epoch asks of everybody at once what they chose and whether they are shown: it reads this index and no row.
    __table_args__ = (Index("ix_publication_shown", "account_id", "exposure", "revision"),)

    account_id: str = technical("whose publication", foreign_key="account.id", ondelete="CASCADE", unique=True)
    handle: str = technical("id of the verified profile, random", default_factory=new_id, unique=True, max_length=26)
    state: PublicationState = personal(
        "Whether your profile is published",
        Category.PROFILE,
        Source.OBSERVED,
        default=PublicationState.DRAFT,
        sa_type=by_value(PublicationState),
    )
    exposure: Exposure | None = personal(
        "How far you stand out",
        Category.PROFILE,
        Source.PROVIDED,
        default=None,
        sa_type=by_value(Exposure),
    )
    record: dict[str, Any] | None = personal(
        "Profile you approved", Category.PROFILE, Source.INFERRED, default=None, sa_type=KeyedJson(*RECORD_KEYS)
    )
    published: dict[str, Any] | None = personal(
        "Profile as reviewed and published",
        Category.PROFILE,
        Source.INFERRED,
        default=None,
        sa_type=KeyedJson(*RECORD_KEYS),
    )
    revision: int | None = technical(
        "the verified profile that is shown: random, another one each time, none while none is shown",
        default=None,
        sa_type=BigInteger,
    )
    handle_since: datetime | None = technical(
        "since when the handle is this one: what was sent before leads to nobody by it",
        default=None,
        sa_type=UtcDateTime,
    )
    returns: bool = technical(
        "whether a partner who left waits to be pseudonymous again: from the next epoch on", default=False
    )
    approval_id: str | None = technical(
        "the approval that is reviewed: another one each time, so that nobody decides on what they did not see",
        default=None,
        unique=True,
        max_length=26,
    )
    approved_at: datetime | None = personal(
        "Approved by you on", Category.PROFILE, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    reviewed_at: datetime | None = personal(
        "Reviewed by us on", Category.PROFILE, Source.STAFF, default=None, sa_type=UtcDateTime
    )
    reviewer_id: str | None = technical("who reviewed it", default=None, max_length=26)
    reason: str | None = personal(
        "Reason given at review", Category.PROFILE, Source.STAFF, default=None, max_length=1000
    )


class PublicationEpoch(Row, table=True):
    """Which epoch of the public profiles is shown, and how many people at least must be alike; there is one row."""

    __subjects__: ClassVar[Subjects] = {}
    __readable_at__: ClassVar[Tier | None] = Tier.ANONYMOUS

    number: int = technical("how many epochs have begun", default=0)
    crowd_size: int = technical("how many people at least must be alike; it never falls", default=5)
    shown_size: int = technical("how many people at least are alike in the epoch that is shown", default=5)
    run: int | None = technical(
        "the generation that is being prepared for the next epoch, so that there is one",
        default=None,
        sa_type=BigInteger,
    )
    removed: list[Any] = technical(
        "crowd and facts of each row that was taken down since the next epoch was planned",
        default_factory=list,
        sa_type=KeyedJson(),
    )


class Generation(Declared, table=True):
    """What one run issued or ended: shown to everybody at one moment by changing this row alone.

    Its id is random, so that no public profile says when it came, nor which came before which.
    """

    __subjects__: ClassVar[Subjects] = {}
    __readable_at__: ClassVar[Tier | None] = Tier.ANONYMOUS
    __table_args__: ClassVar[dict[str, Any]] = IN_ORDER

    id: int = technical("the generation, random", primary_key=True, sa_type=BigInteger, sa_column_kwargs=GIVEN)
    shown: bool = technical("whether its epoch has begun", default=False)


class Crowd(Row, table=True):
    """People whose public ids were issued together, in one epoch, under one coarse row: at least ``size`` of them."""

    __subjects__: ClassVar[Subjects] = {}

    exposure: Exposure = technical("the setting of everybody in it", sa_type=by_value(Exposure))
    row: dict[str, Any] = technical("what all of them publish", sa_type=KeyedJson("facts"))
    occupation: str | None = technical(
        "repeats the occupation group of the row, to find it by", default=None, max_length=4, index=True
    )
    size: int = technical("how many people at least had to be alike when it was made")
    population: int = technical("how many people had the setting when it was made: at twice as many it is made anew")
    worn: bool = technical("whether a row of it lost a fact since: it is made anew in the next epoch", default=False)
    members: list[str] = technical(
        "the public ids that were issued together, in no order; some may be gone",
        default_factory=list,
        sa_type=KeyedJson(),
    )


class PublicIdentity(Declared, table=True):
    """From a person to their public profile. The confined connections cannot read it."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}
    __table_args__: ClassVar[dict[str, Any]] = IN_ORDER

    account_id: str = technical(
        "whose public profile", primary_key=True, foreign_key="account.id", ondelete="CASCADE", max_length=26
    )
    id: str = technical("the public profile", primary_key=True, max_length=26)
    row_id: int = technical("the row that the profile shows", sa_type=BigInteger)


class PublicBearer(Declared, table=True):
    """From a public row to the profiles that show it, and whose they are. The confined connections cannot read it."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}
    __table_args__: ClassVar[dict[str, Any]] = IN_ORDER

    row_id: int = technical("the row that is shown", primary_key=True, sa_type=BigInteger)
    id: str = technical("the public profile that shows it", primary_key=True, max_length=26)
    account_id: str = technical("whose public profile", max_length=26)
    crowd_id: str = technical("the people it was issued with", max_length=26)


class PublicProfile(Declared, table=True):
    """Whom anyone may read: a random id, pseudonym and tile, and which row it shows.

    Shown while generation ``since`` is and ``until`` is not.
    """

    __subjects__: ClassVar[Subjects] = {"professional": Subject("id", through="publicidentity", key="id")}
    __readable_at__: ClassVar[Tier | None] = Tier.ANONYMOUS
    __table_args__: ClassVar[dict[str, Any]] = IN_ORDER

    id: str = technical("the profile", default_factory=new_id, primary_key=True, max_length=26)
    since: int = technical("the generation with which it is first shown", sa_type=BigInteger)
    until: int | None = technical(
        "the generation with which it is not shown any more", default=None, sa_type=BigInteger
    )
    pseudonym_first: int = personal("Pseudonym", Category.PROFILE, Source.DRAWN, tier=Tier.ANONYMOUS)
    pseudonym_second: int = personal("Pseudonym", Category.PROFILE, Source.DRAWN, tier=Tier.ANONYMOUS)
    tile: int = technical("random seed of the woven tile", sa_type=BigInteger)
    row_id: int = technical("what it shows", sa_type=BigInteger)


class PublicRow(Declared, table=True):
    """What anyone may read of everybody who shows it: vocabulary ids only, each as coarse as the crowd asks.

    It is stored once and found by what it says, so its id says nothing more.
    """

    __subjects__: ClassVar[Subjects] = {"professional": Subject("id", through="publicidentity", key="row_id")}
    __readable_at__: ClassVar[Tier | None] = Tier.ANONYMOUS

    id: int = technical(
        "63 bits of a hash of its facts",
        primary_key=True,
        sa_type=BigInteger().with_variant(Integer, "sqlite"),
        sa_column_kwargs=GIVEN,
    )
    occupation: str | None = personal(
        "Occupation group", Category.PROFILE, Source.INFERRED, tier=Tier.ANONYMOUS, default=None, max_length=4
    )
    place: str | None = personal(
        "Country or region", Category.PROFILE, Source.INFERRED, tier=Tier.ANONYMOUS, default=None, max_length=5
    )
    seniority: Seniority | None = personal(
        "Experience", Category.PROFILE, Source.INFERRED, tier=Tier.ANONYMOUS, default=None, sa_type=by_value(Seniority)
    )
    education: EducationLevel | None = personal(
        "Education level",
        Category.PROFILE,
        Source.INFERRED,
        tier=Tier.ANONYMOUS,
        default=None,
        sa_type=by_value(EducationLevel),
    )
    languages: list[str] = personal(
        "Languages", Category.PROFILE, Source.INFERRED, tier=Tier.ANONYMOUS, sa_type=KeyedJson()
    )
    sectors: list[str] = personal(
        "Sectors", Category.PROFILE, Source.INFERRED, tier=Tier.ANONYMOUS, sa_type=KeyedJson()
    )
    skills: list[str] = personal("Skills", Category.PROFILE, Source.INFERRED, tier=Tier.ANONYMOUS, sa_type=KeyedJson())
    title_words: str = technical("the labels of the occupation, folded, for search")
    words: str = technical("all labels of this row, folded, for search")


class PublicFact(Declared, table=True):
    """A fact that is published somewhere, as a small number."""

    __subjects__: ClassVar[Subjects] = {}
    __readable_at__: ClassVar[Tier | None] = Tier.ANONYMOUS
    __table_args__ = (UniqueConstraint("facet", "value"),)

    id: int = technical("the number of the fact", primary_key=True, sa_column_kwargs=GIVEN)
    facet: str = technical("which facet", max_length=16)
    value: str = technical("an id of the vocabulary", max_length=120)


class PublicFacet(Declared, table=True):
    """One fact of a public row. There is no index but the key: every other order would cost more than all the rest."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("row_id", through="publicidentity", key="row_id")}
    __readable_at__: ClassVar[Tier | None] = Tier.ANONYMOUS
    __table_args__: ClassVar[dict[str, Any]] = IN_ORDER

    fact_id: int = technical("the fact", primary_key=True)
    row_id: int = technical("the row that says it", primary_key=True, sa_type=BigInteger)
    published: bool = technical("whether the row shows the fact itself; else one that lies in it", default=True)


class VerifiedProfile(Row, table=True):
    """What a verified client may read of a professional: vocabulary ids, enums, a date, and what is told of them.

    ``summaries``: by language, the ``text`` its owner approved and by which ``method`` it was written.
    """

    __subjects__: ClassVar[Subjects] = {"professional": Subject("id", through="publication", key="handle")}
    __readable_at__: ClassVar[Tier | None] = Tier.VERIFIED

    occupation: str | None = personal(
        "Occupation", Category.PROFILE, Source.INFERRED, tier=Tier.VERIFIED, default=None, max_length=4
    )
    country: str | None = personal(
        "Country", Category.PROFILE, Source.INFERRED, tier=Tier.VERIFIED, default=None, max_length=2
    )
    region: str | None = personal(
        "Region", Category.PROFILE, Source.INFERRED, tier=Tier.VERIFIED, default=None, max_length=5
    )
    seniority: Seniority | None = personal(
        "Experience", Category.PROFILE, Source.INFERRED, tier=Tier.VERIFIED, default=None, sa_type=by_value(Seniority)
    )
    education: EducationLevel | None = personal(
        "Education level",
        Category.PROFILE,
        Source.INFERRED,
        tier=Tier.VERIFIED,
        default=None,
        sa_type=by_value(EducationLevel),
    )
    education_field: str | None = personal(
        "Field of education", Category.PROFILE, Source.INFERRED, tier=Tier.VERIFIED, default=None, max_length=8
    )
    languages: list[dict[str, Any]] = personal(
        "Languages with level",
        Category.PROFILE,
        Source.INFERRED,
        tier=Tier.VERIFIED,
        sa_type=KeyedJson("language", "level"),
    )
    sectors: list[str] = personal("Sectors", Category.PROFILE, Source.INFERRED, tier=Tier.VERIFIED, sa_type=KeyedJson())
    skills: list[dict[str, Any]] = personal(
        "Skills with years",
        Category.PROFILE,
        Source.INFERRED,
        tier=Tier.VERIFIED,
        sa_type=KeyedJson("skill", "years"),
    )
    assignments: list[dict[str, Any]] = personal(
        "Kinds of assignments",
        Category.PROFILE,
        Source.INFERRED,
        tier=Tier.VERIFIED,
        sa_type=KeyedJson("occupation", "sector", "duration"),
    )
    certifications: list[str] = personal(
        "Certifications", Category.PROFILE, Source.INFERRED, tier=Tier.VERIFIED, sa_type=KeyedJson()
    )
    availability: Availability | None = personal(
        "Availability",
        Category.PROFILE,
        Source.PROVIDED,
        tier=Tier.VERIFIED,
        default=None,
        sa_type=by_value(Availability),
    )
    available_from: date | None = personal(
        "Available from", Category.PROFILE, Source.PROVIDED, tier=Tier.VERIFIED, default=None
    )
    hours: HoursBand | None = personal(
        "Hours a week", Category.PROFILE, Source.INFERRED, tier=Tier.VERIFIED, default=None, sa_type=by_value(HoursBand)
    )
    remote: RemoteWork | None = personal(
        "Remote or on site",
        Category.PROFILE,
        Source.PROVIDED,
        tier=Tier.VERIFIED,
        default=None,
        sa_type=by_value(RemoteWork),
    )
    rate: RateBand | None = personal(
        "Rate band", Category.PROFILE, Source.INFERRED, tier=Tier.VERIFIED, default=None, sa_type=by_value(RateBand)
    )
    summaries: dict[str, dict[str, str]] = personal(
        "Summary of your work",
        Category.PROFILE,
        Source.INFERRED,
        tier=Tier.VERIFIED,
        default_factory=dict,
        sa_type=KeyedJson("en", "nl", "text", "method"),
    )
    ranked: bool = technical(
        "whether it has a place of its own in the order of results: not where its professional objects", default=True
    )
    title_words: str = technical("the labels of the occupation, folded, for search")
    words: str = technical("all labels of this row, folded, for search")


class VerifiedFacet(Declared, table=True):
    """One value of one facet of a verified profile."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("profile_id", through="publication", key="handle")}
    __readable_at__: ClassVar[Tier | None] = Tier.VERIFIED

    facet: str = technical("which facet", primary_key=True, max_length=16)
    value: str = technical("repeats a value of the profile, to filter by", primary_key=True, max_length=120)
    profile_id: str = technical(
        "the verified profile", primary_key=True, foreign_key="verifiedprofile.id", ondelete="CASCADE", index=True
    )
