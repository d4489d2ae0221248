"""Half characters: what a broken paste or program leaves, and no file can hold."""

from __future__ import annotations

__all__ = ["whole"]


def whole(text: str) -> str:
    """Return the text with halves of characters (lone surrogates) replaced by U+FFFD.

    Two halves that belong together become the character that they are.
    """
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
