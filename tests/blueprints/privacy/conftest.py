from __future__ import annotations

import pytest
from flask import Flask

from models.client import MemberRole, Membership, Organisation
from models.database import Database
from models.professional import Professional
from tests.factories_privacy import NOW, add_account, enter
from tests.pages import Browser


@pytest.fixture
def ana(database: Database) -> str:
    """A professional."""
    with database.write() as session:
        account_id = add_account(session, "ana")
        session.add(Professional(account_id=account_id, first_name="Ana", last_name="Lind", country="NL"))
    return account_id


@pytest.fixture
def ben(database: Database) -> str:
    """Who acts for a client organisation."""
    with database.write() as session:
        account_id = add_account(session, "ben")
        organisation = Organisation(id="tulip", name="Tulip Energy", created_at=NOW)
        session.add(organisation)
        session.flush()
        session.add(Membership(account_id=account_id, organisation_id="tulip", role=MemberRole.OWNER))
    return account_id


@pytest.fixture
def as_ana(browser: Browser, app: Flask, ana: str) -> Browser:
    """A browser in which the professional just logged in."""
    enter(browser, app, ana)
    return browser
