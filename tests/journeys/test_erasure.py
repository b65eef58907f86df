"""Being erased: asked for, confirmed by mail, thought better of, then for good; the receipt, and nothing left."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update
from sqlmodel import col, select

from config import Config
from models.account import Account
from models.database import Database
from models.erasure import Erasure
from services.receipt_signing import is_ours
from services.smtp import read_mailbox
from tests.journeys.conftest import ROOT, Platform, _visit, log_in, press

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PASSWORD = "quite-a-long-one"
ERASURE = "/privacy-centre/erasure"


@pytest.mark.parametrize(("prefix", "scripts"), [("", True), ("/nl", False)], ids=["English", "Dutch, without scripts"])
def test_asked_for_thought_better_of_and_then_for_good(
    chromium: Browser, platform: Platform, prefix: str, scripts: bool
) -> None:
    email = f"leaving{len(prefix)}@people.example"
    with _visit(chromium, platform, java_script_enabled=scripts) as page:
        register(page, platform, email, prefix)
        used = ask_and_confirm(page, platform, email, prefix)
        log_in_again(page, email, prefix)
        expect(page.locator("main .notice")).to_contain_text(str((datetime.now(UTC) + timedelta(days=7)).year))
        press(page, "main form button")
        log_in(page, email, PASSWORD, prefix)
        page.goto(f"{prefix}/profile/personalia")
        expect(page.locator("[name=last_name]")).to_have_value("Vertrek")

        ask_and_confirm(page, platform, email, prefix, before=used)
        let_the_days_pass(platform)
        receipt = wait_for_the_receipt(platform, email)
        assert ("Bewijs van wissen" if prefix else "Receipt of an erasure") in receipt
        assert "Vertrek" not in receipt and is_ours(receipt, platform.environment["SECRET_KEY"])
        log_in_again(page, email, prefix)
        assert "/login" in page.url, "there is nobody to log in as"

        page.goto(f"{prefix}/erasure-receipt")
        page.fill("#receipt", receipt)
        press(page, "main form button[type=submit]")
        expect(page.locator("main [role=status]")).to_be_visible()


def register(page: Page, platform: Platform, email: str, prefix: str) -> None:
    page.goto(f"{prefix}/register/professional")
    for name, value in {"first_name": "Vera", "last_name": "Vertrek", "email": email, "password": PASSWORD}.items():
        page.fill(f"main form [name={name}]", value)
    press(page, "main form button[type=submit]")
    page.goto(platform.mail_link(email, "/confirm"))
    page.fill("main form [name=password]", PASSWORD)
    press(page, "main form button[type=submit]")
    log_in(page, email, PASSWORD, prefix)


def ask_and_confirm(page: Page, platform: Platform, email: str, prefix: str, before: str = "") -> str:
    """The preview, the password, and the link of the mail, which is another one than ``before``; gives the link."""
    page.goto(prefix + ERASURE)
    expect(page.locator("#goes")).to_be_visible()
    page.fill("main form [name=password]", PASSWORD)
    press(page, f"main form[action$='{ERASURE}'] button")
    expect(page.locator(".page-notices")).to_be_visible()
    deadline = time.monotonic() + 60
    while (link := platform.mail_link(email, "/account/erasure/")) == before:
        assert time.monotonic() < deadline, "no new link was mailed"
        time.sleep(0.2)
    page.goto(link)
    press(page, "main form button")
    expect(page.locator("main form")).to_have_count(0)
    return link


def log_in_again(page: Page, email: str, prefix: str) -> None:
    page.goto(f"{prefix}/login")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    press(page, "main form button[type=submit]")


def let_the_days_pass(platform: Platform) -> None:
    """Move the day of the erasure into the past, and begin what is due as the worker does every hour."""
    config = Config.from_environment(platform.environment | {"PORT": os.environ.get("PORT", "8000")})
    database = Database(config.database_url, config.data_key)
    with database.write() as session:
        due = update(Erasure).where(col(Erasure.due_at).is_not(None))
        session.execute(due.values(due_at=datetime.now(UTC) - timedelta(minutes=1)))
    command = [sys.executable, "-m", "flask", "--app", "app", "erase-due"]
    subprocess.run(command, cwd=ROOT, env=platform.environment, check=True, capture_output=True)
    deadline = time.monotonic() + 60
    while True:
        with database.read() as session:
            running = session.exec(select(Erasure.id).join(Account).where(col(Erasure.closed_at).is_(None))).all()
        if not running:
            break
        assert time.monotonic() < deadline, "the worker does not erase"
        time.sleep(0.2)
    database.dispose()


def wait_for_the_receipt(platform: Platform, email: str) -> str:
    """The text attached to the last mail, which is the only one left."""
    (mail,) = [mail for mail in read_mailbox(platform.data_dir / "mailbox") if mail["To"] == email]
    text, _pdf = mail.iter_attachments()
    return str(text.get_content())
