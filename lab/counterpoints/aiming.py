"""Where in the learner's text the words stand that an item is about. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lab.counterpoints.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.counterpoints.passages import Passage
    from store.records import Counterpoint, Teardown

__all__ = ["aimed_at", "row_and_column", "words_in", "written_in"]


def words_in(text: str, quote: str) -> tuple[int, int] | None:
    """Return where quoted words stand in a text; ``None`` where they no longer do.

    White space is evened out. Whole words are found before parts of others, so that “all” is not
    found in “really”.
    """
    words = quote.split()
    if not words:
        return None
    literal = r"\s+".join(map(re.escape, words))
    before = r"(?<!\w)" if words[0][0].isalnum() else ""
    after = r"(?!\w)" if words[-1][-1].isalnum() else ""
    found = re.search(before + literal + after, text) or re.search(literal, text)
    return found.span() if found is not None else None


def row_and_column(text: str, at: int) -> tuple[int, int]:
    """Return line and column of a character of a text, both from 0."""
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)


def written_in(record: Teardown, sections: Iterable[str]) -> dict[str, list[Passage]]:
    """Return what the learner wrote in some sections, by section."""
    return {section: passages(record, section) for section in dict.fromkeys(sections)}


def aimed_at(point: Counterpoint, written: Iterable[Passage]) -> tuple[str, tuple[int, int] | None]:
    """Return the text that an item is about, and where in it the quoted words stand.

    An item that quotes nothing is about all that was written. The text is empty where everything
    is gone that stood around the words.
    """
    own = [
        passage.text
        for passage in written
        if passage.claim == point.claim and point.prompt in {"", passage.prompt}
    ]
    if not point.target_quote.strip():
        return "\n\n".join(own), None
    for text in own:
        span = words_in(text, point.target_quote)
        if span is not None:
            return text, span
    return (own[0] if own else ""), None
