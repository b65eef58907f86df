"""What outlives its place in the product: what a legal hold covers, and the proof of consents and requests.

It is sealed and put into the legal store before the product deletes it. Whatever is done twice gives the same records,
so whoever was killed in between simply begins again.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session

from config import Config
from models.account import Account
from models.privacy import Category
from models.register import PROOF_PERIOD, REGISTER, Clock
from models.retention import LegalHold
from services import files
from services.errors import NotFound
from services.files import FileStore
from services.legal_store import LegalStore, Record
from services.tokens import TokenKeys

from .clocks import links
from .holds import any_hold_lasts, lasting_holds
from .periods import end_of
from .retention import row_ends
from .walk import HeldRow, Holding, holdings, rows_about

PROOF = "proof"
"""The ground of what proves a consent or how a request was handled (GDPR articles 5(2), 7(1) and 17(3)(b))."""

FILED_TABLES = {str(table.__tablename__) for table in files.FILED}
PROVEN = tuple(category for category, entry in REGISTER.items() if entry.retention.clock is Clock.CLOSING)
"""The categories that are kept as proof."""


@dataclass(frozen=True)
class Keeper:
    """The legal store with what it takes to fill it."""

    legal: LegalStore
    files: FileStore
    keys: TokenKeys

    @classmethod
    def of(cls, config: Config) -> Keeper:
        """The stores and keys of a configuration."""
        return cls(LegalStore.of(config), FileStore.of(config), TokenKeys(config.secret_key))

    def keep_held(self, session: Session, account_ids: Sequence[str], *, now: datetime) -> int:
        """Keep apart all that a hold covers of these people, also rows they share with others who are held."""
        if not any_hold_lasts(session, now=now):
            return 0
        found = [
            record
            for hold in lasting_holds(session, account_ids, now=now)
            for row in rows_about(session, hold.account_id)
            for record in [self._of_hold(session, hold, row)]
        ]
        for holding in holdings():
            if len(links(holding)) > 1:
                found += self._shared(session, holding, account_ids, now=now)
        return self.legal.append(found)

    def keep_proof(self, session: Session, account_ids: Sequence[str], *, now: datetime) -> int:
        """Keep apart what proves the consents and requests of these people, each until the end of its own period."""
        found = [
            Record(self._id(matter, row), matter, PROOF, until, self._content(session, account_id, row))
            for account_id in account_ids
            for matter in [self.keys.digest("legal-matter", f"{PROOF} {account_id}")]
            for row, until in proven(session, account_id, now=now)
            if until > now
        ]
        return self.legal.append(found)

    def keep_rows(self, session: Session, holding: Holding, ids: Collection[str], *, now: datetime) -> int:
        """Keep apart those of the rows that hang on somebody who is held."""
        table = holding.table
        columns = [link.column for link in links(holding)]
        if not columns or not ids or not any_hold_lasts(session, now=now):
            return 0
        named = session.connection().execute(select_columns(*columns).where(table.columns["id"].in_(ids)))
        people = {account_id for row in named for account_id in row if account_id is not None}
        return self.legal.append(
            self._of_hold(session, hold, row)
            for hold in lasting_holds(session, list(people), now=now)
            for row in rows_about(session, hold.account_id, tables=[holding])
            if row.id in ids
        )

    def matter_of(self, hold_id: str) -> str:
        """What the records of a hold go by."""
        return self.keys.digest("legal-matter", hold_id)

    def _shared(
        self, session: Session, holding: Holding, account_ids: Sequence[str], *, now: datetime
    ) -> Iterator[Record]:
        columns = [link.column for link in links(holding)]
        table = holding.table
        leaving = [select_columns(table.columns["id"]).where(column.in_(account_ids)) for column in columns]
        ids = {id_ for statement in leaving for id_ in session.connection().execute(statement).scalars()}
        named = session.connection().execute(select_columns(*columns).where(table.columns["id"].in_(ids)))
        others = {each for row in named for each in row if each is not None} - set(account_ids)
        for hold in lasting_holds(session, list(others), now=now):
            for row in rows_about(session, hold.account_id, tables=[holding]):
                if row.id in ids:
                    yield self._of_hold(session, hold, row)

    def _of_hold(self, session: Session, hold: LegalHold, row: HeldRow) -> Record:
        matter = self.matter_of(hold.id)
        content = self._content(session, hold.account_id, row)
        return Record(self._id(matter, row), matter, hold.ground.value, hold.until, content)

    def _id(self, matter: str, row: HeldRow) -> str:
        return self.keys.digest("legal-record", f"{matter} {row.table} {row.id}")

    def _content(self, session: Session, account_id: str, row: HeldRow) -> dict[str, Any]:
        account = session.get(Account, account_id)
        content: dict[str, Any] = {
            "person": {"account": account_id, "email": account and account.email},
            "table": row.table,
            "row": row.id,
            "roles": sorted(row.roles),
            "people": _people(session, row),
            "values": {datum.column: _plain(datum.value) for datum in row.data},
        }
        if row.table in FILED_TABLES:
            content["bytes"] = self._bytes(session, row)
        return content

    def _bytes(self, session: Session, row: HeldRow) -> str | None:
        """The file of a row, also where somebody else sent it: what a hold covers is what it shows."""
        owner_id = str(_people(session, row)["account_id"])
        try:
            data = files.opened(session, self.files, owner_id, row.id)
        except NotFound:
            return None
        return base64.b64encode(data).decode()


def proven(session: Session, account_id: str, *, now: datetime) -> Iterator[tuple[HeldRow, datetime]]:
    """The person's rows that prove something, each with its end where the account ends now at the latest."""
    rows = list(rows_about(session, account_id, categories=PROVEN))
    for holding in holdings():
        own = [row for row in rows if row.table == holding.name]
        for category in {datum.declared.category for row in own for datum in row.data}:
            ids = [row.id for row in own]
            ends = row_ends(session, holding, Category(category), account_id=account_id, ids=ids, now=now)
            for row in own:
                yield row, ends[row.id] or end_of(PROOF_PERIOD, now)


def _people(session: Session, row: HeldRow) -> dict[str, str]:
    """The accounts that the row names, by column."""
    holding = next(each for each in holdings() if each.name == row.table)
    columns = [link.column for link in links(holding)]
    if not columns:
        return {}
    statement = select_columns(*columns).where(holding.table.columns["id"] == row.id)
    found = session.connection().execute(statement).one()
    return {column.name: value for column, value in zip(columns, found, strict=True) if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date) else value
