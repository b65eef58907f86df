"""Saved searches: what somebody looks for, and a word when more professionals fit.

However many searches and hits there are, one run tells each person once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import and_, or_
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from models.account import Account
from models.client import Membership, Organisation, VerificationState
from models.database import Database
from models.notification import NotificationKind
from models.register import N_
from models.saved_search import Alert, SavedSearch

from . import blocks
from .aliases import order_key_of
from .daily import last_monday_morning, last_morning
from .errors import NotFound, ServiceError
from .notifications import notify
from .publication.shown import epoch_of
from .rights.restriction import unrestricted
from .search.query import VERIFIED_FACETS, Query
from .search.sql_index import verified_index
from .search.wording import terms_of
from .viewers import Viewer

MOST = 50
MOST_FOLLOWED = 1000
LONGEST_TEXT, MOST_FILTERS, LONGEST_VALUE = 200, 30, 60
_HASH_BYTES = 6


class NothingSought(ServiceError):
    """Everybody fits."""

    message = N_("Search for something or choose a filter first: everybody fits an empty search.")


class TooManySaved(ServiceError):
    """More searches than anybody follows."""

    message = N_("You keep 50 searches, which is as many as one can. Delete one first.")


class TooBroad(ServiceError):
    """So many fit that more of them are no news."""

    message = N_("More than 1000 professionals fit this search. Add a word or a filter, and save it then.")


@dataclass(frozen=True)
class Saved:
    """A saved search; ``query``: as the explorer's address has it · ``news``: how many fit since it was opened."""

    id: str
    query: str
    alert: Alert
    saved_at: datetime
    news: int


def save(
    session: Session, viewer: Viewer, query: str, *, found: Sequence[str], total: int, now: datetime
) -> SavedSearch:
    """Keep a search; ``found``: the profiles that fit now, of ``total``. One that is kept already stays.

    Raises NotFound, NothingSought, TooBroad or TooManySaved.
    """
    if not viewer.is_verified_client:
        raise NotFound
    query = tidy_query(query)
    if not query:
        raise NothingSought
    if total > MOST_FOLLOWED:
        raise TooBroad
    own = session.exec(_own(viewer)).all()
    if same := next((each for each in own if each.query == query), None):
        return same
    if len(own) >= MOST:
        raise TooManySaved
    key = session.get_one(Organisation, viewer.organisation_id).alias_key
    search = SavedSearch(
        account_id=str(viewer.account_id),
        organisation_id=str(viewer.organisation_id),
        query=query,
        alert=Alert.DAILY,
        saved_at=now,
        checked_at=now,
        epoch=epoch_of(session).number,
        known=_hashes(key, found),
    )
    session.add(search)
    session.flush()
    return search


def own_searches(session: Session, viewer: Viewer) -> list[Saved]:
    """The viewer's, in the name of the organisation they act for, the latest first."""
    if not viewer.is_verified_client:
        return []
    return [Saved(row.id, row.query, row.alert, row.saved_at, row.news) for row in session.exec(_own(viewer))]


def open_search(session: Session, viewer: Viewer, search_id: str) -> str:
    """The query of one's own search, of which nothing is news any more. Raises NotFound."""
    search = find_search(session, viewer, search_id)
    search.news = 0
    return search.query


def choose_alert(session: Session, viewer: Viewer, search_id: str, alert: Alert) -> None:
    """Say when to be told of more. Raises NotFound."""
    find_search(session, viewer, search_id).alert = alert


def delete(session: Session, viewer: Viewer, search_id: str) -> None:
    """Delete one's own search. Raises NotFound."""
    session.delete(find_search(session, viewer, search_id))


def find_search(session: Session, viewer: Viewer, search_id: str) -> SavedSearch:
    """One's own search, in the name of the organisation one acts for. Raises NotFound."""
    found = session.get(SavedSearch, search_id) if viewer.is_verified_client else None
    if found is None or (found.account_id, found.organisation_id) != (viewer.account_id, viewer.organisation_id):
        raise NotFound
    return found


def count_news(session: Session, viewer: Viewer) -> int:
    """How many of the viewer's searches have news."""
    if not viewer.is_verified_client:
        return 0
    own = _own(viewer).where(SavedSearch.news > 0).order_by(None)
    return session.exec(select(func.count()).select_from(own.subquery())).one()


