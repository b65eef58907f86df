"""Every route of the application × everybody × somebody else's things: who may not does not learn that it exists.

Read, as HEAD and as a fragment; changed, and by methods that the route does not have. The law is in ``law.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlmodel import Session, SQLModel
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from models.account import StaffRole
from models.base import new_id
from models.client import MemberRole, VerificationState
from models.database import Database
from tests.factories import Person, make_account, make_client, make_professional_account, make_staff
from tests.factories_matches import join, leave, log_in
from tests.factories_privacy import add_account, fill_everything
from tests.factories_work import hide, make_colleague
from tests.pages import Browser

from .law import EVERYBODY, LAW, OF_NOBODY, THINGS, THINGS_BELOW, WORDS, May, may_at

PARAMETER = re.compile(r"<[^>]*>")
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
ID = re.compile("[a-z2-7]{26}")
# What says of a thing that it is over: some refusals would come from that alone.
ENDS = {"ended_at", "lifted_at", "closed_at", "withdrawn_at", "revoked_at", "decided_at", "answered_at", "finished_at"}
UNUSED = {"DELETE"}
# What a request may write down although it is refused: that a session is in use, and that somebody tries too much.
TECHNICAL = {"loginsession", "loginattempt"}


@dataclass(frozen=True)
class Place:
    """An address whose parameters are all somebody else's things, what it can be asked, and what the law says of it."""

    address: str
    methods: frozenset[str]
    may: May
    is_of_others: bool

    def open_to(self, who: str, method: str) -> bool:
        """Whether the law lets them in."""
        if method == "GET":
            return who in (self.may.read_of_others if self.is_of_others else self.may.read)
        return who in (self.may.change_of_others if self.is_of_others else self.may.change)


@pytest.fixture
def app(app: Flask) -> Flask:
    """Without CSRF, so that a refusal is one of access."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def planted(database: Database) -> dict[tuple[str, str], Any]:
    """Somebody of whom everything there can be is there, none of it over, and what is theirs."""
    with database.write() as session:
        everything = fill_everything(session, add_account(session, "owner"), active=True)
        for table in SQLModel.metadata.sorted_tables:
            for column in table.columns:
                if column.nullable and column.name in ENDS:
                    session.connection().execute(table.update().values({column.name: None}))
    return everything


@pytest.fixture
def places(app: Flask, database: Database, planted: dict[tuple[str, str], Any]) -> list[Place]:
    with database.read() as session:
        found = [_place(app, session, rule) for rule in _rules(app)]
    return list({place.address: place for place in found}.values())


def test_the_law_knows_every_route_and_every_line_of_it_is_a_route(app: Flask) -> None:
    paths = {_path(rule) for rule in _rules(app)}
    assert [path for path in sorted(paths) if may_at(path) is None] == []
    assert [line for line in LAW if not any(path == line or path.startswith(line + "/") for path in paths)] == []
    named = {name for rule in _rules(app) for name in rule.arguments}
    known = set(THINGS) | set(WORDS) | {name for _path, name in THINGS_BELOW}
    listed = {name for rule in _rules(app) for name in rule.arguments if _listed(rule, name)}
    assert named - listed - known == set(), "a parameter of which the walk does not know what it names"


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_who_may_not_finds_nothing_and_changes_nothing(
    who: str, app: Flask, database: Database, planted: dict[tuple[str, str], Any], places: list[Place]
) -> None:
    browser = _browser_of(app, database, who)
    private = re.compile("|".join(map(re.escape, _legible(planted))))
    before = _rows(database)
    bodies: dict[str, str] = {}
    wrong: list[str] = []
    for place in places:
        for name, answer in _attempts(browser, place, who):
            bodies.setdefault(answer.get_data(as_text=True), name)
            if not _is_refused(answer):
                wrong.append(f"{name}: {answer.status}")
    assert wrong == []
    assert [(name, found[0]) for body, name in bodies.items() if (found := private.search(body))] == []
    assert _rows(database) == before


def test_what_a_route_cannot_be_asked_is_answered_alike(app: Flask, database: Database, places: list[Place]) -> None:
    browser, before = _browser_of(app, database, "client"), _rows(database)
    for place in places:
        for method in UNUSED | {"POST"} - place.methods:
            answer = browser.client.open(place.address, method=method)
            assert answer.status_code == 405, f"{method} {place.address}"
    assert _rows(database) == before


def _attempts(browser: Browser, place: Place, who: str) -> Iterator[tuple[str, TestResponse]]:
    """Each way to try what the law refuses: its name, and the answer."""
    for method in ("GET", "POST"):
        if method in place.methods and not place.open_to(who, method):
            yield f"{method} {place.address}", browser.client.open(place.address, method=method)
            if method == "GET" and place.is_of_others:
                yield f"HEAD {place.address}", browser.client.head(place.address)
                yield f"fragment {place.address}", browser.client.get(place.address, headers=FRAGMENT)


def _is_refused(answer: TestResponse) -> bool:
    """There is nothing here, or: log in first."""
    way = answer.headers.get("Location", answer.headers.get("HX-Redirect", "")).partition("?")[0]
    return answer.status_code == 404 or way == "/login"


def _browser_of(app: Flask, database: Database, who: str) -> Browser:
    if who == "visitor":
        return Browser(app.test_client())
    with database.write() as session:
        person = _make(session, who)
    return log_in(app, person)


def _make(session: Session, who: str) -> Person:
    match who:
        case "professional":
            return make_professional_account(session)
        case "unconfirmed professional":
            return make_professional_account(session, confirmed=False)
        case "client":
            return make_client(session)
        case "unverified client":
            return make_client(session, state=VerificationState.UNVERIFIED)
        case "reading client":
            return make_colleague(session, make_client(session), MemberRole.VIEWER)
        case "hidden-from client":
            person = make_client(session)
            owner = session.connection().execute(text("SELECT account_id FROM professional")).scalar_one()
            hide(session, Person(owner, ""), "Sjabloon Bouw")
            return person
        case "former member":
            person = make_account(session)
            join(session, person, session.connection().execute(text("SELECT id FROM organisation")).scalar_one())
            leave(session, person)
            return person
        case "verifier" | "moderator":
            return make_staff(session, role=StaffRole(who))
        case _:
            return make_staff(session, role=StaffRole.DPO)


def _rules(app: Flask) -> list[Rule]:
    """The routes of the application, each once: the Dutch ones are the same under another prefix."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def _path(rule: Rule) -> str:
    return PARAMETER.sub("<>", rule.rule).rstrip("/") or "/"


