"""What the publication engine gives and costs: ``python tools/bench_publication.py [people ...]``.

For 600, 10,000 and 1,000,000 people, half of whom blend in: what the settings show, how many cannot be placed, and the
time and memory of planning the first epoch and one after a fifth of all people moved. Each planning runs in a process
of its own that reads people and crowds from files, as it reads them from a database. Then an epoch through SQLite.
"""

from __future__ import annotations

import gc
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import mean, median
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from models.bands import Exposure  # noqa: E402
from services.publication.planning import Member, NewCrowd, Planning, StandingCrowd  # noqa: E402
from services.publication.population import Person, Population  # noqa: E402
from tools import bench_epoch  # noqa: E402
from tools.likely_people import DRAWN, Recombined, compiled  # noqa: E402

K = 5
SIZES = (600, 10_000, 1_000_000)
THROUGH_SQLITE = 10_000
PART = 2_000


def main(sizes: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        own = compiled(min(DRAWN, max(sizes)))
        print(f"{len(own):,} people compiled in {time.perf_counter() - begun:.0f} s; the rest is recombined from them")
        for size in sizes:
            first, moved, crowds = (Path(folder, name) for name in ("first", "moved", "crowds"))
            people = _write_people(own, size, first, moved)
            print(f"\n{size:,} people")
            _reference(people, size)
            for title, read, standing in (("first epoch", first, None), ("after 20 % churn", moved, crowds)):
                print(f"  {title}", flush=True)
                _in_own_process("plan", read, standing or "-", crowds)
    if THROUGH_SQLITE in sizes:
        print(f"\nAn epoch of {THROUGH_SQLITE:,} people through SQLite", flush=True)
        bench_epoch.main(THROUGH_SQLITE)


def plan(read: Path, standing: Path | None, write: Path) -> None:
    """Plan one epoch and say what it cost and gives; leave its crowds for the next."""
    begun = time.process_time()
    people = {exposure: _read(read.with_suffix(f".{exposure.value}")) for exposure in Exposure}
    planning = Planning(people, _read(standing) if standing else (), K)
    known = time.process_time()
    made = planning.plan()
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    number = sum(len(crowd.places) for crowd in made.issue) + sum(made.keep.values()) + len(made.unplaced)
    print(
        f"    {done - begun:7.2f} s ({known - begun:.2f} s reading), {(done - begun) / number * 1e6:5.1f} µs a profile,"
        f" peak {peak:,.0f} MB; {len(made.unplaced) / number:.2%} unplaced;"
        f" {len(made.issue):,} new crowds, {len(made.keep):,} stay"
    )
    if not standing:
        for exposure in Exposure:
            _say_what_is_shown(exposure, [crowd for crowd in made.issue if crowd.exposure is exposure])
        _write(write, map(_standing, made.issue))


def _say_what_is_shown(exposure: Exposure, crowds: Iterable[NewCrowd]) -> None:
    facts, skills = [], []
    for crowd in crowds:
        for _key, row in crowd.members:
            told = (row.occupation, row.place, row.seniority, row.education, row.languages, row.sectors)
            facts.append(sum(map(bool, told)))
            skills.append(len(row.skills))
    print(
        f"    {exposure.value:9} facts: median {median(facts):.0f}, mean {mean(facts):.2f};"
        f" skills and groups: median {median(skills):.0f}, mean {mean(skills):.2f}"
    )


def _standing(crowd: NewCrowd) -> StandingCrowd:
    members = tuple(Member(key, f"id of {key}", row) for key, row in crowd.members)
    return StandingCrowd(members[0].key, crowd.exposure, crowd.row, K, crowd.population, False, members)


def _reference(people: Sequence[Person], size: int) -> None:
    """The same job by dictionaries and loops, for a part: cells, then facts left out of rare pairs."""
    part = people[:PART]
    population = Population(part)
    begun = time.process_time()
    rows = {place: set(population.true_of(place)) for place in range(len(part))}
    cells = Counter(map(tuple, population.finest().T.tolist()))
    rare = True
    while rare:
        pairs = Counter(pair for row in rows.values() for pair in combinations(sorted(row), 2))
        rare = False
        for row in rows.values():
            while worst := Counter(fact for pair in combinations(sorted(row), 2) if pairs[pair] < K for fact in pair):
                row.discard(max(worst, key=lambda fact: (worst[fact], fact)))
                rare = True
    taken = (time.process_time() - begun) / len(part)
    print(
        f"  reference, loops and dictionaries for {len(part):,} of them: {taken * 1e6:,.0f} µs a profile,"
        f" extrapolated {taken * size:,.1f} s ({len(cells):,} cells)"
    )


def _write_people(own: Sequence[Person], size: int, first: Path, moved: Path) -> list[Person]:
    """Two files for each setting: everybody, and everybody after a fifth moved; gives the first people."""
    random, recombined = Random(size), Recombined(own)  # noqa: S311
    files = {
        (path, each): path.with_suffix(f".{each.value}").open("wb") for path in (first, moved) for each in Exposure
    }
    listed: list[Person] = []
    made = recombined.draw(size, size)
    for number in range(size):
        person = own[number] if number < len(own) and size <= len(own) else next(made)
        person = replace(person, key=str(number))
        if len(listed) < PART:
            listed.append(person)
        exposure = list(Exposure)[number % 2]
        pickle.dump(person, files[first, exposure])
        match random.randrange(20):
            case 0:
                continue
            case 1:
                person = recombined.one(person.key, random)
            case 2:
                exposure = list(Exposure)[1 - number % 2]
            case 3:
                pickle.dump(recombined.one(f"new {number}", random), files[moved, exposure])
        pickle.dump(person, files[moved, exposure])
    for file in files.values():
        file.close()
    return listed


def _write(path: Path, items: Iterable[Any]) -> None:
    with path.open("wb") as file:
        for item in items:
            pickle.dump(item, file)


def _read(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)  # noqa: S301 - what this programme wrote
            except EOFError:
                return


def _in_own_process(*arguments: object) -> None:
    subprocess.run([sys.executable, __file__, *map(str, arguments)], check=True)  # noqa: S603 - itself


if __name__ == "__main__":
    if sys.argv[1:2] == ["plan"]:
        gc.freeze()
        plan(Path(sys.argv[2]), None if sys.argv[3] == "-" else Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        main([int(each) for each in sys.argv[1:]] or SIZES)
