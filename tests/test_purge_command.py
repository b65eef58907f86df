"""The operator's purge: the dry run says what would go and deletes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from click.testing import Result
from flask import Flask

from models.database import Database
from models.resume import Experience
from tests.factories_retention import ids_in, make_left


def run(app: Flask, *options: str) -> Result:
    with app.app_context():
        return app.test_cli_runner().invoke(args=["purge", *options])


def test_the_dry_run_deletes_nothing_and_the_purge_what_it_said(app: Flask, database: Database) -> None:
    with database.write() as session:
        person = make_left(session, "mila", datetime.now(UTC) - timedelta(days=190))
    said = run(app, "--dry-run")
    assert "Contents of accounts: 1 due" in said.output and person.account_id[:8].upper() in said.output
    assert person.email not in said.output
    with database.read() as session:
        assert ids_in(session, Experience)
    assert run(app).exit_code == 0
    with database.read() as session:
        assert not ids_in(session, Experience)
    assert "Contents of accounts: 0 due" in run(app, "--dry-run").output
