"""Arrows point one way: blueprints to services to models; the vocabulary of privacy imports nothing of ours."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAYERS = ("models", "services", "blueprints")
ABOVE = {"models": {"services", "blueprints", "app", "commands"}, "services": {"blueprints", "app", "commands"}}


def test_no_layer_imports_one_above_it() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for layer, forbidden in ABOVE.items()
        for path in (ROOT / layer).rglob("*.py")
        for name in _imported(path)
        if name.split(".")[0] in forbidden
    ]
    assert wrong == []


def test_services_and_models_know_no_flask() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for layer in ("models", "services")
        for path in (ROOT / layer).rglob("*.py")
        for name in _imported(path)
        if name.split(".")[0] in {"flask", "flask_babel", "flask_login", "flask_wtf", "htmx_flask", "werkzeug"}
    ]
    assert wrong == []


def test_only_rendering_knows_htmx() -> None:
    knowing = {
        path.name
        for layer in LAYERS
        for path in (ROOT / layer).rglob("*.py")
        if any(name.startswith("htmx_flask") for name in _imported(path)) or "HX-" in path.read_text("utf-8")
    }
    assert knowing == {"rendering.py"}


def test_the_vocabulary_of_privacy_imports_nothing_of_ours() -> None:
    ours = {name for name in _imported(ROOT / "models" / "privacy.py") if name.split(".")[0] in {*LAYERS, "config", ""}}
    assert ours == set()


def test_services_do_not_read_the_clock() -> None:
    # The jobs of the worker are an entrance, as requests are: they read it once.
    reading = {
        str(path.relative_to(ROOT))
        for layer in ("models", "services")
        for path in (ROOT / layer).rglob("*.py")
        if _reads_clock(path)
    }
    assert reading <= {"services/installation.py"}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "" if node.level else str(node.module)


def _reads_clock(path: Path) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    clocks = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}
    return any(
        isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name) and (call.value.id, call.attr) in clocks
        for call in calls
    )
