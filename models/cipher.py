"""Authenticated encryption of small values: AES-256-GCM with a random nonce in front (NIST SP 800-38D)."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


def encrypt(text: str, key: bytes, place: bytes) -> bytes:
    """Seal a text for one place (table, column and row)."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), place)


def decrypt(sealed: bytes, key: bytes, place: bytes) -> str | None:
    """Open a sealed text; None where it was sealed for another place or under another key."""
    opened = decrypt_bytes(sealed, AESGCM(key), place)
    return None if opened is None else opened.decode()


def decrypt_bytes(sealed: bytes, cipher: AESGCM, place: bytes) -> bytes | None:
    """As decrypt, for bytes."""
    try:
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], place)
    except InvalidTag:
        return None
