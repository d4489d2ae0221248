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

_LONG: Final = 20
"""Characters of a key of which a part alone is worth hiding."""
_PART: Final = 8

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
        self._parts = {
            key[at : at + _PART]
            for key in self._keys
            if len(key) >= _LONG
            for at in range(len(key) - _PART + 1)
        }

    def __call__(self, text: str) -> str:
        """Return the text without any key."""
        for key in self._keys:
            text = text.replace(key, HIDDEN)
        text = self._without_parts(text)
        text = _HEADERS.sub(rf"\1\2{HIDDEN}", text)
        text = _BEARER.sub(rf"\1{HIDDEN}", text)
        text = _IN_ADDRESS.sub(rf"\1{HIDDEN}@", text)
        return SECRETS.sub(HIDDEN, text)

    def _without_parts(self, text: str) -> str:
        """Return the text without pieces of a long key: said one by one they say it all."""
        if not self._parts:
            return text
        kept: list[str] = []
        done = hidden_to = 0
        for at in range(len(text) - _PART + 1):
            if text[at : at + _PART] in self._parts:
                if at > hidden_to or not kept:
                    kept += [text[done:at], HIDDEN]
                done = hidden_to = at + _PART
        return "".join([*kept, text[done:]])
