"""Demo organisations and the cast: every state occurs, and the parts fit together."""

from __future__ import annotations

from collections import Counter

from services.demo.cast import CAST, ELIN, MATCH, REQUESTS
from services.demo.organisations import demo_organisations
from services.demo.people import demo_professionals
from services.demo.pools import pool
from services.publication.vocabulary import vocabulary


def test_the_same_seed_gives_the_same_organisations() -> None:
    assert demo_organisations(1) == demo_organisations(1)
    assert demo_organisations(1) != demo_organisations(2)


def test_every_state_of_verification_occurs() -> None:
    states = Counter(one.state for one in demo_organisations(1))
    assert set(states) == {"unverified", "pending", "verified", "declined"}
    assert states["verified"] >= 5
    assert sum(states.values()) == 14


def test_only_who_was_declined_has_a_reason() -> None:
    assert all(bool(one.reason) == (one.state == "declined") for one in demo_organisations(1))


def test_names_numbers_sites_and_addresses_are_unique() -> None:
    organisations = demo_organisations(1)
    for values in zip(
        *((one.name, one.registration_number, one.website, one.representative.email) for one in organisations),
        strict=True,
    ):
        assert len(set(values)) == len(organisations)


def test_sites_and_addresses_exist_nowhere() -> None:
    for one in demo_organisations(1):
        assert one.website.startswith("https://") and one.website.endswith(".example")
        assert one.representative.email.endswith("@demo.example")


def test_industries_are_sections_of_nace() -> None:
    sections = vocabulary().ids("nace")
    for one in demo_organisations(1):
        assert one.industry in sections


def test_organisations_stand_in_cities_we_know() -> None:
    for one in demo_organisations(1):
        assert one.city in [place[0] for place in pool("places")[one.country]]
        assert one.about_en != one.about_nl


def test_the_cast_represents_one_verified_and_one_unverified_organisation() -> None:
    states = {one.representative.email: one.state for one in demo_organisations(1)}
    assert states["client@demo.example"] == "verified"
    assert states["new-client@demo.example"] == "unverified"
    names = {one.name for one in demo_organisations(1)}
    assert all(member.organisation in names for member in CAST if member.role == "client")


def test_the_cast_has_every_role_and_elin_is_its_professional() -> None:
    assert {member.email: member.role for member in CAST} == {
        "client@demo.example": "client",
        "new-client@demo.example": "client",
        "professional@demo.example": "professional",
        "staff@demo.example": "staff",
        "moderator@demo.example": "moderator",
        "dpo@demo.example": "dpo",
    }
    contact = ELIN.resume.contact
    assert (contact.email, contact.first_name, contact.last_name) == ("professional@demo.example", "Elin", "Vermeer")


def test_nobody_shares_an_address() -> None:
    addresses = [member.email for member in CAST if not member.organisation]
    addresses += [one.representative.email for one in demo_organisations(1)]
    addresses += [one.resume.contact.email for one in demo_professionals(600, 1)]
    assert len(addresses) == len(set(addresses))


def test_requests_come_in_every_state_and_both_languages() -> None:
    assert {request.state for request in REQUESTS} == {"open", "accepted", "declined", "withdrawn"}
    assert {request.language for request in REQUESTS} == {"en", "nl"}
    assert all(bool(request.answer) == (request.state == "declined") for request in REQUESTS)
    assert MATCH.state == "accepted"
