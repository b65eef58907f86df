"""Commands of the operator: ``flask --app app …``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import Flask, current_app, url_for
from sqlmodel import select

from blueprints.pages.cookies import cookies
from config import Config
from models import schema
from models.bands import Exposure
from models.database import Database
from models.processor import ProcessorPurpose, Safeguard
from models.publication import Publication
from services import background, bulk_import, partners, processors, retaining, training
from services.demo import loading
from services.errors import ServiceError
from services.legal_store import LegalStore
from services.publication import epochs
from services.publication.shown import public_id_of
from services.rights import notices, purge_plan
from services.rights.keeping import Keeper
from services.rights.notice import edition_of, notice_of
from services.tokens import TokenKeys


def register(app: Flask) -> None:
    """Add the commands to the application."""
    for command in (
        migrate,
        write_migration,
        load_demo,
        import_resumes,
        publish,
        crowd_size,
        purge,
        record_processor,
        training_manifest,
    ):
        app.cli.add_command(command)


@click.command("migrate")
def migrate() -> None:
    """Bring the database to the newest schema."""
    migrate_schema()


@click.command("write-migration")
@click.argument("message")
def write_migration(message: str) -> None:
    """Write a migration with what the models have and the database has not, for a developer to read and finish."""
    schema.write_migration(_database(), message)


@click.command("load-demo")
@click.option("--professionals", default=600, show_default=True, help="How many professionals.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same people.")
def load_demo(professionals: int, seed: int) -> None:
    """Load made-up people, organisations and matches, once."""
    if not load_demo_data(professionals, seed):
        click.echo("The demo data are there already.")


@click.command("import-resumes")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--exposure",
    type=click.Choice([each.value for each in Exposure]),
    default=Exposure.BLEND_IN.value,
    show_default=True,
    help="How far the owners chose to stand out.",
)
@click.option(
    "--owners",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON: per file name first_name, last_name, email, employers, schools.",
)
def import_resumes(folder: Path, exposure: str, owners: Path) -> None:
    """Import a folder of résumés (.txt, .pdf, .docx), publish them, and print one JSON line a file."""
    migrate_schema()
    listed = bulk_import.read_owners(owners)
    now, chosen = datetime.now(UTC), Exposure(exposure)
    imported = list(bulk_import.import_folder(_database(), folder, listed, exposure=chosen, keys=_keys(), now=now))
    epochs.publish(_database().write, _database().read)
    with _database().read() as session:
        publications = {each.account_id: each for each in session.exec(select(Publication))}
        public_ids = {each: public_id_of(session, each) for each in publications}
    for each in imported:
        line = (
            {"file": each.file, "error": each.error}
            if each.account_id is None
            else {"file": each.file, **_addresses(publications[each.account_id], public_ids[each.account_id])}
        )
        click.echo(json.dumps(line))


@click.command("publish")
def publish() -> None:
    """Begin the next epoch of what anyone reads."""
    epoch = epochs.publish(_database().write, _database().read)
    partners.refresh_words(_database())
    click.echo(f"{epoch.public} profiles are public, {epoch.issued} under a new name; {epoch.waiting} wait for others.")


@click.command("crowd-size")
@click.argument("size", type=click.IntRange(min=1))
def crowd_size(size: int) -> None:
    """Let at least SIZE people be alike from the next epoch on; it never falls."""
    with _database().write() as session:
        in_force = epochs.raise_crowd_size(session, size)
    click.echo(f"From the next epoch on at least {in_force} people are alike.")


@click.command("record-processor")
@click.argument("name")
@click.option("--purpose", required=True, type=click.Choice([each.value for each in ProcessorPurpose]))
@click.option("--host", required=True, help="The server the agreement covers, such as api.example.eu.")
@click.option("--signed", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The first day of the agreement.")
@click.option("--ends", type=click.DateTime(["%Y-%m-%d"]), help="The last day, where one is agreed.")
@click.option("--country", required=True, help="Where the work is done: two letters, as NL.")
@click.option("--subprocessors", default="", help="Whom the company engages itself, for what and where.")
@click.option(
    "--safeguard",
    default=Safeguard.NONE.value,
    show_default=True,
    type=click.Choice([each.value for each in Safeguard]),
    help="What protects data outside the European Economic Area.",
)
@click.option(
    "--copy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The text of the safeguards (PDF or text), of which people may ask for a copy.",
)
def record_processor(
    name: str,
    purpose: str,
    host: str,
    signed: datetime,
    ends: datetime | None,
    country: str,
    subprocessors: str,
    safeguard: str,
    copy: Path | None,
) -> None:
    """Put an agreement with a company that processes data for us on record: without one nothing is sent to it."""
    try:
        with _database().write() as session:
            processors.record_agreement(
                session,
                name=name,
                purpose=ProcessorPurpose(purpose),
                host=host,
                signed_on=signed.date(),
                ends_on=ends.date() if ends else None,
                country=country.upper(),
                subprocessors=subprocessors,
                safeguard=Safeguard(safeguard),
                copy=processors.read_copy(copy.read_bytes()) if copy else None,
                today=datetime.now(UTC).date(),
            )
    except ServiceError as error:
        raise click.UsageError(error.message) from None
    click.echo("The agreement is on record.")


@click.command("training-manifest")
def training_manifest() -> None:
    """Print what may train a model of ours, one JSON line a person: who consented, by a keyed hash."""
    with _database().read() as session:
        for entry in training.training_manifest(session, keys=_keys()):
            click.echo(json.dumps(entry))


@click.command("purge")
@click.option("--dry-run", is_flag=True, help="Say what would go and why, and delete nothing.")
def purge(dry_run: bool) -> None:
    """Warn, deactivate and delete what is past its period now, as the worker does every day."""
    now = datetime.now(UTC)
    with _database().read() as session:
        for rule in purge_plan.plan(session, now=now):
            held = f", {rule.held} of them kept apart" if rule.held else ""
            click.echo(f"{rule.title}: {rule.number} due{held} ({rule.why})")
            for due in rule.listed:
                click.echo(f"  {due.code}  since {due.ended:%Y-%m-%d}")
    if not dry_run:
        retaining.retain(_database(), Keeper.of(_config()), now=now)
        click.echo("Done.")


def migrate_schema() -> None:
    """Bring our tables and those of the background jobs to the newest schema."""
    _config().data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    schema.upgrade(_database())
    LegalStore.of(_config()).prepare()
    background.prepare(_config().database_url)
    publish_notice()


def publish_notice() -> None:
    """Store the privacy notice as its next version, where what the software states has changed."""
    edition = edition_of(notice_of(asdict(_config().controller), cookies()))
    notices.publish(_database(), edition, notice_period=_config().notice_period, now=datetime.now(UTC))


def load_demo_data(professionals: int, seed: int) -> bool:
    """Load the demo with a progress bar; False where it is there already."""
    migrate_schema()
    with _database().read() as session:
        if loading.is_loaded(session, _keys()):
            return False
    with click.progressbar(length=professionals, label="Loading the demo", file=sys.stderr) as bar:
        loading.load(
            _database(),
            _config(),
            professionals=professionals,
            seed=seed,
            keys=_keys(),
            now=datetime.now(UTC),
            report=lambda done, _total: bar.update(done - bar.pos),
        )
    return True


def _addresses(publication: Publication, public_id: str | None) -> dict[str, object]:
    """Where a professional is to be seen: by anyone, if published already, and by verified clients."""
    record = publication.published or {}
    with current_app.test_request_context(base_url=_config().base_url):
        public = url_for("talent.show", key=public_id, _external=True) if public_id else None
        verified = url_for("talent.show", key=publication.handle, _external=True)
    return {
        "public_id": public_id,
        "url": public,
        "verified_url": verified,
        "skills": len(record.get("skills", ())),
    }


def _config() -> Config:
    return current_app.config["PLATFORM"]


def _database() -> Database:
    return current_app.extensions["database"]


def _keys() -> TokenKeys:
    return current_app.extensions["token_keys"]
