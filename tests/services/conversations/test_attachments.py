"""Files of conversations: told by content, sealed under their sender's key, scanned, and bounded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import text
from sqlmodel import Session, select

from config import Config, MissingConfiguration
from models.attachment import Attachment
from models.base import new_id
from models.client import MemberRole
from models.database import Database
from models.match import Match
from services import attachments, conversation_views, conversations, erasing, files, matching, workflows
from services.attachment_kinds import EMPTY, MEDIA_TYPES, UNKNOWN, WITH_PROGRAMME, UnusableFile, told_by_content
from services.attachments import MOST_BYTES, Attaching, Upload
from services.chat_errors import FilesTooLarge, NothingWritten, OnlyReadsHere, TooManyFiles, TooManyFilesToday
from services.errors import NotFound
from services.pictures import UnusablePicture
from services.scanning import Verdict
from tests.clamd import SIGNATURE, clamd
from tests.factories import Person
from tests.factories_files import CONTENT_TYPES, PDF, archive, picture
from tests.factories_matches import acting, leave, make_rival
from tests.factories_work import make_colleague

NOW = datetime.now(UTC)


@pytest.fixture
def pair(matched_pair: tuple[Person, Person]) -> tuple[Person, Person]:
    return matched_pair


@pytest.fixture
def attaching(config: Config) -> Attaching:
    return Attaching.of(config)


@pytest.fixture
def scanner(config: Config) -> Iterator[tuple[Attaching, list[bytes]]]:
    with clamd() as (address, seen):
        yield Attaching.of(replace(config, clamd_url=address, scan_required=True)), seen


def _match(session: Session) -> Match:
    return session.exec(select(Match)).one()


def _send(
    database: Database, attaching: Attaching, who: Person, *uploads: Upload, words: str = "", now: datetime = NOW
) -> None:
    with database.write() as session:
        conversations.send(
            session,
            acting(session, who),
            _match(session).request_id,
            text=words,
            nonce=new_id(),
            now=now,
            uploads=uploads,
            attaching=attaching,
        )


def _open(database: Database, attaching: Attaching, who: Person, attachment_id: str) -> bytes:
    with database.read() as session:
        viewer, match = acting(session, who), _match(session)
        return attachments.open_file(session, attaching, viewer, match.request_id, attachment_id).data


def _only(database: Database) -> Attachment:
    with database.read() as session:
        return session.exec(select(Attachment)).one()


def _on_disk(config: Config) -> list[Path]:
    return [path for path in (config.data_dir / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PDF, "application/pdf"),
        ("Één regel\n".encode(), "text/plain"),
        (archive(CONTENT_TYPES, "word/document.xml"), MEDIA_TYPES["docx"]),
        (archive(CONTENT_TYPES, "xl/workbook.xml"), MEDIA_TYPES["xlsx"]),
        (archive(CONTENT_TYPES, "ppt/presentation.xml"), MEDIA_TYPES["pptx"]),
        *((archive(mimetype=MEDIA_TYPES[kind]), MEDIA_TYPES[kind]) for kind in ("odt", "ods", "odp")),
    ],
)
def test_a_document_is_told_by_its_content_and_stays_as_it_is(data: bytes, media_type: str) -> None:
    assert told_by_content(data) == (media_type, data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_made_anew(kind: str) -> None:
    media_type, data = told_by_content(picture(kind))
    assert media_type == "image/jpeg" and b"Kwartel" in picture(kind) and b"Kwartel" not in data
    assert Image.open(io.BytesIO(data)).size == (60, 40)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", EMPTY),
        (b"MZ\x90\x00\x03programme", UNKNOWN),
        (b"GIF89a" + bytes(20), UNKNOWN),
        (b"<svg onload='alert(1)'/>\x00", UNKNOWN),
        (archive("anything.txt"), UNKNOWN),
        (archive("word/document.xml"), UNKNOWN),
        (archive(mimetype="application/epub+zip"), UNKNOWN),
        (b"PK\x03\x04 broken", UNKNOWN),
        (archive(CONTENT_TYPES, "word/document.xml", "word/vbaProject.bin"), WITH_PROGRAMME),
        (archive("Basic/Standard/Module1.xml", mimetype=MEDIA_TYPES["ods"]), WITH_PROGRAMME),
    ],
)
def test_what_may_not_be_sent_is_refused_with_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(UnusableFile) as refused:
        told_by_content(data)
    assert refused.value.message == message


@pytest.mark.parametrize("data", [b"\xff\xd8\xff broken", b"RIFF" + bytes(30), picture(size=(7000, 6000))])
def test_a_picture_that_is_none_or_too_large_is_refused(data: bytes) -> None:
    with pytest.raises(UnusablePicture):
        told_by_content(data)


def test_a_name_is_kept_without_its_folders() -> None:
    assert Upload.of(r"C:\Users\ana\My  plan.pdf", PDF).name == "My plan.pdf"
    assert Upload.of("x" * 300, PDF).name == "x" * 120
    assert Upload.of("/", PDF).name == "file"


def test_both_sides_open_a_file_which_lies_sealed(
    config: Config, database: Database, pair: tuple[Person, Person], attaching: Attaching
) -> None:
    _send(database, attaching, pair[1], Upload.of("plan.pdf", PDF), Upload.of("note.txt", b"Hello"))
    with database.read() as session:
        for person in pair:
            (line,) = conversation_views.thread(session, acting(session, person), _match(session)).lines
            assert [file.name for file in line.attachments] == ["plan.pdf", "note.txt"] and line.text == ""
    for person in pair:
        assert _open(database, attaching, person, line.attachments[0].id) == PDF
    assert len(_on_disk(config)) == 2
    assert not any(PDF in path.read_bytes() or b"Hello" in path.read_bytes() for path in _on_disk(config))


def test_a_message_is_found_by_the_name_of_its_file(
    database: Database, pair: tuple[Person, Person], attaching: Attaching
) -> None:
    _send(database, attaching, pair[0], Upload.of("Begroting 2027.pdf", PDF), words="Here it is")
    _send(database, attaching, pair[0], words="Something else")
    with database.write() as session:
        rival = make_rival(session)
    with database.read() as session:
        for who, words, number in (
            (pair[1], "begroting here", 1),
            (pair[0], "begroting else", 0),
            (rival, "begroting", 0),
        ):
            assert len(conversation_views.search(session, acting(session, who), words)) == number


def test_nobody_else_opens_it(database: Database, pair: tuple[Person, Person], attaching: Attaching) -> None:
    _send(database, attaching, pair[0], Upload.of("plan.pdf", PDF))
    file = _only(database)
    with database.write() as session:
        rival, request_id = make_rival(session), _match(session).request_id
        leave(session, pair[1])
    with database.read() as session:
        for person in (rival, pair[1]):
            with pytest.raises(NotFound):
                attachments.open_file(session, attaching, acting(session, person), request_id, file.id)
        for other in (new_id(), _match(session).id):
            with pytest.raises(NotFound):
                attachments.open_file(session, attaching, acting(session, pair[0]), request_id, other)
    assert _open(database, attaching, pair[0], file.id) == PDF


def test_what_was_sent_stays_readable_after_the_match(
    database: Database, pair: tuple[Person, Person], attaching: Attaching
) -> None:
    _send(database, attaching, pair[0], Upload.of("plan.pdf", PDF))
    with database.write() as session:
        matching.end(session, _match(session), acting(session, pair[0]), now=NOW)
    assert _open(database, attaching, pair[1], _only(database).id) == PDF


@pytest.mark.parametrize(
    ("uploads", "error"),
    [
        ((), NothingWritten),
        ((Upload("a.txt", "text/plain", b"x"),) * 6, TooManyFiles),
        ((Upload("a.txt", "text/plain", bytes(MOST_BYTES // 2 + 1)),) * 2, FilesTooLarge),
    ],
)
def test_too_little_and_too_much_is_refused_and_leaves_nothing(
    config: Config,
    database: Database,
    pair: tuple[Person, Person],
    attaching: Attaching,
    uploads: tuple[Upload, ...],
    error: type[Exception],
) -> None:
    with pytest.raises(error):
        _send(database, attaching, pair[0], *uploads)
    assert _on_disk(config) == []


def test_a_day_has_an_end_to_what_one_sends(
    config: Config, database: Database, pair: tuple[Person, Person], attaching: Attaching
) -> None:
    large = Upload("a.txt", "text/plain", bytes(MOST_BYTES))
    for number in range(10):
        _send(database, attaching, pair[0], large, now=NOW + timedelta(minutes=number))
    with pytest.raises(TooManyFilesToday):
        _send(database, attaching, pair[0], Upload("b.txt", "text/plain", b"x"), now=NOW + timedelta(hours=23))
    assert len(_on_disk(config)) == 10
    _send(database, attaching, pair[1], Upload("b.txt", "text/plain", b"x"), now=NOW + timedelta(hours=23))
    _send(database, attaching, pair[0], Upload("b.txt", "text/plain", b"x"), now=NOW + timedelta(days=2))


def test_who_only_reads_sends_no_file(database: Database, pair: tuple[Person, Person], attaching: Attaching) -> None:
    with database.write() as session:
        reader = make_colleague(session, pair[1], MemberRole.VIEWER)
    with pytest.raises(OnlyReadsHere):
        _send(database, attaching, reader, Upload.of("plan.pdf", PDF))


def test_a_file_is_held_back_until_it_was_scanned(
    config: Config,
    database: Database,
    pair: tuple[Person, Person],
    scanner: tuple[Attaching, list[bytes]],
) -> None:
    attaching, seen = scanner
    _send(database, attaching, pair[1], Upload.of("plan.pdf", PDF))
    file = _only(database)
    for person in pair:
        with pytest.raises(NotFound):
            _open(database, attaching, person, file.id)
    assert attachments.scan(database, attaching, file.id, now=NOW) is Verdict.CLEAN
    assert seen == [PDF] and _open(database, attaching, pair[0], file.id) == PDF
    assert attachments.scan(database, attaching, file.id, now=NOW) is None, "once is enough"
    with database.read() as session:
        assert attachments.unscanned(session) == []


def test_malware_is_deleted_and_both_sides_are_told(
    config: Config, database: Database, pair: tuple[Person, Person], scanner: tuple[Attaching, list[bytes]]
) -> None:
    attaching = replace(scanner[0], scanner=replace(scanner[0].scanner, required=False))
    _send(database, attaching, pair[1], Upload.of("plan.pdf", PDF + SIGNATURE))
    file = _only(database)
    assert _open(database, attaching, pair[0], file.id) == PDF + SIGNATURE, "nothing is held back where it need not be"
    assert attachments.scan(database, attaching, file.id, now=NOW) is Verdict.INFECTED
    assert _on_disk(config) == []
    with pytest.raises(NotFound):
        _open(database, attaching, pair[0], file.id)
    with database.read() as session:
        (line,) = conversation_views.thread(session, acting(session, pair[0]), _match(session)).lines
    assert [each.is_infected for each in line.attachments] == [True]


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\n", b"", b"what?\n", b"stream: ERROR\n"])
def test_a_scanner_that_does_not_say_leaves_the_file_waiting(
    config: Config, database: Database, pair: tuple[Person, Person], answer: bytes
) -> None:
    with clamd(answer) as (address, _seen):
        attaching = Attaching.of(replace(config, clamd_url=address, scan_required=True))
        _send(database, attaching, pair[1], Upload.of("plan.pdf", PDF))
        file = _only(database)
        assert attachments.scan(database, attaching, file.id, now=NOW) is Verdict.NO_ANSWER
    assert attachments.scan(database, attaching, file.id, now=NOW) is Verdict.NO_ANSWER, "nobody listens any more"
    with database.read() as session:
        assert attachments.unscanned(session) == [file.id]
    with pytest.raises(NotFound):
        _open(database, attaching, pair[0], file.id)


@pytest.mark.parametrize("given", [{"SCAN": "required"}, {"SCAN": "sometimes", "CLAMD_URL": "tcp://127.0.0.1:3310"}])
def test_a_scanner_that_is_required_must_be_named(given: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(MissingConfiguration):
        Config.from_environment({"DATA_DIR": str(tmp_path), **given})


def test_ones_files_are_ones_own_and_go_with_the_account(
    config: Config, database: Database, pair: tuple[Person, Person], attaching: Attaching
) -> None:
    ana, jip = pair
    _send(database, attaching, ana, Upload.of("plan.pdf", PDF))
    _send(database, attaching, jip, Upload.of("reply.txt", b"Fine"))
    with database.read() as session:
        for person, name in ((ana, "plan.pdf"), (jip, "reply.txt")):
            assert [view.name for view in files.every(session, person.account_id)] == [name]
            assert files.kept(session, person.account_id) == [], "not among the files that one keeps"
    erasing.erase_now(database, config, ana.account_id, now=NOW)
    left = _only(database)
    assert left.name == "reply.txt" and left.recipient_id is None
    assert [path.name for path in _on_disk(config)] == [left.id]
    assert _open(database, attaching, jip, left.id) == b"Fine"


def test_who_sends_asks_for_the_scanner_where_there_is_one(
    database: Database, pair: tuple[Person, Person], attaching: Attaching, scanner: tuple[Attaching, list[bytes]]
) -> None:
    def asked() -> list[str]:
        schema = "dbos." if database.url.get_backend_name() == "postgresql" else ""
        jobs = text(f"SELECT name FROM {schema}workflow_status")
        with database.read() as session:
            return [name for (name,) in session.connection().execute(jobs) if name == attachments.SCAN]

    _send(database, attaching, pair[1], Upload.of("plan.pdf", PDF))
    assert asked() == []
    _send(database, scanner[0], pair[1], Upload.of("plan.pdf", PDF))
    assert asked() == ["scan_attachment"] == [workflows.scan_attachment.__name__]
