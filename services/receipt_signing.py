"""The signature under a receipt (Ed25519, RFC 8032): who has the text can have it checked, without an account.

The key derives from the platform's secret key; what is signed is the text without its last line, whatever blanks and
line ends were changed on the way.
"""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK = "Ed25519: "


def signed(text: str, secret_key: str) -> str:
    """The text with its signature as a last line."""
    signature = base64.urlsafe_b64encode(_key(secret_key).sign(_canonical(text))).decode()
    return f"{text.rstrip()}\n\n{MARK}{signature}\n"


def is_ours(text: str, secret_key: str) -> bool:
    """Whether the text carries our signature and nothing in it was changed."""
    body, mark, signature = text.rpartition(MARK)
    try:
        given = base64.urlsafe_b64decode("".join(signature.split()))
        Ed25519PublicKey.from_public_bytes(public_key(secret_key)).verify(given, _canonical(body))
    except (binascii.Error, InvalidSignature, ValueError):
        return False
    return bool(mark)


def public_key(secret_key: str) -> bytes:
    """The key that checks signatures: 32 bytes."""
    return _key(secret_key).public_key().public_bytes_raw()


def _key(secret_key: str) -> Ed25519PrivateKey:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"erasure receipts").derive(secret_key.encode())
    return Ed25519PrivateKey.from_private_bytes(derived)


def _canonical(text: str) -> bytes:
    """The words alone: mail programs change blanks and line ends."""
    return " ".join(text.split()).encode()
