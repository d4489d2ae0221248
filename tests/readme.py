"""The README's parts that are made or run: its lines and its table of keys.

    python -m tests.readme

writes the table anew from ``tui/commands.py``.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.commands import COMMANDS, SCOPES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["README", "command_line", "key_table", "with_key_table"]

README: Final = Path(__file__).resolve().parent.parent / "README.md"

_TABLE: Final = re.compile(r"(?<=<!-- keys: start -->\n).*?(?=<!-- keys: end -->)", re.DOTALL)
_LINE: Final = r"<!-- line: {name} -->\n```(?P<shell>\w+)\n(?P<line>.*?)\n```\n"
_SPOKEN: Final = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "insert": "Ins",
    "backspace": "Backspace",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "slash": "/",
    "backslash": "\\",
    "minus": "-",
    "plus": "+",
    "at": "@",
    "underscore": "_",
}


def command_line(name: str, text: str) -> tuple[str, str]:
    """Return the shell and the command that the README gives under that name."""
    found = re.findall(_LINE.format(name=re.escape(name)), text, re.DOTALL)
    if len(found) != 1:
        raise AssertionError(f"The README has {len(found)} lines named “{name}”, not one.")
    shell, line = found[0]
    return shell, line


def key_table() -> str:
    """Return every command that has a key, by the place where it works."""
    return "\n".join(
        ["", "| where | key | what it does |", "| --- | --- | --- |", *_rows(), "", ""]
    )


def with_key_table(text: str) -> str:
    """Return the README's text with the table as it is now declared."""
    return _TABLE.sub(lambda _: key_table(), text)


def _rows() -> Iterator[str]:
    for scope, where in SCOPES.items():
        for command in COMMANDS:
            if command.scope == scope and command.keys:
                keys = " ".join(f"`{_spoken(key)}`".replace("|", "\\|") for key in command.keys)
                yield f"| {where} | {keys} | {command.help} |"
                where = ""  # noqa: PLW2901 - a place is named on its first row


def _spoken(key: str) -> str:
    """Return a key as it stands on a keyboard: ``question_mark`` is ``?``."""
    *held, last = key.split("+")
    if len(last) > 1 and last not in _SPOKEN:
        try:
            last = unicodedata.lookup(last.replace("_", " "))
        except KeyError:
            last = last.upper()
    return "+".join([*held, _SPOKEN.get(last, last)])


def main() -> None:
    """Write the table into the README."""
    README.write_text(with_key_table(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
