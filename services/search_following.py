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

from .daily import last_monday_morning, last_morning
from .notifications import notify
from .publication.shown import epoch_of
from .rights.restriction import unrestricted
from .saved_searches import who_fits


def look_through(database: Database, *, now: datetime) -> int:
    """Look through the searches that are due, and tell each person once that more fit; gives how many were told."""
    with database.read() as session, database.verified() as confined:
        due = session.exec(_due(session, now))
        fitting = {each.id: who_fits(session, confined, each.organisation_id, each.query) for each in due}
    with database.write() as session:
        epoch = epoch_of(session).number
        still = _due(session, now).where(col(SavedSearch.id).in_(fitting)).with_for_update(of=SavedSearch)
        people = set()
        for search in session.exec(still):
            search.checked_at, search.epoch = now, epoch
            if _note(search, fitting[search.id]):
                people.add(search.account_id)
        for account_id in sorted(people):
            notify(session, account_id, NotificationKind.SEARCH_FOUND, now=now)
    return len(people)


def _note(search: SavedSearch, fitting: list[str] | None) -> bool:
    """Note who fits now; whether somebody does who did not. Of too many nobody is told."""
    if fitting is None:
        return False
    fresh = len(set(fitting) - set(search.known))
    search.known, search.news = fitting, search.news + fresh
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
