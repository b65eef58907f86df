"""The summary that verified clients read: what its owner approved, sentence by sentence, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models.database import Database
from models.publication import VerifiedProfile
from models.summary import Decision, Summary, SummaryMethod
from services.errors import NotFound
from services.left_out_skills import leave_out
from services.progress import progress_of
from services.publication import publishing
from services.publication.record import VerifiedRecord
from services.publication.storage import to_json
from services.publication.summaries import decide
from services.publication.summary_drafts import Draft, drafts_of, hash_of
from tests.factories import NOW, Person
from tests.factories_published import make_published, publication_of

LATER = NOW + timedelta(days=1)


@pytest.fixture
def person(database: Database) -> Person:
    with database.write() as session:
        return make_published(session)


def record_of(session: Session, person: Person) -> VerifiedRecord:
    return publishing.compile_profile(session, person.account_id, now=NOW)


def draft(database: Database, person: Person, language: str = "en") -> Draft:
    with database.read() as session:
        drafts = drafts_of(session, person.account_id, record_of(session, person))
        return next(each for each in drafts if each.language == language)


def choose(database: Database, person: Person, place: int, *, included: bool, language: str = "en") -> str:
    sentence = draft(database, person, language).sentences[place]
    with database.write() as session:
        record = record_of(session, person)
        options = {"language": language, "sentence_id": sentence.id, "included": included, "now": LATER}
        decide(session, person.account_id, record, **options)  # type: ignore[arg-type]
    return sentence.text


def shown(database: Database) -> dict[str, str]:
    with database.verified() as session:
        profile = session.exec(select(VerifiedProfile)).one()
        return {language: told["text"] for language, told in profile.summaries.items()}


def approve(database: Database, person: Person, *, accepted: bool = True) -> None:
    with database.write() as session:
        publication = publishing.approve(session, person.account_id, now=LATER)
        session.flush()
        if accepted:
            publishing.accept(session, publication, reviewer_id=None, now=LATER)


def test_what_rules_wrote_is_shown_once_approved_and_reviewed(database: Database, person: Person) -> None:
    assert shown(database) == {each: draft(database, person, each).text for each in ("en", "nl")}
    with database.read() as session:
        rows = session.exec(select(Summary)).all()
        record_hash = hash_of(to_json(record_of(session, person)))
    assert {(row.language, row.method, row.record_hash) for row in rows} == {
        (language, SummaryMethod.RULES, record_hash) for language in ("en", "nl")
    }
    assert all(row.approved_at == row.generated_at == NOW for row in rows)
    assert {each["decision"] for row in rows for each in row.sentences} == {Decision.APPROVED.value}


def test_a_sentence_left_out_is_gone_at_once_and_comes_back_with_an_approval(
    database: Database, person: Person
) -> None:
    gone = choose(database, person, 1, included=False)
    assert gone not in shown(database)["en"]
    assert draft(database, person, "nl").text == shown(database)["nl"]
    choose(database, person, 1, included=True)
    assert gone in draft(database, person).text
    assert gone not in shown(database)["en"]
    with database.read() as session:
        assert progress_of(session, person.account_id, now=NOW).changed
    approve(database, person, accepted=False)
    assert gone not in shown(database)["en"]
    with database.write() as session:
        publishing.accept(session, publication_of(session, person), reviewer_id=None, now=LATER)
    assert gone in shown(database)["en"]
    with database.read() as session:
        assert not progress_of(session, person.account_id, now=NOW).changed


def test_with_every_sentence_left_out_nothing_is_told(database: Database, person: Person) -> None:
    for place in range(len(draft(database, person).sentences)):
        choose(database, person, place, included=False)
    assert set(shown(database)) == {"nl"}
    approve(database, person)
    assert set(shown(database)) == {"nl"}


def test_a_changed_record_has_a_new_draft_that_remembers_what_was_left_out(database: Database, person: Person) -> None:
    unwanted = choose(database, person, 0, included=False)
    before = shown(database)
    with database.write() as session:
        leave_out(session, person.account_id, "python")
    anew = draft(database, person)
    assert unwanted in [each.text for each in anew.sentences]
    assert unwanted not in anew.text
    assert "Python" not in anew.text
    assert shown(database) == before
    approve(database, person)
    assert shown(database)["en"] == anew.text
    with database.read() as session:
        assert len(session.exec(select(Summary)).all()) == 4


def test_a_sentence_left_out_now_leaves_what_was_approved_for_another_record(
    database: Database, person: Person
) -> None:
    with database.write() as session:
        leave_out(session, person.account_id, "python")
    gone = choose(database, person, 0, included=False)
    assert gone not in shown(database)["en"]


def test_what_a_language_model_wrote_is_shown_sentence_by_sentence(database: Database, person: Person) -> None:
    texts = ["Works with Python.", "Works as a software developer."]
    with database.write() as session:
        session.add(
            Summary(
                account_id=person.account_id,
                language="en",
                record_hash=hash_of(to_json(record_of(session, person))),
                method=SummaryMethod.MODEL,
                model="small-1",
                sentences=[{"text": text, "decision": Decision.OPEN.value} for text in texts],
                generated_at=LATER,
            )
        )
    before = shown(database)
    choose(database, person, 1, included=True)
    assert shown(database) == before
    approve(database, person)
    assert shown(database)["en"] == texts[1]
    with database.verified() as session:
        assert session.exec(select(VerifiedProfile)).one().summaries["en"]["method"] == "model"


def test_nobody_decides_on_a_sentence_that_the_draft_does_not_have(database: Database, person: Person) -> None:
    with pytest.raises(NotFound), database.write() as session:
        decide(
            session,
            person.account_id,
            record_of(session, person),
            language="en",
            sentence_id="0" * 20,
            included=False,
            now=NOW,
        )
