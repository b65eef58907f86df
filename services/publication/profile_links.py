"""Links to somebody's page on a network: "linkedin.com/in/…" says who they are, not that they know LinkedIn."""

from __future__ import annotations

import re

_SITE = r"(?:linkedin|github|gitlab|bitbucket|xing|behance|dribbble|medium|stack\s?overflow|facebook|twitter|instagram)"
_LABEL = rf"{_SITE}(?:[ -](?:profile?|profiel|page|pagina|url|link))?"
_LINK = re.compile(
    rf"(?:\b{_LABEL}[ \t]*[:|–-]?[ \t]*)?(?:https?://)?\b(?:[a-z]{{2,3}}\.)?(?:{_SITE}\.(?:com|io|org)|x\.com)/[^\s<>\"'()|]+",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"^[ \t•|:-]*{_LABEL}[ \t|:-]*$", re.IGNORECASE | re.MULTILINE)


def without_profile_links(text: str) -> str:
    """The text without links to pages on networks, and without their labels."""
    return _ALONE.sub("", _LINK.sub("", text))
