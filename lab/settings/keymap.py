"""Keys by command: the declared ones, with the user's own laid over them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Protocol

from lab.settings.presets import PRESETS
from lab.settings.reading import SettingsProblem, line_of
from teardown_templates.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "Bindable",
    "effective_keys",
    "is_key",
    "key_name",
    "key_problems",
    "key_symbol",
    "taken_by",
]

_MODIFIERS = re.compile(r"(?:(?:ctrl|alt|shift|meta|super|hyper)\+)*")
_ARROWS = frozenset({"up", "down", "left", "right", "home", "end", "pageup", "pagedown"})
_OTHERS = frozenset({"escape", "enter", "tab", "space", "backspace", "delete", "insert"})
_SIGNS = frozenset({"minus", "plus", "slash", "backslash", "underscore", "at"})
_NAMED = _ARROWS | _OTHERS | _SIGNS | {f"f{number}" for number in range(1, 25)}
_SHORT_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


class Bindable(Protocol):
    """What a declared command must say for its keys to be checked."""

    @property
    def id(self) -> str:
        """Its name in ``[keys]``."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its declared keys."""

    @property
    def scope(self) -> str:
        """Where it applies."""


def key_name(key: str) -> str:
    """Return a key's one name: ``?`` and ``question_mark`` are the same key."""
    key = key.strip()
    modifiers = (_MODIFIERS.match(key) or [""])[0]
    rest = key[len(modifiers) :]
    if len(rest) == 1 and not rest.isalnum():
        name = unicodedata.name(rest, rest).lower().replace("-", "_").replace(" ", "_")
        rest = _SHORT_NAMES.get(name, name)
    return modifiers + rest


def key_symbol(key: str) -> str:
    """Return a key as a person reads it: ``?`` rather than ``question_mark``."""
    modifiers = (_MODIFIERS.match(key) or [""])[0]
    rest = key[len(modifiers) :]
    long_name = next((name for name, short in _SHORT_NAMES.items() if short == rest), rest)
    for spaced in (long_name.replace("_", " "), long_name.replace("_", "-")):
        try:
            found = unicodedata.lookup(spaced.upper())
        except KeyError:
            continue
        if found.isascii() and found.isprintable() and not found.isspace():
            return modifiers + found
    return key


def is_key(key: str) -> bool:
    """Return whether a name is one that a keyboard can send."""
    name = key_name(key)
    rest = name[len((_MODIFIERS.match(name) or [""])[0]) :]
    if rest in _NAMED or (len(rest) == 1 and rest.isprintable()):
        return True
    for spaced in (rest.replace("_", " "), rest.replace("_", "-")):
        try:
            unicodedata.lookup(spaced.upper())
        except KeyError:
            continue
        return True
    return False


def effective_keys(
    commands: Iterable[Bindable], overrides: Mapping[str, str], *, preset: str = ""
) -> dict[str, tuple[str, ...]]:
    """Return every command's keys: the user's own where they can be used, else ours.

    A *preset* adds to ours.
    """
    more = PRESETS.get(preset, {})
    return {
        command.id: _own_keys(overrides.get(command.id, ""))
        or tuple(dict.fromkeys((*command.keys, *more.get(command.id, ()))))
        for command in commands
    }


def key_problems(
    commands: Sequence[Bindable],
    overrides: Mapping[str, str],
    *,
    where: str,
    text: str,
    preset: str = "",
) -> list[SettingsProblem]:
    """Return what is wrong with the user's keys; *text* is the file's, for the line numbers."""

    def problem(command: str, message: str, *, near: str = "") -> SettingsProblem:
        line = line_of(text, command) or line_of(text, command.rpartition(".")[2])
        return SettingsProblem(where, f"keys.{command}", message, line=line, nearest=near)

    ids = [command.id for command in commands]
    problems = []
    for name, keys in overrides.items():
        if name not in ids:
            problems.append(problem(name, f"there is no command “{name}”", near=nearest(name, ids)))
            continue
        odd = [key.strip() for key in keys.split(",") if not is_key(key)]
        if odd:
            problems.append(problem(name, f"“{odd[0]}” is no key (“{name}”)"))
    for own, other, key in _conflicts(commands, overrides, preset):
        problems.append(problem(own, f"“{key}” already belongs to “{other}” (“{own}”)"))
    return problems


def _own_keys(text: str) -> tuple[str, ...]:
    if not text:  # as for nearly every command: each start asks for all of them
        return ()
    return tuple(dict.fromkeys(key_name(key) for key in text.split(",") if is_key(key)))


def taken_by(
    commands: Sequence[Bindable],
    keys: Mapping[str, tuple[str, ...]],
    command: Bindable,
    key: str,
) -> Bindable | None:
    """Return the other command to which a key belongs where *command* would have it."""
    for other in commands:
        if other is command or not _meet(command.scope, other.scope) or _alike(command, other):
            continue
        if key in map(key_name, keys[other.id]):
            return other
    return None


def _conflicts(
    commands: Sequence[Bindable], overrides: Mapping[str, str], preset: str
) -> Iterable[tuple[str, str, str]]:
    """Yield the remapped command, the one that it collides with, and the key; each pair once."""
    keys = effective_keys(commands, overrides, preset=preset)
    done: set[tuple[str, str]] = set()
    for command in commands:
        if command.id not in overrides:
            continue
        for key in keys[command.id]:
            other = taken_by(commands, keys, command, key)
            if other is not None and (other.id, key) not in done:
                done.add((command.id, key))
                yield command.id, other.id, key


def _alike(first: Bindable, second: Bindable) -> bool:
    """Return whether two commands do the same, such as going down in one list or another."""
    return first.id.rpartition(".")[2] == second.id.rpartition(".")[2]


_TOGETHER = ({"walk", "outline"}, {"walk", "items"}, {"claims", "items"})
"""Scopes of one screen."""


def _meet(first: str, second: str) -> bool:
    """Return whether two scopes listen at the same time."""
    if first == second or "app" in (first, second):
        return True
    return "list" in (first, second) or {first, second} in _TOGETHER
