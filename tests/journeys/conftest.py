"""The real platform for real browsers: gunicorn, the worker and demo data, started once for all journeys of a run."""

from __future__ import annotations

import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from services.demo.loading import PASSWORD
from services.smtp import read_mailbox
from tests.conftest import create_database, drop_database, postgresql_url

ROOT = Path(__file__).parents[2]
PROFESSIONALS = 200
CHROMIUM = "/usr/bin/chromium"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Platform:
    """The running platform: where it answers, where it keeps its data, and the environment it runs in."""

    url: str
    data_dir: Path
    environment: dict[str, str]

    def publish(self) -> None:
        """Begin the next epoch now, as the operator can; the worker does it every hour."""
        _flask(self.environment, "publish")

    def mail_link(self, address: str, containing: str, *, within: float = 15) -> str:
        """The link of the newest mail to an address, as soon as the worker has sent it."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            for mail in read_mailbox(self.data_dir / "mailbox"):
                body = mail.get_body(("plain",))
                if address in str(mail["To"]) and body is not None:
                    for link in LINK.findall(body.get_content()):
                        if containing in link:
                            return link
            time.sleep(0.2)
        raise AssertionError(f"no mail with a link to {containing} arrived")


def _flask(environment: dict[str, str], *arguments: str) -> None:
    """A command of the platform; what it says stands in the error where it fails."""
    command = [sys.executable, "-m", "flask", "--app", "app", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"flask {arguments[0]}: {done.stderr[-3000:]}")


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """Migrate, load a small demo, start both processes; stop them at the end by their ids."""
    data_dir = tmp_path_factory.mktemp("platform")
    port = _free_port()
    environment = os.environ | {
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "SECRET_KEY": "secret of the journeys",
        "DATA_KEY": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s",
        "DAILY_PROFILE_LIMIT": "200",
    }
    server = postgresql_url()
    name = f"gp_journey_{secrets.token_hex(4)}"
    if server is not None:
        environment["DATABASE_URL"] = create_database(server, name)
    _flask(environment, "load-demo", "--professionals", str(PROFESSIONALS))
    web = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--workers", "1", "--worker-class", "gthread"]
    web += ["--threads", "24", "--bind", f"127.0.0.1:{port}", "--log-level", "warning", "app:create_app()"]
    processes = [
        subprocess.Popen(web, cwd=ROOT, env=environment),
        subprocess.Popen([sys.executable, "worker.py"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL),
    ]
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url + "/talent", processes)
        yield Platform(url, data_dir, environment)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=20)
        if server is not None:
            drop_database(server, name)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all journeys, with the back-forward cache on, as people have it."""
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser, platform: Platform) -> Iterator[Page]:
    """A visitor at a desk, with scripts."""
    with _visit(chromium, platform) as page:
        yield page


@pytest.fixture
def phone_visitor(chromium: Browser, platform: Platform) -> Iterator[Page]:
    """A visitor on a phone, with scripts."""
    with _visit(chromium, platform, viewport=PHONE) as page:
        yield page


@pytest.fixture(params=["desk", "phone", "without scripts"])
def any_visitor(request: pytest.FixtureRequest, chromium: Browser, platform: Platform) -> Iterator[Page]:
    """The same journey at a desk, on a phone, and without JavaScript."""
    options = {"phone": {"viewport": PHONE}, "without scripts": {"java_script_enabled": False}}
    with _visit(chromium, platform, **options.get(request.param, {})) as page:
        yield page


@pytest.fixture
def prefix(request: pytest.FixtureRequest) -> str:
    """The language of any visitor's journey: English at a desk, Dutch on a phone and without scripts."""
    return "" if request.node.callspec.params["any_visitor"] == "desk" else "/nl"


@pytest.fixture
def second_visitor(chromium: Browser, platform: Platform) -> Iterator[Page]:
    """Another person, in a browser of their own."""
    with _visit(chromium, platform) as page:
        yield page


def log_in(page: Page, email: str, password: str = PASSWORD, prefix: str = "") -> None:
    """Log in through the form."""
    page.goto(f"{prefix}/login")
    page.fill("#email", email)
    page.fill("#password", password)
    press(page, "main form button[type=submit]")
    page.wait_for_url(lambda url: "/login" not in url)


def press(page: Page, selector: str) -> None:
    """Press what leads to another page, and wait until that page is there: going elsewhere before would cancel it."""
    with page.expect_navigation():
        page.locator(selector).first.click()


class _visit:  # noqa: N801 - reads as a verb where it is used
    """A browser context that fails the journey on a script error, a CSP violation or a request to somebody else."""

    def __init__(self, browser: Browser, platform: Platform, **options: object) -> None:
        self.browser, self.platform = browser, platform
        self.options = {"viewport": DESKTOP, "base_url": platform.url, "reduced_motion": "reduce", **options}
        self.problems: list[str] = []

    def __enter__(self) -> Page:
        self.context: BrowserContext = self.browser.new_context(**self.options)  # type: ignore[arg-type]
        self.context.on("request", self._on_request)
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("console", lambda said: self._on_console(said.type, said.text))
        return page

    def __exit__(self, kind: object, *_rest: object) -> None:
        self.context.close()
        if kind is None:
            assert self.problems == []

    def _on_request(self, request: object) -> None:
        address = str(getattr(request, "url", ""))
        if not address.startswith((self.platform.url, "data:", "blob:", "about:")):
            self.problems.append(f"request to somebody else: {address}")

    def _on_console(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:
            self.problems.append(text)


def _launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(
        executable_path=CHROMIUM,
        args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        ignore_default_args=["--disable-back-forward-cache"],
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, processes: list[subprocess.Popen[bytes]]) -> None:
    for _attempt in range(150):
        if any(process.poll() is not None for process in processes):
            raise RuntimeError("the platform did not start")
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - our own server
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the platform does not answer")


def axe_violations(page: Page, *rules: str) -> list[str]:
    """What axe-core finds wrong with the page, one line each; by all its rules or only the named ones."""
    import axe_core_python

    if not page.evaluate("'axe' in window"):
        page.evaluate((Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8"))
    options: dict[str, object] = {"resultTypes": ["violations"], "preload": False}
    if rules:
        options["runOnly"] = rules
    found = page.evaluate("options => axe.run(options)", options)
    return [f"{v['id']}: {json.dumps([n['target'] for n in v['nodes']][:3])}" for v in found["violations"]]
