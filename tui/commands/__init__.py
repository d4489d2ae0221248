"""Every command of the app, declared once, by family.

Bindings, footer, palette, F1, ``teardown keys``, the ``[keys]`` of the settings file and the
README's table all come from here. Nothing here imports textual, so the command line can
print the table.
"""

from __future__ import annotations

from typing import Final

from tui.commands.bench import BENCH
from tui.commands.declaring import SCOPES, Command, Scope
from tui.commands.everywhere import EVERYWHERE
from tui.commands.evidence import EVIDENCE
from tui.commands.library import LIBRARY
from tui.commands.practising import PRACTISING
from tui.commands.studying import STUDYING
from tui.commands.writing import WRITING

__all__ = ["COMMANDS", "SCOPES", "Command", "Scope", "commands_in"]

COMMANDS: Final[tuple[Command, ...]] = (
    *EVERYWHERE,
    *LIBRARY,
    *WRITING,
    *EVIDENCE,
    *BENCH,
    *STUDYING,
    *PRACTISING,
)


def commands_in(*scopes: Scope) -> tuple[Command, ...]:
    """Return the commands of these scopes, in the order of their declaration."""
    return tuple(command for command in COMMANDS if command.scope in scopes)
