"""A whole epoch through SQLite: ``python tools/bench_epoch.py [people]``, the first and one after a fifth moved.

The epoch runs in a process of its own, as in the worker. Meanwhile this one searches the explorer and writes a little,
over and over: printed is how long the longest transaction of the epoch held the database, and how long both waited.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from random import Random
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from sqlmodel import Session, select  # noqa: E402

from models.account import Account  # noqa: E402
from models.bands import EducationLevel, Exposure, Seniority  # noqa: E402
from models.database import Database  # noqa: E402
from models.publication import Publication, PublicationState, PublicFacet, PublicProfile  # noqa: E402
from models.schema import upgrade  # noqa: E402
from services.accounts import create_account  # noqa: E402
from services.publication import epochs, publishing, storage  # noqa: E402
from services.publication.population import Person  # noqa: E402
from services.publication.record import LanguageClaim, SkillClaim, VerifiedRecord  # noqa: E402
from services.publication.shown import is_shown  # noqa: E402
from services.search.query import Query  # noqa: E402
from services.search.sql_index import SqlIndex  # noqa: E402
from services.tokens import TokenKeys  # noqa: E402
from tools.likely_people import NOW, Recombined, compiled  # noqa: E402

KEY = b"k" * 32
KEYS = TokenKeys("a secret of the bench")
BATCH = 200


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        database, random = Database(url, KEY), Random(1)  # noqa: S311
        upgrade(database)
        people = Recombined(compiled(2_000))
        own = [
            _join(database, people, random, range(start, min(start + BATCH, count))) for start in range(0, count, BATCH)
        ]
        _measure("first epoch", url, database)
        keys = [key for part in own for key in part]
        random.shuffle(keys)
        _churn(database, people, random, keys, count // 20)
        _measure("after 20 % churn", url, database)


def run(url: str, held: multiprocessing.Queue[tuple[float, float, float, int]]) -> None:
    """An epoch; tells how long it took and how long its transactions held the database."""
    database = Database(url, KEY)
    times: list[tuple[float, float]] = []
    begun = time.perf_counter()
    epochs.publish(_timed(database.write, times), database.read)
    held.put((time.perf_counter() - begun, *map(max, zip(*times, strict=True)), len(times)))


def _measure(title: str, url: str, database: Database) -> None:
    held: multiprocessing.Queue[tuple[float, float, float, int]] = multiprocessing.get_context("spawn").Queue()
    process = multiprocessing.get_context("spawn").Process(target=run, args=(url, held))
    waits: dict[str, list[float]] = {"a search": [], "a writer": []}
    over = threading.Event()
    others = [
        threading.Thread(target=_again, args=(over, waits["a search"], lambda: _search(database))),
        threading.Thread(target=_again, args=(over, waits["a writer"], lambda: _write(database))),
    ]
    process.start()
    for each in others:
        each.start()
    taken, longest, busy, number = held.get()
    over.set()
    for each in (process, *others):
        each.join()
    with database.read() as session:
        shown = len(session.exec(select(PublicProfile.id).where(is_shown())).all())
    print(
        f"  {title}: {taken:.1f} s, {shown:,} shown; {number} transactions, the longest {longest * 1000:.0f} ms,"
        f" of the processor {busy * 1000:.0f} ms"
    )
    for name, times in waits.items():
        print(f"    {name} meanwhile: median {median(times) * 1000:.0f} ms, longest {max(times) * 1000:.0f} ms")


def _timed(writing: Callable[[], AbstractContextManager[Session]], times: list[tuple[float, float]]) -> epochs.Opening:
    @contextmanager
    def opened() -> Iterator[Session]:
        with writing() as session:
            session.connection()
            begun = time.perf_counter(), time.process_time()
            yield session
        times.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))

    return opened


def _again(over: threading.Event, times: list[float], act: Callable[[], object]) -> None:
    while not over.is_set():
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
        time.sleep(0.02)


def _search(database: Database) -> None:
    with database.public() as session:
        SqlIndex(session, PublicProfile, PublicFacet, is_shown()).search(Query())


def _write(database: Database) -> None:
    with database.write() as session:
        account = session.exec(select(Account).limit(1)).one()
        account.locale = "nl" if account.locale == "en" else "en"


def _join(database: Database, people: Recombined, random: Random, numbers: range) -> list[str]:
    made = []
    with database.write() as session:
        for number in numbers:
            account = create_account(
                session,
                email=f"p{number}@people.example",
                password_hash=None,
                keys=KEYS,
                now=NOW,
                locale="en",
                confirmed=True,
            )
            if account is None:
                continue
            publication = publishing.publication_of(session, account.id)
            publication.exposure = list(Exposure)[number % 2]
            _review(session, publication, people.one(str(number), random))
            made.append(account.id)
    return made


def _churn(database: Database, people: Recombined, random: Random, keys: list[str], number: int) -> None:
    """A twentieth of all people leaves, edits, takes the other setting and joins."""
    begun = time.perf_counter()
    for key in keys[:number]:
        with database.write() as session:
            publishing.withdraw(session, key)
    print(f"  a withdrawal with its mending: {(time.perf_counter() - begun) / number * 1000:.0f} ms")
    with database.write() as session:
        for key in keys[number : 2 * number]:
            _review(session, publishing.publication_of(session, key), people.one(key, random))
    for key in keys[2 * number : 3 * number]:
        with database.write() as session:
            own = publishing.exposure_of(session, key)
            publishing.choose_exposure(session, key, next(each for each in Exposure if each is not own))
    _join(database, people, random, range(len(keys), len(keys) + number))


def _review(session: Session, publication: Publication, person: Person) -> None:
    record = VerifiedRecord(
        person.occupation,
        person.country,
        person.region,
        Seniority(person.seniority) if person.seniority else None,
        EducationLevel(person.education) if person.education else None,
        None,
        tuple(map(LanguageClaim, person.languages)),
        frozenset(person.sectors),
        tuple(map(SkillClaim, person.skills)),
        (),
        frozenset(),
        None,
        None,
        None,
        None,
        None,
    )
    publication.record, publication.state = storage.to_json(record), PublicationState.APPROVED
    publishing.accept(session, publication, reviewer_id=None, now=NOW)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
