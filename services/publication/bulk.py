"""Writing many rows: in transactions that are short by the clock, through statements of the driver itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from itertools import islice
from time import perf_counter, sleep
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

Opening = Callable[[], AbstractContextManager[Session]]
"""Opens a transaction."""

SHORT = 0.1
"""Seconds that a transaction may hold the database, its commit counted: after a longer one the next batch is smaller.
Twice as long still leaves others within the 200 ms that they may wait."""
PAUSE = 0.025
"""Seconds between two transactions: SQLite lets in who waits when they look again, every 25 ms at first."""
FIRST, LEAST, MOST = 2_000, 20, 20_000
"""How many rows the first batch has, and any."""
T = TypeVar("T")


class Turns:
    """Short transactions one after the other, with time in between for everybody else who writes.

    What is prepared between two of them counts as such time.
    """

    def __init__(self, opening: Opening, *, pausing: bool = True) -> None:
        self._opening = opening
        self._pausing = pausing
        self._ended = float("-inf")

    @contextmanager
    def __call__(self) -> Iterator[Session]:
        if self._pausing and (wait := self._ended + PAUSE - perf_counter()) > 0:
            sleep(wait)
        with self._opening() as session:
            yield session
        self._ended = perf_counter()

    def write(self, rows: Iterable[T], act: Callable[[Session, Sequence[T]], None]) -> None:
        """Let ``act`` write the rows, some in each transaction, as many as it writes in a short time."""
        rest, size = iter(rows), min(FIRST, MOST)
        while batch := list(islice(rest, size)):
            with self() as session:
                session.connection()
                begun = perf_counter()
                act(session, batch)
            size = _size_for(self._ended - begun, len(batch))


def insert_many(
    session: Session,
    table: type[SQLModel],
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    again: bool = False,
) -> None:
    """Insert rows of plain values, as both drivers take them; ``again``: some may be there already."""
    if rows:
        _run(session, _insertion(str(table.__tablename__), tuple(columns), again), rows)


def delete_many(session: Session, table: type[SQLModel], key: Sequence[str], keys: Sequence[tuple[Any, ...]]) -> None:
    """Delete the rows with these values in the columns of ``key``."""
    if keys:
        _run(session, _deletion(str(table.__tablename__), tuple(key)), keys)


def _run(session: Session, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    session.flush()
    connection = session.connection()
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    connection.exec_driver_sql(statement.replace("?", mark), list(rows))


@cache
def _insertion(table: str, columns: tuple[str, ...], again: bool) -> str:
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of ours
    return f"{statement} ON CONFLICT DO NOTHING" if again else statement


@cache
def _deletion(table: str, key: tuple[str, ...]) -> str:
    return f"DELETE FROM {table} WHERE {' AND '.join(f'{column} = ?' for column in key)}"  # noqa: S608 - names of ours


def _size_for(seconds: float, size: int) -> int:
    """How many rows to write next, where so many took so long: at most four times as many."""
    return max(min(LEAST, MOST), min(MOST, 4 * size, int(size * SHORT / max(seconds, 1e-6))))
