"""What Enter and ctrl+b do to Markdown: lists go on by themselves, words become bold. Pure."""

from __future__ import annotations

import re

__all__ = ["bold", "list_marker"]

_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>[-*+]|(?P<number>\d{1,9})(?P<dot>[.)]))(?P<gap> +)"
    r"(?P<box>\[[ xX]\] +)?"
)
_QUOTE = re.compile(r"[ \t]*(?:> ?)+")


def list_marker(line: str) -> str:
    """Return what the line after a list item or a quotation begins with; empty for any other.

    An item without any text ends its list, so it has no marker to pass on.
    """
    if (item := _ITEM.match(line)) is not None:
        if item.end() == len(line):
            return ""
        mark = item["mark"] if item["number"] is None else f"{int(item['number']) + 1}{item['dot']}"
        return f"{item['indent']}{mark}{item['gap']}{'[ ] ' if item['box'] else ''}"
    quote = _QUOTE.match(line)
    if quote is None or quote.end() == len(line):
        return ""
    return quote[0]


def bold(text: str) -> str:
    """Return the text in bold, or, where it was bold, as it was before."""
    if len(text) >= 4 and text.startswith("**") and text.endswith("**"):  # noqa: PLR2004 - two marks of two
        return text[2:-2]
    return f"**{text}**"
