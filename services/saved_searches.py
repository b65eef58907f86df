"""Saved searches: what somebody looks for, kept to be followed (search_following.py)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.client import Organisation
from models.register import N_
from models.saved_search import Alert, SavedSearch

from .client_search import search_for
from .errors import NotFound, ServiceError
from .publication.shown import epoch_of
from .search.query import VERIFIED_FACETS, Query
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


def save(session: Session, confined: Session, viewer: Viewer, query: str, *, now: datetime) -> SavedSearch:
    """Keep a search, with who fits it now; one that is kept already stays.

    ``confined``: the connection of verified clients. Raises NotFound, NothingSought, TooBroad or TooManySaved.
    """
    if not viewer.is_verified_client:
        raise NotFound
    query = tidy_query(query)
    if not query:
        raise NothingSought
    own = session.exec(_own(viewer)).all()
    if same := next((each for each in own if each.query == query), None):
        return same
    if len(own) >= MOST:
        raise TooManySaved
    known = who_fits(session, confined, str(viewer.organisation_id), query)
    if known is None:
        raise TooBroad
    search = SavedSearch(
        account_id=str(viewer.account_id),
        organisation_id=str(viewer.organisation_id),
        query=query,
        alert=Alert.DAILY,
        saved_at=now,
        checked_at=now,
        epoch=epoch_of(session).number,
        known=known,
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


def tidy_query(address: str) -> str:
    """What an address of the explorer asks for, in one order: text and filters, nothing else."""
    sought = [
        (name, value.strip())
        for name, value in parse_qsl(address)
        if (name == "q" or name in VERIFIED_FACETS) and value.strip()
    ]
    kept = [(n, v[:LONGEST_TEXT]) for n, v in sought if n == "q" or len(v) <= LONGEST_VALUE]
    return urlencode(sorted(dict.fromkeys(kept))[:MOST_FILTERS])


def who_fits(session: Session, confined: Session, organisation_id: str, query: str) -> list[str] | None:
    """Keyed hashes of the profiles that fit all of a search; None where they are more than can be followed."""
    results = search_for(session, confined, organisation_id, _query_of(query))
    if results.partial:
        return []
    if results.total > MOST_FOLLOWED:
        return None
    key = session.get_one(Organisation, organisation_id).alias_key
    digests = (hashlib.blake2b(each.encode(), key=key, digest_size=_HASH_BYTES) for each in results.ids)
    return sorted(digest.hexdigest() for digest in digests)


def _own(viewer: Viewer) -> SelectOfScalar[SavedSearch]:
    return (
        select(SavedSearch)
        .where(SavedSearch.account_id == viewer.account_id, SavedSearch.organisation_id == viewer.organisation_id)
        .order_by(col(SavedSearch.saved_at).desc(), col(SavedSearch.id))
    )


def _query_of(tidy: str) -> Query:
    """The query that a tidy address stands for, with everybody on its page who may be followed."""
    filters: dict[str, tuple[str, ...]] = {}
    text = ""
    for name, value in parse_qsl(tidy):
        if name == "q":
            text = value
        else:
            filters[name] = (*filters.get(name, ()), value)
    return Query(terms=terms_of(text), filters=filters, size=MOST_FOLLOWED)
