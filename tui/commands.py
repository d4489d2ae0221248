"""Every command of the app, declared once.

Bindings, footer, palette, F1, ``teardown keys``, the ``[keys]`` of the settings file and the
README's table all come from here. Nothing here imports textual, so the command line can
print the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["COMMANDS", "SCOPES", "Command", "Scope", "commands_in"]

Scope = Literal["app", "list", "home", "new", "walk", "outline", "claims", "conflict", "help"]

SCOPES: dict[Scope, str] = {
    "app": "Everywhere",
    "list": "In every list",
    "home": "Home",
    "new": "New teardown",
    "walk": "Walk",
    "outline": "Walk, in the outline",
    "claims": "Claims",
    "conflict": "Two versions",
    "help": "Help",
}


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can do, and the keys that do it."""

    id: str
    """Stable for life: the name under which its keys are remapped, such as ``home.new``."""
    title: str
    keys: tuple[str, ...]
    """Textual's key names; the first is the one shown. Empty: palette only."""
    scope: Scope
    action: str
    """The action that does it, on the screen or the app."""
    help: str
    footer: bool = False
    """Whether the footer names it while there is room."""


def commands_in(*scopes: Scope) -> tuple[Command, ...]:
    """Return the commands of these scopes, in the order of their declaration."""
    return tuple(command for command in COMMANDS if command.scope in scopes)


COMMANDS: tuple[Command, ...] = (
    Command("app.palette", "Every command", ("ctrl+p",), "app", "command_palette",
            "Search every command by name and run it.", footer=True),
    Command("app.help", "Help", ("f1", "question_mark"), "app", "help",
            "The keys and purpose of where you are.", footer=True),
    Command("app.quit", "Quit", ("ctrl+q",), "app", "quit",
            "Leave. Everything typed is on disk.", footer=True),
    Command("app.home", "Home", (), "app", "go_home",
            "Go back to the library."),
    Command("app.messages", "Messages", (), "app", "messages",
            "Read again, and copy, what the app said."),
    Command("list.down", "Down", ("down",), "list", "down", "Go to the next row."),
    Command("list.up", "Up", ("up",), "list", "up", "Go to the row before."),
    Command("list.page_down", "Page down", ("pagedown",), "list", "page(1)",
            "Go a screenful down."),
    Command("list.page_up", "Page up", ("pageup",), "list", "page(-1)", "Go a screenful up."),
    Command("list.first", "First", ("home",), "list", "first", "Go to the first row."),
    Command("list.last", "Last", ("end",), "list", "last", "Go to the last row."),
    Command("home.new", "New", ("n",), "home", "new_teardown",
            "Begin a teardown.", footer=True),
    Command("home.open", "Open", ("enter",), "home", "open_teardown",
            "Open the teardown under the cursor.", footer=True),
    Command("home.filter", "Filter", ("slash",), "home", "filter",
            "Narrow the library as you type.", footer=True),
    Command("home.export", "Export", ("e",), "home", "export",
            "Write the marked teardowns, or this one, as Markdown.", footer=True),
    Command("walk.next", "Next question", ("ctrl+n",), "walk", "next_question",
            "Go to the next question.", footer=True),
    Command("walk.previous", "Previous", ("ctrl+r",), "walk", "previous_question",
            "Go back to the question before.", footer=True),
    Command("walk.outline", "Outline", ("escape",), "walk", "outline",
            "Leave the field for the outline.", footer=True),
)  # fmt: skip
