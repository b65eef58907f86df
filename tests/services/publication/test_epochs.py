"""Thirty epochs of people who come, edit, change their setting and leave: nobody is ever shown among too few."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlmodel import col, delete

from models.account import Account
from models.database import Database
from services.publication import bulk, epochs
from services.publication.facts import wider_skills
from services.publication.shown import epoch_of
from tests.factories_crowds import World
from tests.published_table import Facts, Published, alike, published, wrong, wrong_between, wrong_facets

K = 5
PEOPLE = 150
CHURN = 0.2
WIDER = {
    **dict.fromkeys(("0-2", "3-5"), ("0-5",)),
    **dict.fromkeys(("6-9", "10+"), ("6+",)),
    **dict.fromkeys(("bachelor", "master"), ("degree",)),
    "vocational": ("below-degree",),
}


RUN = "(SELECT run FROM publicationepoch)"
STAGES = {
    "begun": f"SELECT {RUN}",
    "rows": "SELECT id FROM publicrow WHERE id NOT IN (SELECT row_id FROM publicprofile)",
    "profiles": f"SELECT id FROM publicprofile WHERE since = {RUN}",
    "bearers": f"SELECT id FROM publicbearer WHERE id IN (SELECT id FROM publicprofile WHERE since = {RUN})",
    "people": f"SELECT id FROM publicidentity WHERE id IN (SELECT id FROM publicprofile WHERE since = {RUN})",
    "ends": f"SELECT id FROM publicprofile WHERE until = {RUN}",
    "shown": f"SELECT id FROM generation WHERE id = {RUN} AND shown",
    "tidied up": f"SELECT id FROM generation WHERE id = {RUN} AND shown"
    f" AND NOT EXISTS (SELECT 1 FROM publicidentity WHERE id IN (SELECT id FROM publicprofile WHERE until = {RUN}))",
}
"""What is there once an epoch that is being prepared has come so far."""
PREPARED = list(STAGES)[:-2]


@pytest.fixture(autouse=True)
def many_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MOST", 15)
    monkeypatch.setattr(bulk, "PAUSE", 0)


def populate(world: World, number: int = PEOPLE) -> None:
    with world.database.write() as session:
        for _ in range(number):
            world.join(session)


def table_of(world: World) -> dict[str, Published]:
    with world.database.read() as session:
        return published(session)


def check(world: World, k: int) -> list[str]:
    with world.database.read() as session:
        table = published(session)
        return wrong(table, k) + wrong_facets(session, table)


def publish_and_check(world: World, k: int, meanwhile: Callable[[int], None] | None = None) -> list[str]:
    before = table_of(world)
    world.publish(meanwhile=meanwhile)
    return check(world, k) + wrong_between(before, table_of(world), k)


def once(world: World, stage: str, act: Callable[[], None]) -> Callable[[int], None]:
    """What calls ``act`` the first time that an epoch has come to the stage."""
    waiting = [act]

    def meanwhile(_number: int) -> None:
        with world.database.read() as session:
            reached = session.execute(text(f"SELECT 1 FROM ({STAGES[stage]}) AS s")).first() is not None
            reached = reached and (stage != "begun" or epoch_of(session).run is not None)
        if reached and waiting:
            waiting.pop()()

    return meanwhile


def churn(world: World, share: float = CHURN) -> list[str]:
    """A fifth of all people move, those in the smallest crowds first; gives who will leave during the epoch."""
    few = int(len(world.living) * share / 4)
    listed = world.smallest_first(table_of(world))
    world.random.shuffle(near := listed[: 6 * few])
    leaving, later, editing, switching = (near[start::4][:few] for start in range(4))
    for account_id in leaving:
        with world.database.write() as session:
            world.leave(session, account_id)
        assert check(world, K) == []
    with world.database.write() as session:
        records = list(world.records(session).values())
        for account_id in editing:
            world.edit(session, account_id)
        for account_id in switching:
            world.switch(session, account_id)
        for _ in range(few + few // 2):
            world.join(session, world.random.choice([world.draw(), world.random.choice(records)]))
    return later[: few // 2]


def test_nobody_is_shown_among_too_few_in_thirty_epochs(database: Database) -> None:
    world = World(database)
    populate(world)
    assert publish_and_check(world, K) == []
    for _ in range(30):
        leaving = churn(world)

        def leave(number: int, leaving: list[str] = leaving) -> None:
            if number % 2 and leaving:
                with world.database.write() as session:
                    world.leave(session, leaving.pop())

        assert publish_and_check(world, K, leave) == []
        assert alike(table_of(world)) >= K
    assert len(table_of(world)) > 0.7 * len(world.living)


@pytest.mark.parametrize("stage", PREPARED)
def test_who_leaves_while_an_epoch_is_prepared_is_gone_and_made_up_for(database: Database, stage: str) -> None:
    world = World(database, seed=PREPARED.index(stage))
    populate(world, 90)
    assert publish_and_check(world, K) == []
    churn(world)
    gone: list[str] = []

    def leave() -> None:
        for account_id in world.smallest_first(table_of(world))[:4]:
            with world.database.write() as session:
                world.leave(session, account_id)
            gone.append(account_id)
        assert check(world, K) == []

    assert publish_and_check(world, K, once(world, stage, leave)) == []
    assert gone
    assert not set(gone) & {each.account_id for each in table_of(world).values()}


@pytest.mark.parametrize("stage", ["shown", "tidied up"])
def test_who_leaves_while_the_epoch_before_is_tidied_up_is_gone(database: Database, stage: str) -> None:
    world = World(database)
    populate(world, 90)
    world.publish()
    churn(world)
    gone: list[str] = []
    before = table_of(world)

    def leave() -> None:
        nonlocal before
        new = table_of(world)
        assert wrong_between(before, new, K) == []
        for account_id in world.smallest_first(new)[:4]:
            with world.database.write() as session:
                world.leave(session, account_id)
            gone.append(account_id)
        before = table_of(world)

    world.publish(meanwhile=once(world, stage, leave))
    assert check(world, K) + wrong_between(before, table_of(world), K) == []
    assert gone
    assert not set(gone) & {each.account_id for each in table_of(world).values()}


def test_raising_the_number_coarsens_and_never_refines(database: Database) -> None:
    world = World(database)
    populate(world)
    world.publish()
    with database.write() as session:
        for account_id in list(world.living)[:40]:
            world.leave(session, account_id)
    before = {each.account_id: each.facts for each in table_of(world).values()}
    with database.write() as session:
        assert epochs.raise_crowd_size(session, 10) == 10
        assert epochs.raise_crowd_size(session, 3) == 10
    assert publish_and_check(world, 10) == []
    after = {each.account_id: each.facts for each in table_of(world).values()}
    assert len(after) > 60
    assert [key for key in after if key in before and not _no_finer(after[key], before[key])] == []


def test_a_run_that_raised_the_number_and_broke_off_still_refines_nobody(database: Database) -> None:
    world = World(database)
    populate(world)
    world.publish()
    before = {each.account_id: each.facts for each in table_of(world).values()}
    with database.write() as session:
        epochs.raise_crowd_size(session, 10)
        for _ in range(60):
            world.join(session)
    _break_off(world, "profiles")
    assert {each.account_id: each.facts for each in table_of(world).values()} == before
    assert publish_and_check(world, 10) == []
    after = {each.account_id: each.facts for each in table_of(world).values()}
    assert [key for key in after if key in before and not _no_finer(after[key], before[key])] == []


@pytest.mark.parametrize("stage", PREPARED)
def test_a_run_that_breaks_off_leaves_what_is_shown(database: Database, stage: str) -> None:
    world = World(database)
    populate(world, 120)
    world.publish()
    before = table_of(world)
    with database.write() as session:
        for account_id in world.smallest_first(before)[::3]:
            world.edit(session, account_id)
    _break_off(world, stage)
    assert table_of(world) == before
    assert publish_and_check(world, K) == []


@pytest.mark.parametrize("stage", ["shown", "tidied up"])
def test_a_run_that_breaks_off_while_it_tidies_up_has_published(database: Database, stage: str) -> None:
    world = World(database)
    populate(world, 120)
    world.publish()
    before = table_of(world)
    churn(world)
    left = table_of(world)
    _break_off(world, stage)
    shown = table_of(world)
    assert shown not in (before, left)
    assert check(world, K) + wrong_between(left, shown, K) == []
    assert publish_and_check(world, K) == []
    assert table_of(world) == shown


@pytest.mark.parametrize("stage", ["begun", "profiles", "people"])
def test_of_two_runs_at_once_one_is_superseded(database: Database, stage: str) -> None:
    world = World(database)
    populate(world, 120)
    world.publish()
    churn(world)

    def run() -> None:
        epochs.publish(database.write, database.read)

    with pytest.raises(epochs.Superseded):
        world.publish(meanwhile=once(world, stage, run))
    assert check(world, K) == []
    assert publish_and_check(world, K) == []


def test_who_was_deactivated_or_erased_is_gone_with_the_next_epoch(database: Database) -> None:
    world = World(database)
    populate(world, 100)
    world.publish()
    gone = world.smallest_first(table_of(world))[:6]
    with database.write() as session:
        for account_id in gone[:3]:
            world.deactivate(session, account_id)
        for account_id in gone[3:]:
            session.exec(delete(Account).where(col(Account.id) == account_id))
            world.living.pop(account_id)
    assert publish_and_check(world, K) == []
    assert not set(gone) & {each.account_id for each in table_of(world).values()}


@pytest.mark.parametrize("stage", ["begun", "profiles", "bearers", "people"])
def test_nothing_is_issued_that_was_withdrawn_since(database: Database, stage: str) -> None:
    """Somebody withdraws while an epoch is prepared, and at once has another record reviewed."""
    world = World(database)
    populate(world, 100)
    moved = list(world.living)[:30]
    elsewhere = replace(world.draw(), occupation="3343", region="DE212", country="DE")

    def move() -> None:
        for account_id in moved:
            with database.write() as session:
                exposure = world.living[account_id]
                world.leave(session, account_id)
                world.edit(session, account_id, elsewhere)
                world.living[account_id] = exposure

    assert publish_and_check(world, K, once(world, stage, move)) == []
    shown = [each.facts for each in table_of(world).values() if each.account_id in moved]
    told = {value for facts in shown for name, value in facts if name in ("occupation", "place")}
    assert told <= {"3343", "334", "33", "3", "DE212", "DE21", "DE2", "DE", "150"}


def _break_off(world: World, stage: str) -> None:
    def broken() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        world.publish(meanwhile=once(world, stage, broken))


def _no_finer(after: Facts, before: Facts) -> bool:
    """Whether every fact of a row follows from what was shown: the same, or wider."""
    return all(any(_follows(fact, other) for other in before) for fact in after)


def _follows(fact: tuple[str, str], known: tuple[str, str]) -> bool:
    (name, value), (known_name, known_value) = fact, known
    if name != known_name:
        return False
    if name in ("occupation", "place"):
        return known_value.startswith(value) or value == "150"
    if name in ("seniority", "education"):
        return value == known_value or value in WIDER.get(known_value, ())
    return value == known_value or value in {*wider_skills(known_value), *_groups_above(known_value)}


def _groups_above(skill: str) -> set[str]:
    return {above for group in wider_skills(skill) for above in wider_skills(group)}
