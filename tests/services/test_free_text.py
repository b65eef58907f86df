"""What a client writes before a match tells nobody who writes it, in whatever spelling."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from models.client import Organisation
from models.database import Database
from services import free_text, organisations
from services.demo.cast import MATCH, REQUESTS
from services.demo.organisations import demo_organisations
from services.free_text import TextIdentifies, Undisclosed
from services.publication.identifiers import Identifiers
from tests.factories import NOW, make_client
from tests.factories_matches import ask, join, make_ana, make_jip
from tests.spellings import SPELLINGS

JIP = Undisclosed(
    Identifiers(
        names=("Jip Sjabloon", "Tom de Groot"),
        emails=("jip.werk@sjabloon.example",),
        phones=("+31 6 2030 4050",),
        handles=("jip.werk",),
    ),
    told=("Sjabloon Bouw",),
)
AROUND = "We look for {} who builds bridges."


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        yield session


def _kinds(text: str, undisclosed: Undisclosed = JIP) -> list[tuple[str, str | None]]:
    return [(each.text, each.kind) for each in free_text.passages(text, undisclosed) if each.kind]


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_a_name_is_marked_in_every_spelling(spelling) -> None:
    for name in ("Sjabloon", "Groot"):
        assert _kinds(AROUND.format(spelling(name))) == [(spelling(name), "name")]


def test_two_sentences_are_no_address() -> None:
    assert _kinds("Turbines are serviced at sea. You plan the ships.") == []
    assert _kinds("Write to planning at lockworks. nl for more.") != []
    assert _kinds("Write to planning at lockworks.nl for more.") != []
    assert _kinds("Write to planning at lockworks dot nl for more.") != []


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_an_address_is_marked_in_every_spelling(spelling) -> None:
    written = spelling("jip.werk@sjabloon.example")
    found = _kinds(AROUND.format(written))
    assert found
    # What is left of it tells neither the person nor the mailbox.
    rest = AROUND.format(written)
    for passage, _kind in found:
        rest = rest.replace(passage, "")
    assert not _kinds(rest)


@pytest.mark.parametrize(
    "written",
    [
        "jip [at] else dot example", "jip(at)else.example", "jip (a) else.example", "jip {apenstaartje} else punt nl",
        "jip at else dot example", "jip ＠ else . example", "jip @ else (dot) example",
    ],
)  # fmt: skip
def test_an_address_written_in_words_is_marked(written: str) -> None:
    assert "email" in [kind for _, kind in _kinds(AROUND.format(written), Undisclosed(Identifiers()))]


@pytest.mark.parametrize(
    "written",
    [
        "+31 6 2030 4050", "06-20304050", "0 6 2 0 3 0 4 0 5 0", "06*20*30*40*50", "０６ ２０３０４０５０",
        "06_2030_4050", "6203.040.50", "06\u200b2030\u200b4050",
    ],
)  # fmt: skip
def test_the_own_number_is_marked_however_it_is_grouped(written: str) -> None:
    assert [kind for _, kind in _kinds(AROUND.format(written))] == ["phone"]


@pytest.mark.parametrize(
    "written",
    [
        "from 01-02-2027 to 30-06-2027", "from 2027-02-01", "the years 2027-2029", "a budget of 10.000.000 euros",
        "between 1.200.000 - 1,400,000", "€ 100.000 in 2027", "24-32 hours, 5-8 people, ISO 27001",
    ],
)  # fmt: skip
def test_dates_and_amounts_are_no_numbers_to_call(written: str) -> None:
    assert _kinds(written) == []


def test_an_own_number_written_as_an_amount_is_one_all_the_same() -> None:
    assert _kinds("a budget of 620.304.050") == [("620.304.050", "phone")]


@pytest.mark.parametrize("written", ["https://x.example/me", "www.x.example", "linkedin.com/in/x"])
def test_links_are_marked(written: str) -> None:
    assert [kind for _, kind in _kinds(AROUND.format(written))] == ["link"]


def test_the_organisations_name_is_told_anyway_and_hides_no_person() -> None:
    assert _kinds("Sjabloon Bouw looks for somebody; at sjabloon-bouw we build.") == []
    assert _kinds("Ask Sjabloon of Sjabloon Bouw.") == [("Sjabloon", "name")]


def test_a_name_that_is_an_everyday_word_counts_as_a_name_where_it_is_written_as_one() -> None:
    assert _kinds("Het is een groot werk.") == []
    assert _kinds("Ask Groot, or G r o o t, or gr00t.") == [("Groot", "name"), ("G r o o t", "name"), ("gr00t", "name")]


def test_the_passages_are_the_whole_text_in_its_order() -> None:
    text = "Mail jip@else.example or ask Ｊｉｐ. Thanks!"
    parts = free_text.passages(text, JIP)
    assert "".join(part.text for part in parts) == text
    assert [part.kind for part in parts] == [None, "email", None, "name", None]
    assert free_text.passages("Nothing here.", JIP) == ()


def test_a_request_that_names_its_sender_or_a_colleague_is_refused(session: Session) -> None:
    ana, jip = make_ana(session), make_jip(session)
    colleague = make_client(session, "kim@other.example", first_name="Kimberlee", organisation="Ander Bedrijf")
    join(session, colleague, jip.organisation_id)
    for told in ("Jip", "Kimberlee", "020 555 0101", "info@sjabloon.example"):
        with pytest.raises(TextIdentifies):
            ask(session, jip, ana, now=NOW, message=f"Six months of back-end work; ask for {told}.")
    assert ask(session, jip, ana, now=NOW, message="Sjabloon Bouw asks for six months of back-end work.").message


def test_a_request_may_name_whom_it_likes_on_the_other_side(session: Session) -> None:
    # A refusal would tell that the professional behind the pseudonym is called so.
    ana, jip = make_ana(session), make_jip(session)
    assert ask(session, jip, ana, now=NOW, message="Dear Anabel Kwartel, are you with Kwikstaart Logistiek?").message


def test_a_description_names_neither_members_nor_the_organisation(session: Session) -> None:
    jip = make_jip(session)
    row = session.get_one(Organisation, jip.organisation_id)
    details = organisations.details_of(row, organisations.OrganisationDetails)

    def save(about: str, name: str = row.name) -> None:
        changed = {**vars(details), "about": about, "name": name}
        organisations.edit_organisation(
            session,
            jip.organisation_id,
            organisations.OrganisationDetails(**changed),
            account_id=jip.account_id,
            now=NOW,
        )

    for about, name in (("Sjabloon builds.", row.name), ("Ask Jip.", row.name), ("Nieuwbrug builds.", "Nieuwbrug")):
        with pytest.raises(TextIdentifies):
            save(about, name)
    save("We build bridges that open.")


def test_a_mailbox_that_many_have_is_a_word_like_any_other(session: Session) -> None:
    jip = make_client(session, "sales@sjabloon.example")
    assert _kinds("A role in sales, or Sales.", free_text.of_request(session, jip.organisation_id)) == []


def test_what_the_demo_says_tells_nobody_who_says_it(session: Session) -> None:
    for number, demo in enumerate(demo_organisations(1)):
        who = make_client(
            session,
            f"demo{number}@client.example",
            first_name=demo.representative.first_name,
            last_name=demo.representative.last_name,
            organisation=demo.name,
        )
        for about in (demo.about_en, demo.about_nl):
            assert free_text.passages(about, free_text.of_about(session, who.organisation_id)) == ()
        for request in (MATCH, *REQUESTS):
            assert free_text.passages(request.message, free_text.of_request(session, who.organisation_id)) == ()
