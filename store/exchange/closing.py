"""What a text leaves open when it is rendered, and the lines that close it.

An answer with an unclosed fence would turn the rest of the page into code, one with an
unclosed ``<details>`` would hide it. The export adds the missing lines at the end of
that answer and names them in its closing mark, so that they go again on the way in.

This follows the block structure of CommonMark 0.31, as far as it decides which fence or
raw HTML is open at the end: block quotes, list items, paragraphs and their lazy lines.
Whatever is inside a quote or a list item ends with it and needs no closing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["left_open"]

_WORTH_A_LOOK = re.compile(r"```|~~~|<[A-Za-z?]|<!(?!-- /?teardown:)")
_FENCE = re.compile(r"(`{3,})[^`]*\Z|(~{3,})")
_HEADING = re.compile(r"#{1,6}(?: |\Z)")
_UNDERLINE = re.compile(r"(?:=+|-+) *\Z")
_RULE = re.compile(r"(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})\Z")
_ITEM = re.compile(r"([-*+]|([0-9]{1,9})[.)])( +|\Z)")
_QUOTE = -1

_RAW = (  # the start of raw HTML, what ends it (None: a blank line), what closes it by hand
    (re.compile(r"<(script|pre|style|textarea)(?: |>|\Z)", re.IGNORECASE), "</", ""),
    (re.compile(r"<!--"), "-->", "-->"),
    (re.compile(r"<\?"), "?>", "?>"),
    (re.compile(r"<![A-Za-z]"), ">", ">"),
    (re.compile(r"<!\[CDATA\["), "]]>", "]]>"),
)
_RAW_ENDS = re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)
_BLOCK_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|"
    "header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|"
    "param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_RAW_UNTIL_BLANK = re.compile(rf"</?(?:{_BLOCK_NAMES})(?: |/?>|\Z)", re.IGNORECASE)
_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_LONE_TAG = re.compile(rf"<(?:[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?|/[A-Za-z][\w-]*\s*)> *\Z")

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])[^<>]*>")
_BACKTICKS = re.compile(r"`+")
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link"),
        *("meta", "p", "param", "source", "track", "wbr", "script", "style", "pre"),
        *("textarea", "plaintext"),
    )
)
"""Elements that need no end, or get one as raw HTML."""
_MOST_TAGS = 100
_DEEPEST = 100
"""Containers within containers, beyond which a line is taken as text."""


def left_open(text: str) -> str:
    """Return the lines that close what the text leaves open, or “” if it leaves nothing open."""
    if not _WORTH_A_LOOK.search(text):
        return ""
    blocks = _Blocks()
    for line in text.split("\n"):
        blocks.read(line)
    closing = [blocks.closing()] if blocks.closing() else []
    closing += [f"</{name}>" for name in reversed(_open_tags(blocks.prose))]
    return "\n".join(closing)


@dataclass(slots=True)
class _Blocks:
    """Where a text is in CommonMark's tree of blocks, after each line."""

    containers: list[int] = field(default_factory=list)
    """From the outside in: a list item's width, or _QUOTE."""
    paragraph: bool = False
    fence: str = ""
    raw_end: str | None = None
    """What ends the raw HTML that is open; “” for a blank line, None if there is none."""
    raw_closing: str = ""
    hollow: bool = False
    """The innermost list item has nothing but its marker yet."""
    prose: list[str] = field(default_factory=list)
    """The lines outside of code: where tags count."""

    def closing(self) -> str:
        """Return what closes the fence or raw HTML that is open outside of any container."""
        if self.containers:
            return ""
        return self.fence or self.raw_closing

    def read(self, line: str) -> None:
        """Take the next line."""
        line = line.expandtabs(4)
        position, matched = self._go_in(line)
        inside = matched == len(self.containers)
        rest = line[position:]
        if inside and self.fence:
            self._read_code(rest)
            return
        if inside and self.raw_end is not None and self._read_raw(rest):
            return
        if not inside:
            self.fence, self.raw_end, self.raw_closing = "", None, ""
        self._start(rest, matched)

    def _go_in(self, line: str) -> tuple[int, int]:
        """Follow the open containers; return how far the line goes and how many it stays in."""
        position = 0
        for matched, width in enumerate(self.containers):
            rest = line[position:]
            indent = len(rest) - len(rest.lstrip(" "))
            if width == _QUOTE:
                if indent > 3 or rest[indent : indent + 1] != ">":  # noqa: PLR2004 - four is code
                    return position, matched
                position += indent + 1
                position += line[position : position + 1] == " "
            elif indent == len(rest):
                if self.hollow and matched == len(self.containers) - 1:
                    return position, matched
                position += min(indent, width)
            elif indent >= width:
                position += width
            else:
                return position, matched
        return position, len(self.containers)

    def _read_code(self, rest: str) -> None:
        bare = rest.strip(" ")
        indent = len(rest) - len(rest.lstrip(" "))
        if indent <= 3 and len(bare) >= len(self.fence) and set(bare) == {self.fence[0]}:  # noqa: PLR2004
            self.fence = ""

    def _read_raw(self, rest: str) -> bool:
        """Take a line into the raw HTML; return False where a blank line has ended it."""
        if self.raw_end == "" and not rest.strip(" "):
            self.raw_end, self.raw_closing = None, ""
            return False
        self.prose.append(rest)
        if self._ends_raw(rest):
            self.raw_end, self.raw_closing = None, ""
        return True

    def _ends_raw(self, rest: str) -> bool:
        if self.raw_end == "</":
            return bool(_RAW_ENDS.search(rest))
        return bool(self.raw_end) and str(self.raw_end) in rest

    def _start(self, rest: str, matched: int) -> None:
        """Open what this line opens, from the outside in, and take what is left as text."""
        continues = self.paragraph and matched == len(self.containers)
        lazy = self.paragraph and not continues
        while True:
            bare = rest.lstrip(" ")
            indent = len(rest) - len(bare)
            if not bare:
                self._end(matched)
                self.prose.append("")
                return
            if indent > 3 or matched >= _DEEPEST:  # noqa: PLR2004 - four spaces are code
                if continues or lazy:
                    break
                self._end(matched)
                self.hollow = False
                return
            if continues and _UNDERLINE.match(bare):
                self.paragraph = False
                return
            width, used = self._container(rest, continues=continues)
            if not used:
                if self._leaf(bare, matched, interrupting=continues or lazy):
                    return
                break
            self._end(matched)
            self.containers.append(width)
            rest = rest[used:]
            self.hollow = width != _QUOTE and not rest.strip(" ")
            matched = len(self.containers)
            continues = lazy = False
        if not lazy:
            self._cut(matched)
        self.paragraph = True
        self.hollow = False
        self.prose.append(bare)

    def _end(self, matched: int) -> None:
        self._cut(matched)
        self.paragraph = False

    def _cut(self, matched: int) -> None:
        if matched < len(self.containers):
            del self.containers[matched:]
            self.hollow = False

    def _container(self, rest: str, *, continues: bool) -> tuple[int, int]:
        """Return the width of the container that starts here, and how much of the line it takes.

        Nothing is taken where none starts.
        """
        bare = rest.lstrip(" ")
        indent = len(rest) - len(bare)
        if bare.startswith(">"):
            return _QUOTE, indent + (2 if bare.startswith("> ") else 1)
        found = _ITEM.match(bare)
        if not found or _RULE.match(bare):
            return 0, 0
        marker, number, space = found.groups()
        empty = found.end() == len(bare)
        if continues and (empty or (number is not None and int(number) != 1)):
            return 0, 0
        after = len(space) if 1 <= len(space) <= 4 and not empty else 1  # noqa: PLR2004 - the same
        width = indent + len(marker) + after
        return width, width

    def _leaf(self, bare: str, matched: int, *, interrupting: bool) -> bool:
        """Take a line that is a block of its own or starts one; return whether it was."""
        if fence := _FENCE.match(bare):
            self._cut(matched)
            self.fence = fence[1] or fence[2]
        elif _HEADING.match(bare) or _RULE.match(bare):
            self._cut(matched)
            self.prose.append(bare)
        else:
            raw = self._raw_start(bare, interrupting=interrupting)
            if raw is None:
                return False
            self._cut(matched)
            self.raw_end, self.raw_closing = raw
            self.prose.append(bare)
            if self._ends_raw(bare):
                self.raw_end, self.raw_closing = None, ""
        self.paragraph = self.hollow = False
        return True

    def _raw_start(self, bare: str, *, interrupting: bool) -> tuple[str, str] | None:
        if not bare.startswith("<"):
            return None
        for start, end, closing in _RAW:
            if found := start.match(bare):
                return end, closing or f"</{found[1].lower()}>"
        if _RAW_UNTIL_BLANK.match(bare) or (not interrupting and _LONE_TAG.match(bare)):
            return "", ""
        return None


def _open_tags(lines: list[str]) -> list[str]:
    """Return the names of the HTML elements that are still open, outermost first."""
    names: list[str] = []
    prose = "\n".join(lines)
    if "<" not in prose:
        return names
    paragraphs = prose.split("\n\n")
    for slash, name in _TAG.findall("\n\n".join(map(_without_code_spans, paragraphs))):
        tag = name.lower()
        if slash and tag in names:
            del names[len(names) - 1 - names[::-1].index(tag) :]
        elif not slash and tag not in _VOID and len(names) < _MOST_TAGS:
            names.append(tag)
    return names


def _without_code_spans(paragraph: str) -> str:
    if "`" not in paragraph:
        return paragraph
    runs = list(_BACKTICKS.finditer(paragraph))
    next_of_length: dict[int, int] = {}
    closes = [0] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = len(runs[index][0])
        closes[index] = next_of_length.get(length, 0)
        next_of_length[length] = index
    kept, position, index = [], 0, 0
    while index < len(runs):
        if closes[index]:
            kept.append(paragraph[position : runs[index].start()])
            index = closes[index]
            position = runs[index].end()
        index += 1
    return "".join([*kept, paragraph[position:]])
