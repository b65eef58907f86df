"""The newsletter over HTTP, for a reader without an account: from the form to one click."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlmodel import func, select

from config import Config
from models.database import Database
from models.newsletter import Subscriber, SubscriberMail, SuppressedAddress
from services import newsletter_mails, smtp
from services.newsletter_links import confirmation_token, preferences_token, unsubscribing_token
from tests.factories import KEYS, NOW, make_professional_account
from tests.factories_newsletter import sign_up, subscribe
from tests.pages import Browser, Page

ADDRESS = "mees@reader.example"


def mailed(database: Database, config: Config) -> str:
    """The path of the link in the newest mail about a subscription, sent now."""
    with database.read() as session:
        ids = session.exec(select(SubscriberMail.id).where(SubscriberMail.sent_at.is_(None))).all()  # type: ignore[union-attr]
    for mail_id in ids:
        newsletter_mails.deliver(database, config, mail_id, now=NOW)
    text = smtp.read_mailbox(config.mailbox)[0].get_body(("plain",)).get_content()
    found = re.search(rf"{re.escape(config.base_url)}(\S+)", text)
    assert found
    return found[1]


def subscribers(database: Database) -> list[Subscriber]:
    with database.read() as session:
        return list(session.exec(select(Subscriber)))


def ask(browser: Browser, email: str = ADDRESS, prefix: str = "", **values: object) -> Page:
    form = browser.get(f"{prefix}/newsletter")
    return browser.submit(form, {"email": email, "kinds": ["news"], **values})


@pytest.mark.parametrize("prefix", ["", "/nl"])
def test_from_the_form_to_one_click(browser: Browser, database: Database, config: Config, prefix: str) -> None:
    assert ask(browser, prefix=prefix).path == f"{prefix}/newsletter/sent"
    path = mailed(database, config)
    assert path.startswith(f"{prefix}/newsletter/confirmation/")
    opened = browser.get(path)
    assert opened.status == 200
    assert subscribers(database)[0].confirmed_at is None, "opening the link changes nothing"
    settings = browser.submit(opened)
    assert "/newsletter/settings/" in settings.path
    (subscriber,) = subscribers(database)
    assert subscriber.confirmed_at is not None
    assert subscriber.locale == ("nl" if prefix else "en")
    assert ADDRESS not in settings.html
    changed = browser.submit(settings, {"kinds": ["clients"], "locale": "nl"})
    assert changed.status == 200
    assert subscribers(database)[0].locale == "nl"
    (way_out,) = changed.select("//form[contains(@action, '/newsletter/unsubscribing/')]/@action")
    left = browser.submit(changed, action=way_out)
    assert left.status == 200
    assert subscribers(database) == []


def test_the_answer_is_the_same_for_any_address(browser: Browser, database: Database) -> None:
    with database.write() as session:
        subscribe(session, "known@reader.example")
        sign_up(session, "waiting@reader.example")
        make_professional_account(session, "rowan@people.example")
    answers = set()
    for email in ("known@reader.example", "waiting@reader.example", "rowan@people.example", "new@reader.example"):
        page = ask(browser, email)
        answers.add((page.status, page.path, page.text))
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"email": "no address"}, "This is not an e-mail address"),
        ({"email": "", "kinds": ["news"]}, "Fill in your e-mail address"),
        ({"kinds": []}, "Choose what the newsletter is to be about"),
        ({"kinds": ["everything"]}, "Choose one of the list"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    browser: Browser, database: Database, values: dict[str, object], wrong: str
) -> None:
    page = ask(browser, **values)  # type: ignore[arg-type]
    assert page.status == 422
    assert wrong in page.text
    assert subscribers(database) == []


def test_nothing_is_chosen_for_anybody(browser: Browser) -> None:
    assert browser.get("/newsletter").select("//main//input[@type='checkbox'][@checked]") == []


def test_a_link_that_is_too_old_or_made_up_says_so(browser: Browser, database: Database) -> None:
    with database.write() as session:
        subscriber_id = str(sign_up(session))
    for token in ("x", unsubscribing_token(KEYS, subscriber_id), confirmation_token(KEYS, "nobody")):
        assert browser.get(f"/newsletter/confirmation/{token}").status == 410
    for path in ("settings", "unsubscribing"):
        assert browser.get(f"/newsletter/{path}/x").status == 404
        assert browser.get(f"/newsletter/{path}/{confirmation_token(KEYS, subscriber_id)}").status == 404


def test_unsubscribing_needs_no_cookie_and_no_log_in_and_is_never_a_get(app: Flask, database: Database) -> None:
    with database.write() as session:
        subscriber_id = subscribe(session)
    path = f"/newsletter/unsubscribing/{unsubscribing_token(KEYS, subscriber_id)}"
    bare = app.test_client(use_cookies=False)
    for _ in range(2):
        assert bare.get(path).status_code == 200
        assert bare.head(path).status_code == 200
    assert len(subscribers(database)) == 1
    answer = bare.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert subscribers(database) == []
    assert bare.post(path).status_code == 200, "mail programs may ask twice"
    with database.read() as session:
        assert session.exec(select(func.count(SuppressedAddress.id))).one() == 1


def test_nobody_unsubscribes_another_by_making_up_a_link(app: Flask, database: Database) -> None:
    with database.write() as session:
        subscriber_id = subscribe(session)
    bare = app.test_client()
    for token in (subscriber_id, "x", preferences_token(KEYS, subscriber_id), confirmation_token(KEYS, subscriber_id)):
        assert bare.post(f"/newsletter/unsubscribing/{token}").status_code == 404
    assert len(subscribers(database)) == 1


def test_settings_are_not_changed_from_elsewhere(app: Flask, database: Database) -> None:
    with database.write() as session:
        subscriber_id = subscribe(session)
    path = f"/newsletter/settings/{preferences_token(KEYS, subscriber_id)}"
    assert app.test_client().post(path, data={"kinds": "clients", "locale": "nl"}).status_code == 422
    assert subscribers(database)[0].locale == "en"


def test_every_page_leads_to_the_newsletter(browser: Browser) -> None:
    assert browser.get("/about").links()["Newsletter"] == "/newsletter"
    assert browser.get("/nl/about").links()["Nieuwsbrief"] == "/nl/newsletter"
