"""Gunicorn's own configuration file, for running the web server as a service: see gunicorn_settings.py."""

import os
import sys
from datetime import UTC, datetime
from typing import Any

from commands import publish_notice
from gunicorn_settings import settings
from services.outside import NotCovered, require_agreements

globals().update(settings(os.environ))


def when_ready(server: Any) -> None:
    """Before the first request: store the notice that is served, and send nothing to whom no agreement covers."""
    application = server.app.wsgi()
    database, config = application.extensions["database"], application.config["PLATFORM"]
    try:
        for warning in require_agreements(database, config, today=datetime.now(UTC).date()):
            server.log.warning(warning)
    except NotCovered as error:
        sys.exit(str(error))
    with application.app_context():
        publish_notice()
    database.dispose()
