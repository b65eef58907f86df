"""Field by tier: a hand-written copy of the register's table, held against every byte that is sent.

Each field of a published professional holds something recognisable; per tier it must be there or must not, on the
profile and in the explorer, as page and as fragment, in English and Dutch, headers included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session

from models.client import MemberRole, Organisation, VerificationState
from models.database import Database
from models.publication import PublicProfile
from services import references
from services.aliases import alias_of
from services.publication.pseudonyms import Pseudonym, pseudonym_name
from tests.factories import Person, make_client, make_professional_account, make_staff
from tests.factories_chat import converse
from tests.factories_published import make_match, make_neighbours, make_published, public_id_of, publication_of
from tests.factories_work import hide, make_colleague

ANYONE, VERIFIED, MATCHED = 1, 2, 3
NEVER = 9
VERSION = re.compile(r"\?v=[0-9a-f]+")


@dataclass(frozen=True)
class Field:
    """What shows a field in a page (English, Dutch), from which tier on, and up to which."""

    name: str
    english: str
    dutch: str
    opens: int
    closes: int = MATCHED


# The register's table, "What each viewer sees of a professional", by hand.
TABLE = (
    Field("first name", "Markernaam", "Markernaam", MATCHED),
    Field("last name", "Markerachter", "Markerachter", MATCHED),
    Field("occupation group", "ICT professional", "Ict-specialist", ANYONE, ANYONE),
    Field("occupation unit", "Software developer", "Softwareontwikkelaar", VERIFIED),
    Field("job title as written", "Markerfunctie", "Markerfunctie", MATCHED),
    Field("country", "Netherlands", "Nederland", ANYONE),
    Field("region", "Southeast North Brabant", "Zuidoost-Noord-Brabant", VERIFIED),
    Field("city", "Markerstad", "Markerstad", MATCHED),
    Field("seniority band", "10 years or more", "10 jaar of meer", ANYONE),
    Field("dates of jobs", "March 2012", "maart 2012", MATCHED),
    Field("education level", "Master", "Master", VERIFIED),
    Field("school", "Markerschool", "Markerschool", MATCHED),
    Field("years of education", "2006", "2006", MATCHED),
    Field("languages", "Swedish", "Zweeds", ANYONE),
    Field("language level", "(B2)", "(B2)", VERIFIED),
    Field("sector", ">Construction<", ">Bouwnijverheid<", VERIFIED),
    Field("employer", "Markergever", "Markergever", MATCHED),
    Field("skill", "Python", "Python", ANYONE),
    Field("skill as written", "Markervaardig", "Markervaardig", MATCHED),
    Field("years of a skill", "6 years or more", "6 jaar of meer", VERIFIED, VERIFIED),
    Field("work as written", "Markertaak", "Markertaak", MATCHED),
    Field("certification by standard name", "PRINCE2", "PRINCE2", VERIFIED),
    Field("number of a certificate", "MARK-4711", "MARK-4711", MATCHED),
    Field("issuer of a certificate", "Markerinstituut", "Markerinstituut", MATCHED),
    Field("availability", "Within three months", "Binnen drie maanden", VERIFIED),
    Field("available from", "1 February 2027", "1 februari 2027", VERIFIED),
    Field("hours", "32 hours a week or more", "32 uur per week of meer", VERIFIED, VERIFIED),
    Field("remote", "Partly remote", "Deels op afstand", VERIFIED),
    Field("rate band", "€600–749", "€ 600–749|€600–749", VERIFIED, VERIFIED),
    Field("how soon they answer", "Usually within a day", "Meestal binnen een dag", VERIFIED, VERIFIED),
    Field("exactly how soon", "Within 23 hours, at", "Binnen 23 uur, in", MATCHED),
    Field("what an earlier client says", "markerlovend", "markerlovend", VERIFIED),
    Field("who says it", "Markerauteur", "Markerauteur", MATCHED),
    Field("for which organisation they say it", "Markerhuis", "Markerhuis", MATCHED),
    Field("exact rate", "€678", "€\xa0678|€ 678", MATCHED),
    Field("e-mail", "markeris@people.example", "markeris@people.example", MATCHED),
    Field("phone", "06 0000 4711", "06 0000 4711", MATCHED),
    Field("company", "Markerbedrijf", "Markerbedrijf", MATCHED),
    Field("company registration", "KVK-4711", "KVK-4711", MATCHED),
    Field("link", "markerlink.example", "markerlink.example", MATCHED),
    Field("title in the portfolio", "Markerstuk", "Markerstuk", MATCHED),
    Field("address in the portfolio", "markerportfolio.example", "markerportfolio.example", MATCHED),
    Field("text in the portfolio", "Markeruitleg", "Markeruitleg", MATCHED),
    Field("year in the portfolio", "2003", "2003", MATCHED),
    Field("headline", "Markerkop", "Markerkop", MATCHED),
    Field("about", "Markerover", "Markerover", MATCHED),
    Field("assignments looked for", "Markerwens", "Markerwens", MATCHED),
    Field("street", "Markerstraat", "Markerstraat", NEVER),
    Field("postal code", "4711 MK", "4711 MK", NEVER),
    Field("birth date", "1983", "1983", NEVER),
    Field("gender", "markergeslacht", "markergeslacht", NEVER),
    Field("nationality", "Markerland", "Markerland", NEVER),
    Field("colleague named in the résumé", "Markercollega", "Markercollega", NEVER),
    Field("client named in the résumé", "Markerklant", "Markerklant", NEVER),
)
VIEWERS = (
    "visitor", "unconfirmed", "unverified", "pending", "professional", "staff", "blocked", "verified", "matched",
    "ended", "reader", "blocked and matched",
)  # fmt: skip
TIERS = {
    "verified": VERIFIED,
    "matched": MATCHED,
    "ended": VERIFIED,
    "reader": VERIFIED,
    "blocked and matched": MATCHED,
}


@dataclass
class Scene:
    """A published professional, and a client session for each viewer."""

    app: Flask
    person: Person
    public_id: str
    handle: str
    viewers: dict[str, FlaskClient]
    organisations: dict[str, str]
    aliases: dict[str, str]

    def key_for(self, viewer: str) -> str:
        """By which id a viewer opens the profile: clients who may read more by their organisation's own."""
        return self.aliases[viewer] if TIERS.get(viewer, ANYONE) != ANYONE else self.public_id


