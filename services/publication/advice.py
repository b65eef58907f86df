"""What would help somebody whom too few people are like to become public."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from sqlmodel import Session

from models.bands import Exposure

from .facts import Fact, true_facts
from .forecast import TRIED, is_expected, others_in, rows_of
from .record import VerifiedRecord
from .shown import crowd_size

MOST_OCCUPATIONS = 3
MOST_MISSING = 2


class Way(str, Enum):
    """What a person can do."""

    CHOOSE_OCCUPATION = "choose-occupation"
    OTHER_EXPOSURE = "other-exposure"
    OTHER_OCCUPATION = "other-occupation"
    SAY = "say"
    WAIT = "wait"


@dataclass(frozen=True)
class Advice:
    """One way. ``fact``: the occupation to choose, or what to say of oneself if it is true."""

    way: Way
    fact: Fact | None = None


def advice(session: Session, record: VerifiedRecord, exposure: Exposure, *, account_id: str) -> tuple[Advice, ...]:
    """What would help, each of it tried against who is public now; waiting for others where nothing else would."""
    if record.occupation is None:
        return (Advice(Way.CHOOSE_OCCUPATION),)
    found = [
        Advice(Way.OTHER_EXPOSURE)
        for other in Exposure
        if other is not exposure and is_expected(session, record, other, account_id=account_id)
    ]
    found += [Advice(Way.SAY, fact) for fact in _unsaid(session, record, exposure, account_id)]
    occupations = dict.fromkeys(each.occupation for each in record.assignments if each.occupation != record.occupation)
    for code in list(occupations)[:MOST_OCCUPATIONS]:
        if is_expected(session, replace(record, occupation=code), exposure, account_id=account_id):
            found.append(Advice(Way.OTHER_OCCUPATION, ("role", code)))
    return tuple(found) or (Advice(Way.WAIT),)


def _unsaid(session: Session, record: VerifiedRecord, exposure: Exposure, account_id: str) -> list[Fact]:
    """What the nearest crowd says of a kind of which the record says nothing, if that is all that is missing."""
    silent = {
        facet
        for facets, value in (
            (("continent", "country"), record.country),
            (("seniority",), record.seniority),
            (("education",), record.education),
            (("language",), record.languages),
        )
        if not value
        for facet in facets
    }
    true, enough = true_facts(record), crowd_size(session) - 1
    near = [(key, row - true) for key, row in rows_of(session, exposure, str(record.occupation))]
    near = [each for each in near if len(each[1]) <= MOST_MISSING and all(facet in silent for facet, _ in each[1])]
    near.sort(key=lambda each: (len(each[1]), sorted(each[1])))
    others = others_in(session, [key for key, _missing in near[:TRIED]], account_id)
    return next((sorted(missing) for key, missing in near[:TRIED] if others.get(key, 0) >= enough), [])
