"""What a setting is: its name, default and meaning, and what it may be."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lab.settings.secrets import ADVICE, looks_secret
from teardown_templates.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FEW", "NotAllowed", "Setting"]

LONGEST = 200
"""Characters. A setting is a name, a word or a command, never a text."""

FEW = 8
"""So many choices are all named where one is wrong."""

_YES = frozenset({"true", "yes", "on", "1"})
_NO = frozenset({"false", "no", "off", "0"})
_DECIMAL = re.compile(r"\d{1,9}(?:\.\d{1,6})?", re.ASCII)


class NotAllowed(ValueError):
    """A value that a setting cannot have."""

    def __init__(self, message: str, *, near: str = "", advice: str = "") -> None:
        """*message* follows the setting's name; *near* is the value that was probably meant."""
        super().__init__(message)
        self.near = near
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in the file, its default, what it means, what it may be."""

    key: str
    group: str
    """The id of the group that it stands in."""
    title: str
    """Its name for a person, a few words."""
    default: Any
    """Its type is the setting's: text, true or false, a whole number, or a decimal one."""
    meaning: str
    choices: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    unit: str = ""
    """What a number counts."""
    if_empty: str = ""
    """What an empty text means, for display."""
    check: Callable[[str], str] | None = None
    """Returns what is wrong with a text that is not empty, as “must be …”; empty if nothing."""
    replaced_by: str = ""
    """The setting that says the same today; this one is only shown where it is used."""

    @property
    def variable(self) -> str:
        """The environment variable that overrides the file."""
        return "TEARDOWN_" + self.key.upper()

    @property
    def allowed(self) -> str:
        """What it may be, in words."""
        if isinstance(self.default, bool):
            return "true or false"
        if isinstance(self.default, int):
            return f"a whole number from {self.low} to {self.high}"
        if isinstance(self.default, float):
            return f"a number from {self.low:g} to {self.high:g}, such as {self.high / 8:g}"
        if len(self.choices) > FEW:
            return f"one of {len(self.choices)} names, such as {self.choices[0]}"
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        return "one line of text"

    def accept(self, value: object) -> Any:
        """Return a value from the file as it is used; raise :class:`NotAllowed` if it cannot be."""
        if isinstance(self.default, float) and type(value) in {int, float}:
            value = float(value)  # type: ignore[arg-type]  # one of the two types it was checked for
        if type(value) is not type(self.default):
            raise NotAllowed(f"must be {self.allowed}")
        if isinstance(value, str):
            return self._accept_text(value.strip())
        if isinstance(value, int | float) and not isinstance(value, bool) and not self._fits(value):
            raise NotAllowed(f"must be {self.allowed}")
        return value

    def parse(self, text: str) -> Any:
        """Return a value that was typed, without quotes, in the setting's own type."""
        word = text.strip()
        if isinstance(self.default, bool) and word.lower() in _YES | _NO:
            return word.lower() in _YES
        if isinstance(self.default, int) and word.isascii() and word.isdigit():
            return self.accept(int(word[:10]))
        if isinstance(self.default, float) and _DECIMAL.fullmatch(word):
            return self.accept(float(word))
        return self.accept(word)

    def shown(self, value: object) -> str:
        """Return a value as a person reads it, and as :meth:`parse` takes it."""
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, float):
            return f"{value:.6f}".rstrip("0").rstrip(".")
        return str(value)

    def measured(self, value: object) -> str:
        """Return a value with what it counts: ``20 seconds``."""
        return f"{self.shown(value)} {self.unit}".rstrip()

    def _fits(self, number: float) -> bool:
        return math.isfinite(number) and self.low <= number <= self.high

    def _accept_text(self, text: str) -> str:
        if looks_secret(text):
            raise NotAllowed("must not hold an API key", advice=ADVICE)
        if self.choices:
            word = text.lower()
            if word not in self.choices:
                raise NotAllowed(f"must be {self.allowed}", near=nearest(word, self.choices))
            return word
        if len(text) > LONGEST or not text.isprintable():
            raise NotAllowed(f"must be {self.allowed}, at most {LONGEST} characters")
        wrong = self.check(text) if text and self.check is not None else ""
        if wrong:
            raise NotAllowed(wrong)
        return text
