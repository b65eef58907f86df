"""The HTML of an issue: what staff wrote, reduced to a small set of elements that carry text and nothing that tracks.

No pictures (a picture that is fetched tells that, when and where a mail was opened), no styles, no scripts; links lead
to https or mailto only.
"""

from __future__ import annotations

import nh3
from markupsafe import Markup, escape

_ELEMENTS = {"a", "blockquote", "br", "em", "h2", "h3", "li", "ol", "p", "strong", "ul"}
_ATTRIBUTES = {"a": {"href"}}
_SCHEMES = {"https", "mailto"}


def sanitised(html: str) -> Markup:
    """The HTML with nothing in it but the allowed elements; text in others stays, but for scripts and styles."""
    return Markup(  # noqa: S704 - this is what makes it safe
        nh3.clean(html, tags=_ELEMENTS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener noreferrer")
    )


def paragraphs(text: str) -> Markup:
    """Plain text as HTML: an empty line ends a paragraph, a line break stays one."""
    blocks = (block.strip() for block in text.replace("\r\n", "\n").split("\n\n"))
    return Markup("\n").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in block.split("\n")))
        for block in blocks
        if block
    )
