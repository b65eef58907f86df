from __future__ import annotations

import json
from datetime import date, datetime
from enum import Enum
from typing import Any

from models.account import OutgoingMail
from models.bands import Exposure
from models.client import Organisation
from models.consent import ConsentMethod, ConsentPurpose
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.match import InterestRequest
from models.privacy import Tier
from models.professional import Professional
from models.resume import Experience, Language
from services import progress
from services.consents import REQUESTS, give_consent, wording_hash
from services.publication import publishing
from services.rights.access import SCHEMA_VERSION, copy_of
from services.rights.walk import State, rows_about
from tests.factories import make_professional_account
from tests.factories_copies import written
from tests.factories_privacy import NOW, add_account, fill_everything
from tests.factories_published import begin_epoch

CONTROLLER = {"name": "GloPros B.V.", "address": "Herengracht 124", "email": "desk@example.org"}


def copy_for(database: Database, account_id: str, **options: Any) -> dict[str, Any]:
    with database.read() as session:
        return written(copy_of(session, account_id, now=NOW, controller=CONTROLLER, **options))


def copied(copy: dict[str, Any]) -> dict[tuple[str, str], Any]:
    return {
        (row["kind"], column): datum
        for category in copy["categories"]
        for row in category["rows"]
        for column, datum in row["data"].items()
    }


def plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date) else value


def test_the_copy_holds_every_personal_value_of_every_table(database: Database) -> None:
    with database.write() as session:
        account_id = add_account(session)
        planted = fill_everything(session, account_id)
    copy = copy_for(database, account_id)
    found = copied(copy)
    with database.read() as session:
        states = {(row.table, d.column): d.state for row in rows_about(session, account_id) for d in row.data}
    assert found.keys() == planted.keys()
    for key, value in planted.items():
        if states[key] is State.SECRET:
            assert "value" not in found[key]
        else:
            assert found[key]["value"] == plain(value), key
        assert found[key]["label"]
        assert found[key]["source"]


def test_secrets_are_named_and_their_value_is_nowhere(database: Database) -> None:
    with database.write() as session:
        account_id = add_account(session, password_hash="argon2 of a password")
    copy = copy_for(database, account_id)
    assert "argon2 of a password" not in json.dumps(copy)
    (withheld,) = copy["withheld"]
    assert (withheld["kind"], withheld["column"], withheld["label"]) == ("account", "password_hash", "Password")


def test_each_category_says_why_how_long_and_who(database: Database) -> None:
    with database.write() as session:
        account_id = add_account(session)
    copy = copy_for(database, account_id)
    assert [category["id"] for category in copy["categories"]] == ["P1", "P2-contact"]
    for category in copy["categories"]:
        assert category["purposes"][0]["article"].startswith("GDPR art.")
        assert category["kept"]["period"]
        assert category["recipients"]
    assert copy["schema_version"] == SCHEMA_VERSION
    assert copy["controller"] == CONTROLLER
    assert copy["your_rights"]["complaint"]["authority"] == "Autoriteit Persoonsgegevens"
    assert "desk@example.org" in copy["your_rights"]["how_to_ask"]
    assert {right["article"] for right in copy["your_rights"]["rights"]} >= {"GDPR 15", "GDPR 16", "GDPR 17", "GDPR 21"}


def test_the_copy_names_the_actual_recipients(database: Database) -> None:
    with database.write() as session:
        ana, ben = add_account(session, "ana"), add_account(session, "ben")
        organisation = Organisation(name="Tulip Energy", created_at=NOW)
        session.add(organisation)
        session.flush()
        session.add(
            Disclosure(
                account_id=ana,
                viewer_id=ben,
                organisation_id=organisation.id,
                kind=DisclosureKind.PROFILE_VIEW,
                tier=int(Tier.VERIFIED),
                at=NOW,
            )
        )
    (entry,) = copy_for(database, ana)["who_saw_your_data"]
    assert (entry["organisation"], entry["what"], entry["level"]) == ("Tulip Energy", "profile-view", "verified")
    of_ben = copy_for(database, ben)
    assert of_ben["who_saw_your_data"] == []
    assert "ana@example.org" not in json.dumps(of_ben)


