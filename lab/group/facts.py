"""Small files of facts in TOML: written plainly, read with suspicion."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from lab.characters import whole
from lab.group.errors import FileRefused

__all__ = ["LONGEST_LINE", "Facts", "Values", "instant_text", "is_text", "text_of", "to_toml"]

LONGEST_LINE: Final = 2_000
"""Characters of a text of one line, where nothing else is said."""
_JOINERS: Final = "\u200c\u200d"
"""What joins letters and emoji, or keeps them apart: part of words in Persian, say."""
_STRINGS: Final = re.compile(r"\"(?:\\.|[^\"\\\n])*\"?|'[^'\n]*'?")
_MOST_DOTS: Final = 200
"""Outside of strings. A name of many parts takes the reader of TOML a minute."""


Values = Mapping[str, str | int | Mapping[str, int]]
"""What a file of facts may hold."""


def to_toml(values: Values) -> str:
    """Return values as TOML, tables last."""
    lines = [f"{name} = {_value(each)}" for name, each in values.items() if not _is_table(each)]
    for name, each in values.items():
        if not isinstance(each, str | int):
            lines += ["", f"[{name}]", *(f"{_key(key)} = {value}" for key, value in each.items())]
    return "\n".join(lines) + "\n"


def instant_text(at: datetime) -> str:
    """Return an instant as it stands in files: UTC, to the second, so that it sorts."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_text(line: str) -> bool:
    """Return whether one line holds nothing but text."""
    return all(each.isprintable() or each in _JOINERS for each in line)


def text_of(said: str) -> str:
    """Return what somebody typed or pasted as one line, without what is no text."""
    line = " ".join(said.split())
    return "".join(each for each in line if each.isprintable() or each in _JOINERS).strip()


class Facts:
    """The values of a TOML file, each asked for by its kind."""

    def __init__(self, text: str, *, name: str) -> None:
        """Raise ``FileRefused`` where the text is no TOML; *name* is what messages call it."""
        self.name = name
        if _STRINGS.sub("", text).count(".") > _MOST_DOTS:
            raise self.refused("it is nested too deep")
        try:
            self.values: dict[str, Any] = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            why = str(error) if isinstance(error, ValueError) else "it is nested too deep"
            raise self.refused(why) from None

    def refused(self, why: str) -> FileRefused:
        """Return what to raise where the file is not what it should be."""
        return FileRefused(
            f"“{self.name}” is not used", why, todo="Ask whoever wrote it to put it right."
        )

    def text(self, key: str, *, needed: bool = False, most: int = LONGEST_LINE) -> str:
        """Return a text of one line, of *most* characters, without anything that is no text."""
        value = self.values.get(key, "")
        if not isinstance(value, str) or len(value) > most:
            raise self.refused(f"“{key}” is no short text")
        line = " ".join(value.split())
        if not is_text(line):
            raise self.refused(f"“{key}” holds a character that is no text")
        if needed and not line:
            raise self.refused(f"“{key}” is missing")
        return line

    def instant(self, key: str) -> datetime:
        """Return an instant."""
        try:
            at = datetime.fromisoformat(self.text(key, needed=True))
            if at.tzinfo is None:
                raise self.refused(f"“{key}” says no time zone; Z is enough")
            return at.astimezone(UTC)
        except (ValueError, OverflowError):
            raise self.refused(f"“{key}” is no time such as 2026-03-02T09:00:00Z") from None

    def day(self, key: str) -> date | None:
        """Return a day of the calendar, if there is one."""
        said = self.text(key)
        try:
            return date.fromisoformat(said) if said else None
        except ValueError:
            raise self.refused(f"“{key}” is no day such as 2026-03-02") from None

    def scores(self, key: str) -> dict[str, int]:
        """Return scores by section, 0 to 4."""
        table = self.values.get(key, {})
        if not isinstance(table, dict) or not all(
            type(score) is int and 0 <= score <= 4  # noqa: PLR2004  # the top score
            for score in table.values()
        ):
            raise self.refused(f"“{key}” is no table of scores from 0 to 4")
        return {str(name): score for name, score in table.items()}


def _is_table(value: object) -> bool:
    return not isinstance(value, str | int)


def _value(value: object) -> str:
    return str(value) if isinstance(value, int) else _quoted(str(value))


def _key(key: str) -> str:
    return _quoted(key)


def _quoted(text: str) -> str:
    # A string of JSON is one of TOML but for the character “delete”.
    return json.dumps(whole(text), ensure_ascii=False).replace("\x7f", "\\u007f")
