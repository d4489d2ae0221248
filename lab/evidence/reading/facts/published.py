"""The day on which a page says that it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.evidence.reading.facts.dates import day_in

if TYPE_CHECKING:
    from datetime import date

    from lab.evidence.captured import PageKind
    from lab.evidence.reading.page import Page

__all__ = ["day_of"]

_METAS: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "sailthru.date",
    "parsely-pub-date", "citation_publication_date", "citation_date", "dcterms.issued",
)  # fmt: skip


def day_of(page: Page, kind: PageKind, *, today: date) -> str | None:
    """Return the day as ``YYYY-MM-DD``, or None where the page states none, or several."""
    if kind in ("product", "collection", "service", "listing"):
        return None
    days = {day for name in _METAS for one in page.metas.get(name, ())
            if (day := day_in(one, latest=today))}  # fmt: skip
    return days.pop() if len(days) == 1 else None
