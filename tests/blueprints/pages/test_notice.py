from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from flask import Flask, current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from models.privacy import Ground
from models.register import REGISTER
from services.rights import wording
from services.rights.audience import categories_in_use, labels_of, sources_of
from services.rights.notice import STATEMENTS, edition_of, notice_of
from tests.pages import Browser

CONTROLLER = {"name": "GloPros B.V.", "address": "Herengracht 124", "email": "desk@example.org"}


@pytest.fixture(params=["en", "nl"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def said(app: Flask, language: str) -> Callable[[str], str]:
    """What a message reads like on a page in the language."""

    def translated(message: str) -> str:
        with app.test_request_context(), force_locale(language):
            email = current_app.config["PLATFORM"].controller.email
            return " ".join(_(message, email=email).split()) if "%(email)s" in message else " ".join(_(message).split())

    return translated


def path(language: str) -> str:
    return "/notice" if language == "en" else "/nl/notice"


def test_every_category_in_use_is_told_in_full(browser: Browser, language: str, said: Callable[[str], str]) -> None:
    articles = {article.get("id"): article for article in browser.get(path(language)).select("//article")}
    assert categories_in_use()
    for category in categories_in_use():
        entry = REGISTER[category]
        article = articles[category.name.lower().replace("_", "-")]
        text = " ".join("".join(article.itertext()).split())
        wanted = [entry.title, entry.retention.text, *entry.recipients, *labels_of(category)]
        wanted += [
            words for use in entry.uses for words in (use.purpose, *dataclasses.astuple(wording.BASES[use.ground]))
        ]
        wanted += [wording.SOURCES[source] for source in sources_of(category)]
        assert [message for message in wanted if said(message) not in text] == []


def test_the_notice_says_what_the_law_asks(browser: Browser, language: str, said: Callable[[str], str]) -> None:
    page = browser.get(path(language))
    text = page.text
    wanted = [*STATEMENTS.values(), *(words for right in wording.RIGHTS for words in (right.title, right.text))]
    assert [message for message in wanted if said(message) not in text] == []
    assert "Herengracht 124, 1015 BT Amsterdam" in page.text
    assert wording.AUTHORITY_URL in page.select("//main//a/@href")


def test_nothing_is_called_anonymous(browser: Browser) -> None:
    for address in ("/notice", "/how-pseudonyms-work", "/about", "/how-ranking-works"):
        main = browser.get(address).select("string(//main)").lower()
        assert "anonym" not in main
        assert "anoniem" not in browser.get("/nl" + address).select("string(//main)").lower()


def test_the_cookies_told_are_the_cookies_set(browser: Browser) -> None:
    told = set(browser.get("/notice").select("//section[@id='cookies']//tbody/tr/th/text()"))
    browser.get("/login")
    browser.client.post("/preferences/theme", data={"theme": "dark"})
    browser.client.post("/preferences/cookies", data={"choice": "none"})
    jar = {cookie.key for cookie in browser.client._cookies.values()}
    assert told == jar


def test_reading_public_pages_sets_no_cookie(browser: Browser) -> None:
    for address in ("/notice", "/about", "/contact", "/how-ranking-works"):
        assert "Set-Cookie" not in browser.get(address).response.headers


def test_the_version_changes_with_anything_that_is_stated() -> None:
    notice = notice_of(CONTROLLER, ())
    digest = edition_of(notice).digest
    assert digest == edition_of(notice_of(CONTROLLER, ())).digest
    first = notice.categories[0]
    longer = dataclasses.replace(first.retention, months=first.retention.months + 1)
    changed = dataclasses.replace(first, retention=longer)
    assert edition_of(dataclasses.replace(notice, categories=(changed, *notice.categories[1:]))).digest != digest
    assert edition_of(notice_of({**CONTROLLER, "name": "Somebody else"}, ())).digest != digest
    edition = edition_of(notice)
    dutch = {**edition.words["nl"], first.title: "Anders gezegd"}
    assert dataclasses.replace(edition, words={**edition.words, "nl": dutch}).digest != digest


def test_the_version_stands_below_the_notice_and_is_the_same_in_both_languages(browser: Browser) -> None:
    english, dutch = (browser.get(address).select("//main//code/text()") for address in ("/notice", "/nl/notice"))
    assert len(english) == 1
    assert english == dutch


def test_every_ground_has_words_and_an_article() -> None:
    assert set(wording.BASES) == set(Ground)
    assert all("art." in basis.article for basis in wording.BASES.values())
