"""Where the palette's lines come from: the declared commands, and the library."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from tui.choosing.choices import Choice
from tui.commands import COMMANDS
from tui.keys import key_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.dom import DOMNode
    from textual.screen import Screen

    from lab.model import Summary
    from tui.app import TeardownApp
    from tui.commands import Command

__all__ = ["commands_here", "teardowns"]

NOT_OFFERED: Final = {"app.palette", "app.question_mark", "app.interrupt", "app.suspend"}
"""The palette itself, other names for a command, and what only makes sense as a key."""


def commands_here(app: TeardownApp, screen: Screen[Any]) -> list[Choice]:
    """Return every command that can be run on this screen now, the screen's own first."""
    own: list[Choice] = []
    general: list[Choice] = []
    for command in COMMANDS:
        # Moving about is done with keys.
        if command.scope in {"list", "palette"} or command.id in NOT_OFFERED:
            continue
        node = _who_does(command, app, screen)
        if node is None:
            continue
        label = ", ".join(key_label(key) for key in app.keys[command.id][:2])
        run = partial(app.run_action, command.action, node)
        choice = Choice(command.id, command.title, label, command.help, run)
        (general if command.scope == "app" else own).append(choice)
    return own + general


def teardowns(app: TeardownApp, rows: Sequence[Summary]) -> list[Choice]:
    """Return the teardowns that can be opened."""
    return [
        Choice(
            row.id,
            row.product or row.id,
            "example" if row.example else "teardown",
            f"{row.maker} {row.template} {row.status}".strip(),
            partial(app.open_walk, row.id),
        )
        for row in rows
        if not row.fault
    ]


def _who_does(command: Command, app: TeardownApp, screen: Screen[Any]) -> DOMNode | None:
    name = command.action.partition("(")[0]
    if command.scope == "app":
        return app
    if command.scope not in getattr(screen, "SCOPES", ()):
        return None
    for node in _nodes(screen):
        if hasattr(node, f"action_{name}"):
            able = node.check_action(name, ())
            return node if able else None
    return None


def _nodes(screen: Screen[Any]) -> Iterator[DOMNode]:
    focused = screen.focused
    if focused is not None:
        yield from (node for node in focused.ancestors_with_self if node is not screen.app)
    else:
        yield screen
