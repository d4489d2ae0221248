"""Who wrote a page, where it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.evidence.reading.lines import one_line

if TYPE_CHECKING:
    from lab.evidence.captured import PageKind
    from lab.evidence.reading.page import Page

__all__ = ["author_of"]


def author_of(page: Page, kind: PageKind, *, site: str | None) -> str | None:
    """Return the author's name, several joined with commas; None where the page names none."""
    if kind in ("product", "collection", "service", "listing"):
        return None
    name = one_line(page.meta("author"), longest=120)
    return name if name and name != site and name in page.visible else None
