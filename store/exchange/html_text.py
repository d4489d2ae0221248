"""Texts of a teardown as HTML: literal ones, and the learner's Markdown.

Whatever a text holds, nothing comes out but the few elements that are written here: no HTML
of its own, no address but http, https and mailto, no picture that would be fetched.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Final

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.renderer import RendererHTML

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

__all__ = ["block", "inline", "is_address", "link", "literal", "plain"]

_ADDRESS: Final = re.compile(r"(?:https?://[^\s/?#@:]|mailto:[^\s@]+@)", re.IGNORECASE)
_BARE: Final = re.compile(
    r"(https?://[^\s<>\"'()\[\]{}|]*[^\s<>\"'()\[\]{}|.,;:!?*_~`])", re.IGNORECASE
)
"""An address in the middle of a text, without the full stop behind it."""
_REL: Final = "noopener noreferrer nofollow"
_NO_TEXT: Final = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ufdd0-\\ufdef\\ufffe\\uffff\\ud800-\\udfff]"
)
_DELETE: Final = 0x7F
_DEEPEST: Final = 40
"""Quotes and lists within each other, beyond which a text is shown as it stands."""
_LONGEST: Final = 2_000_000
"""Characters, beyond which a text is shown as it stands: rendering it would take minutes."""
_DEEPEST_HEADING: Final = 6
_OUR_HEADINGS: Final = 3
"""The levels of heading above an answer: title, section, question."""
_OWN_DIRECTION: Final = frozenset(
    {"paragraph_open", "heading_open", "list_item_open", "th_open", "td_open"}
)


def plain(text: str) -> str:
    """Return a text to be shown literally, wherever text or an attribute's value can stand."""
    return escape(_shown(text))


def literal(text: str) -> str:
    """Return a text to be shown literally with its own lines, as an element of its own."""
    return f'<div class="literal" dir="auto">{plain(text)}</div>'


def inline(text: str) -> str:
    """Return a text of one line with its emphasis, code and links."""
    return f"<bdi>{_parser().renderInline(_shown(text)).strip()}</bdi>"


def block(text: str) -> str:
    """Return a text with its Markdown rendered; one that is too deep or long stands literally."""
    shown = _shown(text)
    if len(shown) > _LONGEST:
        return literal(text)
    parser = _parser()
    environment: dict[str, Any] = {}
    tokens = parser.parse(shown, environment)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return literal(text)
    return f'<div class="prose">{parser.renderer.render(tokens, parser.options, environment)}</div>'


def is_address(text: str) -> bool:
    """Return whether a text is an address that may be a link."""
    return bool(_ADDRESS.match(text)) and text.isprintable() and " " not in text


def link(address: str, words: str = "") -> str:
    """Return a link; plain text where the address is none that a link may lead to."""
    if not is_address(address):
        return f"<bdi>{plain(words or address)}</bdi>"
    bare = "" if words else ' class="bare"'
    target = escape(normalizeLink(address))
    return f'<a{bare} href="{target}" rel="{_REL}"><bdi>{plain(words or address)}</bdi></a>'


def _shown(text: str) -> str:
    """Return the text with whatever is no text made visible."""
    return _NO_TEXT.sub(_picture, text.replace("\r\n", "\n").replace("\r", "\n"))


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < ord(" "):
        return chr(0x2400 + code)
    return "␡" if code == _DELETE else "\ufffd"


class _Markdown(MarkdownIt):
    """CommonMark with tables and ~~strikes~~, without HTML, with few kinds of address."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Return whether an address may become a link."""
        return bool(_ADDRESS.match(url))


class _Renderer(RendererHTML):
    """Writes the few elements that a learner's text may become."""

    def text(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        content = tokens[idx].content
        if tokens[idx].meta.get("linked") or "://" not in content:
            return plain(content)
        parts = _BARE.split(content)
        return "".join(link(part) if odd % 2 else plain(part) for odd, part in enumerate(parts))

    def fence(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return f'<pre tabindex="0"><code>{plain(tokens[idx].content)}</code></pre>\n'

    def code_block(self, tokens: Sequence[Token], idx: int, *rest: Any) -> str:
        return self.fence(tokens, idx, *rest)

    def table_open(self, *_: Any) -> str:
        return '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>\n'

    def table_close(self, *_: Any) -> str:
        return "</table></div>\n"

    def heading_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return f'<{_lower(tokens[idx].tag)} dir="auto">'

    def heading_close(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return f"</{_lower(tokens[idx].tag)}>\n"

    def link_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        token = tokens[idx]
        bare = ' class="bare"' if token.markup == "autolink" else ""
        return f'<a{bare} href="{plain(str(token.attrGet("href")))}" rel="{_REL}">'

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        token = tokens[idx]
        words = plain(self.renderInlineAsText(token.children, options, env)) or "without a name"
        if token.meta.get("linked"):  # a link cannot stand in a link
            return f"[picture: {words}]"
        return f'<a href="{plain(str(token.attrGet("src")))}" rel="{_REL}">[picture: {words}]</a>'


def _lower(tag: str) -> str:
    """Return a heading's element, below the headings of the page."""
    return f"h{min(int(tag[1:]) + _OUR_HEADINGS, _DEEPEST_HEADING)}"


def _prepare(state: Any) -> None:
    """Give paragraphs their own direction and columns a side; note what stands in a link."""
    for token in state.tokens:
        depth = 0
        for child in token.children or ():
            depth += (child.type == "link_open") - (child.type == "link_close")
            if depth:
                child.meta["linked"] = True
        if token.type in _OWN_DIRECTION:
            style = str(token.attrs.pop("style", ""))
            token.attrSet("dir", "auto")
            if side := style.removeprefix("text-align:"):
                token.attrSet("class", side)


@cache
def _parser() -> MarkdownIt:
    options = {"html": False, "maxNesting": _DEEPEST}
    parser = _Markdown("commonmark", options, renderer_cls=_Renderer)
    parser.enable(["table", "strikethrough"])
    parser.core.ruler.push("prepare", _prepare)
    return parser
