"""Text of a DOCX in reading order: headers, paragraphs, tables, text boxes, footers. Runs in the child process only."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
# Tab stops and the like, tracked deletions, and the copy of a text box for old programs.
_SKIPPED = {f"{_W}pPr", f"{_W}rPr", f"{_W}del", f"{_W}instrText", f"{_W}delText", _FALLBACK}


def extract(data: bytes, *, max_pages: int, max_characters: int) -> tuple[str, int]:
    """Text and number of pages (as far as the file says; otherwise 1). Raises ValueError with a code of reading.py."""
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError) as error:
        raise ValueError("broken") from error
    roots = [document.element.body]
    for section in document.sections:
        for part in (section.header, section.first_page_header):
            if not part.is_linked_to_previous:
                roots.insert(len(roots) - 1, part._element)
        for foot in (section.footer, section.first_page_footer):
            if not foot.is_linked_to_previous:
                roots.append(foot._element)
    pages = 1
    lines: list[str] = []
    size = 0
    for root in roots:
        if root.getroottree().docinfo.internalDTD is not None:
            raise ValueError("broken")  # an office program writes none; entities expand through it
        pages += sum(1 for _ in root.iter(f"{_W}lastRenderedPageBreak"))
        if pages > max_pages:
            raise ValueError("too_many_pages")
        for line in _lines(root):
            size += len(line) + 1
            if size > max_characters:
                raise ValueError("unpacks_too_large")
            lines.append(line)
    return "\n".join(lines), pages


def _lines(element: etree._Element) -> Iterator[str]:
    """Lines of the paragraphs and tables under an element, in document order."""
    for child in element:
        if child.tag == f"{_W}p":
            yield from _paragraph(child)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                if next(row.iterancestors(f"{_W}tbl")) is child:
                    yield from _row(row)
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _lines(child)


def _row(row: etree._Element) -> Iterator[str]:
    """Cells of one line each share a line, as in a skills grid; a layout table gives cell after cell."""
    cells = [[line for line in _lines(cell) if line.strip()] for cell in row.iterchildren(f"{_W}tc")]
    filled = [cell for cell in cells if cell]
    if filled and all(len(cell) == 1 for cell in filled):
        yield "\t".join(cell[0] for cell in filled)
    else:
        for cell in filled:
            yield from cell


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    """One paragraph's lines, with a bullet where it is a list item, then those of text boxes anchored in it."""
    boxes: list[etree._Element] = []
    text = "".join(_pieces(paragraph, boxes))
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "") if style is not None else ""
    listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or name.startswith("List")
    if name.startswith(("Heading", "Kop", "berschrift", "Title")):
        yield ""
    if listed and text.strip() and not name.startswith(("Heading", "Kop")):
        text = f"• {text.lstrip()}"
    yield from text.split("\n")
    for box in boxes:
        yield from _lines(box)


def _pieces(element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _pieces(child, boxes)
