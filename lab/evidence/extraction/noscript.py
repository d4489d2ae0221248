"""What a page says to readers without scripts, and when that is all it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.evidence.extraction.hidden import take_out
from lab.walk.progress import count_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["settle_noscript"]

_FEW: Final = 30
"""Words on a page that has nothing to say unless its scripts run."""
_LONG: Final = 60
"""Words for readers without scripts that are the page itself, and no request to turn them on."""


def settle_noscript(root: HtmlElement) -> str:
    """Return what the page says to readers without scripts, and take it out of the tree.

    Where the page says nothing else and that is long, it is the page, and stays.
    """
    elements = root.xpath("//noscript[not(ancestor::head)]")
    said = " ".join(" ".join(" ".join(each.itertext()).split()) for each in elements).strip()
    if count_words(said) >= _LONG:
        others = root.xpath(
            "//body//text()[not(ancestor::noscript or ancestor::script or ancestor::style)]"
        )
        if count_words(" ".join(others)) < _FEW:
            for element in elements:
                element.tag = "div"
            return said
    for element in elements:
        take_out(element)
    return said
