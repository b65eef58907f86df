"""Messages: numbered without gaps, once each, by the two sides of a match that lasts and by nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlmodel import Session, select

from models.account import Account, OutgoingMail
from models.base import new_id
from models.client import MemberRole
from models.database import Database
from models.message import Message
from models.notification import NotificationKind, Way
from services import conversation_views, conversations, matching, notifications
from services.chat_errors import ConversationOver, NothingWritten, OnlyReadsHere, TextTooLong, TooManyAtOnce
from services.errors import NotFound
from services.mail import MailTemplate
from tests.factories import Person, make_professional_account
from tests.factories_chat import say
from tests.factories_matches import acting, make_rival
from tests.factories_work import make_colleague

NOW = datetime.now(UTC)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def pair(matched_pair: tuple[Person, Person]) -> tuple[Person, Person]:
    return matched_pair


def _match(session: Session):
    from models.match import Match

    return session.exec(select(Match)).one()


def _mails(session: Session, person: Person) -> int:
    told = (OutgoingMail.account_id == person.account_id, OutgoingMail.template == MailTemplate.MESSAGE_RECEIVED.value)
    return len(session.exec(select(OutgoingMail).where(*told)).all())


def test_numbers_follow_each_other_and_each_side_reads_all(database: Database, pair: tuple[Person, Person]) -> None:
    ana, jip = pair
    with database.write() as session:
        match = _match(session)
        for who, text in ((jip, "Can you start in May?"), (ana, "In June."), (jip, "June is fine.")):
            say(session, who, match, text, now=NOW)
    with database.read() as session:
        of_ana = conversation_views.thread(session, acting(session, ana), _match(session)).lines
        of_jip = conversation_views.thread(session, acting(session, jip), _match(session)).lines
        assert [(line.number, line.text, line.is_own) for line in of_ana] == [
            (1, "Can you start in May?", False),
            (2, "In June.", True),
            (3, "June is fine.", False),
        ]
        assert [line.text for line in of_jip] == [line.text for line in of_ana]
        assert [line.colleague for line in of_ana] == ["Jip Sjabloon", None, "Jip Sjabloon"]
        newer = conversation_views.thread(session, acting(session, ana), _match(session), after=2).lines
        assert [line.number for line in newer] == [3]


def test_a_form_sent_twice_is_one_message(database: Database, pair: tuple[Person, Person]) -> None:
    nonce = new_id()
    with database.write() as session:
        first = say(session, pair[0], _match(session), "Hello", now=NOW, nonce=nonce)
        again = say(session, pair[0], _match(session), "Hello", now=NOW, nonce=nonce)
        assert first.id == again.id
        assert len(session.exec(select(Message)).all()) == 1


def test_fifty_at_once_are_fifty_in_order_and_each_once(database: Database, pair: tuple[Person, Person]) -> None:
    barrier, failures = Barrier(10), []

    def write(worker: int) -> None:
        barrier.wait()
        for number in range(5):
            try:
                with database.write() as session:
                    say(session, pair[worker % 2], _match(session), f"{worker}.{number}", now=NOW)
            except Exception as error:
                failures.append(error)

    threads = [Thread(target=write, args=(worker,)) for worker in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with database.read() as session:
        rows = session.exec(select(Message).order_by(Message.number)).all()
        assert [row.number for row in rows] == list(range(1, 51))
        for worker in range(10):
            own = [row.text for row in rows if str(row.text).startswith(f"{worker}.")]
            assert own == [f"{worker}.{number}" for number in range(5)]


def test_nothing_is_written_after_the_end_and_what_was_stays(database: Database, pair: tuple[Person, Person]) -> None:
    ana, jip = pair
    with database.write() as session:
        say(session, jip, _match(session), "Until then", now=NOW)
        matching.end(session, _match(session), acting(session, ana), now=NOW)
        with pytest.raises(ConversationOver):
            say(session, jip, _match(session), "One more thing", now=NOW)
    with database.read() as session:
        (line,) = conversation_views.thread(session, acting(session, ana), _match(session)).lines
        assert (line.text, line.colleague) == ("Until then", None), "the name closes with the match"


def test_who_is_not_part_of_it_finds_nothing(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        match = _match(session)
        for stranger in (make_rival(session), make_professional_account(session)):
            with pytest.raises(NotFound):
                say(session, stranger, match, "Hello", now=NOW)
            assert conversation_views.entries(session, acting(session, stranger)) == []
        say(session, pair[1], match, "The forecast", now=NOW)
        assert conversation_views.search(session, acting(session, stranger), "forecast") == []


def test_who_only_reads_for_the_organisation_writes_nothing(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        reader = make_colleague(session, pair[1], MemberRole.VIEWER)
        say(session, pair[0], _match(session), "For all of you", now=NOW)
        with pytest.raises(OnlyReadsHere):
            say(session, reader, _match(session), "Hello", now=NOW)
        assert conversation_views.unread_count(session, acting(session, reader)) == 1


@pytest.mark.parametrize(("text", "error"), [(" \r\n ", NothingWritten), ("x" * 4001, TextTooLong)])
def test_a_message_says_something_and_not_too_much(
    database: Database, pair: tuple[Person, Person], text: str, error: type[Exception]
) -> None:
    with database.write() as session, pytest.raises(error):
        say(session, pair[0], _match(session), text, now=NOW)


def test_nobody_floods_the_other(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        for number in range(conversations.MOST_A_MINUTE):
            say(session, pair[0], _match(session), f"{number}", now=NOW)
        with pytest.raises(TooManyAtOnce):
            say(session, pair[0], _match(session), "more", now=NOW)
        say(session, pair[0], _match(session), "later", now=LATER)


def test_what_is_unread_is_counted_and_one_mail_tells_of_all_of_it(
    database: Database, pair: tuple[Person, Person]
) -> None:
    ana, jip = pair
    with database.write() as session:
        match = _match(session)
        for text in ("One", "Two"):
            say(session, jip, match, text, now=NOW)
        assert (conversation_views.unread_count(session, acting(session, ana)), _mails(session, ana)) == (2, 1)
        assert conversation_views.unread_count(session, acting(session, jip)) == 0
        conversations.note_read(session, match.id, ana.account_id, 2, now=NOW)
        assert conversation_views.unread_count(session, acting(session, ana)) == 0
        say(session, jip, match, "Three", now=LATER)
        assert (conversation_views.unread_count(session, acting(session, ana)), _mails(session, ana)) == (1, 2)
        conversations.note_read(session, match.id, ana.account_id, 1, now=LATER)
        assert conversation_views.unread_count(session, acting(session, ana)) == 1, "reading never goes back"
        conversations.note_read(session, match.id, ana.account_id, 3, now=LATER)
        notifications.choose(session, ana.account_id, {NotificationKind.MESSAGE_RECEIVED: Way.NEVER})
        say(session, jip, match, "Four", now=LATER)
        assert _mails(session, ana) == 2


def test_reading_is_shown_as_long_as_both_want_it(database: Database, pair: tuple[Person, Person]) -> None:
    ana, jip = pair
    with database.write() as session:
        match = _match(session)
        say(session, jip, match, "Read me", now=NOW)
        conversations.note_read(session, match.id, ana.account_id, 1, now=NOW)
        read = [conversation_views.thread(session, acting(session, jip), match).is_read]
        for person in (ana, jip):
            conversations.choose(session, person.account_id, shows_reading=False)
            read.append(conversation_views.thread(session, acting(session, jip), match).is_read)
            conversations.choose(session, person.account_id, shows_reading=True)
        assert read == [True, False, False]


def test_writing_is_activity(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        say(session, pair[0], _match(session), "Hello", now=LATER)
        assert session.get_one(Account, pair[0].account_id).last_active_at == LATER


def test_one_searches_in_ones_own_words_and_those_one_received(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        match = _match(session)
        for text in ("The façade needs work", "Nothing else", "WORK on the facade, again"):
            say(session, pair[1], match, text, now=NOW)
        found = conversation_views.search(session, acting(session, pair[0]), "work Facade")
        assert [line.number for line in found] == [3, 1]
        assert conversation_views.search(session, acting(session, pair[0]), "  ") == []


def test_long_conversations_come_in_pages(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        match = _match(session)
        for number in range(conversation_views.PAGE + 5):
            say(session, pair[0], match, f"{number}", now=NOW + number * timedelta(minutes=1))
        newest = conversation_views.thread(session, acting(session, pair[1]), match)
        assert (len(newest.lines), newest.has_earlier, newest.lines[-1].number) == (50, True, 55)
        earlier = conversation_views.thread(session, acting(session, pair[1]), match, before=newest.lines[0].number)
        assert ([line.number for line in earlier.lines], earlier.has_earlier) == ([1, 2, 3, 4, 5], False)
        followed = conversation_views.thread(session, acting(session, pair[1]), match, after=1)
        assert [line.number for line in followed.lines] == list(range(2, 52)), "nothing that is newer is passed over"
