"""What a page is called, and the site that it belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lab.evidence.reading.lines import one_line
from lab.evidence.reading.page import line_of

if TYPE_CHECKING:
    from lab.evidence.reading.page import Page

__all__ = ["site_of", "title_of"]

_SEPARATOR: Final = re.compile(r"\s+[|\-–—·•»«:/]+\s+|\s*[|»]\s*")


def site_of(page: Page) -> str | None:
    """Return the name of the site as it states it."""
    return one_line(page.meta("og:site_name", "application-name"), longest=120) or None


def title_of(page: Page, *, site: str | None) -> str | None:
    """Return the page's title without the site's name."""
    del site
    for element in page.root.iter("title"):
        if title := line_of(element):
            return title
    return one_line(page.meta("og:title")) or None
