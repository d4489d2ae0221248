"""What the names of elements mean for the text."""

from __future__ import annotations

from typing import Final

__all__ = ["BLOCKS", "CODE", "HEADINGS", "UNREAD", "names"]


def names(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

CODE: Final = frozenset(("pre", "listing", "xmp", "plaintext"))
"""Where white space is text."""

BLOCKS: Final = HEADINGS | names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset header hgroup hr html legend li main "
    "menu nav noframes ol p pre search section summary table tbody td tfoot th thead tr "
    "ul listing plaintext xmp"
)
"""A line starts before and ends after each of them."""

UNREAD: Final = names(
    "applet area audio base canvas col colgroup command datalist embed frame head iframe "
    "input keygen link map meta meter object option optgroup param progress script select "
    "source style svg template textarea title track video annotation"
)
"""Never text of the page."""
