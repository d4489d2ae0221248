"""The day on which a page says that it was published.

Two things must fit: what the page tells programs, and what it shows to people around its
heading. Where they contradict each other there is no day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from lab.evidence.reading.facts.dates import day_in, days_in, readings_of
from lab.evidence.reading.facts.main_thing import main_things
from lab.evidence.reading.facts.signed import is_signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.evidence.captured import PageKind
    from lab.evidence.reading.heading import Heading
    from lab.evidence.reading.page import Line, Page

__all__ = ["day_of"]

_METAS: Final = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "sailthru.date", "parsely-pub-date", "citation_publication_date", "citation_date",
    "dcterms.issued", "dc.date.issued", "cxenseparse:publishtime", "published_time", "date",
    "publish-date", "publish_date", "article.published", "og:publish_date", "dc.date",
    "citation_online_date", "bt:pubdate", "pubdate",
)  # fmt: skip

_CHANGED: Final = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
    "revised", "dcterms.modified", "dc.date.modified",
)  # fmt: skip

_BELOW: Final = 40
"""Words below the heading in which its day may stand."""
_ABOVE: Final = 12
_NEAREST: Final = 14
"""Words below the heading for a day that is stated nowhere else."""
_NEAREST_IN_FORUM: Final = 5
"""The same in a forum, where the next day is that of an answer."""
_LONGEST_LINE: Final = 16
_LONGEST_ABOVE: Final = 12

_OTHER: Final = re.compile(
    r"updat|modif|revis|review|last[ -]edit|edited|changed|aktualis|mis à jour|actualiza|"
    r"fact.?check|expire|deadline|event|webinar|register|copyright|©|joined|member since|"
    r"last post|latest|effective|valid|version|release|until|since|from .{4,40} to |through",
    re.IGNORECASE,
)
_CHANGE: Final = re.compile(r"changed|updated|modified|revised", re.IGNORECASE)
_MOST_PARENTS: Final = 3
_IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?:/|$)")


def day_of(page: Page, kind: PageKind, *, heading: Heading | None, today: date) -> str | None:
    """Return the day as ``YYYY-MM-DD``, or None where the page states none, or several."""
    if not is_signed(kind, page.url):
        return None
    stated = _stated(page, today)
    beside = _beside(heading, today)
    day = _agreed(stated, beside, page) if stated else _shown_alone(beside, page, kind)
    return day.isoformat() if day else None


@dataclass(frozen=True, slots=True)
class _Beside:
    """The days that stand beside the heading."""

    shown: tuple[date, ...] = ()
    """Said to be the page's, or not said to be anything; the nearest first."""
    possible: frozenset[date] = frozenset()
    """The same, with both readings of ``03/04/2024``."""
    others: frozenset[date] = frozenset()
    """Said to be something else, such as the last change."""
    distance: int = 0
    """Words between the heading and the nearest; 0 above it."""


def _agreed(stated: dict[date, set[str]], beside: _Beside, page: Page) -> date | None:
    both = [day for day in stated if day in beside.possible]
    if len(both) == 1:
        return _moved(both[0], page)
    if both or len(stated) > 1 or beside.possible or beside.others:
        return None
    ((day, sources),) = stated.items()
    elsewhere = _elsewhere(page)
    if day not in elsewhere and (elsewhere or sources == {"linked data"}):
        return None
    return _moved(day, page)


def _shown_alone(beside: _Beside, page: Page, kind: PageKind) -> date | None:
    """Return the one day beside the heading, unless programs are told that it is another."""
    closest = _NEAREST_IN_FORUM if kind == "forum" else _NEAREST
    if len(beside.possible) != 1 or len(set(beside.shown)) != 1 or beside.distance > closest:
        return None
    changed = {text for name in _CHANGED for text in page.metas.get(name, ())}
    changed |= {thing.text("dateModified") for thing in page.things}
    return None if beside.shown[0] in {day_in(text) for text in changed} else beside.shown[0]


def _moved(day: date, page: Page) -> date:
    """Return the day that the address names if it is the same one elsewhere on the globe."""
    found = _IN_ADDRESS.search(page.url)
    named = day_in("-".join(found.groups())) if found else None
    return named if named and abs(named - day) <= timedelta(days=1) else day


def _stated(page: Page, today: date) -> dict[date, set[str]]:
    """Return the days in the head and the linked data, each with what names it."""
    found: dict[date, set[str]] = {}
    for thing in main_things(page):
        text = thing.text("datePublished") or thing.text("dateCreated")
        if day := day_in(text, latest=today):
            found.setdefault(day, set()).add("linked data")
    for name in _METAS:
        for text in page.metas.get(name, ()):
            if day := day_in(text, latest=today):
                found.setdefault(day, set()).add("meta")
    return found


def _beside(heading: Heading | None, today: date) -> _Beside:
    if heading is None:
        return _Beside()
    shown: list[date] = []
    possible: set[date] = set()
    others: set[date] = set()
    distance = 0
    for words, line in _lines_beside(heading):
        text = _stamp(line) or line.text
        days = readings_of(text)
        if _OTHER.search(line.text) or (days and _is_of_change(line)):
            others |= days
        else:
            possible |= days
            if (found := days_in(text, latest=today)) and not shown:
                distance = words
            shown += found
    return _Beside(tuple(shown), frozenset(possible), frozenset(others), distance)


def _stamp(line: Line) -> str:
    """Return what the time element that a line begins in, or holds, tells programs."""
    element = line.within("time")
    if element is None:
        element = next(line.element.iter("time"), None)
    return (element.get("datetime") or "") if element is not None else ""


def _is_of_change(line: Line) -> bool:
    parents = zip(range(_MOST_PARENTS), line.element.iterancestors(), strict=False)
    near = [line.element, *(parent for _, parent in parents)]
    return any(_CHANGE.search(one.get("class") or "") for one in near)


def _lines_beside(heading: Heading) -> Iterator[tuple[int, Line]]:
    """Yield the short lines around the heading, with the words between; 0 for those above."""
    words = 0
    for line in heading.after(_BELOW):
        if line.text.count(" ") < _LONGEST_LINE:
            yield words, line
        words += len(line.text.split())
    for line in heading.before(_ABOVE):
        if line.text.count(" ") < _LONGEST_ABOVE:
            yield 0, line


def _elsewhere(page: Page) -> set[date]:
    """Return the days in the short lines of the whole page."""
    return {
        day
        for line in page.lines
        if line.text.count(" ") < _LONGEST_LINE
        for day in readings_of(line.text)
    }
