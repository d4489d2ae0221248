"""``teardown keys``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.kit import command, json_option, pass_session
from cli.streams import bold, out, out_json
from cli.table import Column, print_table

if TYPE_CHECKING:
    from cli.session import Session

__all__ = ["keys_command"]

KEY_CELLS = 10
COMMAND_CELLS = 18


@command("keys")
@json_option
@pass_session
def keys_command(session: Session, *, as_json: bool) -> int:
    """List every command of the app with its keys, your own ones included."""
    from lab.settings.keymap import effective_keys, key_symbol
    from tui.commands import COMMANDS, SCOPES

    keys = effective_keys(COMMANDS, session.workspace().settings.keys)
    if as_json:
        out_json(
            "keys",
            {
                "commands": [
                    {
                        "id": each.id,
                        "title": each.title,
                        "scope": each.scope,
                        "keys": list(keys[each.id]),
                        "default_keys": list(each.keys),
                        "help": each.help,
                    }
                    for each in COMMANDS
                ]
            },
        )
        return 0
    # What has no key of its own is found in the palette.
    palette = f"({' '.join(map(key_symbol, keys['app.palette']))})"
    columns = (
        Column("key", most=KEY_CELLS),
        Column("command", most=COMMAND_CELLS, spare=1, faint=True),
        Column("what it does", least=20, wraps=True),
    )
    for place, (scope, title) in enumerate(SCOPES.items()):
        rows = [
            [" ".join(map(key_symbol, keys[each.id])) or palette, each.id, each.help]
            for each in COMMANDS
            if each.scope == scope
        ]
        if not rows:
            continue
        if place:
            out()
        out(bold(title))
        print_table(columns, rows)
    return 0
