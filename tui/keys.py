"""Keys as a person knows them, and the keys that a person chose. No textual in here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.settings.keymap import effective_keys
from tui.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tui.commands import Command

__all__ = [
    "changed_keys",
    "key_label",
    "keys_in_force",
    "letters_that_would_be_lost",
    "types_a_letter",
]

_NAMES: Final = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Delete",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "slash": "/",
    "backslash": "\\",
    "question_mark": "?",
    "full_stop": ".",
    "comma": ",",
    "plus": "+",
    "minus": "-",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "exclamation_mark": "!",
    "number_sign": "#",
    "colon": ":",
    "semicolon": ";",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "equals_sign": "=",
    "asterisk": "*",
    "underscore": "_",
    "at": "@",
}


def key_label(key: str) -> str:
    """Return a key as it stands on a keyboard: ``/``, ``Enter``, ``Ctrl+P``, ``F1``."""
    *modifiers, name = key.split("+")
    if not name:  # the key is a plus sign itself
        return key
    label = _NAMES.get(name, name)
    if name[:1] == "f" and name[1:].isdigit():
        label = name.upper()
    if not modifiers:
        return label
    short = label.upper() if len(label) == 1 else label
    return "+".join([*(modifier.capitalize() for modifier in modifiers), short])


def changed_keys(keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the keys that differ from the declared ones, by command id, with commas between."""
    return {
        command.id: ",".join(keys[command.id])
        for command in COMMANDS
        if keys[command.id] != command.keys
    }


def keys_in_force(overrides: Mapping[str, str], *, preset: str = "") -> dict[str, tuple[str, ...]]:
    """Return every command's keys: the user's own, else the declared ones and a preset's."""
    lost = {command.id for command, _ in letters_that_would_be_lost(overrides)}
    own = {name: keys for name, keys in overrides.items() if name not in lost}
    return effective_keys(COMMANDS, own, preset=preset)


def types_a_letter(key: str) -> bool:
    """Return whether a key writes something in a text field."""
    return "ctrl+" not in key and "alt+" not in key and not key[1:].isdigit()


def letters_that_would_be_lost(overrides: Mapping[str, str]) -> Iterable[tuple[Command, str]]:
    """Yield each command that works everywhere and was given a key that types a letter.

    Such a key would do its command in the middle of a sentence, so it is not used.
    """
    theirs = [
        command
        for command in COMMANDS
        if command.id in overrides and command.scope == "app" and not command.yields
    ]
    keys = effective_keys(theirs, overrides)
    for command in theirs:
        for key in keys[command.id]:
            if types_a_letter(key):
                yield command, key
                break
