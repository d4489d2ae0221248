"""``teardown completion``."""

from __future__ import annotations

import click

from cli.kit import command
from cli.present import DONE
from cli.streams import out

__all__ = ["completion_command"]


@command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="SHELL")
def completion_command(*, shell: str) -> int:
    """Print the lines with which bash, zsh or fish completes commands, ids and settings.

    For bash 4.4 or newer put eval "$(teardown completion bash)" into ~/.bashrc, for zsh the
    same with zsh into ~/.zshrc, for fish run: teardown completion fish | source
    """
    from click.shell_completion import get_completion_class

    from cli.program import program

    found = get_completion_class(shell)
    if found is None:  # pragma: no cover - click knows these three
        raise click.UsageError(f"There is no completion for {shell}")
    out(found.source_template % found(program, {}, "teardown", VARIABLE).source_vars())
    return DONE


VARIABLE = "_TEARDOWN_COMPLETE"
"""The variable by which the shell's lines ask us; click's own name for it."""
