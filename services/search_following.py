"""Following saved searches: when each is due, who fits since, and one word to each person however many do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.account import Account
from models.client import Membership, Organisation, VerificationState
from models.database import Database
from models.notification import NotificationKind
from models.saved_search import Alert, SavedSearch

from . import blocks
from .aliases import order_key_of
from .daily import last_monday_morning, last_morning
from .notifications import notify
from .publication.shown import epoch_of
from .rights.restriction import unrestricted
from .saved_searches import MOST_FOLLOWED, hashes_of, query_of
from .search.sql_index import verified_index


def look_through(database: Database, *, now: datetime) -> int:
    """Look through the searches that are due, and tell each person once that more fit; gives how many were told."""
    with database.read() as session:
        due = [(row.id, row.organisation_id, row.query) for row in session.exec(_due(session, now))]
    found = {id_: _found(database, organisation_id, query) for id_, organisation_id, query in due}
    with database.write() as session:
        still = _due(session, now).where(col(SavedSearch.id).in_(found)).with_for_update(of=SavedSearch)
        searches = session.exec(still).all()
        people = {each.account_id for each in searches if _note(session, each, found[each.id], now)}
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
    now_known = hashes_of(session.get_one(Organisation, search.organisation_id).alias_key, found)
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
