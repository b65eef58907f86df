"""HTML becomes a PDF: tagged for who listens to it (PDF/UA-1, ISO 14289-1), in our own font, saying nothing of itself.

No address is ever followed: pictures and fonts come along as ``data:``, and anything else is left out.
"""

from __future__ import annotations

import base64
import logging
import os
import re
import threading
from functools import cache
from pathlib import Path
from typing import Any

from models.register import N_

from .errors import ServiceError

# WeasyPrint takes a processor for itself; a second document waits this long, in seconds, for the first: a thread that
# waits serves nobody.
_WAIT = 2.0
_ONE_AT_A_TIME = threading.Lock()
_STATIC = Path(__file__).parents[1] / "static"
_STYLES = Path(__file__).parents[1] / "templates" / "documents" / "document.css"
# A colour of tokens.css by its role: the light one of two, or the one that another role has.
_ROLE = re.compile(r"(--[\w-]+): (?:light-dark\((oklch\([^)]*\)),|(var\([^)]*\)))")
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_PICTURES = re.compile(r'"data:[^"]*"')
MOST_LETTERS, MOST_PARTS = 150_000, 8_000
"""Of the HTML without its pictures; parts are tags and lines. A résumé of forty pages has so many."""
_PRODUCER = re.compile(rb'\s?pdf:Producer="[^"]*"')


class PrinterBusy(ServiceError):
    """Other documents are being made, and it took too long to wait for them."""

    message = N_("We are making other documents right now. Try again in a minute.")


class DocumentTooLong(ServiceError):
    """It would keep the printer from everybody else for too long."""

    message = N_("This is too long for a document. Take the copy of your data instead, or shorten the longest texts.")


def pdf_of(html: str, *, wait: float = _WAIT) -> bytes:
    """The document as PDF. It has no author, no dates and no name of a program; its title is that of the HTML.

    Takes a second at most for a few pages; ``wait``: so many seconds for another document. Raises DocumentTooLong and
    PrinterBusy.
    """
    text = _PICTURES.sub("", html)
    if len(text) > MOST_LETTERS or text.count("<") + text.count("\n") > MOST_PARTS:
        raise DocumentTooLong
    if not _ONE_AT_A_TIME.acquire(timeout=wait):
        raise PrinterBusy
    try:
        return _printed(html)
    finally:
        _ONE_AT_A_TIME.release()


def data_address(data: bytes, media_type: str) -> str:
    """The bytes as an address that the document may use."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def _printed(html: str) -> bytes:
    # Loaded here because it takes half a second and a few libraries of the system, which most requests do without.
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    # A font cut down to the letters in use would otherwise carry the moment at which that was done.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    # What it has to say of a document names what the document contains.
    weasyprint.LOGGER.setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    fonts = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    styles = weasyprint.CSS(string=_style_sheet(), url_fetcher=fetcher, font_config=fonts)
    document = weasyprint.HTML(string=html, base_url="data:,", url_fetcher=fetcher)
    printed = document.write_pdf(
        stylesheets=[styles], font_config=fonts, finisher=_say_nothing, pdf_variant="pdf/ua-1", optimize_images=False
    )
    return bytes(printed)


@cache
def _style_sheet() -> str:
    """Our font, and the sheet for paper with the light colours of the site in the place of their roles."""
    font = data_address((_STATIC / "fonts" / "figtree.woff2").read_bytes(), "font/woff2")
    tokens = (_STATIC / "css" / "tokens.css").read_text("utf-8")
    colours = {name: light or other for name, light, other in _ROLE.findall(tokens)}
    styles = _STYLES.read_text("utf-8")
    # Written out, because a drawing within the page does not look variables up; a role may name another one.
    for _step in range(2):
        styles = _VARIABLE.sub(lambda match: colours[match[1]], styles)
    return f'@font-face {{ font-family: "Figtree"; src: url("{font}"); }}\n{styles}'


def _say_nothing(_document: Any, pdf: Any) -> None:
    """Take out of the PDF which program made it."""
    pdf.info.pop("Producer", None)
    for each in pdf.objects:
        if getattr(each, "extra", {}).get("Type") == "/Metadata":
            each.stream = [_PRODUCER.sub(b"", part) for part in each.stream]
