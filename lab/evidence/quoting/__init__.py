"""Quotes: a passage by its words and surroundings, found again when the page has changed.

Pure. A quote lives in the *readable* text of a page, which ``page_text`` makes of its Markdown,
with the way from each place to the other and back.
"""

from __future__ import annotations

from lab.evidence.quoting.anchor import Anchor, NothingSelected, Passage, anchor_at
from lab.evidence.quoting.edited import Edited
from lab.evidence.quoting.finding import Found, Reason, find, stands_at
from lab.evidence.quoting.marking import Mark, marks
from lab.evidence.quoting.page_text import page_text
from lab.evidence.quoting.searchable import Searchable

__all__ = [
    "Anchor",
    "Edited",
    "Found",
    "Mark",
    "NothingSelected",
    "Passage",
    "Reason",
    "Searchable",
    "anchor_at",
    "find",
    "marks",
    "page_text",
    "stands_at",
]
