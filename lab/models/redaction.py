"""Keys taken out of texts. Whatever a service or a library says goes through here first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lab.settings.secrets import SECRETS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["HIDDEN", "Redaction"]

HIDDEN: Final = "[key]"
"""What stands where a key stood."""

_SHORTEST: Final = 4
"""Characters; replacing every “a” of a text would hide no key but show its letters."""

_HEADERS: Final = re.compile(
    r"""(?ix) \b (authorization|(?:x-)?api[-_]?key) (["']?\s*[:=]\s*["']?)
        (?: (?:bearer|basic)\s+ )? [^\s"',;}\]]+""",
)
_BEARER: Final = re.compile(r"\b(bearer\s+)[\w.~+/=-]{8,}", re.IGNORECASE)
_IN_ADDRESS: Final = re.compile(r"(://)[^/\s@]+@")


class Redaction:
    """Takes given keys, and whatever looks like one, out of texts."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        # The longest first: one key may begin as another.
        self._keys = sorted({key for key in keys if len(key) >= _SHORTEST}, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """Return the text without any key."""
        for key in self._keys:
            text = text.replace(key, HIDDEN)
        text = _HEADERS.sub(rf"\1\2{HIDDEN}", text)
        text = _BEARER.sub(rf"\1{HIDDEN}", text)
        text = _IN_ADDRESS.sub(rf"\1{HIDDEN}@", text)
        return SECRETS.sub(HIDDEN, text)
