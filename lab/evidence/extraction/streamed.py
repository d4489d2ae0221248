"""Parts of a page that the server sends late and that are moved to their place as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["show_streamed"]

_PLACES: Final = ("B:", "P:")
"""How React's streaming names a place; the part that comes there is ``S:`` with the same end."""


def show_streamed(root: HtmlElement) -> None:
    """Move each part to the place that the page keeps for it.

    A part is hidden only until a script of one line has moved it, which every browser does while
    the page loads. Where no place is kept for it, it stays hidden.
    """
    parts = {
        str(element.get("id"))[2:]: element
        for element in root.xpath("//div[@hidden and starts-with(@id, 'S:')]")
    }
    if not parts:
        return
    for place in root.xpath("//template[@id]"):
        name = str(place.get("id"))
        part = parts.pop(name[2:], None) if name.startswith(_PLACES) else None
        if part is not None and not any(each is part for each in place.iterancestors()):
            del part.attrib["hidden"]
            _move(part, behind=place)


def _move(part: HtmlElement, *, behind: HtmlElement) -> None:
    tail, part.tail = part.tail, None
    if tail:
        parent = part.getparent()
        before = part.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        elif parent is not None:
            parent.text = (parent.text or "") + tail
    behind.addnext(part)
