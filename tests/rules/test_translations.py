"""Everything people read exists in Dutch."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "translations" / "nl" / "LC_MESSAGES" / "messages.po"
KEYWORDS = ("N_", "_l", "personal:1", "_written:1", "_noted:1")
PLACEHOLDER = re.compile(r"%\((\w+)\)")


def _catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="nl")


def test_every_message_of_the_code_is_translated(tmp_path: Path) -> None:
    template = tmp_path / "messages.pot"
    options = [option for keyword in KEYWORDS for option in ("--keyword", keyword)]
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract", "--mapping-file", "babel.cfg"]
    subprocess.run([*command, *options, "--output-file", str(template), "."], cwd=ROOT, check=True)
    with template.open("rb") as file:
        wanted = read_po(file)
    dutch = _catalogue()
    missing = [message.id for message in wanted if message.id and not _translated(dutch, message.id)]
    assert missing == []


def test_translations_keep_the_placeholders() -> None:
    for message in _catalogue():
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = {name for text in ids for name in PLACEHOLDER.findall(text)}
        for text in strings:
            assert set(PLACEHOLDER.findall(text)) <= wanted, message.id


def _translated(catalogue: Catalog, message_id: object) -> bool:
    found = catalogue.get(message_id)  # type: ignore[arg-type]
    if found is None or found.fuzzy:
        return False
    strings = found.string if isinstance(found.string, tuple | list) else (found.string,)
    return all(strings)
