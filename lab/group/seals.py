"""Sealing: a commitment that fixes a text without showing anything of it. Pure.

The commitment is the SHA-256 of a nonce of 256 random bits, the round, the member and the text.
Without the nonce nobody can try out texts; with it anybody can check. Round and member are part
of it, so that nobody passes another's seal off as their own.
"""

from __future__ import annotations

import re
import secrets
from hashlib import sha256
from hmac import compare_digest
from typing import Final

__all__ = ["canonical", "commitment", "is_commitment", "is_nonce", "new_nonce", "opens"]

_HEX: Final = re.compile(r"[0-9a-f]{64}")


def canonical(text: str) -> str:
    """Return a text as it is sealed: the same on every system, with one line break at its end."""
    return re.sub(r"\r+\n", "\n", text).rstrip("\n") + "\n"


def new_nonce() -> str:
    """Return 256 random bits in hexadecimal digits."""
    return secrets.token_hex(32)


def commitment(text: str, *, nonce: str, round_name: str, member: str) -> str:
    """Return what a seal says, in hexadecimal digits."""
    head = f"teardown seal 1\n{nonce}\n{round_name}\n{member}\n"
    return sha256((head + canonical(text)).encode("utf-8", "replace")).hexdigest()


def opens(sealed: str, text: str, *, nonce: str, round_name: str, member: str) -> bool:
    """Return whether this text is the one that was sealed."""
    found = commitment(text, nonce=nonce, round_name=round_name, member=member)
    return compare_digest(sealed, found)


def is_commitment(text: str) -> bool:
    """Return whether a text can be a commitment."""
    return _HEX.fullmatch(text) is not None


def is_nonce(text: str) -> bool:
    """Return whether a text can be a nonce."""
    return _HEX.fullmatch(text) is not None