def tidy_query(address: str) -> str:
    """What an address of the explorer asks for, in one order: text and filters, nothing else."""
    sought = [
        (name, value.strip())
        for name, value in parse_qsl(address)
        if (name == "q" or name in VERIFIED_FACETS) and value.strip()
    ]
    kept = [(n, v[:LONGEST_TEXT]) for n, v in sought if n == "q" or len(v) <= LONGEST_VALUE]
    return urlencode(sorted(dict.fromkeys(kept))[:MOST_FILTERS])


def query_of(tidy: str) -> Query:
    """The query that a tidy address stands for, with everybody on its page who may be followed."""
    filters: dict[str, tuple[str, ...]] = {}
    text = ""
    for name, value in parse_qsl(tidy):
        if name == "q":
            text = value
        else:
            filters[name] = (*filters.get(name, ()), value)
    return Query(terms=terms_of(text), filters=filters, size=MOST_FOLLOWED)


def look_through(database: Database, *, now: datetime) -> int:
    """Look through the searches that are due, and tell each person once that more fit; gives how many were told."""
    with database.read() as session:
        due = [(row.id, row.organisation_id, row.query) for row in session.exec(_due(session, now))]
    found = {id_: _found(database, organisation_id, query) for id_, organisation_id, query in due}
    with database.write() as session:
        people = {
            search.account_id
            for search in session.exec(_due(session, now).where(col(SavedSearch.id).in_(found)).with_for_update())
            if _note(session, search, found[search.id], now)
        }
        for account_id in sorted(people):
            notify(session, account_id, NotificationKind.SEARCH_FOUND, now=now)
    return len(people)


def _found(database: Database, organisation_id: str, query: str) -> tuple[str, ...] | None:
    """The profiles that fit now; None where they are too many to tell who is new."""
    with database.read() as session:
        key = order_key_of(session.get_one(Organisation, organisation_id).alias_key)
        hidden = blocks.hidden_handles(session, organisation_id)
    with database.verified() as session:
        results = verified_index(session, key, without=hidden).search(query_of(query))
    return None if results.partial or results.total > MOST_FOLLOWED else results.ids


def _note(session: Session, search: SavedSearch, found: tuple[str, ...] | None, now: datetime) -> bool:
    """Note who fits now; whether somebody does who did not."""
    search.checked_at, search.epoch = now, epoch_of(session).number
    if found is None:
        return False
    now_known = _hashes(session.get_one(Organisation, search.organisation_id).alias_key, found)
    fresh = len(set(now_known) - set(search.known))
    search.known, search.news = now_known, search.news + fresh
    return fresh > 0


def _due(session: Session, now: datetime) -> SelectOfScalar[SavedSearch]:
    """The searches to look through: of people who are there and act for an organisation that is verified still."""
    alert, checked_at = col(SavedSearch.alert), col(SavedSearch.checked_at)
    daily = and_(alert == Alert.DAILY, checked_at < last_morning(now))
    weekly = and_(alert == Alert.WEEKLY, checked_at < last_monday_morning(now))
    epoch = and_(alert == Alert.EPOCH, col(SavedSearch.epoch) < epoch_of(session).number)
    member = (
        select(Membership.id)
        .join(Organisation, col(Organisation.id) == Membership.organisation_id)
        .where(Membership.account_id == SavedSearch.account_id)
        .where(Membership.organisation_id == SavedSearch.organisation_id)
        .where(Organisation.state == VerificationState.VERIFIED)
    )
    return (
        select(SavedSearch)
        .join(Account, col(Account.id) == SavedSearch.account_id)
        .where(or_(daily, weekly, epoch), member.exists())
        .where(col(Account.deactivated_at).is_(None), unrestricted(col(Account.id)))
        .order_by(col(SavedSearch.id))
    )


def _own(viewer: Viewer) -> SelectOfScalar[SavedSearch]:
    return (
        select(SavedSearch)
        .where(SavedSearch.account_id == viewer.account_id, SavedSearch.organisation_id == viewer.organisation_id)
        .order_by(col(SavedSearch.saved_at).desc(), col(SavedSearch.id))
    )


def _hashes(key: bytes, handles: Sequence[str]) -> list[str]:
    """Each profile as a keyed hash, in order."""
    return sorted(hashlib.blake2b(each.encode(), key=key, digest_size=_HASH_BYTES).hexdigest() for each in handles)
