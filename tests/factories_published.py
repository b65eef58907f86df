"""A published professional whose every field holds something that can be recognised in a page."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session

from models.bands import Availability, Exposure, LanguageLevel, RemoteWork
from models.match import InterestRequest, Match, RequestState
from models.professional import Professional
from models.publication import Crowd, Generation, Publication, PublicBearer, PublicIdentity, PublicProfile
from models.resume import Portfolio
from services import bulk_import, resumes
from services.publication import epochs, public_rows, publishing, shown
from services.publication.facts import Fact
from services.publication.resume import (
    CertificationEntry,
    Contact,
    Job,
    LanguageEntry,
    Preferences,
    Resume,
    SkillEntry,
    Study,
)
from tests.factories import KEYS, NOW, Person

EMAIL = "markeris@people.example"
GENERATION = 1

RESUME = Resume(
    contact=Contact(phone="06 0000 4711", city="Markerstad", links=("https://markerlink.example/in/x",)),
    headline="Markerkop backend engineer",
    summary="Markerover: I build things.",
    jobs=(
        Job(
            title="Markerfunctie software developer",
            employer="Markergever Bouw BV",
            city="Markerwerk",
            start=(2012, 3),
            end=(2019, 6),
            description="Markertaak with Python and PostgreSQL for a bank.",
        ),
        Job(
            title="Software developer", employer="Markergever Zorg", start=(2019, 7), current=True, description="Python"
        ),
    ),
    studies=(Study("Master of Science", "Markerschool Hogeschool", "Computer science", 2006, 2011),),
    skills=(SkillEntry("Python", 8), SkillEntry("PostgreSQL", 4), SkillEntry("Markervaardig", 2)),
    languages=(LanguageEntry("nl", LanguageLevel.NATIVE), LanguageEntry("sv", LanguageLevel.B2)),
    certifications=(CertificationEntry("PRINCE2 Practitioner", "Markerinstituut", "MARK-4711", 2017),),
    preferences=Preferences(
        day_rate=67_800,
        hours=36,
        available=Availability.QUARTER,
        available_from=date(2027, 2, 1),
        remote=RemoteWork.HYBRID,
    ),
    colleagues=("Markercollega Jansen",),
    clients=("Markerklant Groep",),
)


def make_published(
    session: Session, *, email: str = EMAIL, exposure: Exposure = Exposure.BLEND_IN, crowd_size: int = 1
) -> Person:
    """The professional, approved, reviewed and published among at least ``crowd_size`` alike."""
    owner = bulk_import.Owner("Markernaam", "Markerachter", email)
    account = bulk_import.add_professional(session, owner, RESUME, country="NL", region="NL414", keys=KEYS, now=NOW)
    person = resumes.professional_of(session, account.id)
    fill_personalia(person)
    add_portfolio(session, account.id)
    session.flush()
    bulk_import.approve_and_review(session, account.id, exposure=exposure, now=NOW)
    session.flush()
    begin_epoch(session, crowd_size=crowd_size)
    return Person(account.id, email, professional_id=person.id)


def make_neighbours(session: Session) -> None:
    """Four people with whom the professional shares a group of occupations, a country, a band, Swedish and Python."""
    for occupation, region in (("2511", "NL111"), ("2513", "NL225"), ("2521", "NL329"), ("2522", "NL341")):
        resume = Resume(
            jobs=(Job(title="Consultant", start=(2009, 1), current=True),),
            skills=(SkillEntry("Python", 8),),
            languages=(LanguageEntry("nl"), LanguageEntry("sv")),
        )
        owner = bulk_import.Owner("Naast", "Buur", f"{region.lower()}@people.example")
        account = bulk_import.add_professional(session, owner, resume, country="NL", region=region, keys=KEYS, now=NOW)
        resumes.professional_of(session, account.id).occupation = occupation
        session.flush()
        bulk_import.approve_and_review(session, account.id, exposure=Exposure.BLEND_IN, now=NOW)
    session.flush()


def begin_epoch(session: Session, *, crowd_size: int = 1) -> epochs.Epoch:
    """Publish everybody among at least ``crowd_size`` alike, fewer than the platform ever allows by itself."""
    shown.epoch_of(session).crowd_size = crowd_size
    session.flush()
    return epochs.publish_within(session)


def public_id_of(session: Session, person: Person) -> str:
    """The address at which anyone reads a published professional."""
    return str(shown.public_id_of(session, person.account_id))


def add_public_profile(
    session: Session, public_id: str, *facts: Fact, account_id: str | None = None, since: int = GENERATION
) -> PublicProfile:
    """What anyone reads of somebody: as far as it is somebody's, also what leads to them."""
    row_id = public_rows.store(session, facts)
    profile = PublicProfile(id=public_id, since=since, pseudonym_first=1, pseudonym_second=2, tile=3, row_id=row_id)
    session.add(profile)
    if session.get(Generation, since) is None:
        session.add(Generation(id=since, shown=True))
    if account_id is not None:
        crowd = Crowd(exposure=Exposure.BLEND_IN, row={"facts": []}, size=1, population=1, members=[public_id])
        session.add(crowd)
        session.add(PublicIdentity(account_id=account_id, id=public_id, row_id=row_id))
        session.add(PublicBearer(row_id=row_id, id=public_id, account_id=account_id, crowd_id=crowd.id))
    session.flush()
    return profile


def fill_personalia(person: Professional) -> None:
    """What never or only later is shown: address, birth date, gender, nationality, company."""
    person.street, person.postal_code = "Markerstraat 12", "4711 MK"
    person.birth_date, person.gender, person.nationality = "1983-04-17", "markergeslacht", "Markerland"
    person.company_name, person.company_registration = "Markerbedrijf", "KVK-4711"
    person.one_person_business = True
    person.preferences = "Markerwens"


def add_portfolio(session: Session, account_id: str, *, picture: str | None = None) -> Portfolio:
    """A piece of work in the portfolio."""
    url = "https://markerportfolio.example/x"
    piece = Portfolio(
        account_id=account_id, title="Markerstuk", description="Markeruitleg", url=url, year=2003, picture=picture
    )
    session.add(piece)
    session.flush()
    return piece


def publication_of(session: Session, person: Person) -> Publication:
    """The publication of a published professional."""
    return publishing.publication_of(session, person.account_id)


def make_match(session: Session, client: Person, professional: Person) -> Match:
    """A match that lasts, without the request's own rules."""
    request = InterestRequest(
        sender_id=client.account_id,
        organisation_id=client.organisation_id,
        account_id=professional.account_id,
        message="We would like to work with you.",
        state=RequestState.ACCEPTED,
        created_at=NOW,
        expires_at=NOW + timedelta(days=7),
        answered_at=NOW,
    )
    session.add(request)
    session.flush()
    match = Match(
        request_id=request.id,
        sender_id=client.account_id,
        organisation_id=client.organisation_id,
        account_id=professional.account_id,
        started_at=NOW,
    )
    session.add(match)
    session.flush()
    return match
