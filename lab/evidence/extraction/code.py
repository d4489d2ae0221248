"""Blocks of code: their text as it stands, and the language that the page says they are in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from lab.evidence.extraction.hidden import INVISIBLE
from lab.evidence.extraction.tags import BLOCKS, names

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["code_text", "is_line_numbers", "language_of"]

_CLASS: Final = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|highlight-text|highlight|brush:?|sourceCode)"
    r"[-:\s]\s*([A-Za-z][\w+#.-]{0,20})"
)
_NO_LANGUAGE: Final = names(
    "highlight notranslate default none text plain plaintext code block wrapper container "
    "dark light theme pre toolbar lines line"
)
_NAMED: Final = ("data-lang", "data-language", "data-code-language", "lang-name")
_GUTTER: Final = re.compile(
    r"(?:^|[\s_-])(?:line-?no|line-?nos|linenumber|line-numbers-rows|gutter|lnt|ln|rouge-gutter"
    r"|blob-num|copy|copy-button|copybtn|clipboard|toolbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"[\d\s]+")


def language_of(pre: HtmlElement) -> str:
    """Return the language of a block of code as the page names it, lower case, or ``""``."""
    near = [pre, *pre.iter("code")]
    parent = pre.getparent()
    for _ in range(3):
        if parent is None or parent.tag in {"body", "main", "article", "li", "td"}:
            break
        near.append(parent)
        parent = parent.getparent()
    for element in near:
        for name in _NAMED:
            stated = (element.get(name) or "").strip().lower()
            if re.fullmatch(r"[a-z][\w+#.-]{0,20}", stated) and stated not in _NO_LANGUAGE:
                return stated
        for found in _CLASS.finditer(element.get("class") or ""):
            stated = found[1].lower()
            if stated not in _NO_LANGUAGE:
                return stated
    return ""


def code_text(pre: HtmlElement) -> str:
    """Return the text of a block of code: white space kept, without numbers of lines."""
    parts: list[str] = []
    walk = etree.iterwalk(pre, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element is not pre and _GUTTER.search(element.get("class") or ""):
                walk.skip_subtree()
            elif element.tag == "br":
                parts.append("\n")
            else:
                parts.append(element.text or "")
        elif element is not pre:
            if element.tag in BLOCKS and parts and not "".join(parts[-3:]).endswith("\n"):
                parts.append("\n")
            parts.append(element.tail or "")
    text = INVISIBLE.sub("", "".join(parts)).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in text.replace("\u00a0", " ").split("\n")).strip("\n")


def is_line_numbers(text: str) -> bool:
    """Return whether a block holds nothing but the numbers of the lines beside it."""
    return _NUMBERS.fullmatch(text) is not None and text.split()[:2] == ["1", "2"]
