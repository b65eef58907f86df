"""Putting the demo into a database: its people are imported, approved, reviewed and published as anyone is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle

from sqlmodel import Session, col, select

from config import Config
from models.account import Account, StaffRole
from models.bands import Exposure
from models.client import Membership, Organisation, Representative, Verification, VerificationState
from models.database import Database
from models.match import InterestRequest
from models.professional import Gender, Professional
from models.publication import Publication
from services import accounts, bulk_import, disclosure, imports, matching
from services.passwords import hash_password
from services.publication import epochs, publishing
from services.publication.reading import Reader
from services.publication.resume import Resume
from services.tokens import TokenKeys
from services.viewers import Part, Role, Viewer

from .cast import CAST, ELIN, MATCH, REQUESTS, CastMember, DemoRequest
from .documents import render_document
from .organisations import DemoOrganisation, demo_organisations
from .partners import load_partners
from .people import DemoProfessional, demo_professionals
from .survey import load_survey
from .talk import load_shortlist, load_talk
from .work import load_work, work_of

PASSWORD = "explore-with-trust"  # noqa: S105 - printed for whoever tries the demo
BATCH = 25
GENDERS = {"female": Gender.FEMALE, "male": Gender.MALE, "non-binary": Gender.OTHER}
MODERATOR = next(member.email for member in CAST if member.role == "moderator")
STAFF_ROLES = {"staff": StaffRole.VERIFIER, "moderator": StaffRole.MODERATOR, "dpo": StaffRole.DPO}

PARTNERS = 4

Report = Callable[[int, int], None]


def is_loaded(session: Session, keys: TokenKeys) -> bool:
    """Whether the demo is in the database already."""
    return accounts.find(session, CAST[0].email, keys=keys) is not None


def load(
    database: Database, config: Config, *, professionals: int, seed: int, keys: TokenKeys, now: datetime, report: Report
) -> None:
    """Load the cast, the organisations, that many professionals, and what happened between them.

    ``report`` is told after each batch how many professionals are in, of how many.
    """
    password_hash = hash_password(PASSWORD)
    with database.write() as session:
        _load_staff(session, password_hash, keys, now)
        for organisation in demo_organisations(seed):
            _load_organisation(session, organisation, password_hash, keys, now)
    everybody = [ELIN, *demo_professionals(professionals - 1, seed)]
    exposures = cycle((Exposure.STAND_OUT, Exposure.BLEND_IN))
    with Reader() as reader:
        for start in range(0, len(everybody), BATCH):
            batch = everybody[start : start + BATCH]
            resumes = [_through_file(person, reader) for person in batch]
            with database.write() as session:
                for person, resume, exposure in zip(batch, resumes, exposures, strict=False):
                    _load_professional(session, person, resume, exposure, password_hash, keys, now)
            report(min(start + BATCH, len(everybody)), len(everybody))
    with database.write() as session:
        last = [accounts.find(session, str(each.resume.contact.email), keys=keys) for each in everybody[1:][-PARTNERS:]]
        load_partners(session, [each.id for each in last if each is not None], now=now)
    epochs.publish(database.write, database.read)
    with database.write() as session:
        for name, viewer in _verified_by_name(session).items():
            load_work(session, name, viewer, now=now)
        _load_requests(session, config, keys, now)
        moderator = accounts.find(session, MODERATOR, keys=keys)
        if moderator is not None:
            load_survey(session, staff_id=moderator.id, now=now)


def _through_file(person: DemoProfessional, reader: Reader) -> Resume:
    """The résumé as the import finds it, where the person sends a file; else as the person typed it."""
    if person.file_kind is None:
        return person.resume
    data = render_document(person, person.file_kind)
    found = imports.read(data, f"resume.{person.file_kind}", reading=reader.resume)
    # Name, contact and preferences are corrected by the person; what else the import found stays as it was found.
    return replace(found, contact=person.resume.contact, preferences=person.resume.preferences)


def _load_professional(
    session: Session,
    person: DemoProfessional,
    resume: Resume,
    exposure: Exposure,
    password_hash: str,
    keys: TokenKeys,
    now: datetime,
) -> None:
    contact = person.resume.contact
    is_cast = person is ELIN
    account = bulk_import.add_professional(
        session,
        bulk_import.Owner(contact.first_name, contact.last_name, contact.email),
        resume,
        country=contact.country,
        region=person.region,
        keys=keys,
        now=now,
        password_hash=password_hash if is_cast else None,
        locale="nl" if person.language == "nl" and not is_cast else "en",
    )
    row = session.exec(select(Professional).where(Professional.account_id == account.id)).one()
    row.birth_date = person.birth_date.isoformat()
    row.gender = GENDERS[person.gender].value if person.gender else None
    row.nationality = person.nationality
    row.one_person_business = person.one_person_business
    row.company_name = person.company_name
    session.flush()
    bulk_import.approve_and_review(session, account.id, exposure=exposure, now=now)


def _load_staff(session: Session, password_hash: str, keys: TokenKeys, now: datetime) -> None:
    for member in CAST:
        if member.role in STAFF_ROLES:
            accounts.create_account(
                session,
                email=member.email,
                password_hash=password_hash,
                keys=keys,
                now=now,
                staff_role=STAFF_ROLES[member.role],
                confirmed=True,
            )


def _load_organisation(
    session: Session, demo: DemoOrganisation, password_hash: str, keys: TokenKeys, now: datetime
) -> None:
    who = demo.representative
    is_cast = any(member.email == who.email for member in CAST)
    account = accounts.create_account(
        session,
        email=who.email,
        password_hash=password_hash if is_cast else None,
        keys=keys,
        now=now,
        confirmed=True,
    )
    if account is None:
        raise bulk_import.AddressTaken
    row = accounts.add_client(
        session,
        account,
        first_name=who.first_name,
        last_name=who.last_name,
        organisation=demo.name,
        now=now,
    )
    row.registration_number, row.website, row.industry = demo.registration_number, demo.website, demo.industry
    row.about, row.city, row.country = demo.about_en, demo.city, demo.country
    row.state = VerificationState(demo.state)
    person = session.exec(select(Representative).where(Representative.account_id == account.id)).one()
    person.position = "Sourcing"
    _load_verification(session, demo, account, row, now)


def _load_verification(
    session: Session, demo: DemoOrganisation, account: Account, row: Organisation, now: datetime
) -> None:
    if row.state is VerificationState.UNVERIFIED:
        return
    verification = Verification(
        account_id=account.id, organisation_id=row.id, note=demo.note or None, requested_at=now - timedelta(days=3)
    )
    if row.state is not VerificationState.PENDING:
        verification.decided_at = now - timedelta(days=2)
        verification.approved = row.state is VerificationState.VERIFIED
        verification.reason = demo.reason or None
    session.add(verification)


def _load_requests(session: Session, config: Config, keys: TokenKeys, now: datetime) -> None:
    """The match of the cast, and requests in every state between the others."""
    client = next(member for member in CAST if member.role == "client")
    elin = _publication_of(session, keys, ELIN.resume.contact.email)
    noor = _representative(session, keys, client)
    request = _load_request(session, config, noor, elin, MATCH, now)
    shown = select(Publication).where(col(Publication.revision).is_not(None)).order_by(Publication.handle)
    others = [each for each in session.exec(shown) if each.id != elin.id]
    load_talk(session, noor, _professional(request), request, now=now)
    load_shortlist(session, noor, others, now=now)
    representatives = _verified_representatives(session)
    for demo, publication, viewer in zip(REQUESTS, others, cycle(representatives), strict=False):
        _load_request(session, config, viewer, publication, demo, now)


def _load_request(
    session: Session, config: Config, viewer: Viewer, publication: Publication, demo: DemoRequest, now: datetime
) -> InterestRequest:
    found = disclosure.find(session, viewer, publication.handle)
    if found is None:
        raise matching.NotFound
    request = matching.show_interest(
        session,
        viewer,
        found,
        message=demo.message,
        work_id=work_of(session, viewer),
        lifetime=config.request_lifetime,
        now=now,
    )
    session.flush()
    _answer(session, request, viewer, demo, now)
    return request


def _answer(session: Session, request: InterestRequest, viewer: Viewer, demo: DemoRequest, now: datetime) -> None:
    professional = _professional(request)
    match demo.state:
        case "accepted":
            matching.accept(session, request, professional, now=now)
        case "declined":
            matching.decline(session, request, professional, now=now)
        case "withdrawn":
            matching.withdraw(session, request, viewer, now=now)


def _professional(request: InterestRequest) -> Viewer:
    """Whoever was asked, as if they were here."""
    return Viewer(account_id=request.account_id, confirmed=True, role=Role(Part.PROFESSIONAL, ""), roles=())


def _representative(session: Session, keys: TokenKeys, member: CastMember) -> Viewer:
    account = accounts.find(session, member.email, keys=keys)
    if account is None:
        raise matching.NotFound
    membership = session.exec(select(Membership).where(Membership.account_id == account.id)).one()
    return _acting_for(membership)


def _verified_representatives(session: Session) -> Sequence[Viewer]:
    statement = (
        select(Membership)
        .join(Organisation)
        .where(Organisation.state == VerificationState.VERIFIED)
        .order_by(Organisation.name)
    )
    return [_acting_for(membership) for membership in session.exec(statement)]


def _verified_by_name(session: Session) -> dict[str, Viewer]:
    """Who acts for each verified organisation, by its name."""
    names = {row.id: row.name for row in session.exec(select(Organisation))}
    return {names[str(viewer.organisation_id)]: viewer for viewer in _verified_representatives(session)}


def _acting_for(membership: Membership) -> Viewer:
    return Viewer(
        account_id=membership.account_id,
        confirmed=True,
        role=Role(Part.CLIENT, "", membership.organisation_id, membership.role),
        organisation_verified=True,
    )


def _publication_of(session: Session, keys: TokenKeys, email: str) -> Publication:
    account = accounts.find(session, email, keys=keys)
    if account is None:
        raise matching.NotFound
    return publishing.publication_of(session, account.id)
