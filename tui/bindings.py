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
    return [_binding(command) for command in commands_in(*scopes) if command.keys]


def _binding(command: Command) -> Binding:
    return Binding(
        ",".join(command.keys),
        command.action,
        command.title,
        show=command.footer,
        tooltip=command.help,
        id=command.id,
        # What works everywhere has to work inside a text field and a dialog too.
        priority=command.first or (command.scope == "app" and not command.yields),
    )
