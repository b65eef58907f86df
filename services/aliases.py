"""Under which id, pseudonym and tile an organisation knows a professional: its own, stable, computed and never stored.

The id is the verified profile's random handle (128 bits) enciphered as one AES block under the organisation's key: a
permutation, so each organisation has an id for everybody and none can be traced to another's. Words and tile are drawn
from a keyed hash of that id.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from .publication.pseudonyms import Pseudonym, draw_pseudonym

ID_LENGTH = 26


@dataclass(frozen=True)
class Alias:
    """Who a professional is to one organisation; ``tile`` is the seed of the woven tile."""

    id: str
    pseudonym: Pseudonym
    tile: int


def alias_of(alias_key: bytes, handle: str) -> Alias:
    """The alias under which the organisation with this key knows the professional with this handle."""
    encryptor = _cipher(alias_key).encryptor()
    alias_id = _encode(encryptor.update(_decode(handle)) + encryptor.finalize())
    drawn = _derive(alias_key, f"words of {alias_id}")
    halves = iter((drawn[:8], drawn[8:16]))
    return Alias(alias_id, draw_pseudonym(lambda _size: next(halves)), int.from_bytes(drawn[16:23], "big"))


def handle_of(alias_key: bytes, alias_id: str) -> str | None:
    """The handle behind an organisation's own id; None for what is not an id at all."""
    try:
        block = _decode(alias_id)
    except (binascii.Error, ValueError):
        return None
    if len(block) != 16:
        return None
    decryptor = _cipher(alias_key).decryptor()
    return _encode(decryptor.update(block) + decryptor.finalize())


def order_key_of(alias_key: bytes) -> bytes:
    """The key of the order in which professionals lie for the organisation where nothing else tells them apart."""
    return _derive(alias_key, "order")


def _cipher(alias_key: bytes) -> Cipher[modes.ECB]:
    # ECB of exactly one block of random input is the permutation that is wanted; nothing longer is ever enciphered.
    return Cipher(algorithms.AES(_derive(alias_key, "ids")), modes.ECB())  # noqa: S305


def _derive(key: bytes, purpose: str) -> bytes:
    return hmac.new(key, purpose.encode(), hashlib.sha256).digest()


def _decode(text: str) -> bytes:
    return base64.b32decode(text.upper() + "=" * (-len(text) % 8))


def _encode(block: bytes) -> str:
    return base64.b32encode(block).decode().rstrip("=").lower()
