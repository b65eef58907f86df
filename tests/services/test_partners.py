"""The partner programme: in, out, and never under a pseudonym beside the own name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, col, func, select

from models.account import Account
from models.bands import Exposure
from models.database import Database
from models.disclosure import AuditEntry
from models.partner import PartnerAddress, PartnerContract, PartnerField, PartnerPage
from models.publication import Publication, PublicIdentity, VerifiedProfile
from models.resume import Skill
from models.shortlist import ShortlistEntry
from services import disclosure, leaving, match_views, matching, partner_views, partners, shortlists
from services.errors import NotFound
from services.partner_errors import (
    AddressMalformed,
    AddressTaken,
    AlreadyPartner,
    ContractChanged,
    NotPartner,
    NotReviewed,
    SignedOtherwise,
)
from services.publication import epochs, publishing
from services.publication.shown import public_id_of
from services.resumes import professional_of
from tests.factories import NOW, Person, make_account, make_professional_account
from tests.factories_alike import publish_crowd
from tests.factories_matches import acting, ask, handle_of
from tests.factories_partners import CONTRACT, join_programme, sign
from tests.factories_work import hide

LATER = NOW + timedelta(hours=3)


def publication(session: Session, account_id: str) -> Publication:
    return session.exec(select(Publication).where(Publication.account_id == account_id)).one()


def verified(session: Session, account_id: str) -> bool:
    handle = publication(session, account_id).handle
    return session.get(VerifiedProfile, handle) is not None


def test_who_joins_has_a_page_and_no_pseudonymous_profile(database: Database) -> None:
    with database.write() as session:
        others = publish_crowd(session, Exposure.BLEND_IN, 7)
        person = Person(others[0], "")
        assert public_id_of(session, person.account_id) is not None
        page = join_programme(session, person, address="Buur Nul")
        assert page.slug == "buur-nul"
        assert partners.open_page(session, "buur-nul").account_id == person.account_id
        assert public_id_of(session, person.account_id) is None
        assert not verified(session, person.account_id)
        epochs.publish_within(session)
        assert public_id_of(session, person.account_id) is None
        assert all(public_id_of(session, each) for each in others[1:])
        actions = session.exec(select(AuditEntry.action).where(AuditEntry.account_id == person.account_id)).all()
        assert "partner.joining" in actions


def test_the_contract_is_kept_as_it_was_signed(database: Database, ana: Person) -> None:
    with database.write() as session:
        join_programme(session, ana)
    with database.read() as session:
        (signed,) = partners.contracts_of(session, ana.account_id)
        assert signed.text == CONTRACT and signed.signed_name == "Anabel Kwartel" and signed.signed_at == NOW
        assert signed.sha256 == partners.fingerprint(CONTRACT) and len(signed.sha256) == 64
        assert partners.contract_of(session, ana.account_id, signed.id) is signed
        with pytest.raises(NotFound):
            partners.contract_of(session, "somebody", signed.id)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"name": "Somebody Else"}, SignedOtherwise),
        ({"name": ""}, SignedOtherwise),
        ({"read": partners.fingerprint("another text")}, ContractChanged),
    ],
)
def test_nobody_joins_without_a_signature_under_what_they_read(
    database: Database, ana: Person, change: dict[str, str], error: type[Exception]
) -> None:
    with database.write() as session:
        signature = replace(sign(session, ana), **change)
        with pytest.raises(error):
            partners.join(session, ana.account_id, signature, address="ana", shown=(), now=NOW)
        assert partners.page_of(session, ana.account_id) is None and verified(session, ana.account_id)
        assert session.exec(select(func.count()).select_from(PartnerContract)).one() == 0


def test_a_name_is_signed_however_it_is_spelled(database: Database, ana: Person) -> None:
    with database.write() as session:
        signature = replace(sign(session, ana), name="  ANABEL   kwartel ")
        partners.join(session, ana.account_id, signature, address="ana", shown=(), now=NOW)
        assert partners.page_of(session, ana.account_id) is not None


def test_who_was_not_reviewed_may_not_join_nor_may_a_partner_again(database: Database, ana: Person) -> None:
    with database.write() as session:
        newcomer = make_professional_account(session)
        with pytest.raises(NotReviewed):
            join_programme(session, newcomer, address="newcomer")
        join_programme(session, ana)
        with pytest.raises(AlreadyPartner):
            join_programme(session, ana, address="again")


@pytest.mark.parametrize("address", ["", "ab", "-ab-", "a" * 41, "…", "x" * 60])
def test_an_address_has_3_to_40_signs(address: str) -> None:
    with pytest.raises(AddressMalformed):
        partners.address_of(address)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("José de Wit", "jose-de-wit"), ("Jansen & Co.", "jansen-and-co"), ("abc", "abc"), ("a" * 40, "a" * 40)],
)
def test_an_address_is_written_plainly(typed: str, written: str) -> None:
    assert partners.address_of(typed) == written


def test_no_address_is_given_twice(database: Database, ana: Person) -> None:
    with database.write() as session:
        other = Person(publish_crowd(session, Exposure.BLEND_IN, 1)[0], "")
        join_programme(session, ana, address="ana")
        with pytest.raises(AddressTaken):
            join_programme(session, other, address="ana")
        partners.leave(session, ana.account_id, now=LATER)
        with pytest.raises(AddressTaken):
            join_programme(session, other, address="ana")
        with pytest.raises(AddressTaken):
            join_programme(session, ana, address="ana")
        assert "ana" not in session.exec(select(PartnerAddress.digest)).all()
        assert partners.was_given(session, "ana") and not partners.was_given(session, "anna")


def test_a_page_moves_and_its_old_address_stays_gone(database: Database, ana: Person) -> None:
    with database.write() as session:
        join_programme(session, ana, address="ana")
        partners.change(session, ana.account_id, address="kwartel", shown={PartnerField.SKILLS}, now=LATER)
        assert partners.open_page(session, "kwartel").shown == ["skills"]
        with pytest.raises(NotFound):
            partners.open_page(session, "ana")
        assert partners.was_given(session, "ana")
        partners.change(session, ana.account_id, address="kwartel", shown=(), now=LATER)
        assert partners.open_page(session, "kwartel").shown == []
        with pytest.raises(NotPartner):
            partners.change(session, make_account(session).account_id, address="abc", shown=(), now=LATER)


def test_who_leaves_is_back_in_the_next_epoch_under_other_words(database: Database) -> None:
    with database.write() as session:
        people = publish_crowd(session, Exposure.BLEND_IN, 7)
        person = Person(people[0], "")
        before = {public_id_of(session, each) for each in people}
        handle = publication(session, person.account_id).handle
        join_programme(session, person, address="buur")
        epochs.publish_within(session)
        assert partners.leave(session, person.account_id, now=LATER)
        with pytest.raises(NotFound):
            partners.open_page(session, "buur")
        assert not verified(session, person.account_id), "not before the next epoch"
        assert public_id_of(session, person.account_id) is None
        assert partners.contracts_of(session, person.account_id)[0].ended_at == LATER
        epochs.publish_within(session)
        now = publication(session, person.account_id)
        assert now.handle != handle and not now.returns and verified(session, person.account_id)
        public_id = public_id_of(session, person.account_id)
        assert public_id is not None and public_id not in before
        row = select(PublicIdentity.row_id).where(PublicIdentity.id == public_id)
        alike = select(func.count()).where(col(PublicIdentity.row_id) == session.exec(row).one())
        assert session.exec(alike).one() >= 5
        assert not partners.leave(session, person.account_id, now=LATER)


def test_who_is_too_few_to_hide_among_stays_away_from_anyone(database: Database) -> None:
    with database.write() as session:
        (only,) = publish_crowd(session, Exposure.BLEND_IN, 1)
        join_programme(session, Person(only, ""), address="buur")
        partners.leave(session, only, now=LATER)
        epochs.publish_within(session)
        assert verified(session, only) and public_id_of(session, only) is None


def test_a_review_does_not_bring_a_partner_back_under_a_pseudonym(database: Database) -> None:
    with database.write() as session:
        (only,) = publish_crowd(session, Exposure.BLEND_IN, 1)
        join_programme(session, Person(only, ""), address="buur")
        row = publishing.approve(session, only, now=LATER)
        publishing.accept(session, row, reviewer_id=None, now=LATER)
        publishing.show_again(session, only)
        assert not verified(session, only)
        partners.leave(session, only, now=LATER)
        row = publishing.approve(session, only, now=LATER)
        publishing.accept(session, row, reviewer_id=None, now=LATER)
        publishing.show_again(session, only)
        assert not verified(session, only), "only in the next epoch"


def test_nothing_from_before_leads_to_who_left(database: Database, pair: tuple[Person, Person]) -> None:
    ana, jip = pair
    with database.write() as session:
        early = ask(session, jip, ana, now=NOW)
        viewer = acting(session, jip)
        found = disclosure.find(session, viewer, handle_of(session, ana.account_id))
        assert found is not None
        shortlists.keep(session, viewer, found, now=NOW)
        join_programme(session, ana, now=NOW + timedelta(hours=1))
        assert disclosure.find(session, viewer, found.alias.id) is None, "no pseudonymous page"
        sent = match_views.sent_request(session, viewer, early.id, now=LATER)
        assert sent.alias is not None and sent.name is None and not sent.has_profile and not sent.partner_page
        partners.leave(session, ana.account_id, now=LATER)
        assert session.exec(select(ShortlistEntry)).all() == []
        epochs.publish_within(session)
        sent = match_views.sent_request(session, viewer, early.id, now=LATER)
        assert (sent.alias, sent.name, sent.has_profile, sent.is_gone) == (None, None, False, False)
        assert disclosure.find(session, viewer, found.alias.id) is None
        again = disclosure.find(session, viewer, handle_of(session, ana.account_id))
        assert again is not None and again.alias.id != found.alias.id


def test_a_request_to_a_partner_names_them_while_they_are_one(database: Database, pair: tuple[Person, Person]) -> None:
    ana, jip = pair
    with database.write() as session:
        page = join_programme(session, ana)
        viewer = acting(session, jip)
        found = disclosure.find_partner(session, viewer, page.account_id)
        row = matching.show_interest(
            session, viewer, found, message="Six months of work in January.", lifetime=timedelta(days=7), now=LATER
        )
        sent = match_views.sent_request(session, viewer, row.id, now=LATER)
        assert (sent.alias, sent.name, sent.partner_page) == (None, "Anabel Kwartel", page.slug)
        partners.leave(session, ana.account_id, now=LATER + timedelta(hours=1))
        sent = match_views.sent_request(session, viewer, row.id, now=LATER + timedelta(hours=2))
        assert (sent.alias, sent.name, sent.partner_page, sent.is_gone) == (None, None, None, False)


def test_who_hides_from_an_organisation_still_does_as_a_partner(
    database: Database, pair: tuple[Person, Person]
) -> None:
    ana, jip = pair
    with database.write() as session:
        hide(session, ana, "Sjabloon Bouw")
        page = join_programme(session, ana)
        viewer = acting(session, jip)
        found = disclosure.find_partner(session, viewer, page.account_id)
        row = matching.show_interest(
            session, viewer, found, message="Six months of work in January.", lifetime=timedelta(days=7), now=LATER
        )
        received = match_views.received_requests(session, acting(session, ana), page=1, now=LATER)[0]
        assert row.id not in [each.course.id for each in received]


def test_a_page_is_closed_while_its_partner_is_away(database: Database, ana: Person) -> None:
    with database.write() as session:
        join_programme(session, ana, address="ana")
        leaving.hide(session, session.get_one(Account, ana.account_id), now=LATER)
        with pytest.raises(NotFound):
            partners.open_page(session, "ana")
        assert session.exec(select(PartnerPage)).all() == []
        assert partners.contracts_of(session, ana.account_id)[0].ended_at == LATER


def test_partners_are_found_by_what_their_page_shows_only(database: Database, ana: Person) -> None:
    with database.write() as session:
        join_programme(session, ana, address="ana", shown={PartnerField.SKILLS, PartnerField.HEADLINE})

        def found(*terms: str) -> list[str]:
            return [each.slug for each in partners.listed(session, terms, page=1)[0]]

        assert found() == ["ana"] and found("python") == ["ana"] and found("booking", "python") == ["ana"]
        assert found("zwolle") == [] and found("kwikstaart") == [] and found("python", "zwolle") == []
        assert found("%") == [] and found("ana") == ["ana"]
        partners.change(session, ana.account_id, address="ana", shown={PartnerField.PLACE}, now=LATER)
        assert found("python") == [] and found("zwolle") == ["ana"]


def test_partners_are_found_by_their_resume_as_it_is_now(database: Database, ana: Person) -> None:
    with database.write() as session:
        join_programme(session, ana, address="ana", shown={PartnerField.SKILLS})
        session.add(Skill(account_id=ana.account_id, name="Gardening"))
        professional_of(session, ana.account_id).city = "Urk"
    partners.refresh_words(database)
    with database.read() as session:
        assert [each.slug for each in partners.listed(session, ["gardening"], page=1)[0]] == ["ana"]
        assert partners.listed(session, ["urk"], page=1)[0] == []


def test_every_field_has_its_columns() -> None:
    assert set(partner_views.COLUMNS) == set(PartnerField)
