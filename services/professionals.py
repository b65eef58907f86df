"""What a professional edits: their personalia and wishes, and the résumé item by item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from models.base import Row
from models.privacy import personal_columns
from models.register import N_
from models.resume import Certification, Education, Experience, Language, Link, NamedParty, Portfolio, Skill

from .errors import NotFound, ServiceError
from .resumes import professional_of

OWN_COLUMNS = {"id", "account_id"}
MOST_ITEMS = 100


class SectionFull(ServiceError):
    """A section of a résumé would hold more than one may."""

    message = N_("One section holds at most 100 entries. Remove some that you no longer need, and try again.")


@dataclass(frozen=True)
class Item:
    """One entry of a section of the résumé: ``values`` by column, without its id and owner."""

    id: str
    values: Mapping[str, Any]


def details_of(session: Session, account_id: str) -> Mapping[str, Any]:
    """The single columns about a professional, by name."""
    return professional_of(session, account_id).model_dump(exclude=OWN_COLUMNS)


def change_details(session: Session, account_id: str, values: Mapping[str, Any]) -> None:
    """Put values in the place of those that are there; other columns stay. Company data go with the business.

    Which those are, the columns declare themselves: what says nothing about a person under a condition goes with it.
    """
    person = professional_of(session, account_id)
    for name, value in values.items():
        setattr(person, name, value)
    for column, declared in personal_columns(SQLModel.metadata.tables["professional"]):
        if declared.only_if is not None and not getattr(person, declared.only_if):
            setattr(person, column.name, None)


def items(session: Session, account_id: str, table: type[Row]) -> list[Item]:
    """A section of the résumé, in the order in which people read it."""
    rows = session.exec(select(table).where(_owner(table) == account_id)).all()
    return [_item(row) for row in sorted(rows, key=_ORDER[table])]


def item(session: Session, account_id: str, table: type[Row], item_id: str) -> Item:
    """One of the person's own items. Raises NotFound, also for somebody else's."""
    return _item(_own(session, account_id, table, item_id))


def add_items(session: Session, account_id: str, table: type[Row], entries: Iterable[Mapping[str, Any]]) -> list[Item]:
    """Add entries to a section. Raises SectionFull."""
    rows = [table(account_id=account_id, **values) for values in entries]  # type: ignore[call-arg]
    _expect_room(session, account_id, table, len(rows))
    session.add_all(rows)
    session.flush()
    return [_item(row) for row in rows]


def change_item(session: Session, account_id: str, table: type[Row], item_id: str, values: Mapping[str, Any]) -> Item:
    """Put values in the place of an item's. Raises NotFound."""
    row = _own(session, account_id, table, item_id)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return _item(row)


def remove_item(session: Session, account_id: str, table: type[Row], item_id: str) -> Item:
    """Delete an item and give what it was, so that it can be restored. Raises NotFound."""
    row = _own(session, account_id, table, item_id)
    removed = _item(row)
    session.delete(row)
    return removed


def restore_item(session: Session, account_id: str, table: type[Row], removed: Item) -> Item:
    """Bring a removed item back under its old id; asking twice brings it back once. Raises SectionFull."""
    if session.get(table, removed.id) is None:
        _expect_room(session, account_id, table, 1)
        row = table(**removed.values, id=removed.id, account_id=account_id)  # type: ignore[call-arg]
        session.add(row)
        session.flush()
        session.expire(row)  # read back, so that what was text in between is an enum again
    return item(session, account_id, table, removed.id)


def _expect_room(session: Session, account_id: str, table: type[Row], more: int) -> None:
    held = session.exec(select(func.count()).where(_owner(table) == account_id)).one()
    if held + more > MOST_ITEMS:
        raise SectionFull


def _own(session: Session, account_id: str, table: type[Row], item_id: str) -> Row:
    row = session.exec(select(table).where(_owner(table) == account_id, col(table.id) == item_id)).first()
    if row is None:
        raise NotFound
    return row


def _owner(table: type[Row]) -> Any:
    return col(table.account_id)  # type: ignore[attr-defined]


def _item(row: Row) -> Item:
    return Item(row.id, row.model_dump(exclude=OWN_COLUMNS))


def _newest_job(row: Any) -> tuple[Any, ...]:
    end = (row.end_year or row.start_year or 0, row.end_month or 0)
    return (not row.current, -end[0], -end[1], -(row.start_year or 0), -(row.start_month or 0), row.id)


def _newest_study(row: Any) -> tuple[Any, ...]:
    return (-(row.end_year or row.start_year or 0), row.id)


def _by_name(row: Any) -> tuple[Any, ...]:
    return ((row.name or "").casefold(), row.id)


_ORDER: Mapping[type[Row], Callable[[Any], tuple[Any, ...]]] = {
    Experience: _newest_job,
    Education: _newest_study,
    Skill: _by_name,
    Language: lambda row: (row.language, row.id),
    Certification: lambda row: (-(row.year or 0), row.id),
    Link: lambda row: (row.url or "", row.id),
    Portfolio: lambda row: (-(row.year or 0), row.id),
    NamedParty: _by_name,
}
