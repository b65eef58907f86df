"""The configuration, read once from the environment; the README's table lists every variable."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

PRODUCTION = "production"
REQUIRED = "required"


class MissingConfiguration(Exception):
    """A variable that production needs is not set; the message names it."""


PUBLICATION_SCHEDULE = os.environ.get("PUBLICATION_SCHEDULE", "0 * * * *")
"""When an epoch begins, as cron writes it: jobs are scheduled as their module is imported, before anything else is."""

RETENTION_SCHEDULE = os.environ.get("RETENTION_SCHEDULE", "30 3 * * *")
"""When idle accounts are warned and what is past its period is deleted: once a day."""


@dataclass(frozen=True)
class Controller:
    """Who is responsible for the data: shown in the notice, in mails and in every footer."""

    name: str = "GloPros B.V."
    address: str = "Herengracht 124, 1015 BT Amsterdam"
    email: str = "sourcing@glopros.com"


@dataclass(frozen=True)
class Config:
    """Everything that may differ between two installations. ``data_key`` is 32 bytes; periods are timedeltas.

    ``legal_public_key`` seals what goes to the legal store; the key that opens it is never here (see ``legal_key``).
    """

    data_dir: Path
    database_url: str
    secret_key: str
    data_key: bytes
    legal_public_key: bytes
    environment: str = "development"
    platform_name: str = "GloPros"
    controller: Controller = field(default_factory=Controller)
    base_url: str = "http://127.0.0.1:8000"
    smtp_url: str | None = None
    files_url: str | None = None
    clamd_url: str | None = None
    scan_required: bool = False
    rooms_url: str | None = None
    legal_database_url: str | None = None
    ledger_path: Path | None = None
    erasure_delay: timedelta = timedelta(days=7)
    daily_profile_limit: int = 200
    request_lifetime: timedelta = timedelta(days=7)
    session_idle_limit: timedelta = timedelta(hours=12)
    session_absolute_limit: timedelta = timedelta(days=14)
    fresh_authentication: timedelta = timedelta(minutes=30)
    newsletter_confirmation: timedelta = timedelta(days=7)
    notice_period: timedelta = timedelta(days=14)
    copy_lifetime: timedelta = timedelta(hours=24)
    ai_url: str | None = None
    ai_model: str | None = None
    ai_key: str | None = field(default=None, repr=False)
    development_keys: bool = False

    @property
    def is_production(self) -> bool:
        return self.environment == PRODUCTION

    @property
    def copy_hours(self) -> int:
        """How many hours a copy of somebody's data is kept, as people are told."""
        return int(self.copy_lifetime.total_seconds() // 3600)

    @property
    def mailbox(self) -> Path:
        """The folder that takes mails while no SMTP server is configured."""
        return self.data_dir / "mailbox"

    @property
    def mail_from(self) -> str:
        return self.controller.email

    @property
    def ledger(self) -> Path:
        """The folder of the erasure ledger: outside the database, and to be kept outside its backups."""
        return self.ledger_path or self.data_dir / "ledger"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Config:
        """Read the environment. Raises MissingConfiguration where production lacks a key."""
        environment = environ.get("ENV", "development")
        data_dir = Path(environ.get("DATA_DIR", "instance")).resolve()
        secret_key, data_key = environ.get("SECRET_KEY"), environ.get("DATA_KEY")
        legal_key = environ.get("LEGAL_PUBLIC_KEY")
        made = not (secret_key and data_key)
        if environment == PRODUCTION:
            given = {"SECRET_KEY": secret_key, "DATA_KEY": data_key, "LEGAL_PUBLIC_KEY": legal_key}
            names = [name for name, value in given.items() if not value]
            if names:
                raise MissingConfiguration(f"ENV=production needs {' and '.join(names)} to be set; see the README.")
        secret_key = secret_key or _development_key(data_dir, "secret_key")
        data_key = data_key or _development_key(data_dir, "data_key")
        clamd_url, scan = environ.get("CLAMD_URL") or None, environ.get("SCAN", "")
        if scan not in ("", REQUIRED) or (scan == REQUIRED and clamd_url is None):
            raise MissingConfiguration("SCAN is “required” or empty, and SCAN=required needs CLAMD_URL to be set.")
        defaults = Controller()
        port = environ.get("PORT", "8000")
        return cls(
            data_dir=data_dir,
            database_url=_driver_url(environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'glopros.db'}"),
            secret_key=secret_key,
            data_key=_decode_key(data_key, "DATA_KEY"),
            legal_public_key=(
                _decode_key(legal_key, "LEGAL_PUBLIC_KEY") if legal_key else _public(_development_legal_key(data_dir))
            ),
            environment=environment,
            platform_name=environ.get("PLATFORM_NAME", cls.platform_name),
            controller=Controller(
                environ.get("CONTROLLER_NAME", defaults.name),
                environ.get("CONTROLLER_ADDRESS", defaults.address),
                environ.get("CONTROLLER_EMAIL", defaults.email),
            ),
            base_url=environ.get("BASE_URL", f"http://127.0.0.1:{port}").rstrip("/"),
            smtp_url=environ.get("SMTP_URL") or None,
            files_url=environ.get("FILES_URL") or None,
            clamd_url=clamd_url,
            scan_required=scan == REQUIRED,
            rooms_url=(environ.get("ROOMS_URL") or "").rstrip("/") or None,
            legal_database_url=_driver_url(environ.get("LEGAL_DATABASE_URL", "")) or None,
            ledger_path=Path(environ["LEDGER_PATH"]).resolve() if environ.get("LEDGER_PATH") else None,
            erasure_delay=timedelta(days=int(environ.get("ERASURE_DAYS", "7"))),
            daily_profile_limit=int(environ.get("DAILY_PROFILE_LIMIT", cls.daily_profile_limit)),
            request_lifetime=timedelta(days=int(environ.get("REQUEST_LIFETIME_DAYS", "7"))),
            session_idle_limit=timedelta(hours=int(environ.get("SESSION_IDLE_HOURS", "12"))),
            session_absolute_limit=timedelta(days=int(environ.get("SESSION_DAYS", "14"))),
            fresh_authentication=timedelta(minutes=int(environ.get("FRESH_MINUTES", "30"))),
            newsletter_confirmation=timedelta(days=int(environ.get("NEWSLETTER_CONFIRMATION_DAYS", "7"))),
            notice_period=timedelta(days=int(environ.get("NOTICE_DAYS", "14"))),
            copy_lifetime=timedelta(hours=int(environ.get("COPY_HOURS", "24"))),
            ai_url=environ.get("AI_URL") or None,
            ai_model=environ.get("AI_MODEL") or None,
            ai_key=environ.get("AI_KEY") or None,
            development_keys=made,
        )


def legal_key(environ: Mapping[str, str] = os.environ) -> bytes:
    """The key that opens the legal store (X25519, 32 bytes): for the officer's commands only, never for web or worker.

    Raises MissingConfiguration.
    """
    given = environ.get("LEGAL_KEY")
    if given:
        return _decode_key(given, "LEGAL_KEY")
    if environ.get("ENV") == PRODUCTION or environ.get("LEGAL_PUBLIC_KEY"):
        raise MissingConfiguration("Reading the legal store needs LEGAL_KEY to be set; see the README.")
    return _development_legal_key(Path(environ.get("DATA_DIR", "instance")).resolve())


def _development_legal_key(data_dir: Path) -> bytes:
    return _decode_key(_development_key(data_dir, "legal_key"), "LEGAL_KEY")


def _public(key: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()


def _development_key(data_dir: Path, name: str) -> str:
    """A key made once and kept in the data directory, readable by its owner only."""
    path = data_dir / f"development_{name}"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
    return path.read_text().strip()


def _decode_key(text: str, name: str) -> bytes:
    try:
        key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        key = b""
    if len(key) != 32:
        raise MissingConfiguration(f"{name} must be 32 bytes in URL-safe base64; see the README.")
    return key


def _driver_url(url: str) -> str:
    """Name the PostgreSQL driver that is installed, so that the usual postgresql:// works."""
    scheme, separator, rest = url.partition("://")
    return f"postgresql+psycopg{separator}{rest}" if scheme in ("postgres", "postgresql") else url
