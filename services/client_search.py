"""The explorer as a client organisation has it: in an order of its own, without whoever hides from it."""

from __future__ import annotations

from sqlmodel import Session

from models.client import Organisation

from . import blocks
from .aliases import order_key_of
from .search.query import Query, Results
from .search.sql_index import verified_index


def search_for(session: Session, confined: Session, organisation_id: str, query: Query) -> Results:
    """What an organisation finds; ``confined``: the connection that reads what verified clients may."""
    key = order_key_of(session.get_one(Organisation, organisation_id).alias_key)
    hidden = blocks.hidden_handles(session, organisation_id)
    return verified_index(confined, key, without=hidden).search(query)
