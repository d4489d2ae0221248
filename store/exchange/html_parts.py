"""What the cards of a teardown's page are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from store.exchange.html_text import block, inline, plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = ["card", "day", "days", "rows", "tags", "text", "words"]

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SHORT: Final = 900
"""Characters of a card that a printed page can keep together."""


def day(value: date) -> str:
    """Return a day of the calendar in words."""
    words = f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f'<time datetime="{value.isoformat()}">{words}</time>'


def days(first: date, last: date) -> str:
    """Return a span of days in words, as short as it can be said."""
    if first == last:
        return day(first)
    same_month = (first.year, first.month) == (last.year, last.month)
    if not same_month or first > last:
        return f"{day(first)} to {day(last)}"
    return f'<time datetime="{first.isoformat()}">{first.day}</time> to {day(last)}'


def text(value: str) -> str:
    """Return a learner's text: within a line where it is one, else as paragraphs."""
    return block(value) if "\n" in value or "\r" in value else inline(value)


def rows(named: Iterable[tuple[str, str]]) -> str:
    """Return names and what belongs to them; *named* has HTML, empty where there is nothing."""
    found = [f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in named if value]
    return f'<dl class="more">{"".join(found)}</dl>\n' if found else ""


def card(content: str, *, place: str = "") -> str:
    """Return a card; *place* is its anchor."""
    anchor = f' id="{place}"' if place else ""
    short = " short" if len(content) < _SHORT else ""
    return f'<article class="card{short}"{anchor}>\n{content}</article>\n'


def tags(named: Iterable[tuple[str, str]]) -> str:
    """Return short facts, each with its look, empty for the plain one."""
    items = [
        f'<li class="{look}">{said}</li>' if look else f"<li>{said}</li>"
        for look, said in named
        if said
    ]
    return f'<ul class="tags">{"".join(items)}</ul>\n' if items else ""


def words(said: str) -> str:
    """Return words to be shown literally, in their own direction."""
    return f"<bdi>{plain(said)}</bdi>" if said else ""
