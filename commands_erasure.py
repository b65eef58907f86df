"""Commands of the operator and the officer about erasure: what is due, the ledger, the legal store."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from config import Config, MissingConfiguration, legal_key
from models.database import Database
from services import backups, erasing, erasure_requests
from services.ledger import LedgerBroken
from services.legal_reader import LegalReader, WrongKey
from services.legal_store import address_of


def register(app: Flask) -> None:
    """Add the commands to the application."""
    for command in (erase_due, ledger, legal_store, backup, restore_keys):
        app.cli.add_command(command)


@click.command("erase-due")
def erase_due() -> None:
    """Begin the erasures of which the day has come, as the worker does every hour."""
    with _database().write() as session:
        number = erasure_requests.begin_due(session, now=datetime.now(UTC))
    click.echo(f"{number} begun.")


ledger = AppGroup("ledger", help="The erasure ledger, which outlives backups of the database.")
legal_store = AppGroup(
    "legal-store",
    help="What is kept apart for a legal reason: needs LEGAL_KEY, which neither web nor worker may have.",
)


@ledger.command("replay")
def replay() -> None:
    """After a backup was restored: erase again whoever it brought back. Until then nothing is served."""
    try:
        number = erasing.replay(_database(), _config(), now=datetime.now(UTC))
    except LedgerBroken:
        raise click.ClickException("The ledger was changed, or is not whole: put it back from its own copy.") from None
    click.echo(f"{number} erased again.")


@legal_store.command("list")
def list_matters() -> None:
    """The matters, with ground, end and number of records."""
    for matter in _legal_reader().matters():
        click.echo(f"{matter.id}  {matter.ground:16} until {matter.until:%Y-%m-%d}  {matter.records} records")


@legal_store.command("show")
@click.argument("matter")
def show_matter(matter: str) -> None:
    """The records of a matter (the beginning of its id will do), one JSON line each."""
    try:
        for record in _legal_reader().records(matter):
            click.echo(json.dumps({"ground": record.ground, "until": record.until.isoformat(), **record.content}))
    except WrongKey:
        raise click.ClickException("LEGAL_KEY is not the key that these records were sealed for.") from None


@legal_store.command("discard")
@click.argument("matter")
def discard_matter(matter: str) -> None:
    """Delete the records of a matter before their end."""
    click.echo(f"{_legal_reader().discard(matter)} records deleted.")


@click.command("backup")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def backup(folder: Path) -> None:
    """Copy the database into FOLDER without the keys of people, and put the newest keys beside it."""
    click.echo(backups.back_up(_database(), folder, now=datetime.now(UTC)))


@click.command("restore-keys")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore_keys(file: Path) -> None:
    """Put the newest keys into a restored database: whoever was erased since has none."""
    with _database().write() as session:
        click.echo(f"{backups.restore_keys(session, file)} keys restored.")


def _legal_reader() -> LegalReader:
    try:
        return LegalReader(address_of(_config()), legal_key())
    except MissingConfiguration as error:
        raise click.ClickException(str(error)) from None


def _config() -> Config:
    return current_app.config["PLATFORM"]


def _database() -> Database:
    return current_app.extensions["database"]
