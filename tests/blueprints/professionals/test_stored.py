"""Everything that is stored about a professional stands on the dashboard, with what it is for."""

from __future__ import annotations

from flask import Flask

from models.database import Database
from models.resume import FileUse, LeftOutSkill, NamedParty, PartyKind, ResumeImport, StoredFile
from services.rights.tally import tally
from services.rights.titles import title_of
from tests.factories_privacy import NOW, enter
from tests.factories_published import make_published
from tests.pages import Browser

# What the dashboard calls otherwise than the privacy centre does.
OTHERWISE = {
    "account": "Go to the privacy centre",
    "professional": "Personalia",
    "storedfile": "Your original file",
    "certification": "Certifications",
    "experience": "Experience",
    "namedparty": "Names that stay hidden",
}


def test_everything_stored_is_listed_with_its_purpose(browser: Browser, app: Flask, database: Database) -> None:
    with database.write() as session:
        person = make_published(session)
        own = {"account_id": person.account_id}
        file = {"media_type": "image/png", "size": 3, "created_at": NOW, **own}
        session.add(StoredFile(name="my-old-cv.pdf", **file))
        session.add(StoredFile(name="work.png", use=FileUse.PICTURE, **file))
        session.add(ResumeImport(found="{}", created_at=NOW, **own))
        session.add(LeftOutSkill(skill="a skill", **own))
        session.add(NamedParty(kind=PartyKind.COLLEAGUE, name="Somebody", **own))
    enter(browser, app, person.account_id)
    with database.read() as session:
        held = tally(session, person.account_id)
    (stored,) = browser.get("/profile").select("//section[@id='stored']")
    told = " ".join("".join(stored.itertext()).split())
    titles = {OTHERWISE.get(each.table, title_of(each.table, each.category)) for each in held}
    assert len(titles) > 12
    assert sorted(title for title in titles if title not in told) == []
    assert "my-old-cv.pdf" in told and "1 picture of your portfolio" in told
    for item in stored.xpath(".//li"):
        assert item.xpath(".//p"), "each with what it is for"
    for address in stored.xpath(".//a/@href"):
        if address.startswith("/privacy-centre"):
            assert browser.get(address).status == 200
