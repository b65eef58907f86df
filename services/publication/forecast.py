"""What would be public of a record, judged by who is public now: an estimate, for the next epoch decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations, product

from sqlmodel import Session, col, select

from models.bands import Exposure
from models.publication import Crowd, PublicIdentity, PublicProfile

from . import sharing
from .crowds import told
from .facts import Fact, PublicFacts, true_facts
from .pairs import Weighted, without_rare_pairs
from .population import Person, Population
from .record import VerifiedRecord
from .shown import crowd_size, is_shown, public_id_of
from .standing_out import Wishing

LISTED = 3_000
"""So many crowds of an occupation are read at most."""
TRIED = 50

Row = frozenset[Fact]


def forecast(
    session: Session, record: VerifiedRecord, exposure: Exposure, *, account_id: str | None = None
) -> PublicFacts | None:
    """What would be published of a record among who is public now; None where too few are like it.

    ``account_id``: whose record it is, so that they are not counted among the others.
    """
    base = _most_telling(session, record, exposure, account_id)
    if base is None or exposure is Exposure.BLEND_IN:
        return base
    own_id = public_id_of(session, account_id) if account_id else None
    return _with_facts_of_ones_own(session, record, base, own_id)


def rows_of(session: Session, exposure: Exposure, occupation: str) -> list[tuple[str, Row]]:
    """The crowds that publish an occupation group or a wider one, by id, with the facts they share."""
    groups = [occupation[:length] for length in range(1, len(occupation) + 1)]
    statement = (
        select(Crowd.id, Crowd.row).where(Crowd.exposure == exposure, col(Crowd.occupation).in_(groups)).limit(LISTED)
    )
    return [(key, frozenset((facet, value) for facet, value in row["facts"])) for key, row in session.exec(statement)]


def others_in(session: Session, crowds: Iterable[str], account_id: str | None) -> dict[str, int]:
    """How many people are shown in each crowd, without one of them."""
    of_crowd = select(Crowd.id, Crowd.members).where(col(Crowd.id).in_(list(crowds)))
    members = {public_id: key for key, ids in session.exec(of_crowd) for public_id in ids}
    own = select(PublicIdentity.id).where(PublicIdentity.account_id == (account_id or ""))
    is_shown_of_others = (col(PublicProfile.id).in_(members), is_shown(), col(PublicProfile.id).not_in(own))
    return Counter(
        members[public_id] for public_id in session.exec(select(PublicProfile.id).where(*is_shown_of_others))
    )


def is_expected(session: Session, record: VerifiedRecord, exposure: Exposure, *, account_id: str | None = None) -> bool:
    """Whether anything would be published of a record; ``account_id`` as in ``forecast``."""
    return _most_telling(session, record, exposure, account_id) is not None


def _most_telling(
    session: Session, record: VerifiedRecord, exposure: Exposure, account_id: str | None
) -> PublicFacts | None:
    """The row of the crowd that the record would join (see crowds.form)."""
    if record.occupation is None:
        return None
    true = true_facts(record)
    fitting = [(key, row) for key, row in rows_of(session, exposure, record.occupation) if row <= true]
    fitting.sort(key=lambda each: (told(each[1]), len(each[1]), each[0]), reverse=True)
    others, enough = others_in(session, [key for key, _row in fitting[:TRIED]], account_id), crowd_size(session) - 1
    return next((PublicFacts.of(row) for key, row in fitting[:TRIED] if others.get(key, 0) >= enough), None)


def _with_facts_of_ones_own(
    session: Session, record: VerifiedRecord, base: PublicFacts, own_id: str | None
) -> PublicFacts:
    """The base and what may stand beside it without a pair of facts that too few share (see standing_out.py)."""
    population, k = Population([_person(record)]), crowd_size(session)
    row = frozenset(map(population.number, base.facts()))
    found = sharing.holders(session, population.named(population.true_of(0)))
    counts = {population.number(fact): people + 1 for fact, people in found.items()}
    wishing = Wishing(population, counts, k)
    for further in (wishing.facts_of, wishing.groups_of):
        wanted = population.named(each for each in further(0, row) if counts.get(each, 0) >= k)
        # Who is in a rare pair with a fact that stays is out; only the others are tried against each other.
        beside = sharing.sharers(
            session, list(product(wanted, population.named(row))), enough=k, without=own_id, known=found
        )
        wanted -= {fact for pair, people in beside.items() if people < k - 1 for fact in pair}
        among = sharing.sharers(session, list(combinations(wanted, 2)), enough=k, without=own_id, known=found)
        shared: list[Weighted] = [
            (frozenset(map(population.number, pair)), people) for pair, people in (beside | among).items() if people
        ]
        row = without_rare_pairs([row], [frozenset(map(population.number, wanted))], shared, k)[0]
    return PublicFacts.of(population.named(row))


def _person(record: VerifiedRecord) -> Person:
    return Person(
        "",
        record.occupation,
        record.region,
        record.country,
        record.seniority and record.seniority.value,
        record.education and record.education.value,
        [claim.language for claim in record.languages],
        sorted(record.sectors),
        [claim.skill for claim in record.skills],
    )
