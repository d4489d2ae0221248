"""What the screen of settings says: a line for each setting, and more about one. No drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.settings import GROUPS, SETTINGS, settings_of
from tui.keys import changed_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.settings import Setting, Settings
    from tui.widgets.lines import Piece

__all__ = ["EVERY_KEY", "SettingLine", "about", "lines_of", "shown_value"]

EVERY_KEY: Final = "every key"
"""The line that leads to the keys."""


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One line: a setting, or the heading of a group."""

    key: str
    title: str
    value: str = ""
    source: str = ""
    meaning: str = ""
    is_heading: bool = False
    is_set: bool = False
    """Whether it is another than the default."""


def lines_of(
    settings: Settings, keys: Mapping[str, tuple[str, ...]], *, airy: bool
) -> list[SettingLine]:
    """Return the lines; *airy*: with an empty one between two groups."""
    lines: list[SettingLine] = []
    for group in GROUPS:
        if lines and airy:
            lines.append(SettingLine(f"before {group.id}", "", is_heading=True))
        lines.append(
            SettingLine(f"group {group.id}", group.title, meaning=group.note, is_heading=True)
        )
        lines += [
            _line(setting, settings)
            for setting in settings_of(group.id)
            if not setting.replaced_by or settings.source(setting.key) != "default"
        ]
        if group.id == "keys":
            lines.append(_every_key(keys))
    return lines


def _line(setting: Setting, settings: Settings) -> SettingLine:
    value = settings[setting.key]
    return SettingLine(
        setting.key,
        setting.title,
        shown_value(setting, value),
        source_of(setting, settings),
        setting.meaning,
        is_set=value != setting.default,
    )


def _every_key(keys: Mapping[str, tuple[str, ...]]) -> SettingLine:
    changed = len(changed_keys(keys))
    return SettingLine(
        EVERY_KEY,
        "Every key",
        f"{changed} changed" if changed else "the app's own",
        meaning="Enter shows every command with its keys, to change them.",
        is_set=bool(changed),
    )


def shown_value(setting: Setting, value: object) -> str:
    """Return a value as the screen shows it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return setting.measured(value) if value != "" else setting.if_empty


def source_of(setting: Setting, settings: Settings) -> str:
    """Return where a value comes from, in a word or two."""
    source = settings.source(setting.key)
    if source == "environment":
        return "environment"
    line = settings.line(setting.key)
    return f"line {line}" if line else source


def about(key: str, settings: Settings, problem: str) -> list[Piece]:
    """Return what there is to say about a setting, or what is wrong with what is typed."""
    setting = SETTINGS.get(key)
    if setting is None:
        return [("Enter shows every command with its keys, to change them.", "muted")]
    pieces: list[Piece] = [(setting.meaning, "")]
    if problem:
        return [*pieces, ("\n", ""), (problem, "warning")]
    if settings.source(key) == "environment":
        words = f"Set by {setting.variable} in the environment, which has the last word here."
        return [*pieces, ("\n", ""), (words, "warning")]
    return [*pieces, ("\n", ""), (_facts(setting, settings), "muted")]


def _facts(setting: Setting, settings: Settings) -> str:
    line = settings.line(setting.key)
    default = shown_value(setting, setting.default)
    facts = [f"Default: {default}."]
    if isinstance(setting.default, int | float) and not isinstance(setting.default, bool):
        facts.append(f"From {setting.low:g} to {setting.high:g}.")
    facts.append(f"“{setting.key}” in the file" + (f", line {line}." if line else "."))
    return " ".join(facts)
