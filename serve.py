"""What ``make run`` starts: migrations, demo data, then the web server and the worker together until Ctrl-C.

One interpreter prepares everything and then forks the web server, so that the second start takes seconds. In
production the two are services of their own: ``gunicorn --config gunicorn.conf.py "app:create_app()"`` and
``python worker.py``.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from types import FrameType
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

import gunicorn_settings
from app import create_app
from blueprints.restored import REPLAY, standing_of
from commands import load_demo_data, migrate_schema
from config import Config
from services.demo.cast import CAST
from services.demo.loading import PASSWORD
from services.ledger import Standing
from services.outside import NotCovered, require_agreements
from services.publication.vocabulary import vocabulary

PROFESSIONALS, SEED = 600, 1
SECONDS_TO_STOP = 10


class WebServer(BaseApplication):
    """Gunicorn over an application that is loaded already."""

    def __init__(self, application: Flask) -> None:
        self.application = application
        super().__init__()

    def load_config(self) -> None:
        for name, value in gunicorn_settings.settings(os.environ).items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.application


def main() -> int:
    """Prepare, serve until asked to stop or until one of the two ends, and return the exit status."""
    config = Config.from_environment()
    application = create_app(config)
    prepare(application, config)
    try:
        warnings = require_agreements(application.extensions["database"], config, today=datetime.now(UTC).date())
    except NotCovered as error:
        print(error, file=sys.stderr)
        return 1
    application.extensions["database"].dispose()
    worker = subprocess.Popen([sys.executable, "worker.py"], start_new_session=True)
    web = _fork_web_server(application)
    welcome(config)
    for warning in warnings:
        print(warning, file=sys.stderr)
    asked = _wait(web, worker)
    for process_id in (web, worker.pid):
        _terminate(process_id)
    worker.wait(timeout=SECONDS_TO_STOP)
    return 0 if asked else 1


def prepare(application: Flask, config: Config) -> None:
    """Bring the schema up to date, load the demo outside production, and load what both web processes share."""
    if config.development_keys:
        print(f"SECRET_KEY and DATA_KEY are not set: using development keys kept in {config.data_dir}.")
    with application.app_context():
        _refuse_a_restored_database(application)
        if not config.is_production:
            load_demo_data(PROFESSIONALS, SEED)
    application.extensions["database"].dispose()
    vocabulary()
    gc.freeze()


def _refuse_a_restored_database(application: Flask) -> None:
    """Do not even start where a backup may have brought somebody back who was erased."""
    migrate_schema()
    if standing_of(application) is not Standing.IN_STEP:
        sys.exit(f"Database and erasure ledger do not agree: was a backup restored? Run: {REPLAY}")


def welcome(config: Config) -> None:
    """Say where the platform runs and who can log in."""
    print(f"\n{config.platform_name} runs on {config.base_url} (Ctrl-C stops it).")
    if not config.is_production:
        print(f"Log in with the password {PASSWORD} as:")
        for member in CAST:
            print(f"  {member.email:30} {member.organisation or member.role}")
        print(f"Mails that are sent: {config.base_url}/dev/mail\n")
    sys.stdout.flush()


def _fork_web_server(application: Flask) -> int:
    sys.stdout.flush()
    process_id = os.fork()
    if process_id == 0:
        os.setsid()
        WebServer(application).run()
        os._exit(0)
    return process_id


def _wait(web: int, worker: subprocess.Popen[bytes]) -> bool:
    """Wait until asked to stop (True), or until one of the processes ended (False)."""

    def ask(_number: int, _frame: FrameType | None) -> Any:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, ask)
    try:
        ended, _status = os.wait()
    except KeyboardInterrupt:
        return True
    print(f"The {'web server' if ended == web else 'worker'} ended; stopping the other.", file=sys.stderr)
    if ended == worker.pid:
        worker.returncode = 1
    return False


def _terminate(process_id: int) -> None:
    try:
        os.kill(process_id, signal.SIGTERM)
        os.waitpid(process_id, 0)
    except (ProcessLookupError, ChildProcessError):
        return


if __name__ == "__main__":
    sys.exit(main())