@pytest.fixture
def scene(app: Flask, database: Database) -> Iterator[Scene]:
    with database.write() as session:
        make_neighbours(session)
        person = make_published(session, crowd_size=5)
        publication = publication_of(session, person)
        public_id, handle = public_id_of(session, person), publication.handle
        people: dict[str, Person] = {}
        for viewer, state, confirmed in (
            ("unconfirmed", VerificationState.VERIFIED, False),
            ("unverified", VerificationState.UNVERIFIED, True),
            ("pending", VerificationState.PENDING, True),
            ("verified", VerificationState.VERIFIED, True),
            ("matched", VerificationState.VERIFIED, True),
            ("ended", VerificationState.VERIFIED, True),
            ("blocked", VerificationState.VERIFIED, True),
            ("blocked and matched", VerificationState.VERIFIED, True),
        ):
            people[viewer] = make_client(
                session,
                f"{viewer.replace(' ', '-')}@client.example",
                organisation=f"{viewer} bv",
                state=state,
                confirmed=confirmed,
            )
        for _number in range(5):
            converse(session, (person, people["ended"]), datetime.now(UTC) - timedelta(days=9), timedelta(hours=23))
        _recommend(session, person)
        people["professional"] = make_professional_account(session, "other@people.example")
        people["staff"] = make_staff(session)
        make_match(session, people["matched"], person)
        make_match(session, people["blocked and matched"], person)
        people["reader"] = make_colleague(session, people["verified"], MemberRole.VIEWER, "reader@client.example")
        hide(session, person, "blocked bv")
        hide(session, person, "blocked and matched bv")
        make_match(session, people["ended"], person).ended_at = publication.approved_at
    viewers = {"visitor": app.test_client()}
    for name, who in people.items():
        viewers[name] = _logged_in(app, database, who)
    organisations = {name: who.organisation_id for name, who in people.items() if who.organisation_id}
    with database.read() as session:
        keys = {name: session.get_one(Organisation, each).alias_key for name, each in organisations.items()}
    aliases = {name: alias_of(key, handle).id for name, key in keys.items()}
    yield Scene(app, person, public_id, handle, viewers, organisations, aliases)


def _recommend(session: Session, person: Person) -> None:
    now = datetime.now(UTC)
    token = references.ask(session, person.account_id, now=now)
    said = {"text": "It was markerlovend work.", "author": "Ina Markerauteur", "organisation": "Markerhuis"}
    references.write(session, token, **said, now=now)
    references.show(session, person.account_id, references.behind(session, token, now=now).id)


@pytest.mark.parametrize("prefix", ["", "/nl"], ids=["English", "Dutch"])
@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_profile_shows_what_the_tier_may_read_and_nothing_else(scene: Scene, viewer: str, prefix: str) -> None:
    tier = TIERS.get(viewer, ANYONE)
    for headers in ({}, {"HX-Request": "true", "HX-Request-Type": "partial"}):
        sent = _sent(scene.viewers[viewer], f"{prefix}/talent/{scene.key_for(viewer)}", headers)
        wrong = [field.name for field in TABLE if _shows(sent, field, prefix) is not _expected(field, tier)]
        assert wrong == []


