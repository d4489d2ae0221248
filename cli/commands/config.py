"""``teardown config``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.kit import group, json_option, pass_session
from cli.present import DONE, FOUND
from cli.streams import out, out_json, say

if TYPE_CHECKING:
    from cli.session import Session
    from lab.workspace import Workspace

__all__ = ["config_command"]


@group("config")
@click.pass_context
def config_command(ctx: click.Context) -> int:
    """Read, change and check the settings.

    Without a command it prints them all.
    """
    if ctx.invoked_subcommand is None:
        return int(ctx.invoke(get, key=None, as_json=False))
    return DONE


@config_command.command("get")
@click.argument("key", metavar="K", required=False)
@json_option
@pass_session
def get(session: Session, *, key: str | None, as_json: bool) -> int:
    """Print one setting as it is in force, or all of them."""
    from lab.settings import SETTINGS

    workspace = session.workspace()
    if key is not None:
        value = _value(workspace, key)
        if as_json:
            out_json("config", {"settings": {key: value}})
        else:
            out(_shown(value))
        return DONE
    settings = workspace.settings
    if as_json:
        out_json(
            "config",
            {
                "settings": dict(settings.values),
                "sources": {name: settings.source(name) for name in SETTINGS},
                "keys": dict(settings.keys),
            },
        )
    else:
        _print_all(workspace)
    return DONE


@config_command.command("set")
@click.argument("key", metavar="K")
@click.argument("value", metavar="V")
@pass_session
def set_(session: Session, *, key: str, value: str) -> int:
    """Change one setting in the file; its comments stay.

    The keys of a command are a setting too: config set keys.home.new ctrl+t
    """
    from lab.settings import SETTINGS

    workspace = session.workspace()
    now = workspace.preferences.set(key, value, commands=[command.id for command in _commands()])
    say(f"{key} is {_shown(now) or 'empty'} now.")
    setting = SETTINGS.get(key)
    if setting is not None and workspace.settings.source(key) == "environment":
        say(f"{setting.variable} is set and has the last word.")
    for problem in workspace.preferences.problems(_commands()):
        say(str(problem))
    return DONE


@config_command.command("path")
@pass_session
def path(session: Session) -> int:
    """Print the settings file's path; it need not exist."""
    out(str(session.places.settings_file))
    return DONE


@config_command.command("check")
@json_option
@pass_session
def check(session: Session, *, as_json: bool) -> int:
    """Say everything that is wrong in the settings; exit code 3 if anything is."""
    workspace = session.workspace()
    problems = workspace.preferences.problems(_commands())
    if as_json:
        out_json(
            "config-check",
            {
                "file": str(workspace.places.settings_file),
                "problems": [
                    {
                        "where": each.where,
                        "line": each.line or None,
                        "key": each.key,
                        "message": each.message,
                        "nearest": each.nearest or None,
                    }
                    for each in problems
                ],
            },
        )
    else:
        for problem in problems:
            out(str(problem))
    if not problems:
        say("The settings are fine.")
    return FOUND if problems else DONE


def _commands() -> tuple[Any, ...]:
    from tui.commands import COMMANDS

    return COMMANDS


def _value(workspace: Workspace, key: str) -> Any:
    from lab.errors import UsageError
    from lab.settings import SETTINGS
    from lab.settings.keymap import effective_keys
    from lab.settings.reading import nearest

    if key in SETTINGS:
        return workspace.settings[key]
    keys = {
        f"keys.{name}": ",".join(found)
        for name, found in effective_keys(_commands(), workspace.settings.keys).items()
    }
    if key in keys:
        return keys[key]
    near = nearest(key, [*SETTINGS, *keys])
    raise UsageError(
        f"There is no setting “{key}”",
        todo=f"Did you mean “{near}”?" if near else f"There are: {', '.join(SETTINGS)}.",
    )


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _print_all(workspace: Workspace) -> None:
    from cli.table import Column, print_table
    from lab.settings import SETTINGS

    print_table(
        (
            Column("setting"),
            Column("value", least=10),
            Column("from", spare=1),
            Column("meaning", least=20, spare=2, wraps=True),
        ),
        [
            [
                name,
                _shown(workspace.settings[name]) or "–",
                workspace.settings.source(name),
                setting.meaning,
            ]
            for name, setting in SETTINGS.items()
        ],
    )
