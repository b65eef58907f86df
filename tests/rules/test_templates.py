"""Templates keep to the strict Content-Security-Policy and to the house's rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if "mails" not in path.parts)
FORBIDDEN = {
    r"\bstyle\s*=": "inline style",
    r"<style": "inline style sheet",
    r"\bon[a-z]+\s*=": "inline handler",
    r"hx-on": "handler that needs unsafe-eval",
    r"<script(?![^>]*\bsrc=)": "inline script",
    r"\bjs:": "expression that needs unsafe-eval",
    r"https?://(?!www\.w3\.org)": "address of somebody else",
    r"\|\s*safe\b": "text that is not escaped",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_inline_and_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [what for pattern, what in FORBIDDEN.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_template_compiles(bare_app: Flask, path: Path) -> None:
    bare_app.jinja_env.get_template(str(path.relative_to(ROOT / "templates")))


def test_a_tier_has_a_partial_of_its_own_without_conditions_on_the_tier() -> None:
    for name in ("_public.html", "_verified.html", "_matched.html"):
        text = (ROOT / "templates" / "talent" / name).read_text("utf-8")
        assert not re.search(r"{%[^%]*\b(tier|level|viewer)\b", text), name


def test_css_stays_within_its_budget() -> None:
    # The budget is 40 kB minified; comments and indentation are what minifying takes away.
    sheets = [path.read_text("utf-8") for path in (ROOT / "static" / "css").glob("*.css")]
    minified = [re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)) for sheet in sheets]
    assert sum(map(len, minified)) <= 40_000


def test_our_own_script_stays_small() -> None:
    own = [path for path in (ROOT / "static" / "js").glob("*.js") if not path.name.startswith(("htmx", "hx-"))]
    assert sum(path.stat().st_size for path in own) <= 3_072
