"""The jobs that make copies of people's data and delete them in time: what a copy says, it says in the words of pages.

An entrance as requests are: the worker imports it, and nothing here serves a page.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from flask import Flask
from flask_babel import gettext
from jinja2 import StrictUndefined
from sqlmodel import Session

from blueprints import labels, localisation
from config import Config
from models.copy import CopyKind
from models.database import Database
from services import background, copy_making
from services.copy_making import Task
from services.files import FileStore
from services.installation import installation, moment
from services.job_records import quieten
from services.rights import exporting
from services.rights.archive import Archive
from services.rights.exporting import Export
from services.rights.speech import Speech
from services.tokens import TokenKeys

from .readable import readable_copy
from .values import word_for

log = logging.getLogger("copies")
quieten(log)

ROOT = Path(__file__).parents[2]
REMEMBERED = 4_096
GONE, BROKEN = -1, -2
"""What is given in the place of a size: nobody waits for the copy any more, or it could not be made."""


@background.workflow
def make_copy(copy_id: str) -> None:
    """Make one copy. A worker that dies takes up at the step that it did not end."""
    if not begin_copy(copy_id):
        return
    size = write_copy(copy_id)
    if size == BROKEN:
        fail_copy(copy_id)
    else:
        finish_copy(copy_id, size)


@background.scheduled("*/10 * * * *")
def end_copies(now: datetime) -> None:
    """Delete the files of copies whose time is over."""
    while end_due_copies(now):
        pass


@background.step()
def begin_copy(copy_id: str) -> bool:
    """Note that it has begun."""
    with installation()[1].write() as session:
        return copy_making.begin(session, copy_id)


@background.step()
def write_copy(copy_id: str) -> int:
    """Write the file, in the place of one that a dead worker left half; gives its size in bytes, GONE or BROKEN."""
    config, database = installation()
    try:
        return write_file(config, database, copy_id)
    except Exception:
        log.exception("A copy could not be made.")
        return BROKEN


@background.step()
def finish_copy(copy_id: str, size: int) -> None:
    """Let its owner have it."""
    config, database = installation()
    with database.write() as session:
        store, lifetime = FileStore.of(config), config.copy_lifetime
        copy_making.finish(session, store, copy_id, size, lifetime=lifetime, now=moment())


@background.step()
def fail_copy(copy_id: str) -> None:
    """Tell its owner that it did not work."""
    config, database = installation()
    with database.write() as session:
        copy_making.fail(session, FileStore.of(config), copy_id, now=moment())


@background.step()
def end_due_copies(now: datetime) -> int:
    """Delete some; gives how many."""
    config, database = installation()
    with database.write() as session:
        return copy_making.end_due(session, FileStore.of(config), now=now)


def write_file(config: Config, database: Database, copy_id: str) -> int:
    """Write the file of a copy that is being made and give its size in bytes, or GONE."""
    store, now = FileStore.of(config), moment()
    with copy_making.snapshot(database) as session:
        task = copy_making.task_of(session, copy_id, keys=TokenKeys(config.secret_key))
        if task is None:
            return GONE
        with _speaking(task.locale), store.sealing(task.id, task.key) as target, Archive(target, now) as archive:
            export = _export(config, session, store, task, now)
            export.tick = copy_making.counter(database, task.id, exporting.amount(export))
            exporting.write(task.kind, archive, export)
    return target.size


def _export(config: Config, session: Session, store: FileStore, task: Task, now: datetime) -> Export:
    controller = asdict(config.controller)
    # The same few words stand in thousands of rows. By type: an enum's member equals its value, which has other words.
    speech = Speech(lru_cache(REMEMBERED)(gettext), lru_cache(REMEMBERED, typed=True)(word_for))
    export = Export(session, store, task.person, now, controller, task.locale, speech)
    if task.kind is CopyKind.ACCESS:
        export.document = lambda: readable_copy(export, config)
    return export


@contextmanager
def _speaking(locale: str) -> Iterator[None]:
    """Let texts and templates speak a language, as within a request for a page in it."""
    with _words().test_request_context(environ_overrides={"platform.locale": locale}):
        yield


@lru_cache(maxsize=1)
def _words() -> Flask:
    """An application that serves nothing: the texts, templates and filters of the one that does."""
    application = Flask("glopros", root_path=str(ROOT))
    application.jinja_env.undefined = StrictUndefined
    application.jinja_env.trim_blocks = application.jinja_env.lstrip_blocks = True
    localisation.init_app(application)
    labels.init_app(application)
    return application
