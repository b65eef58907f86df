"""Small, quick forms of the proofs that the rest of the suite gives at length: each fails where its gate is open."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from io import StringIO

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from app import create_app
from blueprints.access import Audience, open_to
from models.account import Account
from models.client import VerificationState
from models.database import Database
from models.partner import PartnerField
from models.professional import Professional
from models.publication import Publication, VerifiedProfile
from services import disclosure, free_text, left_out_skills
from services.free_text import TextIdentifies, Undisclosed
from services.job_records import IdsOnlySerializer, WithoutExceptionText
from services.publication import compiler, publishing, shown
from services.publication.enrichment import enrich
from services.publication.identifiers import Identifiers
from services.publication.resume import Job, LanguageEntry, Resume, SkillEntry, Study
from services.resumes import professional_of
from tests.factories import NOW, Person, make_client
from tests.factories_matches import ask, log_in, make_ana, make_jip, make_rival
from tests.factories_partners import join_programme
from tests.factories_published import make_match, make_published, publication_of
from tests.factories_telling import labels_at_verified, labels_in_public, telling_people, words_of
from tests.spellings import SPELLINGS


@dataclass(frozen=True)
class House:
    """The application and its database, empty."""

    app: Flask
    database: Database


Proof = Callable[[House], None]
WELDER = Resume(
    jobs=(Job("Welder", employer="Bouwbedrijf Nul", start=(2015, 1), current=True, description="Steel structures"),),
    studies=(Study("Bachelor", "Hogeschool Nul", "Computer science", 2008, 2012),),
    skills=(
        SkillEntry("Docker"),
        SkillEntry("PRINCE2 Practitioner"),
        SkillEntry("Nursing"),
        SkillEntry("QlikView"),
        SkillEntry("Microsoft Excel"),
    ),
    languages=(LanguageEntry("nl"),),
)


def label_of(kind: str, surname: str) -> Proof:
    """A proof that what is displayed of this kind does not name somebody who is called so."""

    def proof(_house: House) -> None:
        assert words_of(surname) in _labels(Identifiers()), f"{kind} is not displayed at all"
        assert words_of(surname) not in _labels(Identifiers(names=(surname,)))

    return proof


def hides(label: str, **identifiers: tuple[str, ...]) -> Proof:
    """A proof that a label is left out for whom these identifiers belong to."""

    def proof(_house: House) -> None:
        assert words_of(label) in _labels(Identifiers())
        assert words_of(label) not in _labels(Identifiers(**identifiers))

    return proof


def telling_resumes(_house: House) -> None:
    """No label names an owner, in any spelling."""
    for owner in telling_people(25, seed=3):
        for spell in SPELLINGS.values():
            resume = owner.resume(spell)
            identifiers = Identifiers.of(resume, account_email=owner.email)
            public, verified = compiler.compile_records(
                resume, identifiers=identifiers, country="NL", region="NL414", today=NOW.date()
            )
            labels = f"{labels_in_public(public)}|{labels_at_verified(verified)}"
            assert [name for name in owner.identifying if name in labels] == []


def vendors_meant(_house: House) -> None:
    """What a text means as an employer counts as one, and as a tool does not."""
    for summary, is_shown in (("Expert in Microsoft Excel", True), ("Support engineer at Microsoft", False)):
        identifiers = Identifiers.of(Resume(summary=summary))
        assert (words_of("Microsoft Excel") in _labels(identifiers)) is is_shown


def companies_in_text(_house: House) -> None:
    """A company that only the text of a résumé names is found at its import."""
    resume = enrich(Resume(skills=(SkillEntry("Docker"),)), "Experience\nD o c k e r\nEngineer, 2012 - 2016")
    assert words_of("Docker") not in _labels(Identifiers.of(resume))


def own_company(house: House) -> None:
    """What the owner's own business is called names its owner."""
    with house.database.write() as session:
        person = make_published(session)
        professional_of(session, person.account_id).company_name = "Python Advies"
        session.flush()
        record = publishing.compile_profile(session, person.account_id, now=NOW)
    assert record.skills and "python" not in [claim.skill for claim in record.skills]


