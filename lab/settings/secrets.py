"""What looks like an API key. A settings file is copied, shown and shared: no key goes there."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ADVICE", "SECRETS", "looks_secret", "names_a_secret"]

ADVICE: Final = (
    "a settings file is no place for a key. Take it out, and put it into the environment, as "
    "ANTHROPIC_API_KEY"
)

SECRETS: Final = re.compile(
    r"(?:bearer\s+)?(?:"
    r"[sprx]k-[\w-]{16,}"  # Anthropic, OpenAI and those who follow them
    r"|(?:gh[pousr]|glpat|hf|xox[abp]|gsk|nvapi)[_-][\w-]{16,}"
    r"|AIza[\w-]{30,}|AKIA[0-9A-Z]{16}"
    r"|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*"
    r")",
    re.IGNORECASE | re.ASCII,
)
"""What a key looks like, anywhere in a text."""
_NAMES: Final = frozenset({"apikey", "token", "secret", "password", "credentials"})


def looks_secret(text: str) -> bool:
    """Return whether a text has the shape of a key that only its owner should know."""
    return SECRETS.fullmatch(text.strip()) is not None


def names_a_secret(name: str) -> bool:
    """Return whether something of this name would hold a key: ``api_key``, ``auth-token``."""
    words = re.split(r"[^a-z0-9]+", name.rpartition(".")[2].lower())
    return not _NAMES.isdisjoint(words) or ("key" in words and len(words) > 1)
