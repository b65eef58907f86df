"""What the platform holds. Importing the package registers every table."""

from . import (
    account,
    client,
    consent,
    disclosure,
    lawful_disclosure,
    match,
    newsletter,
    notice,
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
    "lawful_disclosure",
    "match",
    "newsletter",
    "notice",
    "objection",
    "processor",
    "professional",
    "publication",
    "resume",
    "retention",
    "sealing",
    "summary",
]
