from __future__ import annotations

from sqlmodel import select

from models.consent import ConsentEntry
from models.database import Database
from services.consents import wording_hash
from tests.pages import Browser, Page

ADDRESS = "/privacy-centre/consents/ai-training"


def entries(database: Database) -> list[ConsentEntry]:
    with database.read() as session:
        return list(session.exec(select(ConsentEntry).order_by(ConsentEntry.at)))


def switch(browser: Browser, path: str = "", **values: str) -> Page:
    page = browser.get(path + "/privacy-centre")
    return browser.submit(page, values, action=path + ADDRESS)


def test_it_is_off_until_switched_on_and_off_again_by_the_same_form(as_ana: Browser, database: Database) -> None:
    page = as_ana.get("/privacy-centre")
    assert page.select("//input[@role='switch']/@checked") == []
    page = switch(as_ana, given="1")
    assert page.path == "/privacy-centre"
    assert len(page.select("//input[@role='switch'][@checked]")) == 1
    assert "1 of 1" in page.text
    form = page.form(ADDRESS)
    form.find("input[@role='switch']").attrib.pop("checked")
    page = as_ana.submit(page, {"given": []}, action=ADDRESS)
    assert page.select("//input[@role='switch']/@checked") == []
    assert [entry.given for entry in entries(database)] == [True, False]


def test_the_hash_is_of_the_exact_words_on_the_page_in_its_language(as_ana: Browser, database: Database) -> None:
    page = as_ana.get("/nl/privacy-centre")
    title = page.select("string(//label[@for='consent-ai-training-given'])")
    text = page.select("string(//p[@id='consent-ai-training-text'])")
    switch(as_ana, "/nl", given="1")
    (entry,) = entries(database)
    assert entry.locale == "nl"
    assert entry.wording_hash == wording_hash(f"{title}\n{text}")


def test_words_that_were_not_on_the_page_are_no_consent(as_ana: Browser, database: Database) -> None:
    page = as_ana.get("/privacy-centre")
    answer = as_ana.submit(page, {"given": "1", "wording": wording_hash("other words")}, action=ADDRESS)
    assert answer.status == 422
    assert "The words of this consent have changed." in answer.text
    assert entries(database) == []


def test_a_switch_gets_back_itself_and_the_new_count(as_ana: Browser) -> None:
    page = as_ana.get("/privacy-centre")
    form = page.form(ADDRESS)
    data = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    response = as_ana.client.post(ADDRESS, data=data | {"given": "1"}, headers=headers)
    fragment = response.get_data(as_text=True)
    assert response.status_code == 200
    assert "<html" not in fragment
    assert "checked" in fragment
    assert "1 of 1" in fragment


def test_a_purpose_that_is_not_asked_for_is_not_there(as_ana: Browser) -> None:
    page = as_ana.get("/privacy-centre")
    token = page.select("//input[@name='csrf_token']/@value")[0]
    response = as_ana.client.post("/privacy-centre/consents/everything", data={"csrf_token": token, "given": "1"})
    assert response.status_code == 404
