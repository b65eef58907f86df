"""Whoever follows a conversation is woken when something happens in it: written, read, or its match ended.

One thread of a process looks a few times a second at the conversations that are followed there, by their indexes
alone. It works the same on every engine and with any number of processes, and nothing is lost when one of them dies:
what to show is always read from the database, after the last message that the reader has.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlmodel import col, func, select

from models.database import Database
from models.match import Match
from models.message import Message, ReadMark

from .conversations import note_read

INTERVAL = 0.2
"""Seconds between two looks."""
MOST = 200
"""So many may follow in one process, for each holds a thread of the web server."""
NO_ANSWER = (SQLAlchemyError, sqlite3.OperationalError)
"""What a database says that cannot be asked now: the looking goes on."""
MOST_OF_ONE = 4
"""So many pages of one person follow in one process; a further one asks now and then instead."""


@dataclass(eq=False)
class Follower:
    """A page that follows a conversation; ``moved`` is set when there may be something new."""

    match_id: str
    account_id: str
    moved: threading.Event = field(default_factory=threading.Event)


class Pulse:
    """The followers of one process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._followers: set[Follower] = set()
        self._read: dict[tuple[str, str], tuple[int, datetime]] = {}
        self._looks = False

    def follow(self, match_id: str, account_id: str) -> Follower | None:
        """Follow a conversation; None where too many do already. Whoever follows must leave."""
        with self._lock:
            own = sum(each.account_id == account_id for each in self._followers)
            if own >= MOST_OF_ONE or len(self._followers) >= MOST:
                return None
            follower = Follower(match_id, account_id)
            follower.moved.set()  # something may have happened since the page was made
            self._followers.add(follower)
            if not self._looks:
                self._looks = True
                threading.Thread(target=self._look, name="pulse", daemon=True).start()
        return follower

    def leave(self, follower: Follower) -> None:
        """Follow no longer."""
        with self._lock:
            self._followers.discard(follower)

    def note_read(self, follower: Follower, number: int, *, now: datetime) -> None:
        """Whoever follows has read up to a message; it is written down at the next look, together with the others."""
        with self._lock:
            self._read[follower.match_id, follower.account_id] = number, now

    def _look(self) -> None:
        """Look until nobody follows any more."""
        seen: dict[Follower, object] = {}
        pause = threading.Event()
        while True:
            with self._lock:
                followers, read = tuple(self._followers), self._read
                self._looks, self._read = bool(followers), {}
            self._write_down(read)
            if not followers:
                return
            states = self._states(sorted({each.match_id for each in followers}))
            now = {each: states[each.match_id].of_others(each) for each in followers if each.match_id in states}
            for each, state in now.items():
                if seen.get(each) != state:
                    each.moved.set()
            seen = now
            pause.wait(INTERVAL)

    def _write_down(self, read: dict[tuple[str, str], tuple[int, datetime]]) -> None:
        """Note what was read, or keep it for the next look; the mark of somebody who has gone is not missed."""
        if not read:
            return
        try:
            with self._database.write() as session:
                for (match_id, account_id), (number, now) in sorted(read.items()):
                    with suppress(IntegrityError), session.begin_nested():
                        note_read(session, match_id, account_id, number, now=now)
        except NO_ANSWER:
            with self._lock:
                self._read = read | self._read

    def _states(self, match_ids: Sequence[str]) -> dict[str, _State]:
        """How each conversation stands; none where the database does not answer."""
        written = select(func.max(Message.number)).where(Message.match_id == Match.id).correlate(Match)
        statement = select(Match.id, Match.ended_at, written.scalar_subquery()).where(col(Match.id).in_(match_ids))
        marks = select(ReadMark.match_id, ReadMark.account_id, ReadMark.number).where(
            col(ReadMark.match_id).in_(match_ids)
        )
        try:
            with self._database.read() as session:
                states = {match_id: _State(state) for match_id, *state in session.exec(statement)}
                for match_id, account_id, number in session.exec(marks):
                    states[match_id].read[account_id] = number
        except NO_ANSWER:
            return {}
        return states


@dataclass
class _State:
    """What is written in a conversation and whether it lasts, and up to where each of its people has read."""

    written: list[object]
    read: dict[str, int] = field(default_factory=dict)

    def of_others(self, follower: Follower) -> object:
        """What a follower wants to know: their own reading is nothing new to them."""
        return self.written, sorted(pair for pair in self.read.items() if pair[0] != follower.account_id)
