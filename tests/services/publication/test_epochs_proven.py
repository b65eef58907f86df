"""The brute force that watches the epochs finds it when the engine is wrong: each part is broken in turn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.database import Database
from services.publication import bulk, epochs, mending
from tests.factories_crowds import World
from tests.published_table import published, wrong, wrong_between

K = 5
Break = Callable[[pytest.MonkeyPatch], None]


def without(name: str, module: object, answer: object) -> Break:
    """A step is skipped."""
    return lambda patch: patch.setattr(module, name, lambda *_arguments, **_rest: answer)


def never_superseded(patch: pytest.MonkeyPatch) -> None:
    """Nor is what the first run prepared put away by the second, which alone would keep it from being shown."""
    patch.setattr(epochs._Run, "own", lambda _self, session: epochs.epoch_of(session, lock=True))
    patch.setattr(epochs.tidying, "tidy_up", lambda *_arguments: None)


BROKEN: dict[str, Break] = {
    "who leaves is not made up for": without("_mend", mending, []),
    "small crowds stay": without("_remove_small_crowd", mending, []),
    "what was prepared is not mended": without("mend_prepared", epochs, True),
    "two runs go on": never_superseded,
}


def problems_of(world: World, epochs_at_most: int = 4) -> list[str]:
    """What is found wrong first in some epochs of a small world, in which people leave at every moment."""
    database = world.database
    with database.write() as session:
        for _ in range(70):
            world.join(session)
    for number in range(epochs_at_most):
        with database.read() as session:
            before = published(session)
        leaving = world.smallest_first(before)[::2]

        def meanwhile(step: int, leaving: list[str] = leaving, number: int = number) -> None:
            if number == 0 and step == 3:
                epochs.publish(database.write, database.read)
            elif step > 2 and number > 1:
                for account_id in leaving[:3]:
                    with database.write() as session:
                        world.leave(session, account_id)
                    leaving.remove(account_id)

        try:
            world.publish(meanwhile=meanwhile)
        except epochs.Superseded:
            continue
        with database.write() as session:
            after = published(session)
            if found := wrong(after, K) + wrong_between(before, after, K):
                return found
            for account_id in world.smallest_first(after)[:4]:
                world.leave(session, account_id)
                if found := wrong(published(session), K):
                    return found
            for _ in range(20):
                world.join(session)
    return problems_while_all_leave(world)


def problems_while_all_leave(world: World) -> list[str]:
    """What is found wrong first while everybody leaves, one after the other: some pair is sure to become rare."""
    with world.database.write() as session:
        for account_id in world.smallest_first(published(session)):
            world.leave(session, account_id)
            if found := wrong(published(session), K):
                return found
    return []


def test_nothing_is_wrong_with_the_engine_as_it_is(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MOST", 15)
    monkeypatch.setattr(bulk, "PAUSE", 0)
    assert problems_of(World(database)) == []


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_engine_is_found_out(database: Database, monkeypatch: pytest.MonkeyPatch, broken: Break) -> None:
    monkeypatch.setattr(bulk, "MOST", 15)
    monkeypatch.setattr(bulk, "PAUSE", 0)
    broken(monkeypatch)
    assert problems_of(World(database)) != []
