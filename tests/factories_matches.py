"""Two sides that may meet: Ana, whose profile is published, and clients who can ask her; and ways to act as them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlmodel import Session, col, select

from models.account import Account, LoginSession
from models.client import Membership, Organisation, Representative
from models.match import InterestRequest
from models.professional import Professional
from models.publication import Publication, PublicationState
from models.resume import Experience, Skill
from services import disclosure, logins, matching
from services.publication import storage
from services.publication.record import VerifiedRecord
from services.viewers import Viewer, viewer_of
from tests.factories import Person, make_client, make_professional_account
from tests.pages import Browser

MESSAGE = "Six months of back-end work on a booking system, from January."
LIFETIME = timedelta(days=7)
NAME = "Anabel Kwartel"
EMPLOYER = "Kwikstaart Logistiek"
REPRESENTATIVE = "Jip Sjabloon"


def make_ana(session: Session) -> Person:
    """A professional with a published profile; her phone number is left out."""
    person = make_professional_account(session, "anabel@people.example", first_name="Anabel", last_name="Kwartel")
    row = session.exec(select(Professional).where(Professional.account_id == person.account_id)).one()
    row.city, row.headline, row.day_rate = "Zwolle", "Builds booking systems", 64_000
    session.add(Experience(account_id=person.account_id, title="Developer", employer=EMPLOYER))
    session.add(Skill(account_id=person.account_id, name="Python", years=7))
    publish_profile(session, person.account_id)
    return person


def publish_profile(session: Session, account_id: str) -> Publication:
    """Publish a profile that says little, without the review it would need."""
    record = VerifiedRecord(
        occupation="2512",
        country="NL",
        region=None,
        seniority=None,
        education=None,
        education_field=None,
        languages=(),
        sectors=frozenset(),
        skills=(),
        assignments=(),
        certifications=frozenset(),
        availability=None,
        available_from=None,
        hours=None,
        remote=None,
        rate=None,
    )
    publication = Publication(
        account_id=account_id,
        state=PublicationState.REVIEWED,
        record=storage.to_json(record),
        published=storage.to_json(record),
        revision=1,
    )
    session.add(publication)
    session.flush()
    session.add(storage.verified_row(publication.handle, record, {}))
    session.flush()
    session.add_all(storage.verified_facets(publication.handle, record))
    session.flush()
    return publication


def make_jip(session: Session) -> Person:
    """The representative of a verified organisation that says what it is."""
    person = make_client(session)
    organisation = session.get_one(Organisation, person.organisation_id)
    organisation.industry, organisation.about = "F", "We build bridges that open."
    row = session.exec(select(Representative).where(Representative.account_id == person.account_id)).one()
    row.phone, row.position = "+31 20 555 0101", "Head of sourcing"
    session.flush()
    return person


def make_rival(session: Session) -> Person:
    """The representative of another verified organisation."""
    return make_client(
        session, "sam@rival.example", first_name="Sam", last_name="Rivaal", organisation="Rivaal Techniek"
    )


def acting(session: Session, person: Person, *, key: str = "") -> Viewer:
    """The viewer that the person is when logged in; ``key`` chooses among several parts."""
    now = datetime.now(UTC)
    login = LoginSession(
        account_id=person.account_id,
        token_digest="",
        browser="",
        created_at=now,
        seen_at=now,
        fresh_at=now,
        acting_as=key or person.organisation_id,
    )
    return viewer_of(session, login, session.get_one(Account, person.account_id))


def handle_of(session: Session, account_id: str) -> str:
    """The handle of the person's profile."""
    return session.exec(select(Publication.handle).where(Publication.account_id == account_id)).one()


def ask(
    session: Session, sender: Person, professional: Person, *, now: datetime, message: str = MESSAGE
) -> InterestRequest:
    """A request from the sender's organisation to the professional."""
    viewer = acting(session, sender)
    found = disclosure.find(session, viewer, handle_of(session, professional.account_id))
    assert found is not None
    return matching.show_interest(session, viewer, found, message=message, lifetime=LIFETIME, now=now)


def leave(session: Session, person: Person) -> None:
    """Take the person out of the organisation."""
    row = session.exec(select(Membership).where(col(Membership.account_id) == person.account_id)).one()
    session.delete(row)


def log_in(app: Flask, person: Person, *, acting_as: str = "") -> Browser:
    """A browser of the person's own, logged in without the form; ``acting_as`` chooses among several parts."""
    browser = Browser(app.test_client())
    with app.extensions["database"].write() as session:
        token = logins.begin(session, person.account_id, browser="Test", now=datetime.now(UTC))
        session.flush()
        for login in session.exec(select(LoginSession).where(LoginSession.account_id == person.account_id)):
            login.acting_as = acting_as
    with browser.client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return browser


def join(session: Session, person: Person, organisation_id: str) -> None:
    """Make the person a member of an organisation."""
    session.add(Membership(account_id=person.account_id, organisation_id=organisation_id))
    session.flush()
