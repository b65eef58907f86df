"""Résumés are read in child processes of which there are few: none left behind, none for ever, none too many."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from services.publication.documents import Limits, UnreadableDocument
from services.publication.enrichment import enrich
from services.publication.reading import AT_ONCE, Reader, ReadersBusy, read_document, read_resume
from services.publication.sections import parse_resume
from tests.factories_resumes import RESUME, pdf
from tests.services.publication.test_reading_child import children, heavy_pdf

FILE = RESUME.encode()


def test_the_child_finds_what_the_parser_and_the_vocabulary_find():
    text = read_document(FILE, "cv.txt").text
    assert read_resume(FILE, "cv.txt") == enrich(parse_resume(text), text)


def test_one_child_reads_several_files_and_is_gone_afterwards():
    before = children()
    with Reader() as reader:
        seen = set()
        for data, name in ((FILE, "cv.txt"), (pdf(), "cv.pdf"), (FILE, "other.txt")):
            assert reader.resume(data, name).jobs
            seen |= children() - before
        with pytest.raises(UnreadableDocument) as caught:
            reader.resume(FILE, "cv.pdf")
        assert caught.value.code == "mislabelled"
        assert children() - before == seen
    assert len(seen) == 1
    assert children() <= before


def test_a_child_that_failed_is_replaced(tmp_path):
    with Reader(Limits(cpu_seconds=1)) as reader:
        with pytest.raises(UnreadableDocument) as caught:
            reader.document(heavy_pdf(tmp_path / "heavy.pdf"), "heavy.pdf")
        assert caught.value.code == "took_too_long"
        assert reader.document(FILE, "cv.txt").kind == "text"


def test_what_earlier_files_used_up_does_not_count_against_a_later_one():
    before = children()
    seen: set[str] = set()
    data = pdf()
    with Reader(Limits(cpu_seconds=1)) as reader:
        for _ in range(1000):
            assert reader.document(data, "cv.pdf").pages == 1
            seen |= children() - before
            if len(seen) > 1:
                break
    assert len(seen) == 2


def test_no_more_children_than_there_are_places():
    limits = Limits(wait_seconds=0)
    with ExitStack() as held:
        readers = [held.enter_context(Reader(limits)) for _ in range(AT_ONCE)]
        for reader in readers:
            reader.document(FILE, "cv.txt")
        with pytest.raises(ReadersBusy):
            read_document(FILE, "cv.txt", limits=limits)
        readers[0].close()
        assert read_document(FILE, "cv.txt", limits=limits).kind == "text"
        with pytest.raises(UnreadableDocument):
            read_document(b"MZ", "cv.txt", limits=limits)
        assert read_document(FILE, "cv.txt", limits=limits).kind == "text"


def test_long_rows_of_marks_are_read_in_the_child():
    body = "Noor Voorbeeld\nWork experience\na" + "\u0301\u0323" * 160_000
    assert len(read_document(body.encode(), "cv.txt").text) < 100
    assert read_resume(body.encode(), "cv.txt").jobs == ()
