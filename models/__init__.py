"""What the platform holds. Importing the package registers every table."""

from . import (
    account,
    client,
    consent,
    disclosure,
    match,
    newsletter,
    objection,
    processor,
    professional,
    publication,
    resume,
    retention,
    sealing,
    special,
    summary,
)

__all__ = [
    "account",
    "client",
    "consent",
    "disclosure",
    "match",
    "newsletter",
    "objection",
    "processor",
    "professional",
    "publication",
    "resume",
    "retention",
    "sealing",
    "special",
    "summary",
]
