"""What the platform holds. Importing the package registers every table."""

from . import account, client, consent, disclosure, match, professional, publication, resume, sealing

__all__ = ["account", "client", "consent", "disclosure", "match", "professional", "publication", "resume", "sealing"]
