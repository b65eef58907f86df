"""What a viewer may read of a professional: a tier computed from rows, a prebuilt SELECT of its columns, a view.

What may not be seen is not selected. The two tiers below matched read stored projections through connections that the
database confines; the matched tier selects the columns that declare themselves readable there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, distinct, func
from sqlmodel import Session, SQLModel, col, select

from models.account import Account
from models.client import Organisation
from models.disclosure import Disclosure, DisclosureKind
from models.match import Match
from models.privacy import Category, Interest, Personal, Tier, declaration_of
from models.professional import Professional
from models.publication import Publication, PublicProfile, PublicRow, VerifiedProfile
from models.register import N_
from models.resume import Certification, Education, Experience, Language, Link, Portfolio, Skill
from services.errors import NotFound, ServiceError

from . import blocks
from .aliases import Alias, alias_of, handle_of
from .publication.shown import Shown, is_shown
from .rights.objections import objects
from .rights.restriction import unrestricted
from .viewers import Viewer
from .written import WrittenProfile, rows_of

DAY = timedelta(days=1)
BEYOND = (Category.PERSONALIA, Category.CLIENT_PERSONALIA)
MATCHED_TABLES: tuple[type[SQLModel], ...] = (
    Account,
    Professional,
    Experience,
    Education,
    Skill,
    Language,
    Certification,
    Link,
    Portfolio,
)


class DailyLimitReached(ServiceError):
    """The organisation opened as many different profiles as it may in a day."""

    message = N_("Your organisation has opened as many profiles as it may in one day. You can go on tomorrow.")


@dataclass(frozen=True)
class Found:
    """The professional behind an address, for a verified client: who, by which alias, at which tier.

    ``record``: what the professional approved, as JSON; a match outlives the publication of it.
    """

    account_id: str
    handle: str
    alias: Alias
    tier: Tier
    record: Mapping[str, Any]


def tier_of(session: Session, *, organisation_id: str, account_id: str) -> Tier:
    """The tier of a verified organisation for a professional: matched while a match between them lasts."""
    lasting = select(Match.id).where(
        Match.organisation_id == organisation_id, Match.account_id == account_id, col(Match.ended_at).is_(None)
    )
    return Tier.MATCHED if session.exec(lasting).first() else Tier.VERIFIED


def find(session: Session, viewer: Viewer, key: str) -> Found | None:
    """The professional that a verified client means by an id: published, or matched with the organisation.

    The id is the organisation's own for them, or the handle that an operator was given. A public id is not: whoever
    could open it at this tier would know what is verified about somebody who is to be one of many. For an organisation
    from which somebody hides there is nobody, as if the profile had been taken down; nor is a partner found by it, who
    has no pseudonymous page.
    """
    organisation = session.get_one(Organisation, viewer.organisation_id)
    handles = {key, handle_of(organisation.alias_key, key) or key}
    statement = (
        select(Publication)
        .join(Account, col(Account.id) == Publication.account_id)
        .where(col(Publication.handle).in_(handles), col(Account.deactivated_at).is_(None))
        .where(unrestricted(col(Account.id)))
    )
    publication = session.exec(statement).first()
    if publication is None or publication.account_id == viewer.account_id:
        return None
    tier = tier_of(session, organisation_id=organisation.id, account_id=publication.account_id)
    hidden = publication.revision is None or blocks.hides_from(session, publication.account_id, organisation.id)
    if hidden and tier is not Tier.MATCHED:
        return None
    return _found(publication, organisation, tier)


def find_partner(session: Session, viewer: Viewer, account_id: str) -> Found:
    """A partner, whom a verified client means by their public page. Raises NotFound for the viewer's own."""
    organisation = session.get_one(Organisation, viewer.organisation_id)
    publication = session.exec(select(Publication).where(Publication.account_id == account_id)).first()
    if publication is None or account_id == viewer.account_id:
        raise NotFound
    tier = tier_of(session, organisation_id=organisation.id, account_id=account_id)
    return _found(publication, organisation, tier)


def public_view(session: Session, public_id: str) -> Shown | None:
    """What anyone may read, over a confined connection."""
    return next(iter(public_views(session, [public_id])), None)


def verified_view(session: Session, handle: str) -> VerifiedProfile | None:
    """What a verified client may read, over a confined connection."""
    return session.get(VerifiedProfile, handle)


