"""Each field that must be filled in says what follows from leaving it out (GDPR article 13(2)(e)).

The convention: its hint has a sentence with the word "without", which stands beside the field in every template.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from wtforms import Field, FieldList, Form, FormField

from models.account import StaffRole
from models.database import Database
from tests.factories import make_client, make_professional_account, make_staff
from tests.factories_privacy import enter
from tests.pages import Browser, Page

ROOT = Path(__file__).parents[2]
EXPLAINS = re.compile(r"\bwithout\b", re.IGNORECASE)
WALKED = 15
"""There are at least so many pages with such a field that need nothing in their address."""


def _forms() -> list[type[Form]]:
    """Every form of the blueprints, found in their source so that none can hide."""
    found = []
    for path in sorted((ROOT / "blueprints").rglob("*.py")):
        names = [node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ClassDef)]
        if names:
            module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            classes = [getattr(module, name, None) for name in names]
            found += [each for each in classes if isinstance(each, type) and issubclass(each, Form)]
    return found


def _fields(form: Form) -> Iterator[Field]:
    for field in form:
        if isinstance(field, FormField):
            yield from _fields(field.form)
        elif isinstance(field, FieldList):
            yield from (inner for entry in field.entries for inner in getattr(entry, "form", [entry]))
        else:
            yield field


FORMS = _forms()


def test_there_are_forms_with_fields_that_must_be_filled_in(bare_app: Flask) -> None:
    with bare_app.test_request_context():
        required = [field for each in FORMS for field in _fields(_made(each)) if field.flags.required]
    assert len(FORMS) > 20
    assert len(required) > 20


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_field_that_must_be_filled_in_says_what_follows_from_leaving_it_out(
    bare_app: Flask, form: type[Form]
) -> None:
    with bare_app.test_request_context():
        silent = [
            f"{form.__name__}.{field.name}: give it a description with a sentence such as “Without it …”"
            for field in _fields(_made(form))
            if field.flags.required and not EXPLAINS.search(str(field.description))
        ]
    assert silent == []


def test_the_explanation_stands_beside_the_field_on_every_page(
    app: Flask, browser: Browser, database: Database
) -> None:
    with database.write() as session:
        people = [
            make_professional_account(session),
            make_client(session),
            make_staff(session, "moderator@platform.example", role=StaffRole.MODERATOR),
            make_staff(session, "dpo@platform.example", role=StaffRole.DPO),
        ]
    seen, silent = set(), []
    for person in (None, *people):
        if person is not None:
            enter(browser, app, person.account_id)
        for path in _pages(app):
            response = browser.client.get(path)
            if response.status_code == 200 and response.mimetype == "text/html" and b" required" in response.data:
                seen.add(path)
                silent += [f"{path}: {name}" for name in _unexplained(Page(response, path).tree)]
    assert len(seen) > WALKED
    assert silent == []


def _made(form: type[Form]) -> Form:
    return form()


def _pages(app: Flask) -> list[str]:
    rules = [rule for rule in app.url_map.iter_rules() if not rule.arguments and "GET" in (rule.methods or ())]
    files = (".pdf", ".json", ".xml", ".txt")
    return sorted(str(rule.rule) for rule in rules if not str(rule.rule).endswith(files))


def _unexplained(tree: object) -> Iterator[str]:
    """The names of required controls of a page that no text with the explanation belongs to."""
    for control in tree.xpath("//main//*[@required]"):  # type: ignore[attr-defined]
        place = control.get("aria-describedby") or ""
        group = control.xpath("ancestor::fieldset[1]")
        hints = [*(f"//*[@id='{each}']" for each in place.split())]
        told = " ".join("".join(each.itertext()) for hint in hints for each in tree.xpath(hint))  # type: ignore[attr-defined]
        told += " ".join("".join(each.itertext()) for each in group[0].xpath("./p")) if group else ""
        if not EXPLAINS.search(told):
            yield str(control.get("name"))
