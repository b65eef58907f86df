"""A new privacy notice: the banner, what changes, seen and gone; at a desk, on a phone, without scripts, in Dutch."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from config import Config
from models.database import Database
from models.schema import upgrade
from services import background
from services.rights.notice import Edition
from tests.factories import PASSWORD, SECRET_KEY, make_professional_account
from tests.factories_notice import edited, longer, publish
from tests.journeys.conftest import (
    DESKTOP,
    PHONE,
    Platform,
    _free_port,
    _visit,
    _wait_for,
    axe_violations,
    log_in,
    press,
)

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

ROOT = Path(__file__).parents[2]
DAY = timedelta(days=1)
BANNER = "section[aria-labelledby=news]"
VISITS = {
    "desk": ("", {"viewport": DESKTOP}),
    "phone, Dutch": ("/nl", {"viewport": PHONE}),
    "without scripts": ("", {"java_script_enabled": False}),
}
WORDS = {
    "": ("Our privacy notice changes on", "Kept longer: While your account is active, then 12 months."),
    "/nl": ("Onze privacyverklaring verandert op", "Langer bewaard: Zolang je account actief is, daarna 12 maanden."),
}


@pytest.fixture(scope="module")
def announcing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A platform of its own, where a change was announced yesterday: a banner would stand in all other journeys."""
    data_dir = tmp_path_factory.mktemp("announcing")
    port = _free_port()
    environment = os.environ | {
        "DATA_DIR": str(data_dir),
        "DATABASE_URL": f"sqlite:///{data_dir / 'glopros.db'}",
        "SECRET_KEY": SECRET_KEY,
        "DATA_KEY": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s",
        "PORT": str(port),
    }
    config = Config.from_environment(environment)
    database = Database(config.database_url, config.data_key)
    upgrade(database)
    background.prepare(config.database_url)
    moment = datetime.now(UTC)
    with database.write() as session:
        for number in range(len(VISITS)):
            make_professional_account(session, f"reader{number}@people.example", now=moment - 90 * DAY)
    announced = edited(longer)
    dutch = {**announced.words["nl"], "While your account is active, then 12 months": (
        "Zolang je account actief is, daarna 12 maanden"
    )}  # fmt: skip
    publish(database, edited(), now=moment - 30 * DAY)
    publish(database, Edition(announced.content, {**announced.words, "nl": dutch}), now=moment - DAY)
    database.dispose()
    web = [sys.executable, "-m", "gunicorn", "--config", "/dev/null", "--no-control-socket"]
    web += ["--workers", "1", "--worker-class", "gthread", "--threads", "8", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen([*web, "--log-level", "warning", "app:create_app()"], cwd=ROOT, env=environment)
    try:
        _wait_for(f"http://127.0.0.1:{port}/notice", [process])
        yield Platform(f"http://127.0.0.1:{port}", data_dir, environment)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.mark.parametrize("visit", VISITS)
def test_a_change_is_announced_read_and_seen(chromium: Browser, announcing: Platform, visit: str) -> None:
    prefix, options = VISITS[visit]
    announces, changes = WORDS[prefix]
    with _visit(chromium, announcing, **options) as page:
        log_in(page, f"reader{list(VISITS).index(visit)}@people.example", PASSWORD, prefix)
        page.goto(f"{prefix}/privacy-centre")
        expect(page.locator(BANNER)).to_contain_text(announces)
        _is_accessible(page, visit)
        press(page, f"{BANNER} a")
        expect(page.locator("main")).to_contain_text(changes)
        _is_accessible(page, visit)
        page.goto(f"{prefix}/privacy-centre")
        press(page, f"{BANNER} button")
        assert page.url.endswith(f"{prefix}/privacy-centre")
        expect(page.locator(BANNER)).to_have_count(0)
        page.goto(f"{prefix}/notice")
        expect(page.locator(BANNER)).to_have_count(0)
        expect(page.locator("#coming")).to_contain_text(changes)
        _is_accessible(page, visit)


def test_a_visitor_compares_two_versions(chromium: Browser, announcing: Platform) -> None:
    with _visit(chromium, announcing) as page:
        page.goto("/notice/versions")
        _is_accessible(page, "desk")
        press(page, "form[action$='/notice/changes'] button")
        expect(page.locator("main")).to_contain_text(WORDS[""][1])


def _is_accessible(page: Page, visit: str) -> None:
    if visit != "without scripts":
        assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
