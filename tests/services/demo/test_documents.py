"""Demo documents: every layout holds the facts, and every kind of file can be read back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from io import BytesIO

import docx
import pypdf
import pytest

from services.demo.cast import ELIN
from services.demo.documents import render_document, render_text
from services.demo.people import DemoProfessional, demo_professionals
from services.demo.words import HEADINGS

STYLES = ("indeed", "linkedin", "personal", "tabular", "columns", "compact")


def one_of_each_style() -> list[DemoProfessional]:
    found: dict[str, DemoProfessional] = {}
    for one in demo_professionals(120, 1):
        found.setdefault(one.text_style, one)
    return [found[style] for style in STYLES]


def facts(professional: DemoProfessional) -> list[str]:
    resume = professional.resume
    contact = resume.contact
    return [
        f"{contact.first_name} {contact.last_name}",
        contact.email,
        contact.phone,
        contact.city,
        *(job.employer for job in resume.jobs),
        *(job.title for job in resume.jobs),
        *(study.school for study in resume.studies),
        *(skill.name for skill in resume.skills),
        *(one.name for one in resume.certifications),
        *(one.number for one in resume.certifications),
        *resume.clients,
        *resume.colleagues,
    ]


def words(text: str) -> str:
    """Text without white space and ligatures: in a PDF a line may break anywhere, and "fi" may be one glyph."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def cast() -> list[DemoProfessional]:
    return one_of_each_style()


def test_the_text_holds_every_fact_that_could_leak() -> None:
    for one in (ELIN, *demo_professionals(150, 4)):
        text = render_text(one)
        assert [fact for fact in facts(one) if fact not in text] == []


def test_the_text_is_the_same_for_the_same_person(cast: list[DemoProfessional]) -> None:
    assert [render_text(one) for one in cast] == [render_text(one) for one in one_of_each_style()]


def test_the_layouts_differ(cast: list[DemoProfessional]) -> None:
    openings = {tuple(line[:6] for line in render_text(one).splitlines()[4:8]) for one in cast}
    assert len(openings) == len(STYLES)


def test_headings_are_in_the_language_of_the_text() -> None:
    for one in demo_professionals(80, 5):
        lines = set(render_text(one).splitlines())
        index = ("en", "nl", "de").index(one.language)
        own = {heading.split("|")[index] for heading in HEADINGS.values()}
        others = {part for heading in HEADINGS.values() for part in heading.split("|")} - own
        assert len(own & lines) >= 4
        assert not others & lines


def test_dutch_and_german_details_name_birth_date_and_nationality() -> None:
    detailed = [one for one in demo_professionals(80, 6) if one.text_style in ("personal", "tabular")]
    assert detailed
    for one in detailed:
        assert str(one.birth_date.year) in render_text(one).split("\n\n")[1]


@pytest.mark.parametrize("style", STYLES)
def test_a_pdf_reads_back(cast: list[DemoProfessional], style: str) -> None:
    one = cast[STYLES.index(style)]
    reader = pypdf.PdfReader(BytesIO(render_document(one, "pdf")))
    text = words("".join(page.extract_text() for page in reader.pages))
    assert [fact for fact in facts(one) if words(fact) not in text] == []


@pytest.mark.parametrize("style", STYLES)
def test_a_word_document_reads_back(cast: list[DemoProfessional], style: str) -> None:
    one = cast[STYLES.index(style)]
    document = docx.Document(BytesIO(render_document(one, "docx")))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join(lines)
    assert [fact for fact in facts(one) if fact not in text] == []


def test_a_text_file_is_the_text_in_utf_8() -> None:
    assert render_document(ELIN, "txt").decode() == render_text(ELIN)


def test_markup_in_a_name_stays_text() -> None:
    contact = replace(ELIN.resume.contact, last_name="<b>&amp; Vermeer")
    odd = replace(ELIN, resume=replace(ELIN.resume, contact=contact))
    reader = pypdf.PdfReader(BytesIO(render_document(odd, "pdf")))
    assert "<b>&amp;Vermeer" in words(reader.pages[0].extract_text())
