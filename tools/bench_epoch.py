"""A whole epoch through SQLite: ``python tools/bench_epoch.py [people]``, the first and one after a fifth moved.

The epoch runs in a process of its own, as in the worker. Meanwhile this one searches the explorer and writes a little,
over and over: printed is how long the longest transaction of the epoch held the database, and how long both waited.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from sqlmodel import Session, select  # noqa: E402

from models.account import Account  # noqa: E402
from models.bands import EducationLevel, Exposure, Seniority  # noqa: E402
from models.database import Database  # noqa: E402
from models.publication import Publication, PublicationState, PublicProfile  # noqa: E402
from models.schema import upgrade  # noqa: E402
from services.publication import epochs, publishing, storage  # noqa: E402
from services.publication.bulk import Opening  # noqa: E402
from services.publication.population import Person  # noqa: E402
from services.publication.record import LanguageClaim, SkillClaim, VerifiedRecord  # noqa: E402
from services.publication.shown import is_shown  # noqa: E402
from services.publication.vocabulary import vocabulary  # noqa: E402
from services.search.query import Query  # noqa: E402
from services.search.sql_index import public_index  # noqa: E402
from tools.bench_people import load  # noqa: E402
from tools.likely_people import DRAWN, NOW, Recombined, compiled  # noqa: E402

KEY = b"k" * 32
MANY = 100_000
WITHDRAWALS = 200
"""So many people withdraw at most; among more than MANY so many edit, take the other setting and join as well."""


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        database, random = Database(url, KEY), Random(1)  # noqa: S311
        upgrade(database)
        people = Recombined(compiled(2_000 if count <= MANY else DRAWN))
        begun = time.perf_counter()
        keys = load(database, people.draw(count, 1), random)
        size = Path(folder, "bench.db").stat().st_size / 1e9
        print(f"  {count:,} people loaded in {time.perf_counter() - begun:.0f} s, {size:.1f} GB", flush=True)
        _measure("first epoch", url, database)
        random.shuffle(keys)
        moved = count // 20 if count <= MANY else WITHDRAWALS
        _churn(database, people, random, keys, moved)
        _measure(f"after {4 * moved / count:.1%} churn", url, database)


def run(url: str, held: multiprocessing.Queue[Run]) -> None:
    """An epoch; tells what it took."""
    database = Database(url, KEY)
    _warm_up(database)
    times: list[tuple[float, float]] = []
    begun = time.perf_counter(), time.process_time()
    epochs.publish(_timed(database.write, times), database.read)
    wall, busy = time.perf_counter() - begun[0], time.process_time() - begun[1]
    longest, at_work = map(max, zip(*times, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held.put(Run(wall, busy, longest, at_work, len(times), peak))


def _warm_up(database: Database) -> None:
    """Load what a worker has loaded long before an epoch: the vocabulary, and what the tables look like."""
    vocabulary()
    with database.read() as session:
        session.exec(select(PublicProfile).limit(1)).first()


@dataclass(frozen=True)
class Run:
    """What an epoch took: seconds in all, seconds of the processor, the same for its longest transaction, how many
    transactions there were, and the most memory in MB."""

    wall: float
    busy: float
    longest: float
    longest_busy: float
    transactions: int
    peak: float


def _measure(title: str, url: str, database: Database) -> None:
    quiet = _seconds(lambda: _search(database))
    held: multiprocessing.Queue[Run] = multiprocessing.get_context("spawn").Queue()
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
    found = held.get()
    over.set()
    process.join()
    for each in others:
        each.join()
    with database.read() as session:
        shown = len(session.exec(select(PublicProfile.id).where(is_shown())).all())
    print(
        f"  {title}: {found.wall:.1f} s, {found.busy:.1f} of the processor, peak {found.peak:,.0f} MB, {shown:,} shown;"
        f" {found.transactions} transactions, the longest {found.longest * 1000:.0f} ms, of the processor"
        f" {found.longest_busy * 1000:.0f} ms"
    )
    for name, times in waits.items():
        print(f"    {name} meanwhile: median {median(times) * 1000:.0f} ms, longest {max(times) * 1000:.0f} ms")
    after = _seconds(lambda: _search(database))
    print(f"    a search alone, before {quiet * 1000:.0f} ms, after {after * 1000:.0f} ms", flush=True)


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _timed(writing: Opening, times: list[tuple[float, float]]) -> Opening:
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
        public_index(session).search(Query())


def _write(database: Database) -> None:
    with database.write() as session:
        account = session.exec(select(Account).limit(1)).one()
        account.locale = "nl" if account.locale == "en" else "en"


def _churn(database: Database, people: Recombined, random: Random, keys: list[str], number: int) -> None:
    """So many people leave, edit, take the other setting and join."""
    taken = []
    for key in keys[:number]:
        begun = time.perf_counter()
        with database.write() as session:
            publishing.withdraw(session, key)
        taken.append(time.perf_counter() - begun)
    print(f"  a withdrawal with its mending: median {median(taken) * 1000:.0f} ms, longest {max(taken) * 1000:.0f} ms")
    with database.write() as session:
        for key in keys[number : 2 * number]:
            _review(session, publishing.publication_of(session, key), people.one(key, random))
    for key in keys[2 * number : 3 * number]:
        with database.write() as session:
            own = publishing.exposure_of(session, key)
            publishing.choose_exposure(session, key, next(each for each in Exposure if each is not own))
    load(database, people.draw(number, 2), random)


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
