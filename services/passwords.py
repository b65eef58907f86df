"""Passwords: hashed with Argon2id, compared in the same time whether or not the account exists."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import Argon2Error, InvalidHashError

MIN_LENGTH = 12
MAX_LENGTH = 128

# 19 MiB, two passes, one lane: OWASP Password Storage Cheat Sheet.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)


def hash_password(password: str) -> str:
    """The hash to store, with its parameters and salt."""
    return _hasher.hash(_normalised(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one hashed; without a hash False, after the same work."""
    try:
        _hasher.verify(password_hash or _decoy(), _normalised(password))
    except (Argon2Error, InvalidHashError):
        return False
    return password_hash is not None


@lru_cache(maxsize=1)
def _decoy() -> str:
    """What a password is compared with where there is no account."""
    return _hasher.hash("")


def _normalised(password: str) -> str:
    """One form for what keyboards type differently (NIST SP 800-63B-4, section 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
