"""Starting the app from the command line."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cli.streams import is_terminal
from lab.errors import LabError

if TYPE_CHECKING:
    from cli.session import Session
    from lab.places import Places

__all__ = ["NoTerminal", "can_start", "refuse_dumb_terminal", "start_app"]


class NoTerminal(LabError):
    """The app needs a terminal that can draw."""


def can_start() -> bool:
    """Return whether there is a terminal to draw on and to read keys from."""
    return all(is_terminal(stream) for stream in (sys.stdin, sys.stdout, sys.stderr))


def refuse_dumb_terminal() -> None:
    """Raise ``NoTerminal`` where the terminal says of itself that it cannot draw."""
    kind = os.environ.get("TERM", "")
    if kind == "dumb" or (not kind and os.name == "posix"):
        raise NoTerminal(
            "This terminal cannot show the app",
            f"TERM is {f'“{kind}”' if kind else 'not set'}",
            todo="Use another terminal, or the commands: “teardown --help”.",
        )


def start_app(
    session: Session, teardown_id: str | None = None, *, places: Places | None = None
) -> int:
    """Run the app, on one teardown if its id is given; return its exit code.

    *places* are the folders to use instead of the session's own.
    """
    if not can_start():
        raise NoTerminal(
            "The app needs a terminal",
            "input or output goes somewhere else",
            todo="Run it without pipes and redirection.",
        )
    refuse_dumb_terminal()
    from tui.start import run

    return run(places or session.places, teardown_id)
