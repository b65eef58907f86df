"""Which rows go by a clock of their own, rule by rule: one list, which the purge carries out and its dry run counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, not_, or_
from sqlalchemy import select as select_columns
from sqlmodel import col

from models.account import Account
from models.case import RightsEntry, RightsRequest
from models.consent import ConsentEntry
from models.privacy import personal_columns
from models.register import CORRESPONDENCE_PERIOD, PROOF_PERIOD, Retention

from .clocks import closed_at, collected_at, ends_at, handled_at, period_of
from .deadlines import UNPROVEN_DAYS
from .periods import last_begun
from .resting import ended, resting
from .retention import consent_closed_at
from .walk import Holding, holding_of, holdings


@dataclass(frozen=True)
class Due:
    """Rows of one table of which the period is over; ``order``: which of them go first, where that matters."""

    holding: Holding
    over: ColumnElement[bool]
    order: tuple[Any, ...] = ()


def due(now: datetime) -> Mapping[str, list[Due]]:
    """What each rule takes at the moment."""
    return {
        "collection": _collected(now),
        "consent-end": _resting(now),
        "proof": [_consents(now)],
        "ended": _ended(now),
        "closed": _closed(now),
        "correspondence": _letters(now),
        "unproven": [_unproven(now)],
    }


def _collected(now: datetime) -> list[Due]:
    """Rows whose period counts from their collection."""
    found = ((holding, collected_at(holding)) for holding in holdings())
    return [Due(holding, began <= last_begun(_period(holding), now)) for holding, began in found if began is not None]


def _resting(now: datetime) -> list[Due]:
    """What rests on a consent that is over."""
    return [
        Due(holding, holding.table.columns["id"].in_(ended(holding, consent, now=now)))
        for holding, consent in resting()
    ]


def _consents(now: datetime) -> Due:
    """The proof of consents that ended; what was given goes before what shows that it ended."""
    order = (col(ConsentEntry.given).desc(), col(ConsentEntry.at))
    return Due(holding_of(ConsentEntry), consent_closed_at() <= last_begun(PROOF_PERIOD, now), order)


def _ended(now: datetime) -> list[Due]:
    """What is kept until an end that a consent, or a selection for it, states; what hangs on others first."""
    found = ((holding, ends_at(holding)) for holding in reversed(holdings()))
    return [Due(holding, end <= now) for holding, end in found if end is not None]


def _closed(now: datetime) -> list[Due]:
    """The proof of requests and objections that were closed."""
    found = ((holding, closed_at(holding)) for holding in holdings())
    over = last_begun(PROOF_PERIOD, now)
    return [Due(holding, closed <= over) for holding, closed in found if closed is not None]


def _letters(now: datetime) -> list[Due]:
    """Letters that were handled and whose writer left; without an account, some months after they were handled."""
    found = []
    for holding in holdings():
        moment = handled_at(holding)
        if moment is not None:
            account = holding.table.columns["account_id"]
            left = exists(select_columns(1).where(col(Account.id) == account, col(Account.deactivated_at) <= now))
            alone = and_(account.is_(None), moment <= last_begun(CORRESPONDENCE_PERIOD, now))
            found.append(Due(holding, or_(alone, and_(moment <= now, left))))
    return found


def _unproven(now: datetime) -> Due:
    """Requests whose address nobody confirmed, and on which nobody of us has acted (GDPR article 5(1)(e))."""
    ours = exists(
        select_columns(1).where(col(RightsEntry.case_id) == RightsRequest.id, col(RightsEntry.answer).is_not(None))
    )
    waits = and_(
        col(RightsRequest.proof).is_(None),
        col(RightsRequest.closed_at).is_(None),
        col(RightsRequest.email_digest).is_not(None),
        col(RightsRequest.received_at) <= now - timedelta(days=UNPROVEN_DAYS),
        not_(ours),
    )
    return Due(holding_of(RightsRequest), waits)


def _period(holding: Holding) -> Retention:
    """The period of a table whose rows go as a whole."""
    return period_of(personal_columns(holding.table)[0][1].category)
