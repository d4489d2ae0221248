"""What the screen of keys says: a line for each command, under where it works. No drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.commands import SCOPES, commands_in
from tui.keys import key_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.commands import Command

__all__ = ["KeyLine", "lines_of", "spoken"]


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line: a command with its keys, or the heading of where it works."""

    id: str
    title: str
    keys: str = ""
    help: str = ""
    is_changed: bool = False
    command: Command | None = None
    """``None``: it is a heading."""


def spoken(keys: tuple[str, ...]) -> str:
    """Return keys as a person knows them."""
    return ", ".join(key_label(key) for key in keys)


def lines_of(
    keys: Mapping[str, tuple[str, ...]], typed: str, *, airy: bool = False
) -> list[KeyLine]:
    """Return a line for each command that fits; *airy*: with an empty one between two places."""
    words = typed.casefold().split()
    lines: list[KeyLine] = []
    for scope, title in SCOPES.items():
        fitting = [
            KeyLine(
                command.id,
                command.title,
                spoken(keys[command.id]) or "palette only",
                command.help,
                is_changed=keys[command.id] != command.keys,
                command=command,
            )
            for command in commands_in(scope)
            if _fits(command, title, spoken(keys[command.id]), words)
        ]
        if fitting and lines and airy:
            lines.append(KeyLine(f"before {scope}", ""))
        if fitting:
            lines += [KeyLine(f"group {scope}", title), *fitting]
    return lines


def _fits(command: Command, place: str, keys: str, words: list[str]) -> bool:
    whole = f"{command.title} {command.id} {command.help} {place} {keys}".casefold()
    return all(word in whole for word in words)