def _place(app: Flask, session: Session, rule: Rule) -> Place:
    things = {name: _thing_of(rule, name) for name in rule.arguments}
    values = {name: _value(session, rule, name, table) for name, table in things.items()}
    built = rule.build(values)
    may = may_at(_path(rule))
    assert built is not None and may is not None, rule.rule
    methods = app.url_map.bind("").allowed_methods(built[1])
    return Place(built[1], frozenset(methods), may, is_of_others=any(things.values()))


def _thing_of(rule: Rule, name: str) -> str | None:
    """The table that a parameter names a row of, if it does."""
    if _listed(rule, name):
        return None
    below = [table for (path, each), table in THINGS_BELOW.items() if each == name and rule.rule.startswith(path)]
    return below[0] if below else THINGS.get(name)


def _value(session: Session, rule: Rule, name: str, table: str | None) -> str | int:
    if table is not None:
        found = session.connection().execute(text(f"SELECT id FROM {table}")).scalar_one_or_none()
        assert found or table in OF_NOBODY, f"nobody has a {table}"
        return str(found or new_id())
    return _listed(rule, name) or WORDS[name]


def _listed(rule: Rule, name: str) -> str | None:
    """One of the words that the route itself lists for a parameter."""
    items = getattr(rule._converters[name], "items", None)
    return min(items) if items else None


def _legible(planted: dict[tuple[str, str], Any]) -> list[str]:
    """The texts among what was planted, without ids and words that everybody has."""
    texts = (value for value in planted.values() if isinstance(value, str) and not isinstance(value, Enum))
    return [text for text in texts if len(text) > 8 and not ID.fullmatch(text)]


def _rows(database: Database) -> dict[str, int]:
    """Every table by a hash of all its rows."""
    with database.read() as session:
        connection = session.connection()
        return {
            table.name: hash(
                tuple(sorted(repr(tuple(row)) for row in connection.execute(text(f"SELECT * FROM {table.name}"))))
            )
            for table in SQLModel.metadata.tables.values()
            if table.name not in TECHNICAL
        }
