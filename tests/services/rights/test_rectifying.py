"""A correction is written over the detail, its recipients are told; a refused one leaves room for a statement."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from models.account import Account, OutgoingMail
from models.case import CaseKind, CaseOutcome, RightsRequest
from models.client import Representative
from models.database import Database
from models.disclosure import AuditEntry, Disclosure, DisclosureKind
from models.match import InterestRequest
from models.professional import Professional
from models.restriction import RecipientNotice, ToldOf
from models.resume import Experience
from services import deactivation, matching
from services.errors import NotFound
from services.mail import MailTemplate
from services.rights import rectifying, statements, telling
from services.rights.access import copy_of
from services.rights.rectifying import DoesNotFit, NotCorrectable
from services.rights.walk import holdings
from tests.factories import NOW, Person, make_account
from tests.factories_cases import decide, make_officer, make_request
from tests.factories_matches import acting, ask, join, leave, make_ana, make_jip, make_rival

DAY = timedelta(days=1)


def holding(name: str) -> Any:
    return next(each for each in holdings() if each.name == name)


def rectify(session: Session, person: Person, table: str, row_id: str, column: str, value: str) -> None:
    rectifying.rectify(
        session,
        holding(table),
        row_id,
        column,
        value,
        account_id=person.account_id,
        officer_id=make_officer(session).account_id,
        now=NOW,
    )


def dispute(session: Session, person: Person, table: str, row_id: str, column: str, after: str) -> RightsRequest:
    detail = rectifying.detail_of(session, person.account_id, table, row_id, column)
    return make_request(
        session,
        person,
        CaseKind.RECTIFICATION,
        detail=detail.datum.declared.label,
        before=detail.text,
        after=after,
        table_name=table,
        row_id=row_id,
        column_name=column,
    )


def matched(session: Session, person: Person, *clients: Person) -> None:
    for client in clients:
        request = ask(session, client, person, now=NOW)
        matching.accept(session, request, acting(session, person, key="professional"), now=NOW)


def professional(session: Session) -> Professional:
    return session.exec(select(Professional)).one()


@pytest.mark.parametrize(
    ("table", "column", "text", "value"),
    [
        ("professional", "last_name", "Kwartels", "Kwartels"),
        ("professional", "headline", "", None),
        ("professional", "day_rate", "70000", 70_000),
        ("professional", "available_from", "2027-02-01", "2027-02-01"),
        ("professional", "remote", "hybrid", "hybrid"),
        ("professional", "one_person_business", "true", True),
        ("experience", "employer", "Kwikstaart BV", "Kwikstaart BV"),
    ],
)
def test_a_value_is_written_through_the_declarations(
    database: Database, table: str, column: str, text: str, value: object
) -> None:
    with database.write() as session:
        ana = make_ana(session)
        row_id = ana.professional_id if table == "professional" else session.exec(select(Experience.id)).one()
        rectify(session, ana, table, row_id, column, text)
        row_id = str(row_id)
    with database.read() as session:
        found = session.get_one(Professional if table == "professional" else Experience, row_id)
        written = getattr(found, column)
        plain = getattr(written, "value", written)
        assert (plain.isoformat() if hasattr(plain, "isoformat") else plain) == value
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "rights.rectification")).one()
        assert (entry.account_id, entry.about_id) == (ana.account_id, row_id)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("day_rate", "a lot"),
        ("day_rate", "99999999999999999999"),
        ("available_from", "soon"),
        ("remote", "moon"),
        ("last_name", ""),
        ("about", "x" * 5000),
    ],
)
def test_what_does_not_fit_is_refused(database: Database, column: str, text: str) -> None:
    with database.write() as session:
        ana = make_ana(session)
        with pytest.raises(DoesNotFit):
            rectify(session, ana, "professional", ana.professional_id, column, text)


def test_what_was_noted_as_it_happened_or_is_somebody_elses_is_not_overwritten(database: Database) -> None:
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        for table, row_id, column in (
            ("account", ana.account_id, "created_at"),
            ("account", ana.account_id, "email"),
        ):
            with pytest.raises(NotCorrectable):
                rectify(session, ana, table, row_id, column, "x")
        for table, row_id, column in (
            ("account", ana.account_id, "password_hash"),
            ("professional", ana.professional_id, "id"),
            ("professional", "nowhere", "last_name"),
        ):
            with pytest.raises(NotFound):
                rectify(session, ana, table, row_id, column, "x")
        with pytest.raises(NotFound):
            rectify(session, jip, "professional", ana.professional_id, "last_name", "x")
        assert session.get_one(Account, ana.account_id).email == ana.email


def test_an_accepted_correction_is_applied_and_who_had_the_detail_is_told(database: Database) -> None:
    with database.write() as session:
        ana, jip, rival = make_ana(session), make_jip(session), make_rival(session)
        matched(session, ana, jip)
        case = dispute(session, ana, "professional", ana.professional_id, "city", "Zwolle-Zuid")
        assert case.before == "Zwolle"
        decide(session, case, CaseOutcome.GRANTED, value="Zwolle-Zuid")
        assert professional(session).city == "Zwolle-Zuid"
        (told,) = telling.told_about(session, ana.account_id, request_id=case.id)
        assert (told.organisation, told.what, told.detail) == ("Sjabloon Bouw", ToldOf.CORRECTION, "City")
        (received,) = telling.received_by(session, acting(session, jip))
        lasting = session.exec(select(InterestRequest.id)).one()
        assert (received.what, received.detail, received.request_id) == (ToldOf.CORRECTION, "City", lasting)
        assert telling.received_by(session, acting(session, rival)) == []
        assert telling.received_by(session, acting(session, ana, key="professional")) == []
        notice = session.exec(select(RecipientNotice)).one()
        assert "Zwolle" not in json.dumps(notice.model_dump(), default=str), "which detail, not its value"


def test_what_nobody_was_given_is_told_to_nobody(database: Database) -> None:
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        matched(session, ana, jip)
        professional(session).gender = "x"
        session.flush()
        case = dispute(session, ana, "professional", ana.professional_id, "gender", "y")
        decide(session, case, CaseOutcome.GRANTED, value="y")
        assert professional(session).gender == "y"
        assert telling.told_about(session, ana.account_id) == []


def test_recipients_are_those_of_the_log_each_once_and_who_can_be_reached(database: Database) -> None:
    with database.write() as session:
        ana, jip, rival = make_ana(session), make_jip(session), make_rival(session)
        matched(session, ana, jip, rival)
        for _again in range(2):
            session.add(
                Disclosure(
                    account_id=ana.account_id,
                    viewer_id=jip.account_id,
                    organisation_id=jip.organisation_id,
                    kind=DisclosureKind.MATCH,
                    tier=3,
                    at=NOW,
                )
            )
        colleague = make_account(session, "colleague@client.example")
        join(session, colleague, jip.organisation_id)
        leave(session, jip)
        deactivation.deactivate(session, rival.account_id, now=NOW)
        session.flush()
        assert telling.tell_recipients(session, ana.account_id, ToldOf.ERASURE, now=NOW) == 1
        notice = session.exec(select(RecipientNotice)).one()
        assert (notice.recipient_id, notice.organisation_id) == (colleague.account_id, jip.organisation_id)
        session.delete(session.get_one(Account, ana.account_id))
        session.flush()
        session.expire_all()
        (received,) = telling.received_by(session, acting(session, colleague, key=jip.organisation_id))
        assert (received.what, received.request_id) == (ToldOf.ERASURE, None), "an erasure is told all the same"


def test_a_professional_is_told_about_the_representative(database: Database) -> None:
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        matched(session, ana, jip)
        row_id = session.exec(select(Representative.id)).one()
        case = dispute(session, jip, "representative", row_id, "phone", "+31 20 555 0177")
        decide(session, case, CaseOutcome.PARTLY, value="+31 20 555 0177")
        (received,) = telling.received_by(session, acting(session, ana, key="professional"))
        assert received.detail == "Phone number" and received.request_id
        mails = select(OutgoingMail.account_id).where(OutgoingMail.template == MailTemplate.RECIPIENT_TOLD.value)
        assert session.exec(mails).all() == [ana.account_id]
        assert [each.organisation for each in telling.told_about(session, jip.account_id)] == [None]


def test_after_a_refusal_a_statement_stands_beside_the_detail(database: Database) -> None:
    controller = {"name": "GloPros", "address": "Herengracht", "email": "desk@example.org"}
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        case = dispute(session, ana, "professional", ana.professional_id, "city", "Zwolle-Zuid")
        with pytest.raises(statements.NothingDisputed):
            statements.state(session, case, "Too early", now=NOW)
        decide(session, case, CaseOutcome.REFUSED)
        statements.state(session, case, "It is Zwolle-Zuid.", now=NOW)
        statements.state(session, case, "It is Zwolle-Zuid, since May.", now=NOW + DAY)
        place = ("professional", ana.professional_id, "city")
        standing = statements.statements_of(session, ana.account_id)
        assert {each: found.text for each, found in standing.items()} == {place: "It is Zwolle-Zuid, since May."}
        assert statements.statements_of(session, jip.account_id) == {}
        (beside,) = statements.statements_in(session, ana.account_id, ["professional"])
        assert statements.statements_in(session, ana.account_id, ["organisation"]) == ()
        assert beside.detail == "City"
        copy = copy_of(session, ana.account_id, now=NOW, controller=controller)
        details = [
            row["data"]["city"]
            for each in copy["categories"]
            for row in each["rows"]
            if row["kind"] == "professional" and "city" in row["data"]
        ]
        assert [each.get("your_statement") for each in details] == ["It is Zwolle-Zuid, since May."]
        with pytest.raises(NotFound):
            statements.take_back(session, jip.account_id, beside.id, now=NOW)
        statements.take_back(session, ana.account_id, beside.id, now=NOW)
        assert statements.statements_of(session, ana.account_id) == {}


def test_a_correction_that_fails_leaves_the_request_open(database: Database) -> None:
    with database.write() as session:
        ana = make_ana(session)
        case_id = dispute(session, ana, "professional", ana.professional_id, "day_rate", "a lot").id
        with pytest.raises(DoesNotFit), session.begin_nested():
            decide(session, session.get_one(RightsRequest, case_id), CaseOutcome.GRANTED, value="a lot")
        assert session.get_one(RightsRequest, case_id).outcome is None
