"""What the rules ask of the code alone, once for all of them."""

from __future__ import annotations

import pytest
from flask import Flask

from app import create_app
from config import Config
from tests.conftest import DATA_KEY


@pytest.fixture(scope="session")
def bare_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application with nothing behind it: for its templates, forms and routes, which no test changes."""
    settings = {
        "DATABASE_URL": "sqlite://",
        "DATA_DIR": str(tmp_path_factory.mktemp("bare")),
        "SECRET_KEY": "secret of the tests",
        "DATA_KEY": DATA_KEY,
    }
    return create_app(Config.from_environment(settings))
