"""The résumé of a demo professional as text, PDF and Word document, to be read back by the real import."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, NoReturn

from .layouts import lay_out
from .people import DemoProfessional, FileKind
from .sheet import Line, Section, Sheet

if TYPE_CHECKING:
    from docx.document import Document

_CSS = """
@page { size: A4; margin: 18mm 17mm }
body { font: 9.5pt/1.4 sans-serif; color: #222 }
h1 { font-size: 19pt; margin: 0 0 1mm }
h2 { font-size: 12pt; margin: 5mm 0 1mm; border-bottom: 0.3mm solid #889; break-after: avoid }
p { margin: 0 0 1mm }
p.first { margin-top: 3mm }
p.bullet { padding-left: 4mm; text-indent: -3mm }
table { border-collapse: collapse; width: 100% }
td { vertical-align: top; padding: 0 }
tr.first td { padding-top: 3mm }
td p.first { margin-top: 0 }
td:first-child { width: 38mm; color: #556 }
aside { float: left; width: 54mm }
main.beside { margin-left: 62mm }
"""


def render_text(professional: DemoProfessional) -> str:
    """The résumé as plain text in the layout of its owner, sections apart by an empty line."""
    sheet = lay_out(professional)
    blocks = ["\n".join(line.text for line in sheet.top)]
    return "\n\n".join((*blocks, *map(_section_text, sheet.sections))) + "\n"


def render_document(professional: DemoProfessional, kind: FileKind) -> bytes:
    """The résumé as a file of ``kind``, in the layout of its owner."""
    if kind == "txt":
        return render_text(professional).encode()
    sheet = lay_out(professional)
    return _pdf(sheet, professional.language) if kind == "pdf" else _docx(sheet)


def _section_text(section: Section) -> str:
    text = section.heading
    for position, line in enumerate(section.lines):
        text += ("\n\n" if line.first and position else "\n") + _line_text(line)
    return text


def _line_text(line: Line) -> str:
    if line.kind == "bullet":
        return f"- {line.text}"
    return f"{line.beside} {line.text}" if line.beside else line.text


def _pdf(sheet: Sheet, language: str) -> bytes:
    # Imported here because it loads Pango, which nothing but a PDF needs.
    from weasyprint import HTML

    top = f"<h1>{escape(sheet.top[0].text)}</h1>" + "".join(f"<p>{escape(line.text)}</p>" for line in sheet.top[1:])
    wide = "".join(_html(section) for section in sheet.sections if not (sheet.columns and section.aside))
    body = f"<main>{wide}</main>"
    if sheet.columns:
        narrow = "".join(_html(section) for section in sheet.sections if section.aside)
        body = f'<aside>{narrow}</aside><main class="beside">{wide}</main>'
    title = escape(sheet.top[0].text)
    head = f"<head><title>{title}</title><style>{_CSS}</style></head>"
    page = f'<html lang="{language}">{head}<body>{top}{body}</body></html>'
    return bytes(HTML(string=page, url_fetcher=_fetch_nothing).write_pdf())


def _fetch_nothing(url: str, *_: Any, **__: Any) -> NoReturn:
    raise ValueError("a demo document refers to nothing outside itself")


def _html(section: Section) -> str:
    if any(line.beside for line in section.lines):
        content = f"<table>{''.join(map(_row_html, section.lines))}</table>"
    else:
        content = "".join(_line_html(line) for line in section.lines)
    return f"<section><h2>{escape(section.heading)}</h2>{content}</section>"


def _row_html(line: Line) -> str:
    row = '<tr class="first">' if line.first else "<tr>"
    return f"{row}<td>{escape(line.beside)}</td><td>{_line_html(line)}</td></tr>"


def _line_html(line: Line) -> str:
    text = escape(line.text)
    if line.kind == "bullet":
        # Not a list item: its marker is drawn apart, and a reader of the file finds all markers in one heap.
        return f'<p class="bullet">• {text}</p>'
    text = f"<b>{text}</b>" if line.kind == "strong" else text
    return f'<p class="first">{text}</p>' if line.first else f"<p>{text}</p>"


def _docx(sheet: Sheet) -> bytes:
    # Imported here because it is slow to load and most runs render no file.
    from docx import Document

    document = Document()
    document.add_heading(sheet.top[0].text, level=0)
    for line in sheet.top[1:]:
        document.add_paragraph(line.text)
    for section in sheet.sections:
        document.add_heading(section.heading, level=1)
        if any(line.beside for line in section.lines):
            _docx_table(document, section)
        else:
            for line in section.lines:
                _docx_line(document, line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _docx_table(document: Document, section: Section) -> None:
    table = document.add_table(rows=0, cols=2)
    for line in section.lines:
        cells = table.add_row().cells
        cells[0].text = line.beside
        cells[1].text = _line_text(Line(line.text, line.kind))


def _docx_line(document: Document, line: Line) -> None:
    paragraph = document.add_paragraph(style="List Bullet" if line.kind == "bullet" else None)
    paragraph.add_run(line.text).bold = line.kind == "strong"
