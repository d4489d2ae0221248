"""The parts of README and docs that are made or run: the lines, the tables of keys.

    python -m tests.readme

writes the tables anew from ``tui/commands/``, and the manual page from the commands.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.manual import MANUAL, manual
from tui.commands import SCOPES, commands_in
from tui.keys import key_label

if TYPE_CHECKING:
    from tui.commands import Command, Scope

__all__ = ["KEYS", "README", "command_line", "with_tables"]

PROJECT: Final = Path(__file__).resolve().parent.parent
README: Final = PROJECT / "README.md"
KEYS: Final = PROJECT / "docs" / "keys.md"

FIRST_SCOPES: Final[tuple[Scope, ...]] = ("app", "home", "new", "walk", "outline")
"""Where a newcomer is; the README names what the bottom line names there."""

_TABLE: Final = re.compile(
    r"(?P<start><!-- keys: (?P<which>first|all) -->\n).*?(?=<!-- keys: end -->)", re.DOTALL
)
_LINE: Final = r"<!-- line: {name} -->\n```(?P<shell>\w+)\n(?P<line>.*?)\n```\n"


def command_line(name: str, text: str) -> tuple[str, str]:
    """Return the shell and the command that the README gives under that name."""
    found = re.findall(_LINE.format(name=re.escape(name)), text, re.DOTALL)
    if len(found) != 1:
        raise AssertionError(f"The README has {len(found)} lines named “{name}”, not one.")
    shell, line = found[0]
    return shell, line


def with_tables(text: str) -> str:
    """Return a page's text with its table of keys as they are now declared."""
    return _TABLE.sub(lambda found: f"{found['start']}\n{_table(found['which'])}\n\n", text)


def _table(which: str) -> str:
    if which == "first":
        rows = [
            f"| {SCOPES[scope]} | {_keys(command)} | {command.help} |"
            for scope in FIRST_SCOPES
            for command in commands_in(scope)
            if command.footer and command.keys
        ]
        return "\n".join(["| where | key | what it does |", "| --- | --- | --- |", *rows])
    rows = [
        f"| {SCOPES[scope]} | {_keys(command)} | {command.help} | `{command.id}` |"
        for scope in SCOPES
        for command in commands_in(scope)
    ]
    return "\n".join(["| where | key | what it does | id |", "| --- | --- | --- | --- |", *rows])


def _keys(command: Command) -> str:
    spoken = [f"`{key_label(key)}`".replace("|", "\\|") for key in command.keys]
    return " ".join(spoken) or "palette"


def main() -> None:
    """Write the tables into their pages, and the manual page."""
    for page in (README, KEYS):
        page.write_text(with_tables(page.read_text(encoding="utf-8")), encoding="utf-8")
    MANUAL.write_text(manual(), encoding="utf-8")


if __name__ == "__main__":
    main()