@pytest.mark.parametrize("prefix", ["", "/nl"], ids=["English", "Dutch"])
@pytest.mark.parametrize("viewer", VIEWERS)
def test_the_explorer_shows_nothing_above_the_tier(scene: Scene, viewer: str, prefix: str) -> None:
    # On a card a matched client reads what a verified one reads: the full profile opens on its own page.
    tier = min(TIERS.get(viewer, ANYONE), VERIFIED)
    for path in ("/talent", "/talent?q=python", "/talent?page=2&part=more"):
        for headers in ({}, {"HX-Request": "true", "HX-Request-Type": "partial"}):
            sent = _sent(scene.viewers[viewer], prefix + path, headers)
            shown = [field.name for field in TABLE if field.opens > tier and _shows(sent, field, prefix)]
            assert shown == []


def test_the_name_to_call_them_by_is_each_viewers_own(scene: Scene, database: Database) -> None:
    with database.read() as session:
        row = session.get_one(PublicProfile, scene.public_id)
        public = pseudonym_name(Pseudonym(row.pseudonym_first, row.pseudonym_second), "en")
        organisation = session.get_one(Organisation, scene.organisations["verified"])
        alias = alias_of(organisation.alias_key, scene.handle)
    address = f"/talent/{scene.public_id}"
    assert public in _sent(scene.viewers["visitor"], address, {})
    verified = _sent(scene.viewers["verified"], f"/talent/{alias.id}", {})
    assert pseudonym_name(alias.pseudonym, "en") in verified
    assert public not in verified
    # A public id opens for a client what it opens for anyone: two clients cannot tell by it whom they both know.
    assert "Southeast North Brabant" not in _sent(scene.viewers["matched"], address, {})
    assert _sent(scene.viewers["verified"], f"/talent/{alias.id}", {}) != ""
    assert scene.viewers["matched"].get(f"/talent/{alias.id}").status_code == 404
    assert scene.viewers["visitor"].get(f"/talent/{alias.id}").status_code == 404


@pytest.mark.parametrize("prefix", ["", "/nl"], ids=["English", "Dutch"])
def test_for_whom_somebody_hides_from_the_profile_is_taken_down(scene: Scene, prefix: str) -> None:
    client, alias = scene.viewers["blocked"], scene.aliases["blocked"]
    # Their own id, the handle of an operator, a document, a request: each answers as for what does not exist.
    for key in (alias, scene.handle, "nobody"):
        for path in (f"/talent/{key}", f"/talent/{key}/document.pdf", f"/requests/new?profile={key}"):
            for headers in ({}, {"HX-Request": "true", "HX-Request-Type": "partial"}):
                answer = client.get(prefix + path, headers=headers)
                assert answer.status_code == 404, path
                told = answer.get_data(as_text=True)
                assert [f.name for f in TABLE if f.opens > ANYONE and _shows(told, f, prefix)] == []
    listed = _sent(client, f"{prefix}/talent?region=NL414", {})
    assert alias not in listed
    assert scene.aliases["verified"] in _sent(scene.viewers["verified"], f"{prefix}/talent?region=NL414", {})


def test_no_internal_id_is_ever_sent(scene: Scene) -> None:
    for viewer, client in scene.viewers.items():
        for path in ("/talent", f"/talent/{scene.key_for(viewer)}"):
            sent = _sent(client, path, {})
            assert scene.person.account_id not in sent, viewer
            assert scene.person.professional_id not in sent, viewer
            assert scene.handle not in sent, viewer


def test_below_verified_the_profile_is_the_same_byte_for_byte(scene: Scene) -> None:
    address = f"/talent/{scene.public_id}"
    parts = {
        viewer: _profile_part(_sent(scene.viewers[viewer], address, {}))
        for viewer in VIEWERS
        if TIERS.get(viewer, ANYONE) == ANYONE
    }
    assert len(parts) >= 5
    assert len(set(parts.values())) == 1


def _expected(field: Field, tier: int) -> bool:
    return field.opens <= tier <= field.closes


def _shows(sent: str, field: Field, prefix: str) -> bool:
    wording = field.dutch if prefix else field.english
    return any(_stands_in(sent, each) for each in wording.split("|"))


def _stands_in(sent: str, words: str) -> bool:
    # Four digits may stand inside a random token or a drawing; as a year they stand by themselves.
    return re.search(rf"(?<![\w.-]){words}(?!\w)", sent) is not None if words.isdigit() else words in sent


def _sent(client: FlaskClient, path: str, headers: dict[str, str]) -> str:
    """Everything that left the server: headers, and the body without the page around the profile's own content."""
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    # The levels of disclosure are explained in words beside every profile: those words are not the person's.
    body = response.get_data(as_text=True)
    start, end = body.find('<ol class="ladder"'), body.find("</ol>")
    body = body[:start] + body[end:] if start >= 0 else body
    # The version of a static file is a hash, in which any number may occur.
    return f"{response.headers}\n{VERSION.sub('', body)}"


def _profile_part(sent: str) -> str:
    start = sent.index('<article id="profile"')
    return sent[start : sent.index("</article>", start)]


def _logged_in(app: Flask, database: Database, person: Person) -> FlaskClient:
    from datetime import UTC, datetime

    from services import logins

    with database.write() as session:
        token = logins.begin(session, person.account_id, browser="tests", now=datetime.now(UTC))
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client
