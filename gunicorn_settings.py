"""How the web server runs: two processes, each with a thread for every page that follows a conversation, and more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.pulse import MOST

THREADS_FOR_PAGES = 8
SECONDS_TO_END = 5


def settings(environ: Mapping[str, str]) -> dict[str, Any]:
    """Gunicorn's settings by name, for an environment with HOST and PORT."""
    return {
        "bind": f"{environ.get('HOST', '127.0.0.1')}:{environ.get('PORT', '8000')}",
        "workers": 2,
        "worker_class": "gthread",
        "threads": MOST + THREADS_FOR_PAGES,
        "graceful_timeout": SECONDS_TO_END,
        "preload_app": True,
        # The heartbeat file lies in memory, so that a slow disk kills no worker.
        "worker_tmp_dir": "/dev/shm",  # noqa: S108
        "control_socket_disable": True,
        # No header of a visitor may say under which path the application runs.
        "forwarder_headers": "",
        "loglevel": "warning",
    }
