"""Links to other sites are marked and tell no referrer; mail has one door; every footer leads to the public pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.pages import Browser

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(
    path for path in (ROOT / "templates").rglob("*.html") if path.parent.name not in ("mails", "documents")
)
MACRO = ROOT / "templates" / "components" / "ui.html"
FOOTER = {"/about", "/notice", "/contact", "/how-ranking-works"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_macro_leads_outside(path: Path) -> None:
    if path == MACRO:
        return
    text = path.read_text("utf-8")
    addresses = re.findall(r"<a\b[^>]*?\bhref=\"((?:\{\{.*?\}\}|[^\"{])*)\"", text)
    assert [each for each in addresses if "|outside" in each or "_URL" in each] == []
    assert "noreferrer" not in text and not re.search(r"\starget=", text)
    assert len(re.findall(r"\|outside\b", text)) == len(re.findall(r"outside_link\([^)]*\|outside\b", text))


def outside(page: Any) -> list[Any]:
    return [each for each in page.select("//a[@href]") if each.get("href").startswith(("http:", "https:", "//"))]


@pytest.mark.parametrize("prefix", ["", "/nl"])
def test_a_link_outside_is_marked_for_who_sees_and_who_hears_it(browser: Browser, prefix: str) -> None:
    found = [each for path in ("/notice", "/contact") for each in outside(browser.get(prefix + path))]
    assert len(found) == 2
    for link in found:
        assert {"noreferrer", "noopener"} <= set(link.get("rel").split())
        assert link.get("referrerpolicy") == "no-referrer"
        assert link.xpath(".//*[local-name()='svg'][@aria-hidden='true']")
        assert ("andere site" if prefix else "another site") in "".join(link.itertext())


def test_every_footer_leads_to_the_company_the_notice_contact_and_ranking(app: Flask, browser: Browser) -> None:
    open_pages = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.split(".")[0] in ("pages", "talent", "accounts", "newsletters", "preferences")
        and "GET" in (rule.methods or ())
        and not rule.arguments
        and "." not in rule.rule.rpartition("/")[2]
    ]
    looked = 0
    for path in ["/not-here", *open_pages]:
        page = browser.get(path)
        if page.response.mimetype == "text/html":
            assert set(page.select("//footer//a/@href")) >= FOOTER, path
            looked += 1
    assert looked > 15


def test_mail_goes_out_by_one_door() -> None:
    sending = {
        str(path.relative_to(ROOT))
        for layer in ("services", "blueprints")
        for path in (ROOT / layer).rglob("*.py")
        if re.search(r"\bsmtp\.send\(|smtp import .*\bsend\b|^import smtplib", path.read_text("utf-8"), re.MULTILINE)
    }
    assert sending == {"services/post.py", "services/smtp.py"}
