"""Every setting, declared once: default, meaning, check. File, environment and docs follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["SETTINGS", "WEEKDAYS", "Setting"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

LONGEST = 200
"""Characters. A setting is a name, a word or a command, never a text."""

_YES = frozenset({"true", "yes", "on", "1"})
_NO = frozenset({"false", "no", "off", "0"})


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in the file, its default, what it means, what it may be."""

    key: str
    default: Any
    meaning: str
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0

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
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        return "one line of text in quotes"

    def accept(self, value: object) -> Any:
        """Return a value from the file as it is used; raise ``ValueError`` if it cannot be."""
        if type(value) is type(self.default):
            if isinstance(value, int) and (isinstance(value, bool) or self._fits(value)):
                return value
            if isinstance(value, str) and self._reads_well(value):
                return value.strip().lower() if self.choices else value.strip()
        raise ValueError(f"must be {self.allowed}")

    def parse(self, text: str) -> Any:
        """Return a value that was typed, without quotes, in the setting's own type."""
        word = text.strip()
        if isinstance(self.default, bool) and word.lower() in _YES | _NO:
            return word.lower() in _YES
        if isinstance(self.default, bool):
            return self.accept(word)
        if isinstance(self.default, int) and word.isascii() and word.isdigit():
            return self.accept(int(word[:10]))
        return self.accept(word)

    def _fits(self, number: int) -> bool:
        return self.low <= number <= self.high

    def _reads_well(self, text: str) -> bool:
        if self.choices:
            return text.strip().lower() in self.choices
        return len(text) <= LONGEST and text.isprintable()


SETTINGS: dict[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting("author", "", "Your name, as it stands in your teardowns and their exports."),
        Setting("theme", "teardown-dark", "The app's colours. Change it with ctrl+p, “theme”."),
        Setting(
            "goal", 1, "Teardowns a week that you aim for; a quick one counts.", low=1, high=14
        ),
        Setting("week_start", "monday", "The day on which your week begins.", choices=WEEKDAYS),
        Setting("template", "", "The template that New offers first; empty: the app chooses."),
        Setting("editor", "", "The text editor for ctrl+o; empty: $VISUAL, then $EDITOR."),
        Setting("vim", default=False, meaning="Move with j, k, g and G in every list."),
    )
}
