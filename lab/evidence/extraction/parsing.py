"""From the source of a page, however broken, to a tree of bounded depth."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from lxml import etree, html

from lab.evidence.extraction.tags import names

__all__ = ["LONGEST", "Parsed", "parse"]

LONGEST: Final = 8_000_000
"""Characters of source that are read; pages are rarely longer than a tenth of that."""
_DEEPEST: Final = 2040
"""Where the parser gives up, a little early; browsers stop nesting at 512."""
_FLAT: Final = 400
"""How deep tags may be nested in the source of a page that was too deep for the parser."""

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})[^<>]*>")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_OF_HEAD: Final = names("base link meta noscript script style template title")
_VOID: Final = names("area base br col embed frame hr img input link meta param source track wbr")


class Parsed(NamedTuple):
    """A page as a tree."""

    root: html.HtmlElement
    was_cut: bool
    """Whether it was longer or nested more deeply than what is read."""


def parse(source: str) -> Parsed:
    """Return the page as a tree; an empty one for an empty page. Never raises for bad HTML."""
    text = _CONTROL.sub("", source[:LONGEST])
    root = _tree(text)
    was_cut = len(source) > LONGEST
    if _is_too_deep(root):
        root, was_cut = _tree(_flattened(text)), True
    _free_the_body(root)
    return Parsed(root, was_cut)


def _free_the_body(root: html.HtmlElement) -> None:
    """Take out of the head what can only be of the body.

    A page may leave out the tags of both. The parser knows when the head ends for older
    elements, and takes ``main``, ``section`` and the like for a part of it.
    """
    head = root.find("head")
    if head is None:
        return
    first = next((place for place, one in enumerate(head) if one.tag not in _OF_HEAD), None)
    if first is None:
        return
    body = root.find("body")
    if body is None:
        body = root.makeelement("body", {})
        head.addnext(body)
    # What was text of the body stays behind what stood before it.
    moved = head[first:]
    text, body.text = body.text, None
    body[:0] = moved
    if text:
        moved[-1].tail = (moved[-1].tail or "") + text


def _tree(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    data = text.encode()
    try:
        root = etree.fromstring(data, parser) if text.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if root is None:
        root = html.Element("html")
    return root


def _is_too_deep(root: html.HtmlElement) -> bool:
    """Return whether the parser stopped because of the depth; what followed would be lost."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth >= _DEEPEST:
            return True
    return False


def _flattened(text: str) -> str:
    """Leave out the tags that are nested too deeply; their text stays."""
    depth = 0

    def keep(found: re.Match[str]) -> str:
        nonlocal depth
        closes, name = found.groups()
        if name.lower() in _VOID:
            return found[0]
        depth = max(0, depth - 1) if closes else depth + 1
        return " " if depth + bool(closes) > _FLAT else found[0]

    return _TAG.sub(keep, text)
