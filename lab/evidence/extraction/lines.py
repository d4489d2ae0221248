"""One line of text: its runs, each with the formats and the link that it stands in."""

from __future__ import annotations

import re
from html import escape
from typing import Final, NamedTuple

__all__ = ["BREAK", "Run", "line_html"]

_SPACE: Final = re.compile(r"[ \t\r\n\f\v\u00a0\u2028\u2029]+")


class Run(NamedTuple):
    """Text whose formats and link are the same."""

    text: str
    formats: tuple[str, ...]
    href: str


BREAK: Final = Run("", (), "")
"""Here a new line starts in the same paragraph."""


def line_html(runs: list[Run]) -> str:
    """Return a line as HTML, white space collapsed and none at its ends; ``""`` without text."""
    out: list[str] = []
    opened: list[str] = []
    href = ""
    gap = breaks = False
    for run in runs:
        if run is BREAK:
            breaks = True
            continue
        text = _SPACE.sub(" ", run.text)
        if not text.strip():
            gap = gap or bool(text)
            continue
        gap = gap or text.startswith(" ")
        wanted = ["a", *run.formats] if run.href else [*run.formats]
        common = _common(opened, wanted) if href == run.href else 0
        out.extend(f"</{tag}>" for tag in reversed(opened[common:]))
        if out and (gap or breaks):
            out.append("<br>" if breaks else " ")
        breaks = False
        out.extend(
            f'<a href="{escape(run.href)}">' if tag == "a" else f"<{tag}>"
            for tag in wanted[common:]
        )
        out.append(escape(text.strip(), quote=False))
        opened, href, gap = wanted, run.href, text.endswith(" ")
    out.extend(f"</{tag}>" for tag in reversed(opened))
    return "".join(out)


def _common(one: list[str], other: list[str]) -> int:
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length