def public_views(session: Session, ids: Sequence[str]) -> list[Shown]:
    """As ``public_view``, for a page of ids, in their order."""
    statement = (
        select(PublicProfile, PublicRow)
        .join(PublicRow, col(PublicRow.id) == PublicProfile.row_id)
        .where(col(PublicProfile.id).in_(ids), is_shown())
    )
    found = {profile.id: Shown(profile, row) for profile, row in session.exec(statement)}
    return [found[each] for each in ids if each in found]


def verified_views(session: Session, handles: Sequence[str]) -> list[VerifiedProfile]:
    """As ``verified_view``, for a page of handles, in their order."""
    found = {row.id: row for row in session.exec(select(VerifiedProfile).where(col(VerifiedProfile.id).in_(handles)))}
    return [found[each] for each in handles if each in found]


def matched_view(session: Session, account_id: str) -> WrittenProfile:
    """Everything that opens at a match: the columns that say so, and no others.

    Who objects to giving more than is needed for the match itself keeps those columns to themselves.
    """
    rows = {table.__tablename__: rows_of(session, table, columns, account_id) for table, columns in _READABLE.items()}
    account, professional = rows.pop("account")[0], rows.pop("professional")[0]
    if objects(session, account_id, Interest.WORK_DONE_WELL):
        professional = {**professional, **dict.fromkeys(beyond_the_match(Professional))}
    return WrittenProfile(person={**professional, **account}, **{str(name): each for name, each in rows.items()})


def log_view(session: Session, viewer: Viewer, found: Found, *, limit: int, now: datetime) -> None:
    """Write down that the profile is opened. Raises DailyLimitReached beyond ``limit`` different profiles a day."""
    # The organisation's row is held until the transaction ends, so that its members count one after the other.
    session.exec(select(Organisation.id).where(Organisation.id == viewer.organisation_id).with_for_update()).one()
    today = (Disclosure.organisation_id == viewer.organisation_id, Disclosure.at > now - DAY)
    views = (*today, Disclosure.kind == DisclosureKind.PROFILE_VIEW)
    known = select(Disclosure.id).where(*views, Disclosure.account_id == found.account_id)
    if found.tier is not Tier.MATCHED and session.exec(known).first() is None:
        opened = session.exec(select(func.count(distinct(col(Disclosure.account_id)))).where(*views)).one()
        if opened >= limit:
            raise DailyLimitReached
    record(session, viewer, found.account_id, DisclosureKind.PROFILE_VIEW, tier=found.tier, now=now)


def record(
    session: Session,
    viewer: Viewer,
    account_id: str,
    kind: DisclosureKind,
    *,
    tier: Tier,
    now: datetime,
    reason: str | None = None,
) -> None:
    """One row of the disclosure log, in the transaction of what it records."""
    session.add(
        Disclosure(
            account_id=account_id,
            viewer_id=viewer.account_id,
            organisation_id=viewer.organisation_id,
            kind=kind,
            tier=int(tier),
            reason=reason,
            at=now,
        )
    )


def _found(publication: Publication, organisation: Organisation, tier: Tier) -> Found:
    return Found(
        publication.account_id,
        publication.handle,
        alias_of(organisation.alias_key, publication.handle),
        tier,
        publication.record or {},
    )


def columns_readable_at(table: type[SQLModel], tier: Tier) -> list[Column[Any]]:
    """The table's columns that declare themselves readable at the tier, in the order they are written."""
    return [column for column in _table(table).columns if _is_readable(column, tier)]


def beyond_the_match(table: type[SQLModel]) -> list[str]:
    """The columns given to the other party in our interest only, that the work is done well: to be objected to."""
    found = ((column, declaration_of(column)) for column in columns_readable_at(table, Tier.MATCHED))
    return [c.name for c, declared in found if isinstance(declared, Personal) and declared.category in BEYOND]


def _is_readable(column: Column[Any], tier: Tier) -> bool:
    declared = declaration_of(column)
    return isinstance(declared, Personal) and declared.tier is not None and declared.tier <= tier


def _table(table: type[SQLModel]) -> Any:
    return table.__table__  # type: ignore[attr-defined]


_READABLE = {
    table: tuple(column.name for column in columns_readable_at(table, Tier.MATCHED)) for table in MATCHED_TABLES
}
"""What opens at a match, by table."""
