"""What help is about: what has the focus, then the screen, then the app."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Input, TextArea

from tui.commands import COMMANDS, SCOPES, commands_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.dom import DOMNode

    from tui.commands import Command

__all__ = ["Part", "commands_of", "matching", "parts_about", "purpose_of"]

APP: Final = (
    "teardown walks you through taking an AI product apart from the outside. Everything you "
    "type is saved by itself. The mouse works everywhere; hold Shift to select with it. Keys can "
    "be changed in the settings."
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the help."""

    heading: str
    purpose: str = ""
    commands: Sequence[Command] = ()
    typing: bool = False
    """Whether one types here."""


def purpose_of(node: DOMNode | None) -> str:
    """Return what something is for: its own words, else those of what it stands in."""
    while node is not None and not isinstance(node, Screen):
        purpose = str(getattr(node, "purpose", "") or getattr(node, "PURPOSE", ""))
        if purpose:
            return purpose
        node = node.parent
    return ""


def commands_of(node: DOMNode) -> list[Command]:
    """Return the commands that are bound to it, in the order of their declaration."""
    ids = {
        binding.id
        for kind in type(node).__mro__
        for binding in kind.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding)
    }
    return [command for command in COMMANDS if command.id in ids]


def parts_about(screen: Screen[Any]) -> list[Part]:
    """Return the parts of the help for a screen as it stands."""
    focused = screen.focused
    parts: list[Part] = []
    told: set[str] = set()
    if focused is not None:
        here = [command for node in _up_to(screen, focused) for command in commands_of(node)]
        told = {command.id for command in here}
        typing = isinstance(focused, Input | TextArea)
        parts.append(Part("Here", purpose_of(focused), here, typing))
    parts += _about_screen(screen, told)
    parts.append(Part(SCOPES["app"], APP, commands_in("app")))
    return parts


def _up_to(screen: Screen[Any], focused: DOMNode) -> Iterator[DOMNode]:
    for node in focused.ancestors_with_self:
        if node is screen:
            return
        yield node


def _about_screen(screen: Screen[Any], told: set[str]) -> Iterator[Part]:
    purpose = str(getattr(screen, "PURPOSE", ""))
    for scope in getattr(screen, "SCOPES", ()):
        commands = [command for command in commands_in(scope) if command.id not in told]
        if commands or purpose:
            yield Part(SCOPES[scope], purpose, commands)
        purpose = ""
    if purpose:
        yield Part("This screen", purpose)


def matching(parts: Sequence[Part], typed: str, keys: Mapping[str, tuple[str, ...]]) -> list[Part]:
    """Return what fits the words that were typed; everything where there are none."""
    words = typed.casefold().split()
    if not words:
        return [*parts]
    found = []
    for part in parts:
        fitting = [each for each in part.commands if _fits(each, part, words, keys[each.id])]
        if fitting:
            found.append(replace(part, purpose="", commands=fitting, typing=False))
    return found


def _fits(command: Command, part: Part, words: list[str], keys: tuple[str, ...]) -> bool:
    from tui.keys import key_label

    spoken = " ".join(map(key_label, keys))
    whole = f"{part.heading} {command.title} {command.help} {command.id} {spoken}".casefold()
    return all(word in whole for word in words)
