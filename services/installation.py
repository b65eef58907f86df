"""What a background job starts from: the configuration, the way to the database, and the moment at which it runs."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from config import Config
from models.database import Database


@lru_cache(maxsize=1)
def installation() -> tuple[Config, Database]:
    """The worker's configuration and its way to the database."""
    config = Config.from_environment()
    return config, Database(config.database_url, config.data_key)


def moment() -> datetime:
    """The moment at which a job runs: jobs are an entrance, as requests are, and read the clock once."""
    return datetime.now(UTC)
