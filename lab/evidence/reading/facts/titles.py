"""What a page is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.evidence.reading.facts.names import key_of
from lab.evidence.reading.heading import likeness, parts_of
from lab.evidence.reading.lines import one_line

if TYPE_CHECKING:
    from lab.evidence.reading.heading import Heading
    from lab.evidence.reading.page import Page

__all__ = ["title_of"]

_ANCHORS: Final = " ¶#§🔗"
_SHORTEST: Final = 3
_ALIKE: Final = 0.4
"""From here on heading and title are two forms of one."""


def title_of(page: Page, *, heading: Heading | None, owners: frozenset[str]) -> str | None:
    """Return the heading where the page's title repeats it, else the title without the site."""
    titles = [*page.texts("title"), one_line(page.meta("og:title"))]
    titles = [one for one in titles[:1] + titles[-1:] if one]
    if heading is not None and (
        not titles or any(likeness(heading.text, one) >= _ALIKE for one in titles)
    ):
        return one_line(heading.text).rstrip(_ANCHORS)
    return _without_site(titles[0], owners) if titles else None


def _without_site(title: str, owners: frozenset[str]) -> str:
    """Return what is left of a title such as “Pricing | Acme” when the site's name is gone."""
    rest = [part for part in parts_of(title) if not _names_site(part, owners)]
    if not rest:
        return title
    return rest[0] if " " in rest[0] else max(rest[:2], key=len)


def _names_site(part: str, owners: frozenset[str]) -> bool:
    key = key_of(part)
    return not key or any(
        key == owner or (key in owner and len(key) > _SHORTEST) for owner in owners
    )
