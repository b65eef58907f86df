"""What is wrong with what anyone can read, told from the published table alone: an independent brute force.

It shares no code with what forms crowds and knows no ladders, plans or stored crowds. Of whom a row is, it takes from
the identities only how far they chose to stand out, and which ids were issued together.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas
from pycanon import anonymity
from sqlalchemy import text
from sqlmodel import Session

Facts = frozenset[tuple[str, str]]

BEGUN = "(SELECT id FROM generation WHERE shown)"
SHOWN = text(
    "SELECT p.id, r.occupation, r.place, r.seniority, r.education, r.languages, r.sectors, r.skills, i.account_id,"
    " b.crowd_id, u.exposure FROM publicprofile p JOIN publicrow r ON r.id = p.row_id"
    " JOIN publicidentity i ON i.id = p.id AND i.row_id = p.row_id"
    " JOIN publicbearer b ON b.id = p.id AND b.row_id = p.row_id AND b.account_id = i.account_id"
    " JOIN publication u ON u.account_id = i.account_id"
    f" WHERE p.since IN {BEGUN} AND (p.until IS NULL OR p.until NOT IN {BEGUN})"
)
FACETS = text(
    "SELECT p.id, f.facet, f.value FROM publicprofile p JOIN publicfacet e ON e.row_id = p.row_id"
    " JOIN publicfact f ON f.id = e.fact_id WHERE e.published"
)
LEFT_OVER = text(
    "SELECT (SELECT count(*) FROM publicprofile WHERE id NOT IN (SELECT id FROM publicidentity))"
    " + (SELECT count(*) FROM publicbearer WHERE id NOT IN (SELECT id FROM publicprofile))"
    " + (SELECT count(*) FROM publicidentity WHERE id NOT IN (SELECT id FROM publicbearer))"
    " + (SELECT count(*) FROM publicrow WHERE id NOT IN (SELECT row_id FROM publicprofile))"
    " + (SELECT count(*) FROM publicfacet WHERE row_id NOT IN (SELECT id FROM publicrow))"
    " + (SELECT count(*) FROM crowd WHERE id NOT IN (SELECT crowd_id FROM publicbearer))"
    " + (SELECT count(*) FROM generation WHERE id NOT IN (SELECT since FROM publicprofile))"
)
"""Whatever nobody leads to any more."""


@dataclass(frozen=True)
class Published:
    """One public row: whose it is, with whom its id was issued, and what it shows."""

    account_id: str
    crowd_id: str
    blends_in: bool
    facts: Facts


def published(session: Session) -> dict[str, Published]:
    """Every row that is shown, by public id."""
    found = {}
    for row in session.execute(SHOWN).mappings():
        facts = {(name, row[name]) for name in ("occupation", "place", "seniority", "education") if row[name]}
        for name in ("languages", "sectors", "skills"):
            facts |= {(name, value) for value in _listed(row[name])}
        found[row["id"]] = Published(
            row["account_id"], row["crowd_id"], row["exposure"] == "blend-in", frozenset(facts)
        )
    return found


def wrong(table: Mapping[str, Published], k: int) -> list[str]:
    """Every way in which the rows break the promise."""
    rows = Counter(each.facts for each in table.values() if each.blends_in)
    problems = [f"{number} blend in as {sorted(row)}" for row, number in rows.items() if number < k]
    facts = Counter(fact for each in table.values() for fact in each.facts)
    pairs = Counter(pair for each in table.values() for pair in combinations(sorted(each.facts), 2))
    problems += [f"{number} publish {fact}" for fact, number in facts.items() if number < k]
    problems += [f"{number} publish {pair}" for pair, number in pairs.items() if number < k]
    people = Counter(each.account_id for each in table.values())
    problems += [f"a person has {number} rows" for number in people.values() if number > 1]
    return problems + ["a row says nothing" for each in table.values() if not each.facts]


def wrong_between(before: Mapping[str, Published], after: Mapping[str, Published], k: int) -> list[str]:
    """Every way in which the second of two states tells more of an id than the first, or issues too few together."""
    problems = [
        f"an id shows {sorted(each.facts - before[key].facts)} now"
        for key, each in after.items()
        if key in before and not each.facts <= before[key].facts
    ]
    problems += ["an id changed hands" for key in after if key in before and _owner(before, key) != _owner(after, key)]
    issued: dict[str, list[Facts]] = defaultdict(list)
    for key, each in after.items():
        if key not in before:
            issued[each.crowd_id].append(each.facts)
    problems += [f"{len(rows)} got new ids together" for rows in issued.values() if len(rows) < k]
    problems += [
        "new ids have no coarse row in common"
        for rows in issued.values()
        if not any(name == "occupation" for name, _value in frozenset.intersection(*rows))
    ]
    joined = {each.crowd_id for key, each in after.items() if key not in before}
    stayed = {each.crowd_id for key, each in after.items() if key in before}
    return problems + ["a new id came to a crowd that others knew" for _each in joined & stayed]


def wrong_facets(session: Session, table: Mapping[str, Published]) -> list[str]:
    """Ids whose facets are not those of their row."""
    facets = defaultdict(set)
    for profile_id, facet, value in session.execute(FACETS):
        facets[profile_id].add((_COLUMN.get(facet, facet), value))
    return [key for key, each in table.items() if facets[key] != each.facts]


def left_over(session: Session) -> int:
    """How many rows of the tables nobody leads to."""
    return int(session.execute(LEFT_OVER).scalar_one())


def alike(table: Mapping[str, Published]) -> int:
    """What pycanon makes of it: how many at least of those who blend in publish the same row."""
    rows = [each.facts for each in table.values() if each.blends_in]
    names = sorted({name for row in rows for name, _value in row})
    columns = [
        {name: " ".join(sorted(value for other, value in row if other == name)) for name in names} for row in rows
    ]
    return int(anonymity.k_anonymity(pandas.DataFrame(columns), names))


_COLUMN = dict.fromkeys(("role", "minor", "occupation", "major"), "occupation")
_COLUMN |= dict.fromkeys(("region", "country", "continent"), "place")
_COLUMN |= {"language": "languages", "sector": "sectors", "skill": "skills"}


def _listed(value: Any) -> list[str]:
    return json.loads(value) if isinstance(value, str) else value


def _owner(table: Mapping[str, Published], key: str) -> str:
    return table[key].account_id
