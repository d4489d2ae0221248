"""From the declared commands to Textual's bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from tui.commands import commands_in

if TYPE_CHECKING:
    from textual.binding import BindingType

    from tui.commands import Command, Scope

__all__ = ["bindings_of"]


def bindings_of(*scopes: Scope) -> list[BindingType]:
    """Return the bindings of these scopes, for a screen's or widget's ``BINDINGS``."""
    return [
        binding
        for command in commands_in(*scopes)
        if command.keys
        for binding in _bindings(command)
    ]


def _bindings(command: Command) -> list[Binding]:
    # Commands that work everywhere must work inside text fields and dialogs too, so their
    # keys come first; except those that type a character, which the field takes.
    if command.scope != "app":
        return [_binding(command, ",".join(command.keys), priority=False)]
    typed = [key for key in command.keys if "+" not in key and not _is_function_key(key)]
    firm = [key for key in command.keys if key not in typed]
    made = [_binding(command, ",".join(firm), priority=True)] if firm else []
    if typed:
        made.append(_binding(command, ",".join(typed), priority=False))
    return made


def _binding(command: Command, keys: str, *, priority: bool) -> Binding:
    return Binding(
        keys,
        command.action,
        command.title,
        show=command.footer,
        tooltip=command.help,
        id=command.id,
        priority=priority,
    )


def _is_function_key(key: str) -> bool:
    return key[:1] == "f" and key[1:].isdigit()
