"""The one question that commands ask: whether to go on."""

from __future__ import annotations

import sys

import click

from cli.streams import is_terminal, one_line, printable

__all__ = ["confirm"]


def confirm(question: str) -> bool:
    """Ask on stderr; only a plain yes is one. Without a terminal ``--yes`` must be given."""
    if not is_terminal(sys.stdin) or sys.stderr is None:
        raise click.UsageError("This needs a yes, and there is nobody to ask; add --yes")
    sys.stderr.write(f"{printable(one_line(question))} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.buffer.readline().strip().lower() in {b"y", b"yes"}
