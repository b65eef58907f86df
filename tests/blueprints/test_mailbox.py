"""The mailbox in the browser, for who develops or tries the platform."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app import create_app
from config import Config
from models.database import Database
from services import mail
from services.mail import MailTemplate
from tests.factories import NOW, make_account
from tests.pages import Browser


def test_mails_are_listed_newest_first_and_their_links_work(
    browser: Browser, database: Database, config: Config
) -> None:
    with database.write() as session:
        person = make_account(session, confirmed=False)
        mail.queue(session, person.account_id, MailTemplate.CONFIRM_EMAIL, now=NOW)
        mail.queue(session, person.account_id, MailTemplate.PASSWORD_CHANGED, now=NOW + timedelta(minutes=1))
    mail.send_pending(database, config, now=NOW)

    page = browser.get("/dev/mail")
    subjects = [link.text for link in page.select("//main//li//a")]
    assert subjects == ["Your password was changed – GloPros", "Confirm your e-mail address – GloPros"]

    letter = browser.get(page.links()[subjects[1]])
    assert person.email in letter.text
    assert len(letter.select("//main//article/p")) > 3
    (link,) = letter.select("//main//article//a/@href")
    assert browser.get(link.removeprefix(config.base_url)).title.startswith("Confirm your e-mail address")


def test_mail_that_does_not_exist_is_not_found(browser: Browser) -> None:
    assert "No mail yet" in browser.get("/dev/mail").text
    assert browser.get("/dev/mail/nothing").status == 404


@pytest.mark.parametrize("path", ["/dev/mail", "/dev/mail/nothing"])
def test_production_has_no_mailbox(config: Config, path: str) -> None:
    production = create_app(replace(config, environment="production"))
    assert production.test_client().get(path).status_code == 404
    production.extensions["database"].dispose()
