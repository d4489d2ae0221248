"""``teardown keys``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cli.kit import command, json_option, pass_session
from cli.streams import bold, dim, out, out_json
from cli.table import Column, print_table

if TYPE_CHECKING:
    from cli.session import Session

__all__ = ["keys_command"]

KEY_CELLS: Final = 10
COMMAND_CELLS: Final = 18
CHANGED: Final = "*"


@command("keys")
@json_option
@pass_session
def keys_command(session: Session, *, as_json: bool) -> int:
    """List every command of the app with its keys as they are in force; * marks changed ones."""
    from lab.settings.keymap import key_symbol
    from tui.commands import COMMANDS, SCOPES
    from tui.keys import changed_keys, keys_in_force

    settings = session.workspace().settings
    keys = keys_in_force(settings.keys, preset=settings["preset"])
    changed = changed_keys(keys)
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
                        "changed": each.id in changed,
                        "help": each.help,
                    }
                    for each in COMMANDS
                ],
                "preset": settings["preset"],
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
            [
                (" ".join(map(key_symbol, keys[each.id])) or palette)
                + (f" {CHANGED}" if each.id in changed else ""),
                each.id,
                each.help,
            ]
            for each in COMMANDS
            if each.scope == scope
        ]
        if not rows:
            continue
        if place:
            out()
        out(bold(title))
        print_table(columns, rows)
    if changed:
        out()
        out(
            dim(f"{CHANGED} not the app's own key: changed by [keys] or the preset in the settings")
        )
    return 0
