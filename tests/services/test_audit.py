"""The audit trail calls every action by a name that people read."""

from __future__ import annotations

import re
from pathlib import Path

from sqlmodel import select

from models.database import Database
from models.disclosure import AuditEntry
from services import audit, copies
from tests.factories import NOW, make_account

ROOT = Path(__file__).parents[2]


def test_every_action_in_the_code_has_a_name_and_every_name_an_action() -> None:
    kinds = {action.partition(".")[0] for action in audit.ACTIONS}
    literal = re.compile(rf'"((?:{"|".join(kinds)})\.[a-z-]+)"')
    composed = re.compile(rf'f"((?:{"|".join(kinds)})\.)\{{|f"\{{[^}}"]+\}}(\.[a-z-]+)"')
    texts = [
        path.read_text("utf-8")
        for folder in ("services", "blueprints")
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "audit.py"
    ]
    used = {action for text in texts for action in literal.findall(text)}
    parts = {part for text in texts for found in composed.findall(text) for part in found if part}
    assert used <= set(audit.ACTIONS)
    spoken = {each for each in audit.ACTIONS if any(each.startswith(part) or each.endswith(part) for part in parts)}
    by_kind = {each for each in audit.ACTIONS if each.partition(".")[0] in copies.ACTS.values()}
    assert set(audit.ACTIONS) - used <= spoken | by_kind


def test_entry_says_who_did_what_to_whom_and_when(database: Database) -> None:
    with database.write() as session:
        actor, person = make_account(session, "one@people.example"), make_account(session, "two@people.example")
        audit.record(
            session,
            "organisation.verification",
            actor_id=actor.account_id,
            account_id=person.account_id,
            about_id="row",
            now=NOW,
        )
    with database.read() as session:
        entry = session.exec(select(AuditEntry)).one()
    assert (entry.actor_id, entry.account_id, entry.action, entry.about_id, entry.at) == (
        actor.account_id,
        person.account_id,
        "organisation.verification",
        "row",
        NOW,
    )
