"""The shortlist of an organisation: shared in the team, nobody else's, and quiet about who hides or left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models.account import Account
from models.client import MemberRole
from models.database import Database
from models.disclosure import Disclosure
from models.restriction import Restriction, RestrictionGround
from models.shortlist import ShortlistEntry, ShortlistNote
from services import disclosure, shortlist_views, shortlists
from services.errors import NotFound
from services.match_views import Standing
from services.matching_errors import DataSetAside
from services.publication import publishing
from services.shortlist_errors import NotesFull, NoteTooLong, NothingNoted, ShortlistFull
from services.viewers import Viewer
from tests.factories import NOW, Person
from tests.factories_matches import acting, ask, handle_of, leave, make_rival
from tests.factories_work import describe, hide, make_colleague


def keep(session: Session, who: Person, whom: Person) -> ShortlistEntry:
    viewer = acting(session, who)
    found = disclosure.find(session, viewer, handle_of(session, whom.account_id))
    assert found is not None
    return shortlists.keep(session, viewer, found, now=NOW)


def listed(session: Session, viewer: Viewer, work_id: str | None = None) -> list[shortlist_views.Kept]:
    return shortlist_views.page_of(session, viewer, work_id=work_id, page=1, now=NOW)[0]


def test_a_team_shares_one_list_and_its_notes(database: Database, ana: Person, jip: Person) -> None:
    with database.write() as session:
        colleague = make_colleague(session, jip, MemberRole.MEMBER)
        entry = keep(session, jip, ana)
        assert keep(session, colleague, ana).id == entry.id, "who is there already stays"
        shortlists.note(session, acting(session, colleague), entry.id, " Knows bookings ", now=NOW)
    with database.read() as session:
        [kept] = listed(session, acting(session, jip))
        assert (kept.handle, kept.notes, kept.asked) == (handle_of(session, ana.account_id), 1, None)
        [note] = shortlist_views.notes_of(session, acting(session, jip), entry.id)
        assert (note.text, note.is_own, bool(note.author)) == ("Knows bookings", False, True)
        assert session.exec(select(Disclosure)).all() == [], "keeping somebody in view opens nothing"


def test_others_find_neither_entry_nor_notes(database: Database, ana: Person, jip: Person) -> None:
    with database.write() as session:
        rival, former = make_rival(session), make_colleague(session, jip, MemberRole.MEMBER)
        entry = keep(session, jip, ana)
        shortlists.note(session, acting(session, jip), entry.id, "Ours", now=NOW)
        leave(session, former)
    with database.write() as session:
        for who in (rival, former, ana):
            viewer = acting(session, who)
            assert listed(session, viewer) == []
            assert shortlist_views.notes_of(session, viewer, entry.id) == []
            for act in (
                lambda viewer=viewer: shortlist_views.one(session, viewer, entry.id, now=NOW),
                lambda viewer=viewer: shortlists.remove(session, viewer, entry.id, now=NOW),
                lambda viewer=viewer: shortlists.note(session, viewer, entry.id, "Mine", now=NOW),
                lambda viewer=viewer: shortlists.assign(session, viewer, entry.id, None),
            ):
                with pytest.raises(NotFound):
                    act()


def test_who_only_reads_changes_nothing(database: Database, ana: Person, jip: Person) -> None:
    with database.write() as session:
        reader = make_colleague(session, jip, MemberRole.VIEWER)
        entry = keep(session, jip, ana)
        viewer = acting(session, reader)
        assert [each.id for each in listed(session, viewer)] == [entry.id]
        with pytest.raises(NotFound):
            shortlists.note(session, viewer, entry.id, "No", now=NOW)
        with pytest.raises(NotFound):
            keep(session, reader, ana)


def test_a_note_is_deleted_by_its_author_alone(database: Database, ana: Person, jip: Person) -> None:
    with database.write() as session:
        colleague = make_colleague(session, jip, MemberRole.MEMBER)
        entry = keep(session, jip, ana)
        note = shortlists.note(session, acting(session, jip), entry.id, "Mine", now=NOW)
        with pytest.raises(NotFound):
            shortlists.delete_note(session, acting(session, colleague), entry.id, note.id)
        shortlists.delete_note(session, acting(session, jip), entry.id, note.id)
        session.flush()
        assert session.exec(select(ShortlistNote)).all() == []


@pytest.mark.parametrize(
    ("text", "error"), [("  \n ", NothingNoted), ("x" * 1001, NoteTooLong)], ids=["blank", "too long"]
)
def test_what_is_no_note(database: Database, ana: Person, jip: Person, text: str, error: type[Exception]) -> None:
    with database.write() as session:
        entry = keep(session, jip, ana)
        with pytest.raises(error):
            shortlists.note(session, acting(session, jip), entry.id, text, now=NOW)


def test_there_is_an_end_to_lists_and_notes(
    database: Database, ana: Person, jip: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortlists, "MOST", 0)
    monkeypatch.setattr(shortlists, "MOST_NOTES", 1)
    with database.write() as session:
        with pytest.raises(ShortlistFull):
            keep(session, jip, ana)
        monkeypatch.setattr(shortlists, "MOST", 1)
        entry = keep(session, jip, ana)
        shortlists.note(session, acting(session, jip), entry.id, "One", now=NOW)
        with pytest.raises(NotesFull):
            shortlists.note(session, acting(session, jip), entry.id, "Two", now=NOW)


def test_they_are_kept_for_work_of_ones_own(database: Database, ana: Person, jip: Person) -> None:
    with database.write() as session:
        work, theirs = describe(session, jip), describe(session, make_rival(session))
        entry, viewer = keep(session, jip, ana), acting(session, jip)
        with pytest.raises(NotFound):
            shortlists.assign(session, viewer, entry.id, theirs.id)
        shortlists.assign(session, viewer, entry.id, work.id)
        session.flush()
        assert [each.work for each in listed(session, viewer, work.id)] == [(work.id, work.title)]
        assert listed(session, viewer, shortlist_views.NO_WORK) == []


def hide_herself(session: Session, ana: Person) -> None:
    hide(session, ana, "Sjabloon Bouw")


def take_down(session: Session, ana: Person) -> None:
    publishing.withdraw(session, ana.account_id)


def deactivate(session: Session, ana: Person) -> None:
    session.get_one(Account, ana.account_id).deactivated_at = NOW


def set_aside(session: Session, ana: Person) -> None:
    session.add(Restriction(account_id=ana.account_id, ground=RestrictionGround.CLAIM, set_at=NOW))


@pytest.mark.parametrize("gone", [hide_herself, take_down, deactivate, set_aside], ids=lambda act: act.__name__)
def test_who_hides_looks_like_who_was_taken_down(
    database: Database, ana: Person, jip: Person, gone: Callable[[Session, Person], None]
) -> None:
    with database.write() as session:
        keep(session, jip, ana)
        before = listed(session, acting(session, jip))[0]
        gone(session, ana)
        session.flush()
        [kept] = listed(session, acting(session, jip))
        assert (kept.handle, kept.alias, kept.notes) == (None, before.alias, 0)


def test_nothing_is_noted_about_or_by_who_is_set_aside(database: Database, ana: Person, jip: Person) -> None:
    with database.write() as session:
        entry, viewer = keep(session, jip, ana), acting(session, jip)
        shortlists.note(session, viewer, entry.id, "Before", now=NOW)
        set_aside(session, ana)
        session.flush()
        assert shortlist_views.notes_of(session, viewer, entry.id) == []
        with pytest.raises(DataSetAside):
            shortlists.note(session, viewer, entry.id, "After", now=NOW)


def test_an_entry_says_what_was_asked(database: Database, ana: Person, jip: Person) -> None:
    with database.write() as session:
        keep(session, jip, ana)
        request = ask(session, jip, ana, now=NOW)
        session.flush()
        [kept] = listed(session, acting(session, jip))
        assert kept.asked == (request.id, Standing.OPEN)
        later = shortlist_views.page_of(
            session, acting(session, jip), work_id=None, page=1, now=NOW + timedelta(days=8)
        )[0]
        assert later[0].asked == (request.id, Standing.EXPIRED)
