"""Tokens and digests: random tokens, keyed hashes to find a row by, and signed links that expire."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeTimedSerializer


@dataclass(frozen=True)
class TokenKeys:
    """The key that signs links and makes keyed hashes; one for the platform, from its configuration."""

    secret_key: str

    def digest(self, purpose: str, value: str) -> str:
        """A keyed hash (HMAC-SHA256, hex): the same value gives the same digest for one purpose only."""
        return hmac.new(self.secret_key.encode(), f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()

    def sign(self, purpose: str, *values: str) -> str:
        """A link token that names these values and the moment it was made."""
        return URLSafeTimedSerializer(self.secret_key, salt=purpose).dumps(list(values))

    def read(self, purpose: str, token: str, *, max_age: int) -> list[str] | None:
        """The values of a link token; None where it is forged, or older than ``max_age`` seconds."""
        try:
            return URLSafeTimedSerializer(self.secret_key, salt=purpose).loads(token, max_age=max_age)
        except BadSignature:
            return None


def hash_of(token: str) -> str:
    """What is kept of a random token (SHA-256, hex): it finds the row, and does not give the token back."""
    return hashlib.sha256(token.encode()).hexdigest()


def random_token() -> str:
    """A random token of 256 bits for a cookie."""
    return secrets.token_urlsafe(32)