def test_both_parties_of_a_request_get_it_and_nothing_more_of_each_other(database: Database) -> None:
    with database.write() as session:
        ana, ben = add_account(session, "ana"), add_account(session, "ben")
        organisation = Organisation(name="Tulip Energy", created_at=NOW)
        session.add(organisation)
        session.flush()
        session.add(
            InterestRequest(
                sender_id=ben,
                organisation_id=organisation.id,
                account_id=ana,
                message="Shall we talk?",
                created_at=NOW,
                expires_at=NOW,
            )
        )
    copies = {name: copy_for(database, account_id) for name, account_id in (("ana", ana), ("ben", ben))}
    for name, other in (("ana", "ben"), ("ben", "ana")):
        assert copied(copies[name])["interestrequest", "message"]["value"] == "Shall we talk?"
        text = json.dumps(copies[name])
        assert f"{other}@example.org" not in text
        assert {"ana": ana, "ben": ben}[other] not in text


def test_the_message_of_a_request_comes_from_its_sender(database: Database) -> None:
    with database.write() as session:
        ana, ben = add_account(session, "ana"), add_account(session, "ben")
        organisation = Organisation(name="Tulip Energy", created_at=NOW)
        session.add(organisation)
        session.flush()
        parties = {"sender_id": ben, "organisation_id": organisation.id, "account_id": ana}
        session.add(InterestRequest(message="Shall we talk?", created_at=NOW, expires_at=NOW, **parties))
    sources = {who: copied(copy_for(database, who))["interestrequest", "message"]["source"] for who in (ana, ben)}
    assert sources == {ana: "others", ben: "provided"}


def test_the_copy_has_the_summaries_of_both_audiences_in_both_languages(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        session.add(Experience(account_id=person.account_id, title="Carpenter", start_year=2019, current=True))
        publishing.choose_exposure(session, person.account_id, Exposure.BLEND_IN)
        session.flush()
        progress.approve(session, person.account_id, now=NOW)
        session.flush()
    (approved, dutch) = copy_for(database, person.account_id)["summaries"]
    assert (approved["audience"], approved["published"], dutch["language"]) == ("verified", False, "nl")
    with database.write() as session:
        publishing.accept(session, publishing.publication_of(session, person.account_id), reviewer_id=None, now=NOW)
        session.flush()
        begin_epoch(session)
    told = copy_for(database, person.account_id)["summaries"]
    assert {(each["audience"], each["language"]) for each in told} == {
        (audience, language) for audience in ("anonymous", "verified") for language in ("en", "nl")
    }
    assert all(each["published"] and each["method"] == "by rules of our own, from the record" for each in told)
    assert approved["text"] in {each["text"] for each in told}


def test_rows_have_a_name_and_numbers_their_unit(database: Database) -> None:
    with database.write() as session:
        account_id = add_account(session)
        session.add(Professional(account_id=account_id, first_name="Ana", last_name="Lind", day_rate=55_000))
        session.add(OutgoingMail(account_id=account_id, template="reset-password", created_at=NOW))
    copy = copy_for(database, account_id)
    names = {row["kind"]: row["name"] for category in copy["categories"] for row in category["rows"]}
    assert names["outgoingmail"] == "Mails we sent you"
    rate = copied(copy)["professional", "day_rate"]
    assert (rate["value"], rate["unit"]) == (55_000, "euro cents")


def test_consents_are_in_the_copy(database: Database) -> None:
    words = REQUESTS[ConsentPurpose.AI_TRAINING].text
    proof = {"method": ConsentMethod.PRIVACY_CENTRE, "notice_version": "f" * 64}
    consent = {"words": words, "shown_hash": wording_hash(words), "locale": "en", "now": NOW, **proof}
    with database.write() as session:
        account_id = add_account(session)
        give_consent(session, account_id, ConsentPurpose.AI_TRAINING, **consent)
    (entry,) = copy_for(database, account_id)["consents"]
    assert (entry["purpose"], entry["given"], entry["since"]) == ("ai-training", True, NOW.isoformat())


def test_an_id_stands_beside_its_words(database: Database) -> None:
    with database.write() as session:
        account_id = add_account(session)
        session.add(Language(account_id=account_id, language="nl"))
    assert copied(copy_for(database, account_id))["language", "language"]["in_words"] == "Dutch"
    assert copied(copy_for(database, account_id, locale="nl"))["language", "language"]["in_words"] == "Nederlands"
