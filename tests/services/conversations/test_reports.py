"""Reports of messages: by who received one, read by a person, logged for both, and nothing happens by itself."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from models.account import StaffRole
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.match import Match
from models.message import Message
from models.message_report import MessageReport, ReportReason
from models.notification import Notification, NotificationKind
from services import conversation_views, message_reports
from services.errors import NotFound
from services.message_reports import DetailTooLong, ReportedAlready
from tests.factories import NOW, Person, make_staff
from tests.factories_chat import matched, say
from tests.factories_matches import acting, make_ana, make_jip, make_rival


@pytest.fixture
def pair(database: Database) -> tuple[Person, Person]:
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        match = matched(session, jip, ana, now=NOW)
        say(session, jip, match, "Pay me first", now=NOW)
    return ana, jip


def request_id_of(session: Session) -> str:
    return session.exec(select(Match)).one().request_id


def report(session: Session, who: Person, *, detail: str = "He asks for money") -> MessageReport:
    viewer = acting(session, who)
    message = message_reports.find_message(session, viewer, request_id_of(session), 1)
    return message_reports.report(session, viewer, message, reason=ReportReason.FRAUD, detail=detail, now=NOW)


def test_only_who_received_a_message_reports_it_and_once(database: Database, pair: tuple[Person, Person]) -> None:
    ana, jip = pair
    with database.write() as session:
        for who in (jip, make_rival(session)):
            with pytest.raises(NotFound):
                report(session, who)
        with pytest.raises(DetailTooLong):
            report(session, ana, detail="x" * 1001)
        report(session, ana)
        with pytest.raises(ReportedAlready):
            report(session, ana)


def test_a_report_changes_nothing_by_itself(database: Database, pair: tuple[Person, Person]) -> None:
    ana, jip = pair
    with database.write() as session:
        report(session, ana)
        match = session.exec(select(Match)).one()
        assert session.exec(select(Message)).one().text == "Pay me first"
        say(session, jip, match, "Still here", now=NOW)
        seen = conversation_views.thread(session, acting(session, jip), match)
        assert all(line.report is None for line in seen.lines), "who wrote it is told nothing"


def test_who_reads_it_is_logged_for_both_and_the_reporter_hears_the_answer(
    database: Database, pair: tuple[Person, Person]
) -> None:
    ana, jip = pair
    with database.write() as session:
        row = report(session, ana)
        moderator = acting(session, make_staff(session, role=StaffRole.MODERATOR), key="staff")
        assert [each.id for each in message_reports.queue(session)] == [row.id]
        found = message_reports.open_report(session, moderator, row.id, now=NOW)
        assert (found.text, found.detail) == ("Pay me first", "He asks for money")
        logged = select(Disclosure.account_id).where(Disclosure.kind == DisclosureKind.STAFF_REPORT)
        assert set(session.exec(logged)) == {ana.account_id, jip.account_id}
        message_reports.decide(session, moderator, row.id, upheld=True, answer="We warned them.", now=NOW)
        assert message_reports.count_waiting(session) == 0
        with pytest.raises(NotFound):
            message_reports.decide(session, moderator, row.id, upheld=False, answer="Again", now=NOW)
        told = select(Notification.account_id).where(Notification.kind == NotificationKind.REPORT_DECIDED)
        assert session.exec(told).all() == [ana.account_id]
        match = session.exec(select(Match)).one()
        [line] = conversation_views.thread(session, acting(session, ana), match).lines
        assert line.report == conversation_views.Reported(True, "We warned them.")


def test_nobody_decides_on_what_is_theirs(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        row = report(session, pair[0])
        for who in pair:
            with pytest.raises(NotFound):
                message_reports.open_report(session, acting(session, who), row.id, now=NOW)
