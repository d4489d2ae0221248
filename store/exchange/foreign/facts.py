"""What the front matter of a foreign page says about the product and its author."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from store.exchange.errors import Fault
from store.exchange.front_matter import FrontMatter, can_be_written, read_front_matter
from store.exchange.markdown import OWN_KEYS

__all__ = ["Facts", "read_facts"]

_KEYS = {
    "product": ("product", "product name"),
    "title": ("title",),
    "maker": ("maker", "company", "vendor"),
    "url": ("url", "source", "link", "website", "homepage"),
    "category": ("category",),
    "surface": ("surface", "platform"),
    "plan": ("plan", "pricing plan"),
    "version": ("product version", "version"),
    "region": ("region",),
    "author": ("author", "authors", "by"),
    "template": ("template",),
}
"""By fact, the keys that say it; the first that is there counts."""
_INSTANTS = {
    "created_at": ("created", "date", "created at", "date created"),
    "updated_at": ("updated", "modified", "last modified", "updated at", "date modified"),
}
_DAYS = {
    "observed_from": ("observed from",),
    "observed_to": ("observed to",),
    "review_by": ("review by",),
}
_MOST_CHARACTERS: Final = 200_000
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")


@dataclass(slots=True)
class Facts:
    """What was understood, what is kept as it is, and what has to be kept as words."""

    texts: dict[str, str] = field(default_factory=dict)
    """By fact, such as ``author``."""
    instants: dict[str, datetime] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    others: dict[str, Any] = field(default_factory=dict)
    """Front matter that is nobody's business here; it is written again as it is."""
    unread: list[tuple[int, str]] = field(default_factory=list)
    """Lines, from 0, that could not be understood: they have to be kept as words."""
    faults: list[Fault] = field(default_factory=list)
    end: int = 0
    """How many lines the front matter takes."""
    keys: list[str] = field(default_factory=list)
    """The keys that were understood, as they are written."""


def read_facts(lines: list[str]) -> Facts:
    """Read the front matter of a page that is not ours."""
    front = _front_of(lines)
    facts = Facts(faults=front.faults, end=front.end)
    if front.faults:
        # What is not clear is kept whole, in words, and not half understood.
        facts.unread = list(enumerate(lines[: front.end]))
        return facts
    reader = _FactReader(front, lines, facts)
    reader.read()
    return facts


def _front_of(lines: list[str]) -> FrontMatter:
    """Read the front matter, unless it is longer than any that a person typed."""
    ends = (n for n, line in enumerate(lines[1:], 1) if line.rstrip(" \t") in ("---", "..."))
    end = next(ends, 0) if lines[0].rstrip(" \t") == "---" else 0
    if sum(len(line) for line in lines[:end]) > _MOST_CHARACTERS:
        return FrontMatter(faults=[Fault(1, "it is far too long")], end=end + 1)
    return read_front_matter(lines)


class _FactReader:
    """Sorts the keys of one front matter."""

    def __init__(self, front: FrontMatter, lines: list[str], facts: Facts) -> None:
        self.front = front
        self.lines = lines
        self.facts = facts
        self.left = {_name(key): key for key in reversed(list(front.values))}

    def read(self) -> None:
        """Take every key to where it belongs."""
        facts = self.facts
        for fact, names in _KEYS.items():
            if (text := self._take_text(names)) is not None:
                facts.texts[fact] = text
        for fact, names in _INSTANTS.items():
            if (instant := self._take(names, _instant)) is not None:
                facts.instants[fact] = instant
        for fact, names in _DAYS.items():
            if (day := self._take(names, _day)) is not None:
                facts.days[fact] = day
        if (tags := self._take(("tags", "tag", "keywords"), _words)) is not None:
            facts.tags = [tag.removeprefix("#") for tag in tags]
        taken = set(facts.keys)
        for key in self.front.values:
            if key not in taken:
                self._keep(key)

    def _take_text(self, names: tuple[str, ...]) -> str | None:
        found: str | None = self._take(names, _text)
        return found

    def _take(self, names: tuple[str, ...], read: Any) -> Any:
        """Return the value of the first of these keys that has one; a key is taken once."""
        for name in names:
            key = self.left.get(name)
            if key is None or key in self.facts.keys:
                continue
            value = read(self.front.values[key], self.front.words.get(key))
            if value is not None:
                self.facts.keys.append(key)
                return value
        return None

    def _keep(self, key: str) -> None:
        value = self.front.values[key]
        if key in OWN_KEYS and key != "aliases":
            good = value is None or value == ""
        elif key == "aliases":
            good = isinstance(value, list) and all(isinstance(one, str) for one in value)
        else:
            good = can_be_written(value)
        if (good and key not in OWN_KEYS) or (good and key == "aliases" and value):
            self.facts.others[key] = value
        elif not good:
            self.facts.unread += self._lines_of(key)

    def _lines_of(self, key: str) -> list[tuple[int, str]]:
        """Return the lines in which a key and its value stand."""
        start = self.front.lines[key] - 1
        later = [at - 1 for at in self.front.lines.values() if at - 1 > start]
        end = min([*later, self.front.end - 1])
        return [(at, self.lines[at]) for at in range(start, max(end, start + 1))]


def _name(key: str) -> str:
    return " ".join(re.split(r"[\s_-]+", key.casefold().strip()))


def _text(value: Any, word: str | None) -> str | None:
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        word = ", ".join(value)
    if isinstance(value, (dict, bool)) or word is None:
        return None
    text = " ".join(word.split())
    return text if text and text.isprintable() else None


def _words(value: Any, word: str | None) -> list[str] | None:
    if isinstance(value, list):
        plain = all(isinstance(one, (str, int, float)) for one in value)
        return [str(one).strip() for one in value if str(one).strip()] if plain else None
    if word is None:
        return None
    return [one.strip() for one in re.split(r"[,;]", word) if one.strip()]


def _day(value: Any, word: str | None) -> date | None:
    found = _DAY.fullmatch(word.strip()) if word is not None else None
    del value
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _instant(value: Any, word: str | None) -> datetime | None:
    day = _day(value, word)
    if day is not None:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        at = datetime.fromisoformat((word or "").strip())
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
