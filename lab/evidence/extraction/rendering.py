"""From lean HTML to Markdown, by markdownify with a few manners of our own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdownify import ATX, MarkdownConverter

if TYPE_CHECKING:
    from bs4.element import Tag

__all__ = ["markdown_of"]

_MARKS: Final = re.compile(r"([\\`*\[\]<~])")
_UNDERSCORE: Final = re.compile(r"(?<!\w)_|_(?!\w)")
_ENTITY: Final = re.compile(r"&(?=#?\w{1,32};)")
_LINE_START: Final = re.compile(
    r"^([ \t]*)((?:#{1,6}|[+-])(?=\s|$)|-(?=--)|[>=|]|\d{1,9}[.)](?=\s|$))", re.MULTILINE
)
_FENCE: Final = re.compile(r"`{3,}")


def markdown_of(lean: str) -> str:
    """Return lean HTML as Markdown that ends with one line feed; ``""`` for no text."""
    if not lean:
        return ""
    text = _Converter(heading_style=ATX, bullets="-", bs4_options="lxml", autolinks=False).convert(
        f"<body>{lean}</body>"
    )
    text = text.strip("\n ")
    return text + "\n" if text else ""


def _escaped(found: re.Match[str]) -> str:
    space, mark = found.groups()
    return f"{space}{mark[:-1]}\\{mark[-1]}"


class _Converter(MarkdownConverter):
    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Let no character of the text act as markup."""
        text = _MARKS.sub(r"\\\1", text)
        text = _UNDERSCORE.sub(r"\\_", text)
        text = _ENTITY.sub(r"\\&", text)
        if {"td", "th"} & parent_tags:
            text = text.replace("|", "\\|")
        return text

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - markdownify calls it so
        """Let no line of a paragraph start like a list, a heading or a quotation."""
        return f"\n\n{_LINE_START.sub(_escaped, text.strip())}\n\n"

    def convert_span(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - markdownify calls it so
        """Do the same for the first line of an item."""
        return _LINE_START.sub(_escaped, text)

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - markdownify calls it so
        """Mark an item with its own number, or with a dash."""
        bullet = f"{el['value']}. " if el.get("value") else "- "
        indent = " " * len(bullet)
        lines = text.strip().split("\n")
        rest = [f"{indent}{line}" if line else "" for line in lines[1:]]
        return "\n".join([f"{bullet}{lines[0]}", *rest]) + "\n" if lines[0] else "\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - markdownify calls it so
        """Fence code with its language; with a longer fence if it holds one."""
        longest = max((len(found) for found in _FENCE.findall(text)), default=2)
        fence = "`" * (longest + 1)
        return f"\n\n{fence}{el.get('data-language', '')}\n{text.strip(chr(10))}\n{fence}\n\n"