def marked(written: str, kind: str, **identifiers: tuple[str, ...]) -> Proof:
    """A proof that a passage of this kind is found in a text."""

    def proof(_house: House) -> None:
        undisclosed = Undisclosed(Identifiers(**identifiers))
        assert kind in [passage.kind for passage in free_text.passages(written, undisclosed)]

    return proof


def requests_are_refused(house: House) -> None:
    """The service refuses a request that names its sender."""
    with house.database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        _refused(lambda: ask(session, jip, ana, now=NOW, message="Six months of work, ask for Jip Sjabloon."))


def forms_come_back(house: House) -> None:
    """The form says at its field what is wrong with a text that identifies."""
    with house.database.write() as session:
        jip = make_jip(session)
    browser = log_in(house.app, jip)
    answer = browser.submit(browser.get("/organisation/edit"), {"about": "Ask Jip Sjabloon."})
    assert answer.status == 422
    assert answer.select("//*[@id='about-error']")


def tiers(house: House) -> None:
    """Visitors, unverified, verified, formerly matched and matched clients each read their own tier."""
    with house.database.write() as session:
        person = make_published(session)
        handle = publication_of(session, person).handle
        public_id = shown.public_id_of(session, person.account_id)
        new = make_client(session, "new@client.example", state=VerificationState.UNVERIFIED)
        unconfirmed = make_client(session, "unconfirmed@client.example", confirmed=False)
        verified = make_client(session, "verified@client.example", organisation="Een")
        former = make_client(session, "former@client.example", organisation="Twee")
        make_match(session, former, person).ended_at = NOW
    for client in (None, new, unconfirmed):
        anonymous = _read(house, client, str(public_id))
        assert "Markernaam" not in anonymous and "€600" not in anonymous
        assert _read(house, client, handle) == ""
    for client in (verified, former):
        read = _read(house, client, handle)
        assert "Markernaam" not in read and "markeris@" not in read


def matched_columns(house: House) -> None:
    """What only a contract opens, or nothing, is not selected for a match."""
    with house.database.write() as session:
        person = make_published(session)
        opened = disclosure.matched_view(session, person.account_id).person
    assert not {"street", "postal_code", "birth_date", "gender", "nationality"} & set(opened)
    assert opened["first_name"] == "Markernaam"


def confined(house: House) -> None:
    """The database itself refuses what a tier may not read."""
    for way, table in (
        (house.database.public, Account),
        (house.database.public, VerifiedProfile),
        (house.database.verified, Professional),
        (house.database.verified, Publication),
    ):
        _fails(lambda way=way, table=table: _select(way, table))


def withdrawn(house: House) -> None:
    """A profile that is taken down is gone at both tiers."""
    with house.database.write() as session:
        person = make_published(session)
        client = make_client(session)
        publishing.withdraw(session, person.account_id)
    for http in (house.app.test_client(), log_in(house.app, client).client):
        assert "0 professionals" in http.get("/talent").text


def alone(house: House) -> None:
    """Who has nobody like them is not public."""
    with house.database.write() as session:
        person = make_published(session, crowd_size=5)
        assert shown.public_id_of(session, person.account_id) is None


def left_out(house: House) -> None:
    """A skill that its owner left out is not published."""
    with house.database.write() as session:
        person = make_published(session)
        left_out_skills.leave_out(session, person.account_id, "python")
        record = publishing.compile_profile(session, person.account_id, now=NOW)
    assert record.skills and "python" not in [claim.skill for claim in record.skills]


def requests_have_two_sides(house: House) -> None:
    """A request does not exist for another organisation or another professional."""
    with house.database.write() as session:
        ana, jip, rival = make_ana(session), make_jip(session), make_rival(session)
        other = make_published(session)
        request = ask(session, jip, ana, now=NOW)
    for person in (rival, other):
        assert log_in(house.app, person).client.get(f"/requests/{request.id}").status_code == 404


