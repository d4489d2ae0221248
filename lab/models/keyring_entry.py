"""The key out of the operating system's keyring, read only where the settings say so."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from lab.models.errors import NoKey
from lab.models.keys import can_be_sent

__all__ = ["ENTRY", "not_installed", "text_in_keyring"]

ENTRY: Final = "teardown"
"""What the entry is called; whose it is is the service."""

_TODO: Final = "Switch “Key in the keyring” off, or put the key into your environment."


def text_in_keyring(user: str, *, is_needed: bool) -> str:
    """Return the key that is kept for a service; raise ``NoKey`` where none can be had.

    One that *is_needed* by nobody may be missing: then it is empty.
    """
    try:
        keyring = import_module("keyring")
        errors = import_module("keyring.errors")
    except ImportError:
        raise not_installed() from None
    try:
        text = str(keyring.get_password(ENTRY, user) or "").strip()
    except errors.NoKeyringError:
        raise NoKey("The keyring cannot be asked", "this computer has none", todo=_TODO) from None
    except (errors.KeyringError, OSError, RuntimeError):
        # What it says may name what it holds; a refused password is the usual reason.
        raise NoKey(
            "The keyring gives no key",
            "it is locked, or access was refused",
            todo=f"Unlock it and try again. {_TODO}",
        ) from None
    if not text and is_needed:
        raise NoKey(
            f"The keyring holds no key for {user}",
            todo=f"Put it there: keyring set {ENTRY} {user}. {_TODO}",
        )
    if text and not can_be_sent(text):
        raise NoKey(
            f"What the keyring holds for {user} cannot be a key",
            "it has spaces, or signs that no key has",
            todo=f"Put it there anew: keyring set {ENTRY} {user}.",
        )
    return text


def not_installed() -> NoKey:
    """Return what to say where the package that asks keyrings is missing."""
    return NoKey(
        "The keyring cannot be asked",
        "the package “keyring” is not installed",
        todo=f"Install teardown with it: pip install 'teardown[keyring]'. {_TODO}",
    )
