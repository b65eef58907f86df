"""Files become text, or an error that says what is wrong with them."""

from __future__ import annotations

import io
import zipfile

import docx
import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from services.publication.documents import Limits, UnreadableDocument
from services.publication.reading import read_document

LINES = ["Noor Voorbeeld", "Work experience", "Developer at Example Works - 2019 - heden"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def make_pdf(lines: list[str], pages: int = 1) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    for _ in range(pages):
        for number, line in enumerate(lines):
            canvas.drawString(50, 800 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def make_docx(build) -> bytes:
    document = docx.Document()
    build(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def rewrite(data: bytes, name: str, change) -> bytes:
    """The archive with one member changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in source.namelist():
            content = source.read(member)
            copy.writestr(member, change(content) if member == name else content)
    return target.getvalue()


def refusal(data: bytes, filename: str, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(data, filename, limits=limits or Limits())
    return caught.value.code


def test_reads_a_pdf_line_by_line_with_its_pages_divided():
    document = read_document(make_pdf(LINES, pages=2), "cv.PDF")
    assert (document.kind, document.pages) == ("pdf", 2)
    first, second = document.text.split("\f")
    assert first.strip().split("\n") == LINES
    assert second.strip().split("\n") == LINES


def test_columns_of_a_pdf_are_read_one_after_the_other():
    target = io.BytesIO()
    canvas = Canvas(target)
    for number in range(14):
        canvas.drawString(40, 780 - 15 * number, f"left column line {number:02}")
        canvas.drawString(310, 780 - 15 * number, f"right column line {number:02}")
    canvas.save()
    text = read_document(target.getvalue(), "cv.pdf").text
    assert text.index("left column line 13") < text.index("right column line 00")


def test_reads_headers_lists_tables_and_text_boxes_of_a_docx():
    def build(document):
        document.sections[0].header.paragraphs[0].text = "Noor Voorbeeld"
        document.add_heading("Vaardigheden", 1)
        document.add_paragraph("Boekhouden", style="List Bullet")
        row = document.add_table(1, 2).rows[0]
        row.cells[0].text, row.cells[1].text = "2019 – 2021", "Boekhouder"
        document.add_paragraph("anker")

    box = (
        b'<w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p><w:r><w:t>In een kader'
        b"</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    )
    anchor = b"<w:r><w:t>anker"
    data = rewrite(make_docx(build), "word/document.xml", lambda xml: xml.replace(anchor, box + anchor))
    lines = [line for line in read_document(data, "cv.docx").text.split("\n") if line]
    assert lines[:4] == ["Noor Voorbeeld", "Vaardigheden", "• Boekhouden", "2019 – 2021\tBoekhouder"]
    assert lines[4:] == ["anker", "In een kader"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_reads_plain_text_in_its_encodings(encoding):
    text = "René Voorbeeld\r\nBoekhouder – Utrecht, €"
    assert read_document(text.encode(encoding), "cv.txt").text == "René Voorbeeld\nBoekhouder – Utrecht, €"


def test_text_is_normalised():
    text = "ﬁnancie\u0308le proﬁelen, softwareont-\nwikkelaar en full-\nstack\u200b ontwikkelaar"
    normal = "financiële profielen, softwareontwikkelaar en full-stack ontwikkelaar"
    assert read_document(text.encode(), "cv.txt").text == normal


def test_says_what_is_wrong_with_a_file():
    pdf, word = make_pdf(LINES), make_docx(lambda document: document.add_paragraph("Noor"))
    locked = io.BytesIO()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt("secret")
    writer.write(locked)
    assert refusal(b"", "cv.pdf") == "empty"
    assert refusal(b" \n ", "cv.txt") == "empty"
    assert refusal(pdf, "cv.pdf", Limits(file_bytes=100)) == "too_large"
    assert refusal(locked.getvalue(), "cv.pdf") == "encrypted"
    assert refusal(OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "cv.docx") == "encrypted"
    assert refusal(pdf[:300], "cv.pdf") == "broken"
    assert refusal(word[:-200], "cv.docx") == "broken"
    assert refusal(make_pdf([""]), "cv.pdf") == "no_text"
    assert refusal(make_pdf(LINES, pages=4), "cv.pdf", Limits(pages=3)) == "too_many_pages"


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"MZ\x90\x00" + bytes(200), "cv.pdf", "mislabelled"),
        (make_pdf(LINES), "cv.docx", "mislabelled"),
        (make_pdf(LINES), "cv.png", "mislabelled"),
        (make_docx(lambda document: document.add_paragraph("Noor")), "cv.pdf", "mislabelled"),
        (b"\x00\x01\x02\x03", "cv.txt", "mislabelled"),
        (b"<html>", "cv.pdf", "mislabelled"),
        (OLE + bytes(512), "cv.doc", "unsupported_type"),
        (b"\x89PNG\r\n" + bytes(64), "cv.png", "unsupported_type"),
        (b"{\\rtf1 Noor}", "cv.rtf", "unsupported_type"),
        (b"Noor", "cv.html", "unsupported_type"),
    ],
)
def test_the_content_decides_what_a_file_is(data, filename, code):
    assert refusal(data, filename) == code


def test_a_file_without_extension_is_what_its_bytes_say():
    assert read_document(make_pdf(LINES), "curriculum").kind == "pdf"


def test_an_archive_that_unpacks_to_far_more_is_refused_unopened():
    word = make_docx(lambda document: document.add_paragraph("Noor"))
    assert refusal(rewrite(word, "word/document.xml", lambda _: bytes(5_000_000)), "cv.docx") == "unpacks_too_large"


def test_a_page_that_unpacks_to_far_more_text_is_refused():
    assert refusal(make_pdf(LINES), "cv.pdf", Limits(characters=20)) == "unpacks_too_large"


def test_entities_in_a_docx_are_refused(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("do not read me")
    word = make_docx(lambda document: document.add_paragraph("Noor"))
    entity = f'<!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()

    def change(xml: bytes) -> bytes:
        declaration, rest = xml.split(b"?>", 1)
        return declaration + b"?>" + entity + rest.replace(b"Noor", b"Noor &e;")

    assert refusal(rewrite(word, "word/document.xml", change), "cv.docx") == "broken"
