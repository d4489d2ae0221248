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
    return [_binding(command) for command in commands_in(*scopes)]


def _binding(command: Command) -> Binding:
    return Binding(
        # What has no key can be given one by its id; until then no keyboard sends its name.
        ",".join(command.keys) or f"no_key_of_{command.id}",
        command.action,
        command.title,
        show=command.footer,
        tooltip=command.help,
        id=command.id,
        # What works everywhere has to work inside a text field and a dialog too.
        priority=command.first or (command.scope == "app" and not command.yields),
    )