def staff_only(house: House) -> None:
    """What is for staff is for nobody else."""
    with house.database.write() as session:
        client = make_client(session)
    assert log_in(house.app, client).client.get("/staff/reviews").status_code == 404


def partner_page(house: House) -> None:
    """A partner's page shows what was switched on, and nothing else."""
    with house.database.write() as session:
        join_programme(session, make_ana(session), address="ana", shown={PartnerField.SKILLS})
    page = house.app.test_client().get("/partners/ana").text
    assert "Python" in page and "Zwolle" not in page


def partner_without_pseudonym(house: House) -> None:
    """No review brings a partner back under a pseudonym, nor anything before the epoch after they left."""
    with house.database.write() as session:
        ana = make_ana(session)
        join_programme(session, ana)
        publishing.show_again(session, ana.account_id)
        assert session.exec(select(VerifiedProfile)).first() is None


def exceptions(_house: House) -> None:
    """What goes wrong is logged without what people wrote."""
    written, logger = StringIO(), logging.getLogger("mutation")
    handler, redaction = logging.StreamHandler(written), WithoutExceptionText()
    logger.addHandler(handler)
    logger.addFilter(redaction)
    try:
        raise ValueError("anna@quiet.example")
    except ValueError:
        logger.exception("Failed")
    finally:
        logger.removeHandler(handler)
        logger.removeFilter(redaction)
    assert "ValueError" in written.getvalue() and "anna" not in written.getvalue()


def web_log(house: House) -> None:
    """An error of a page is logged by its type and place, without what it says."""
    logging.getLogger("app").filters.clear()
    app = create_app(replace(house.app.config["PLATFORM"], environment="production"))
    app.add_url_rule("/broken", "broken", open_to(Audience.EVERYONE)(lambda: int("anna@quiet.example")))
    written = StringIO()
    handler = logging.StreamHandler(written)
    app.logger.addHandler(handler)
    try:
        assert app.test_client().get("/broken").status_code == 500
    finally:
        app.logger.removeHandler(handler)
        app.logger.filters.clear()
        app.extensions["database"].dispose()
    assert "ValueError" in written.getvalue() and "anna" not in written.getvalue()


def jobs_without_text(_house: House) -> None:
    """A job takes ids, not addresses."""
    _fails(lambda: IdsOnlySerializer().serialize({"args": ["anna@quiet.example"]}), TypeError)


def errors_without_values(house: House) -> None:
    """An error of the database does not quote the values of a statement."""
    values = {"id": "1", "email": "anna@quiet.example"}
    with pytest.raises(DBAPIError) as caught, house.database.write() as session:
        session.execute(text("INSERT INTO account (id, email) VALUES (:id, :email)"), values)
    # What PostgreSQL adds of its own stands before the statement; the logs of the web server leave it out (web_log).
    assert "anna" not in str(caught.value).partition("[SQL:")[2]


def _labels(identifiers: Identifiers) -> str:
    public, verified = compiler.compile_records(
        WELDER,
        identifiers=identifiers,
        country="NL",
        region="NL414",
        today=NOW.date(),
    )
    return f"{labels_in_public(public)}|{labels_at_verified(verified)}"


def _read(house: House, person: Person | None, key: str) -> str:
    http = log_in(house.app, person).client if person else house.app.test_client()
    response = http.get(f"/talent/{key}")
    return response.text if response.status_code == 200 else ""


def _select(way: Callable[[], object], table: type) -> Iterable[object]:
    with way() as session:  # type: ignore[attr-defined]
        assert isinstance(session, Session)
        return session.exec(select(table)).all()


def _refused(act: Callable[[], object]) -> None:
    _fails(act, TextIdentifies)


def _fails(act: Callable[[], object], error: type[Exception] = DBAPIError) -> None:
    try:
        act()
    except error:
        return
    raise AssertionError(f"{error.__name__} did not come")
