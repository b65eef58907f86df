"""Résumés for tests: files of each kind, written here, about nobody."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

RESUME = """Robin Sjabloon
Backend developer
Eindhoven, Netherlands
+31 6 1234 5678

Work experience

Backend developer
Voorbeeldfabriek BV, Eindhoven
March 2018 - present
Built services in Python and PostgreSQL, on Kubernetes.

Software engineer
Proefmolen NV, Utrecht
January 2012 - February 2018
Made web applications with Django and JavaScript.

Education

Bachelor of Computer Science
Hogeschool Nergenshuizen
2008 - 2012

Skills

Python, PostgreSQL, Kubernetes, Django, JavaScript, Git

Languages

Dutch (native), English (C1)
"""


def pdf(text: str = RESUME) -> bytes:
    """A PDF of one page."""
    file = BytesIO()
    canvas = Canvas(file)
    for number, line in enumerate(text.splitlines()):
        canvas.drawString(60, 800 - 15 * number, line)
    canvas.save()
    return file.getvalue()


def docx(text: str = RESUME) -> bytes:
    """A Word document."""
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def locked_pdf() -> bytes:
    """A PDF behind a password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf())))
    writer.encrypt("a password", algorithm="AES-256")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def scanned_pdf() -> bytes:
    """A PDF with a page and no text on it."""
    file = BytesIO()
    canvas = Canvas(file)
    canvas.rect(50, 50, 400, 600)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def long_pdf() -> bytes:
    """A PDF of 101 pages."""
    file = BytesIO()
    canvas = Canvas(file)
    for number in range(101):
        canvas.drawString(60, 800, f"Page {number} of a very long story")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def swelling_docx() -> bytes:
    """A Word document that unpacks to much more than it weighs."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 20_000_000)
    return file.getvalue()
