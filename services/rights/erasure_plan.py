"""The plan of an erasure: what goes, what stays and until when, and why (GDPR article 17).

One walk makes it. The same plan is shown beforehand, carried out by the workflow, and becomes the receipt: so it is
counts only, without any content.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import and_, false, func, not_, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.client import Membership
from models.match import InterestRequest, Match, RequestState
from models.privacy import Category
from models.register import N_
from models.retention import LegalHold

from .clocks import is_projection, leading, links
from .holds import GROUNDS, lasting_holds
from .keeping import PROVEN, proven
from .tally import Tally, tally, tally_where
from .titles import title_of
from .walk import Holding, holdings


class Fate(str, Enum):
    """What becomes of something: it goes; it goes here and is kept apart for a while; the other side keeps its part."""

    ERASED = "erased"
    KEPT_APART = "kept-apart"
    OTHERS = "others"


PROOF_WHY = N_("To prove what you agreed to and asked of us, and how it was handled: a duty of ours")
OTHERS_WHY = N_("The other party was part of it too: it stays for them, without what you wrote and without your name")
COLLEAGUES_WHY = N_("Others represent the organisation too: it stays for them, without you")


@dataclass(frozen=True)
class Item:
    """What a table holds of a category: so many ``rows`` with so many ``details``, and what becomes of them.

    ``why`` is an English message id, empty for what simply goes; ``until`` is in UTC.
    """

    table: str
    category: Category
    rows: int
    details: int
    fate: Fate
    until: datetime | None = None
    why: str = ""

    @property
    def title(self) -> str:
        """What the table is called (an English message id)."""
        return title_of(self.table, self.category)


@dataclass(frozen=True)
class Plan:
    """Everything that becomes of one person's data.

    ``organisations``: how many go with who alone represents them · ``requests``, ``matches``: how many open ones end.
    """

    made_at: datetime
    items: tuple[Item, ...]
    organisations: int
    requests: int
    matches: int

    def of(self, fate: Fate) -> tuple[Item, ...]:
        """The items that this becomes of."""
        return tuple(item for item in self.items if item.fate is fate)

    def to_json(self) -> dict[str, Any]:
        """The plan as JSON, for ``of_json``."""
        items = [
            asdict(item) | {"category": item.category.value, "fate": item.fate.value, "until": _iso(item.until)}
            for item in self.items
        ]
        return asdict(self) | {"made_at": _iso(self.made_at), "items": items}

    @classmethod
    def of_json(cls, data: dict[str, Any]) -> Plan:
        """The plan that ``to_json`` wrote."""
        items = tuple(
            Item(
                each["table"],
                Category(each["category"]),
                each["rows"],
                each["details"],
                Fate(each["fate"]),
                _moment(each["until"]),
                each["why"],
            )
            for each in data["items"]
        )
        return cls(**data | {"made_at": datetime.fromisoformat(data["made_at"]), "items": items})


def plan_of(session: Session, account_id: str, *, subscriber_id: str | None = None, now: datetime) -> Plan:
    """What would become of everything about the person now.

    ``subscriber_id``: who subscribes to the newsletter with the same address. Holds that the person may not know of
    change nothing here: the law forbids to say so.
    """
    organisations = _represented(session, account_id)
    items = _items(session, account_id, organisations, now=now)
    if subscriber_id is not None and subscriber_id != account_id:
        items += _items(session, subscriber_id, {}, now=now)
    for hold in lasting_holds(session, [account_id], now=now):
        if hold.told_id is not None:
            items = [each for item in items for each in _held(item, hold)]
    own = or_(col(Match.sender_id) == account_id, col(Match.account_id) == account_id)
    asked = or_(col(InterestRequest.sender_id) == account_id, col(InterestRequest.account_id) == account_id)
    waiting = select(func.count()).where(asked, col(InterestRequest.state) == RequestState.OPEN)
    return Plan(
        made_at=now,
        items=tuple(items),
        organisations=sum(organisations.values()),
        requests=session.exec(waiting).one(),
        matches=session.exec(select(func.count()).where(own, col(Match.ended_at).is_(None))).one(),
    )


def _items(session: Session, account_id: str, organisations: dict[str, bool], *, now: datetime) -> list[Item]:
    proof_until = max((until for _row, until in proven(session, account_id, now=now)), default=None)
    found = []
    for each in tally(session, account_id):
        if each.category in PROVEN:
            kept = (Fate.KEPT_APART, proof_until, PROOF_WHY)
            found.append(Item(each.table, each.category, each.rows, each.details, *kept))
            continue
        staying = _staying(session, account_id, each, organisations)
        rows, details = (staying.rows, staying.details) if staying else (0, 0)
        if each.rows > rows:
            found.append(Item(each.table, each.category, each.rows - rows, each.details - details, Fate.ERASED))
        if rows:
            why = COLLEAGUES_WHY if leading(_holding(each.table)) else OTHERS_WHY
            found.append(Item(each.table, each.category, rows, details, Fate.OTHERS, None, why))
    return found


def _staying(session: Session, account_id: str, found: Tally, organisations: dict[str, bool]) -> Tally | None:
    """How much of it is somebody else's too, and stays for them; None where all of it goes."""
    holding = _holding(found.table)
    table, hanging = holding.table, links(holding)
    if leading(holding) and not is_projection(holding):
        shared = [id_ for id_, is_alone in organisations.items() if not is_alone]
        return tally_where(session, account_id, holding, found.category, table.columns["id"].in_(shared))
    if len(hanging) < 2:
        return None
    goes = or_(false(), *(link.column == account_id for link in hanging if link.binds))
    others = or_(*(and_(link.column.is_not(None), link.column != account_id) for link in hanging))
    return tally_where(session, account_id, holding, found.category, and_(not_(goes), others))


def _held(item: Item, hold: LegalHold) -> list[Item]:
    """The item under a hold: all of it is kept apart for a while, beside what stays for the other side."""
    until = max(item.until or hold.until, hold.until)
    kept = replace(item, fate=Fate.KEPT_APART, until=until, why=GROUNDS[hold.ground])
    return [item, kept] if item.fate is Fate.OTHERS else [kept]


def _represented(session: Session, account_id: str) -> dict[str, bool]:
    """The organisations that the person represents, and whether they do so alone."""
    own = select_columns(col(Membership.organisation_id)).where(col(Membership.account_id) == account_id)
    members = (
        select_columns(col(Membership.organisation_id), func.count())
        .where(col(Membership.organisation_id).in_(own))
        .group_by(col(Membership.organisation_id))
    )
    return {organisation_id: number == 1 for organisation_id, number in session.execute(members)}


def _holding(name: str) -> Holding:
    return next(each for each in holdings() if each.name == name)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
