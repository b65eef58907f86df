"""What leaves this machine by the configuration, and whether an agreement covers it: checked when a process starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

import fsspec

from config import Config
from models.database import Database
from models.processor import ProcessorPurpose

from .post import uncovered_host
from .processors import agreement_in_force, is_own_machine

_HERE = {"", "file", "local", "memory"}
_USUAL_HOSTS = {
    "s3": "s3.amazonaws.com",
    "s3a": "s3.amazonaws.com",
    "gs": "storage.googleapis.com",
    "gcs": "storage.googleapis.com",
    "az": "blob.core.windows.net",
    "abfs": "blob.core.windows.net",
}
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")


class NotCovered(Exception):
    """Data would go to a company without an agreement on record; the message says what to do."""


def require_agreements(database: Database, config: Config, *, today: date) -> list[str]:
    """Warnings for the operator, in plain sentences. Raises NotCovered where data would go to a stranger."""
    for name, host, purpose, does in (
        ("FILES_URL", files_host(config.files_url), ProcessorPurpose.HOSTING, "handles files"),
        ("CLAMD_URL", host_of(config.clamd_url), ProcessorPurpose.HOSTING, "handles files"),
        ("ROOMS_URL", host_of(config.rooms_url), ProcessorPurpose.PLATFORM, "runs video calls"),
    ):
        if host is None:
            continue
        with database.read() as session:
            covered = agreement_in_force(session, purpose, host=host, today=today)
        if covered is None:
            raise NotCovered(
                f"{name} leads to {host}, and no agreement with a company that {does} there is on record. "
                f"Record it first: flask --app app record-processor NAME --purpose {purpose.value} --host {host} …"
            )
    waiting = uncovered_host(database, config, today=today)
    if waiting is None:
        return []
    return [
        f"Mail is held back: no agreement with the company of {waiting} is on record. It waits, and is sent once you "
        f"record one: flask --app app record-processor NAME --purpose mail --host {waiting} …"
    ]


def files_host(files_url: str | None, environ: Mapping[str, str] = os.environ) -> str | None:
    """The server that keeps the files, where it is another machine; None where they stay here.

    Of a bucket that is the endpoint which fsspec's configuration or the environment names, else the usual one.
    """
    address = (files_url or "").rpartition("::")[2]
    scheme = address.partition("://")[0].casefold() if "://" in address else ""
    if scheme in _HERE:
        return None
    if scheme in _USUAL_HOSTS:
        configured = fsspec.config.conf.get(scheme, {})
        endpoint = configured.get("endpoint_url") or (configured.get("client_kwargs") or {}).get("endpoint_url")
        endpoint = endpoint or next((environ[name] for name in _ENDPOINTS if environ.get(name)), None)
        host = urlsplit(endpoint).hostname if endpoint else _USUAL_HOSTS[scheme]
    else:
        host = urlsplit(address).hostname
    host = (host or scheme).casefold()
    return None if is_own_machine(host) else host


def host_of(address: str | None) -> str | None:
    """The server at an address, where it is another machine."""
    host = (urlsplit(address or "").hostname or "").casefold()
    return None if not host or is_own_machine(host) else host
