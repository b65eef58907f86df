"""Real résumés, imported as an operator would: nothing that identifies is on a page, and the pages are worth reading.

The truth is the data set's own marks. Employers and schools are not told to the import: it has to find them itself.
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from app import create_app
from config import Config
from models.bands import Exposure
from models.publication import Publication
from services import bulk_import
from services.publication import epochs, shown
from tests.factories import KEYS, NOW, make_client
from tests.factories_matches import log_in

ANNOTATED = Path(__file__).parents[2] / "shared" / "data" / "resumes" / "annotated"
IDENTIFYING = ("Name", "Email Address", "College Name", "Companies worked at")
LABEL = re.compile(r'<label type="([^"]+)">(.*?)</label>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
FEWEST_IMPORTED = 240


@dataclass(frozen=True)
class Marked:
    """One résumé with what people marked in it."""

    text: str
    marks: dict[str, set[str]]

    @property
    def owner(self) -> dict[str, object]:
        names = (sorted(self.marks["Name"], key=self.text.find) or ["Nobody"])[0].split()
        return {"first_name": names[0], "last_name": " ".join(names[1:]) or names[0], "employers": [], "schools": []}


@dataclass(frozen=True)
class Imported:
    """The pages of one imported résumé, in the words that people read."""

    marked: Marked
    public: str
    verified: str


@pytest.fixture(scope="module")
def resumes() -> dict[str, Marked]:
    return {path.stem: _marked(path.read_text("utf-8")) for path in sorted(ANNOTATED.glob("*.xml"))}


@pytest.fixture
def imported(resumes: dict[str, Marked], config: Config, tmp_path: Path) -> Iterator[tuple[list[Imported], list[str]]]:
    """All of them imported, and the sentences for those that were refused."""
    folder = tmp_path / "resumes"
    folder.mkdir()
    for name, marked in resumes.items():
        (folder / f"{name}.txt").write_text(marked.text, "utf-8")
    owners = {f"{n}.txt": marked.owner | {"email": f"owner{n}@people.example"} for n, marked in resumes.items()}
    app = create_app(replace(config, daily_profile_limit=10_000))
    yield _import(app, folder, json.loads(json.dumps(owners)), resumes)
    app.extensions["database"].dispose()


def test_real_resumes_are_published_without_what_identifies(imported: tuple[list[Imported], list[str]]) -> None:
    people, refused = imported
    assert len(people) >= FEWEST_IMPORTED
    assert all(sentence.endswith(".") for sentence in refused)
    leaks = [
        f"{kind} on the {page} page"
        for person in people
        for page, words in (("public", person.public), ("verified", person.verified))
        for kind in IDENTIFYING
        for mark in person.marked.marks[kind]
        if _occurs(mark, words) and not _is_tool_only(mark, person.marked)
    ]
    assert leaks == []
    tools = [
        _occurs(tool, person.verified)
        for person in people
        for tool in {_folded(t) for t in person.marked.marks["Tech Tools"]}
    ]
    assert sum(tools) / len(tools) >= 0.5
    assert all(person.verified.strip() for person in people)


def _import(
    app: Flask, folder: Path, owners: dict[str, object], resumes: dict[str, Marked]
) -> tuple[list[Imported], list[str]]:
    database = app.extensions["database"]
    results = list(bulk_import.import_folder(database, folder, owners, exposure=Exposure.BLEND_IN, keys=KEYS, now=NOW))
    with database.write() as session:
        epochs.publish_within(session)
        client = make_client(session)
    with database.read() as session:
        publications = {each.account_id: each for each in session.exec(select(Publication))}
        public_ids = {each: shown.public_id_of(session, each) for each in publications}
    verified, anyone = log_in(app, client).client, app.test_client()
    people = []
    for result in results:
        if result.account_id is not None:
            publication = publications[result.account_id]
            public_id = public_ids[result.account_id]
            public, full = _words(anyone, public_id) if public_id else "", _words(verified, publication.handle)
            people.append(Imported(resumes[result.file.removesuffix(".txt")], public, full))
    return people, [result.error for result in results if result.error]


def _words(client: FlaskClient, key: str | None) -> str:
    response = client.get(f"/talent/{key}")
    assert response.status_code == 200
    tree = html5lib.parse(response.get_data(as_text=True), treebuilder="lxml", namespaceHTMLElements=False)
    # Page chrome is not about the person: only the profile itself is read.
    return " ".join(tree.xpath("//article[@id='profile']")[0].itertext())


def _marked(markup: str) -> Marked:
    body = markup[markup.index("<cv>") + 4 : markup.rindex("</cv>")]
    marks: dict[str, set[str]] = defaultdict(set)
    for kind, text in LABEL.findall(body):
        marks[kind].add(" ".join(html.unescape(TAG.sub("", text)).split()))
    return Marked(html.unescape(TAG.sub("", body)).strip(), marks)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9+#.]+", text.lower()))


def _occurs(mark: str, words: str) -> bool:
    folded = _folded(mark)
    return len(folded) > 1 and f" {folded} " in f" {_folded(words)} "


def _is_tool_only(mark: str, marked: Marked) -> bool:
    """Whether a mark is the name of a tool there and of no employer."""
    tools, employers = (
        {_folded(each) for each in marked.marks[kind]} for kind in ("Tech Tools", "Companies worked at")
    )
    return _folded(mark) in tools and _folded(mark) not in employers
