"""Recommendations of earlier clients: by a link that writes once, nameless below a match, taken back by either."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from models.account import Account
from models.database import Database
from models.notification import Notification, NotificationKind
from models.reference import Reference, ReferenceState
from models.resume import Experience
from services import references
from services.errors import NotFound
from services.free_text import TextIdentifies
from services.references import Identifies, LinkOver, Praise, TooManyAsked
from tests.factories import Person, make_professional_account
from tests.factories_matches import EMPLOYER

NOW = datetime.now(UTC)
TEXT = "Delivered the booking system a month early, and explained every step of it to us."
AUTHOR, ORGANISATION = "Marleen Aandewiel", "Gasthuis De Linde"


def _link(database: Database, ana: Person, now: datetime = NOW) -> str:
    with database.write() as session:
        return references.ask(session, ana.account_id, now=now)


def _written(database: Database, ana: Person, text: str = TEXT) -> tuple[str, str]:
    """The link of one that was written, and its id."""
    token = _link(database, ana)
    with database.write() as session:
        references.write(session, token, text=text, author=AUTHOR, organisation=ORGANISATION, now=NOW)
        return token, references.behind(session, token, now=NOW).id


def _praise(database: Database, ana: Person, *, with_names: bool = False) -> tuple[Praise, ...]:
    with database.read() as session:
        return references.praise_of(session, ana.account_id, with_names=with_names)


def test_nobody_reads_it_before_its_professional_says_so(database: Database, ana: Person) -> None:
    _token, reference_id = _written(database, ana)
    assert _praise(database, ana) == _praise(database, ana, with_names=True) == ()
    with database.write() as session:
        told = session.exec(select(Notification.kind).where(Notification.account_id == ana.account_id)).all()
        assert told == [NotificationKind.REFERENCE_WRITTEN]
        references.show(session, ana.account_id, reference_id)
    assert _praise(database, ana) == (Praise(TEXT),)
    assert _praise(database, ana, with_names=True) == (Praise(TEXT, AUTHOR, ORGANISATION),)
    with database.write() as session:
        references.hide(session, ana.account_id, reference_id)
    assert _praise(database, ana) == ()


def test_a_link_writes_once_and_not_for_ever(database: Database, ana: Person) -> None:
    token, _id = _written(database, ana)
    with database.write() as session, pytest.raises(LinkOver):
        references.write(session, token, text=TEXT, author=AUTHOR, organisation="", now=NOW)
    late = _link(database, ana)
    over = NOW + references.LIFETIME
    with database.write() as session:
        for unknown in (late, "made-up", ""):
            with pytest.raises(LinkOver):
                references.write(session, unknown, text=TEXT, author=AUTHOR, organisation="", now=over)
        assert references.behind(session, token, now=over).text == TEXT, "its author finds it again"
        assert references.forget_over(session, now=over) == 1
        assert session.exec(select(Reference.state)).all() == [ReferenceState.WRITTEN]


@pytest.mark.parametrize(
    "telling",
    [
        "Anabel did it all.",
        "Kwartel is the best.",
        f"As at {EMPLOYER}.",
        "Ask me: marleen@linde.example",
        "Ring me on 06 1234 5678 to hear more.",
        "I am Marleen, ask me.",
        "We at Gasthuis De Linde were glad.",
        "K w a r t e l did it",
    ],
)
def test_a_text_that_names_anybody_is_refused(database: Database, ana: Person, telling: str) -> None:
    token = _link(database, ana)
    with database.write() as session, pytest.raises(TextIdentifies):
        text = f"{TEXT} {telling}"
        references.write(session, token, text=text, author=AUTHOR, organisation=ORGANISATION, now=NOW)
    with database.read() as session:
        assert references.behind(session, token, now=NOW).state is ReferenceState.ASKED


def test_what_tells_by_now_is_not_shown_any_more(database: Database, ana: Person) -> None:
    _token, reference_id = _written(database, ana, "Rebuilt the planning of Sterrenwacht Zilverzicht in spring.")
    with database.write() as session:
        references.show(session, ana.account_id, reference_id)
    assert len(_praise(database, ana)) == 1
    with database.write() as session:
        session.add(Experience(account_id=ana.account_id, title="Planner", employer="Sterrenwacht Zilverzicht"))
    assert _praise(database, ana) == ()
    assert len(_praise(database, ana, with_names=True)) == 1, "at a match the employer is read anyway"
    with database.write() as session:
        references.hide(session, ana.account_id, reference_id)
        with pytest.raises(Identifies):
            references.show(session, ana.account_id, reference_id)


def test_both_take_it_back(database: Database, ana: Person) -> None:
    (token, first), (_other, second) = _written(database, ana), _written(database, ana)
    with database.write() as session:
        for each in (first, second):
            references.show(session, ana.account_id, each)
        references.withdraw(session, token, now=NOW)
        with pytest.raises(LinkOver):
            references.behind(session, token, now=NOW)
        references.delete_own(session, ana.account_id, second)
        assert session.exec(select(Reference)).all() == []
    assert _praise(database, ana) == ()


def test_a_link_that_wrote_nothing_withdraws_nothing(database: Database, ana: Person) -> None:
    token = _link(database, ana)
    with database.write() as session, pytest.raises(LinkOver):
        references.withdraw(session, token, now=NOW)


def test_nobody_changes_what_is_anothers(database: Database, ana: Person) -> None:
    _token, reference_id = _written(database, ana)
    with database.write() as session:
        other = make_professional_account(session, "lou@people.example")
        for change in (references.show, references.hide, references.delete_own):
            with pytest.raises(NotFound):
                change(session, other.account_id, reference_id)
        assert references.own(session, other.account_id) == []


def test_links_have_a_bound(database: Database, ana: Person) -> None:
    for _number in range(references.MOST_OPEN):
        _link(database, ana)
    with pytest.raises(TooManyAsked):
        _link(database, ana)
    later = NOW + references.LIFETIME + timedelta(minutes=1)
    assert _link(database, ana, now=later)


def test_who_left_is_not_written_about_and_their_author_still_takes_it_back(database: Database, ana: Person) -> None:
    token, _id = _written(database, ana)
    unused = _link(database, ana)
    with database.write() as session:
        session.get_one(Account, ana.account_id).deactivated_at = NOW
    with database.write() as session:
        with pytest.raises(LinkOver):
            references.behind(session, unused, now=NOW)
        references.withdraw(session, token, now=NOW)


def test_only_a_hash_of_the_link_is_kept(database: Database, ana: Person) -> None:
    token = _link(database, ana)
    with database.read() as session:
        row = session.exec(select(Reference)).one()
        assert token not in row.model_dump().values() and len(row.token_digest) == 64
