"""The questions that commands ask: whether to go on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cli.streams import is_terminal, one_line, printable

if TYPE_CHECKING:
    from lab.workspace import Workspace

__all__ = ["confirm", "may_look"]


def confirm(question: str) -> bool:
    """Ask on stderr; only a plain yes is one. Without a terminal ``--yes`` must be given."""
    if not is_terminal(sys.stdin) or sys.stderr is None:
        raise click.UsageError("This needs a yes, and there is nobody to ask; add --yes")
    sys.stderr.write(f"{printable(one_line(question))} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.buffer.readline().strip().lower() in {b"y", b"yes"}


def may_look(workspace: Workspace, teardown_id: str) -> bool:
    """Ask before somebody is shown what a rematch keeps out of sight; a script is not asked."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        return True
    if teardown_id not in workspace.habit.hidden(workspace.summaries()):
        return True
    return confirm(
        "A rematch of this is under way. Looking now takes away what it is for: your memory and "
        "your prediction are no longer put to the test. Look all the same?"
    )
