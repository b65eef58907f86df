"""What the platform holds. Importing the package registers every table."""

from . import (
    account,
    client,
    consent,
    disclosure,
    erasure,
    match,
    newsletter,
    objection,
    processor,
    professional,
    publication,
    resume,
    retention,
    sealing,
    summary,
)

__all__ = [
    "account",
    "client",
    "consent",
    "disclosure",
    "erasure",
    "match",
    "newsletter",
    "objection",
    "processor",
    "professional",
    "publication",
    "resume",
    "retention",
    "sealing",
    "summary",
]
