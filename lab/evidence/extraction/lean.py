"""Writes what is left of a tree as lean HTML: few tags, few attributes, nothing that acts.

It is the only way from a page to the Markdown, and it knows only what it lets through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from lxml import etree

from lab.evidence.extraction.addresses import safe_address
from lab.evidence.extraction.code import code_text, is_line_numbers, language_of
from lab.evidence.extraction.hidden import INVISIBLE
from lab.evidence.extraction.lines import BREAK, Run, line_html
from lab.evidence.extraction.pictures import said_by, source_of
from lab.evidence.extraction.tables import is_layout
from lab.evidence.extraction.tags import BLOCKS, CODE, HEADINGS, UNREAD

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from lab.evidence.extraction.addresses import Base

__all__ = ["lean_html"]

_DEEPEST: Final = 30
"""Elements of the structure that may be open at once; deeper text is kept without it."""

_FORMATS: Final = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "em"),
    **dict.fromkeys(("del", "s", "strike"), "del"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
_STRUCTURE: Final = {
    **{name: name for name in HEADINGS},
    **{name: name for name in ("ul", "ol", "li", "dl", "dt", "dd", "blockquote")},
    **{name: name for name in ("table", "tr", "td", "th", "caption")},
    **dict.fromkeys(("menu", "dir"), "ul"),
}
_WITHIN: Final = {
    "li": {"ul", "ol"},
    **dict.fromkeys(("tr", "caption"), ("table",)),
    **dict.fromkeys(("td", "th"), ("tr",)),
    **dict.fromkeys(("dt", "dd"), ("dl",)),
}
"""Where an element of the structure has to stand; elsewhere it is a paragraph."""
_ONE_LINE: Final = HEADINGS | {"td", "th", "dt", "caption"}
"""What holds one line of text, whatever stands inside."""
_APART: Final = frozenset(("a", "button", "label", "time", "img"))
"""Inline elements between which a gap is seen even where the source has none."""
_ANCHOR: Final = re.compile(r"\s*(?:[#¶§🔗⚓\uf0c1]|\[#\])?\s*")


def lean_html(root: HtmlElement, *, base: Base) -> str:
    """Return the text of a tree with its structure, as HTML that is safe by construction."""
    return _Writer(base).write(root)


@dataclass(slots=True)
class _Frame:
    """An element of the structure, written when the first text inside it is."""

    element: HtmlElement
    tag: str
    start: str
    is_written: bool = False
    lines: int = 0
    items: int = 0
    """The number of the last item, in a list with numbers."""


@dataclass(slots=True)
class _Link:
    element: HtmlElement
    href: str
    heading: HtmlElement | None
    """The heading that alone carries the link, of a whole card that is one."""
    is_spent: bool = False


class _Writer:
    def __init__(self, base: Base) -> None:
        self._base = base
        self._out: list[str] = []
        self._frames: list[_Frame] = []
        self._formats: list[tuple[HtmlElement, str]] = []
        self._link: _Link | None = None
        self._runs: list[Run] = []
        self._after_apart = False
        self._breaks = 0

    def write(self, root: HtmlElement) -> str:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "end":
                self._end(element, tag)
                if element is not root:
                    self._text(element.tail)
            elif tag in UNREAD or _is_pilcrow(element):
                walk.skip_subtree()
            elif tag in CODE:
                walk.skip_subtree()
                self._code(element)
            else:
                self._start(element, tag)
                self._text(element.text)
        self._end_line()
        return "".join(self._out)

    def _start(self, element: HtmlElement, tag: str) -> None:
        if tag in BLOCKS:
            self._end_line()
            self._open(element, tag)
            return
        if tag == "br":
            self._break()
            return
        if tag in _APART and self._after_apart:
            self._add(" ")
        if tag == "img":
            self._picture(element)
        elif tag == "a":
            href = safe_address(element.get("href"), base=self._base)
            if href and self._link is None:
                headings = element.xpath("(.//h1|.//h2|.//h3|.//h4|.//h5|.//h6)[1]")
                self._link = _Link(element, href, headings[0] if headings else None)
        elif tag in _FORMATS:
            self._formats.append((element, _FORMATS[tag]))

    def _end(self, element: HtmlElement, tag: str) -> None:
        if tag in BLOCKS and tag not in CODE:
            self._end_line()
            self._close(element)
        if self._formats and self._formats[-1][0] is element:
            self._formats.pop()
        if self._link is not None and self._link.element is element:
            self._link = None
        if tag in _APART:
            self._after_apart = True

    def _open(self, element: HtmlElement, tag: str) -> None:
        name = _STRUCTURE.get(tag)
        top = self._frames[-1].tag if self._frames else ""
        if name is None or len(self._frames) >= _DEEPEST or top in _ONE_LINE:
            return
        if name in _WITHIN and top not in _WITHIN[name]:
            return
        if name == "table" and is_layout(element):
            return
        start = name
        stated = (element.get("start") or "").strip()
        first = int(stated[:6]) - 1 if name == "ol" and stated.isdecimal() else 0
        if name == "li" and top == "ol":
            self._frames[-1].items += 1
            start = f'li value="{self._frames[-1].items}"'
        self._frames.append(_Frame(element, name, f"<{start}>", items=first))

    def _close(self, element: HtmlElement) -> None:
        if not self._frames or self._frames[-1].element is not element:
            return
        frame = self._frames[-1]
        if frame.tag in {"td", "th"} and any(each.is_written for each in self._frames[-3:-1]):
            self._write_frames()
        self._frames.pop()
        if frame.is_written:
            self._out.append(f"</{frame.tag}>")

    def _write_frames(self) -> None:
        for frame in self._frames:
            if not frame.is_written:
                frame.is_written = True
                self._out.append(frame.start)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        text = INVISIBLE.sub("", text)
        if text.strip():
            self._after_apart = False
            self._breaks = 0
        self._add(text)

    def _add(self, text: str) -> None:
        link = self._link
        href = ""
        if link is not None and not link.is_spent and self._carries(link):
            href = link.href
        self._runs.append(Run(text, self._formats_now(), href))

    def _carries(self, link: _Link) -> bool:
        return link.heading is None or any(frame.element is link.heading for frame in self._frames)

    def _formats_now(self) -> tuple[str, ...]:
        names = [name for _, name in self._formats]
        if "code" in names:
            return ("code",)
        if self._frames and self._frames[-1].tag in HEADINGS | {"th"}:
            return tuple(name for name in dict.fromkeys(names) if name != "strong")
        return tuple(dict.fromkeys(names))

    def _break(self) -> None:
        self._breaks += 1
        if self._frames and self._frames[-1].tag in _ONE_LINE:
            self._add(" ")
        elif self._breaks > 1:
            self._end_line()
        else:
            self._runs.append(BREAK)

    def _end_line(self) -> None:
        line = line_html(self._runs)
        self._runs = []
        self._after_apart = False
        self._breaks = 0
        if not line:
            return
        if self._link is not None and self._carries(self._link):
            self._link.is_spent = True
        self._write_frames()
        top = self._frames[-1] if self._frames else None
        if top is not None and top.tag in _ONE_LINE:
            self._out.append(f" {line}" if top.lines else line)
        elif top is not None and top.tag in {"li", "dd"} and not top.lines:
            self._out.append(f"<span>{line}</span>")
        else:
            self._out.append(f"<p>{line}</p>")
        if top is not None:
            top.lines += 1

    def _picture(self, image: HtmlElement) -> None:
        said = said_by(image)
        if not said or self._link is not None:
            return  # a picture that is a link is a button or the front of a card
        if href := safe_address(source_of(image), base=self._base):
            self._runs.append(Run(said, (), href))

    def _code(self, pre: HtmlElement) -> None:
        self._end_line()
        text = code_text(pre)
        if not text.strip() or is_line_numbers(text):
            return
        if self._frames and self._frames[-1].tag in _ONE_LINE:
            self._runs.append(Run(text, ("code",), ""))
            return
        self._write_frames()
        language = escape(language_of(pre))
        self._out.append(f'<pre data-language="{language}">{escape(text, quote=False)}</pre>')


def _is_pilcrow(element: HtmlElement) -> bool:
    """Return whether a link only offers the address of the heading that it stands in."""
    if element.tag != "a" or not (element.get("href") or "").strip().startswith("#"):
        return False
    return _ANCHOR.fullmatch("".join(element.itertext())) is not None
