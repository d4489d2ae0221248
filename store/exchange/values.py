"""Short values as people write them: words, numbers, percentages, days, lists of ids."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Kind", "parse_value", "show_instant", "show_value"]


class Kind(Enum):
    """What a field holds, and so how it is written."""

    TEXT = auto()
    """Any text, as it stands; on its own lines where it has several."""
    ADDRESS = auto()
    """A text that is usually a web address."""
    WORD = auto()
    """One of a few words."""
    WHOLE = auto()
    """A whole number."""
    NUMBER = auto()
    """Any number."""
    PERCENT = auto()
    """A share from 0 to 1, written as a percentage."""
    DAY = auto()
    """A day of the calendar."""
    INSTANT = auto()
    """An instant in UTC."""
    IDS = auto()
    """Ids of other things in the teardown."""
    TEXTS = auto()
    """A list of texts."""
    ITEMS = auto()
    """A list of things with fields of their own."""


_BESIDE_ID = re.compile(r"[“\"][^“”\"\n]*[”\"]")
"""What the export says beside an id, so that a reader need not look it up."""
_WHOLE = re.compile(r"([+-]?\d{1,300})(?:\s*(?:of|/)\s*\d+)?")
_SECONDS = re.compile(r"\s*(?:s|sec|secs|seconds?)\.?\Z", re.IGNORECASE)


def show_value(kind: Kind, value: Any) -> str:
    """Return how a short value stands in the Markdown."""
    match kind:
        case Kind.PERCENT:
            return _show_percent(value)
        case Kind.INSTANT:
            return show_instant(value)
        case Kind.DAY:
            return str(value.isoformat())
        case Kind.IDS:
            return ", ".join(value)
        case _:
            return str(value)


def show_instant(value: datetime) -> str:
    """Return an instant as ISO 8601 in UTC, with a Z."""
    return value.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


def parse_value(kind: Kind, text: str) -> Any:
    """Return the JSON value that a person wrote; raise ``ValueError`` with what was expected."""
    return _PARSERS[kind](text)


def _show_percent(share: float) -> str:
    points = Decimal(repr(share)).scaleb(2).normalize()
    whole = format(points, "f")
    return f"{whole if len(whole) < 30 else points}%"  # noqa: PLR2004 - beyond it, an exponent reads better


def _parse_whole(text: str) -> int:
    found = _WHOLE.fullmatch(text)
    if not found:
        raise ValueError("a whole number")
    return int(found[1])


def _parse_number(text: str) -> float:
    try:
        return float(_SECONDS.sub("", text).replace(",", "."))
    except ValueError:
        raise ValueError("a number") from None


def _parse_percent(text: str) -> float:
    bare = text.removesuffix("%").rstrip(" \t").replace(",", ".")
    try:
        number = Decimal(bare)
        is_share = not text.endswith("%") and abs(number) <= 1
        return float(number if is_share else number.scaleb(-2))
    except ArithmeticError:
        raise ValueError("a percentage such as 70%") from None


def _parse_day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("a day such as 2026-11-22") from None


def _parse_instant(text: str) -> str:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("a day or an instant such as 2026-11-22T09:30:00Z") from None
    return show_instant(instant if instant.tzinfo else instant.replace(tzinfo=UTC))


def _parse_ids(text: str) -> list[str]:
    bare = _BESIDE_ID.sub(" ", text).strip(" \t\n,;")
    return re.split(r"[,;\s]+", bare) if bare else []


_PARSERS: dict[Kind, Callable[[str], Any]] = {
    Kind.WORD: str.casefold,
    Kind.WHOLE: _parse_whole,
    Kind.NUMBER: _parse_number,
    Kind.PERCENT: _parse_percent,
    Kind.DAY: _parse_day,
    Kind.INSTANT: _parse_instant,
    Kind.IDS: _parse_ids,
}
