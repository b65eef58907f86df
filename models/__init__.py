"""What the platform holds. Importing the package registers every table."""

from . import (
    account,
    case,
    client,
    consent,
    disclosure,
    match,
    newsletter,
    objection,
    processor,
    professional,
    publication,
    restriction,
    resume,
    retention,
    sealing,
    summary,
)

__all__ = [
    "account",
    "case",
    "client",
    "consent",
    "disclosure",
    "match",
    "newsletter",
    "objection",
    "processor",
    "professional",
    "publication",
    "restriction",
    "resume",
    "retention",
    "sealing",
    "summary",
]
