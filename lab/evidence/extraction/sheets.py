"""What the page's own style sheets hide, as far as plain selectors say so."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

__all__ = ["Sheets", "fades", "has_no_ink", "hides", "shows"]

_LONGEST: Final = 600_000
"""Characters of style sheets that are read."""

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_RULE: Final = re.compile(r"([^{};]*)\{([^{}]*)\}")
_PLAIN: Final = re.compile(r"([a-zA-Z][\w-]*)?([.#])((?:[\w-]|\\.)+)")

_HIDING: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|font-size\s*:\s*0*\.?0+(?:px|em|rem|pt|%|vw)?\s*(?:[;!]|\Z)"
    r"|(?<![\w-])(?:left|top|right|text-indent|margin-left)\s*:\s*-\s*(?:\d{4,}(?:\.\d*)?\s*(?:px|%|pt)"
    r"|\d{3,}(?:\.\d*)?\s*(?:em|rem|vw|vh))"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%\s*\)|circle\(\s*0[^)]*\))"
    r"|(?<![\w-])transform\s*:\s*scale\(\s*0\s*\)"
    r"|(?<![\w-])zoom\s*:\s*0*\.?0+%?\s*(?:[;!]|\Z)"
    r"|(?<![\w-])filter\s*:\s*opacity\(\s*0*\.?0+%?\s*\)",
    re.IGNORECASE,
)
_TRANSPARENT: Final = re.compile(r"(?<![\w-])opacity\s*:\s*0*\.?0+%?\s*(?:[;!]|\Z)", re.IGNORECASE)
_ENTERING: Final = re.compile(
    r"transform|translate|transition|will-change|animation|filter\s*:", re.IGNORECASE
)
_INK: Final = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND: Final = re.compile(r"(?<![\w-])background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_NO_INK: Final = re.compile(
    r"transparent|(?:rgb|hsl)a?\((?:[^,()]*,){3}\s*0*\.?0+%?\s*\)"
    r"|(?:rgb|hsl)a?\([^()]*/\s*0*\.?0+%?\s*\)|#(?:[0-9a-f]{3}0|[0-9a-f]{6}00)",
    re.IGNORECASE,
)
_TAKEN_OVER: Final = ("inherit", "initial", "unset", "revert", "currentcolor", "var(")
"""Words that say the same without being the same colour."""
_CUT_OUT: Final = "background-clip"
_SHOWING: Final = re.compile(
    r"(?<![\w-])display\s*:\s*(?!none)\w|visibility\s*:\s*visible", re.IGNORECASE
)


def hides(declarations: str) -> bool:
    """Return whether a style hides the text of its element.

    Full transparency hides, except beside a transform or a transition: that is how text is
    written that glides in while one scrolls, and it makes up half of many landing pages.
    """
    plain = _spelt_out(declarations)
    return _HIDING.search(plain) is not None or fades(plain)


def has_no_ink(declarations: str) -> bool:
    """Return whether an element's own style gives its text no colour, or that of its ground.

    Text without a colour before a gradient that is cut to it is how headlines shine. In a style
    sheet the two stand in different rules, so of those this tells nothing.
    """
    declarations = _spelt_out(declarations)
    ink = _INK.search(declarations)
    if ink is None or _CUT_OUT in declarations.lower():
        return False
    colour = ink[1].strip().lower()
    if _NO_INK.fullmatch(colour):
        return True
    ground = _GROUND.search(declarations)
    same = ground is not None and ground[1].strip().lower() == colour
    return same and not colour.startswith(_TAKEN_OVER)


def _spelt_out(declarations: str) -> str:
    """Return a style without comments and escapes, behind which a word can be hidden."""
    if "\\" not in declarations and "/*" not in declarations:
        return declarations
    return _ESCAPE.sub(_escaped, _COMMENT.sub("", declarations))


def _escaped(found: re.Match[str]) -> str:
    if not found[1]:
        return found[2]
    code = int(found[1], 16)
    return chr(code) if 0 < code <= sys.maxunicode else ""


def fades(declarations: str) -> bool:
    """Return whether a style hides its element by transparency alone."""
    return bool(_TRANSPARENT.search(declarations)) and not _ENTERING.search(declarations)


def shows(declarations: str) -> bool:
    """Return whether a style shows what another one may have hidden."""
    return bool(_SHOWING.search(declarations))


class Sheets:
    """The classes and ids that are hidden and that no rule shows, on any width of window."""

    def __init__(self, sheets: Iterable[tuple[str, str]]) -> None:
        """Take each sheet's text and the media that it is for, as its element states them."""
        self._hidden: set[str] = set()
        self._shown: set[str] = set()
        left = _LONGEST
        for text, media in sheets:
            if left <= 0:
                break
            if "print" not in media:
                self._read(text[:left], always=media.lower() in {"", "all", "screen"})
            left -= len(text)

    def __bool__(self) -> bool:
        return bool(self._hidden)

    def hide(self, element: HtmlElement) -> bool:
        """Return whether the style sheets hide an element."""
        names = [f".{name}" for name in (element.get("class") or "").split()]
        if identity := element.get("id"):
            names.append(f"#{identity}")
        keys = {key for name in names for key in (name, f"{element.tag!s}{name}")}
        return not keys.isdisjoint(self._hidden) and keys.isdisjoint(self._shown)

    def _read(self, text: str, *, always: bool) -> None:
        if "{" not in text:
            return
        plain = _COMMENT.sub("", text)
        depth = end = 0
        prints = False
        for found in _RULE.finditer(plain):
            between = plain[end : found.start()]
            end = found.end()
            opened = between.count("{")
            depth = max(0, depth + opened - between.count("}"))
            if opened or not depth:
                prints = opened > 0 and "print" in between
            selectors, declarations = found.groups()
            if not prints:
                self._note(selectors, declarations, always=always and depth == 0)

    def _note(self, selectors: str, declarations: str, *, always: bool) -> None:
        hidden = always and hides(declarations)
        if not hidden and not shows(declarations):
            return
        for selector in selectors.split(","):
            found = _PLAIN.fullmatch(selector.strip())
            if found is None:
                continue
            tag, mark, name = found.groups()
            key = f"{(tag or '').lower()}{mark}{name.replace(chr(92), '')}"
            (self._hidden if hidden else self._shown).add(key)
