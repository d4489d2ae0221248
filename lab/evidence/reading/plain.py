"""Markdown and plain text from elsewhere: kept as it is, but unable to do anything.

What a person wrote stays word for word. A tag shows as the characters that it is typed with,
and a link that would run something leads nowhere.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from lab.evidence.reading.lines import without_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["harmless"]

_MOST_PASSES: Final = 4
_TOO_LONG: Final = 150_000
"""Characters; a longer text is made harmless without looking where its code stands."""

_TICKS: Final = re.compile(r"`+")
_TAG_START: Final = re.compile(r"<(?=[A-Za-z/!?])")
_AUTOLINK: Final = re.compile(r"<(?:https?://|mailto:)[^\s<>]*>", re.IGNORECASE)
_DESTINATION: Final = re.compile(
    r"(\]\([\s>]*<?|^[ >]{0,12}\[[^\]\n]{1,200}\]:\s*<?)([^\s<>)]+)", re.MULTILINE
)
_DEFINITION: Final = re.compile(r"(\]:[\s>]*<?)([^\s<>]+)")
"""What may be the target of ``[words]:``, wherever in lists and quotations that stands."""
_SCHEME: Final = re.compile(r"[\s\x00-\x20]*([a-z][a-z0-9+.\-\s\x00-\x20]*):", re.IGNORECASE)
_SAFE: Final = frozenset(("http", "https", "mailto", "tel", "ftp"))
_ACTING: Final = frozenset(("javascript", "vbscript", "data", "file", "blob", "livescript"))


def harmless(text: str) -> str:
    """Return the Markdown with its tags shown as text and its dangerous links cut off."""
    text = _DESTINATION.sub(_safe_destination, without_controls(text))
    text = _DEFINITION.sub(_inert_definition, text)
    if not _TAG_START.search(text):
        return text
    if len(text) > _TOO_LONG:
        return _escaped(text)
    for _ in range(_MOST_PASSES):
        made = _outside_code(text)
        if made == text:
            break
        text = made
    return _escaped(text) if _has_html(text) else text


def _outside_code(text: str) -> str:
    """Escape the tags outside code blocks and code spans, as far as one reading shows them."""
    lines = text.split("\n")
    for start, end, is_inline in _blocks(text):
        block = "\n".join(lines[start:end])
        made = _outside_spans(block) if is_inline else _escaped(block)
        # No line comes or goes: what follows keeps its place.
        lines[start:end] = made.split("\n")
    return "\n".join(lines)


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the lines of each piece of text and of HTML, and whether it is text with code spans."""
    from markdown_it import MarkdownIt

    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        if token.type in ("inline", "html_block") and token.map:
            yield token.map[0], token.map[1], token.type == "inline"


def _has_html(text: str) -> bool:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    return any(
        one.type in ("html_block", "html_inline")
        for token in tokens
        for one in (token, *(token.children or ()))
    )


def _outside_spans(block: str) -> str:
    made: list[str] = []
    at = 0
    while at < len(block):
        character = block[at]
        if character == "\\":
            step = block[at : at + 2]
        elif character == "`":
            step = _code_span(block, at)
        elif character == "<":
            link = _AUTOLINK.match(block, at)
            step = link[0] if link else "<"
            if not link and _TAG_START.match(block, at):
                made.append("\\")
        else:
            step = character
        made.append(step)
        at += len(step)
    return "".join(made)


def _code_span(block: str, at: int) -> str:
    """Return the code span that begins here; only its backticks where none ends it."""
    opening = _TICKS.match(block, at)
    ticks = opening[0] if opening else "`"
    for closing in _TICKS.finditer(block, at + len(ticks)):
        if closing[0] == ticks:
            return block[at : closing.end()]
    return ticks


def _escaped(text: str) -> str:
    return _TAG_START.sub("&lt;", text)


def _safe_destination(found: re.Match[str]) -> str:
    scheme = _scheme_of(found[2])
    return found[0] if not scheme or scheme in _SAFE else f"{found[1]}#"


def _inert_definition(found: re.Match[str]) -> str:
    # A colon behind a bracket is mostly prose, which stays as it is.
    return f"{found[1]}#" if _scheme_of(found[2]) in _ACTING else found[0]


def _scheme_of(destination: str) -> str:
    plain = html.unescape(destination).replace("\\", "")
    scheme = _SCHEME.match(plain)
    return "".join(scheme[1].split()).lower() if scheme else ""
