"""``teardown config``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from cli.kit import group, json_option, pass_session
from cli.present import DONE, FOUND
from cli.streams import bold, dim, out, out_json, say
from lab.errors import UsageError

if TYPE_CHECKING:
    from cli.session import Session
    from lab.settings import Setting
    from lab.workspace import Workspace

__all__ = ["config_command"]

NAME_CELLS: Final = 15
VALUE_CELLS: Final = 14
FROM_CELLS: Final = 11


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
    workspace = session.workspace()
    if key is not None:
        value = _value(workspace, key)
        if as_json:
            out_json("config", {"settings": {key: value}})
        else:
            out(_shown(key, value))
    elif as_json:
        out_json("config", _as_json(workspace))
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
    workspace = session.workspace()
    now = workspace.preferences.set(key, value, commands=_command_ids())
    say(f"{key} is {_shown(key, now) or 'empty'} now.")
    _say_what_else(workspace, key)
    return DONE


@config_command.command("unset")
@click.argument("key", metavar="K")
@pass_session
def unset(session: Session, *, key: str) -> int:
    """Take one setting out of the file, so that its default holds."""
    workspace = session.workspace()
    was_there = workspace.preferences.unset(key, commands=_command_ids())
    try:
        now = _shown(key, _value(workspace, key)) or "empty"
    except UsageError:
        if not was_there:
            raise
        say(f"{key} is taken out of the file; there is no such setting.")
        return DONE
    if was_there:
        say(f"{key} is {now} now.")
    else:
        say(f"{key} was not in the file; it is {now}.")
    _say_what_else(workspace, key)
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
    session.tells_of_settings = False
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


def _command_ids() -> list[str]:
    return [command.id for command in _commands()]


def _say_what_else(workspace: Workspace, key: str) -> None:
    """Say what has the last word over the file, and what is wrong in it."""
    from lab.settings import SETTINGS

    setting = SETTINGS.get(key)
    if setting is not None and workspace.settings.source(key) == "environment":
        say(f"{setting.variable} is set and has the last word.")
    for problem in workspace.preferences.problems(_commands()):
        say(str(problem))


def _value(workspace: Workspace, key: str) -> Any:
    from lab.errors import UsageError
    from lab.nearest import nearest
    from lab.settings import SETTINGS
    from tui.keys import keys_in_force

    settings = workspace.settings
    if key in SETTINGS:
        return settings[key]
    keys = {
        f"keys.{name}": ",".join(found)
        for name, found in keys_in_force(settings.keys, preset=settings["preset"]).items()
    }
    if key in keys:
        return keys[key]
    near = nearest(key, [*SETTINGS, *keys])
    raise UsageError(
        f"There is no setting “{key}”",
        todo=f"Did you mean “{near}”?" if near else f"There are: {', '.join(SETTINGS)}.",
    )


def _shown(key: str, value: object) -> str:
    from lab.settings import SETTINGS

    setting = SETTINGS.get(key)
    return setting.shown(value) if setting is not None else str(value)


def _as_json(workspace: Workspace) -> dict[str, Any]:
    from lab.settings import GROUPS, SETTINGS, settings_of

    settings = workspace.settings
    return {
        "settings": dict(settings.values),
        "sources": {name: settings.source(name) for name in SETTINGS},
        "keys": dict(settings.keys),
        "about": [
            {
                "key": each.key,
                "group": group.id,
                "title": each.title,
                "meaning": each.meaning,
                "allowed": each.allowed,
                "choices": list(each.choices),
                "unit": each.unit or None,
                "default": each.default,
                "variable": each.variable,
                "line": settings.line(each.key) or None,
                "used": not group.note,
            }
            for group in GROUPS
            for each in settings_of(group.id)
        ],
    }


def _print_all(workspace: Workspace) -> None:
    from cli.table import Column, print_table
    from lab.settings import GROUPS, settings_of

    columns = (
        Column("setting", most=NAME_CELLS),
        Column("value", least=10, most=VALUE_CELLS),
        Column("from", most=FROM_CELLS, spare=1),
        Column("meaning", least=20, spare=2, wraps=True),
    )
    for place, each in enumerate(GROUPS):
        if place:
            out()
        out(bold(each.title), *([dim(f"  {each.note}")] if each.note else []))
        print_table(columns, [_row(workspace, setting) for setting in settings_of(each.id)])


def _row(workspace: Workspace, setting: Setting) -> list[str]:
    settings = workspace.settings
    line = settings.line(setting.key)
    source = f"line {line}" if line else settings.source(setting.key)
    value = setting.measured(settings[setting.key]) or "–"
    return [setting.key, value, source, setting.meaning]
