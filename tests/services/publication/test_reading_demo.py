"""The way of a demo résumé from file to data: both columns of a PDF, and the tables of a Word document."""

from __future__ import annotations

import pytest

from services.demo.documents import render_document
from services.demo.people import DemoProfessional, demo_professionals
from services.publication.reading import read_document
from services.publication.sections import parse_resume


def somebody(style: str, language: str) -> DemoProfessional:
    people = demo_professionals(150, 1)
    return next(
        who for who in people if (who.text_style, who.language) == (style, language) and len(who.resume.jobs) > 2
    )


@pytest.mark.parametrize(
    ("style", "language", "kind"),
    [("columns", "nl", "pdf"), ("linkedin", "nl", "pdf"), ("tabular", "de", "docx")],
)
def test_positions_survive_their_file(style, language, kind):
    who = somebody(style, language)
    found = parse_resume(read_document(render_document(who, kind), f"cv.{kind}").text)
    expected = [(job.title, job.employer, job.start, job.end) for job in who.resume.jobs]
    assert [(job.title, job.employer, job.start, job.end) for job in found.jobs] == expected
    assert [skill.name for skill in found.skills] == [skill.name for skill in who.resume.skills]
