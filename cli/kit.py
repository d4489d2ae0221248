"""What our commands share: lazily loaded groups, one-line errors, help that is safe to print."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cli.session import Session
from cli.streams import out, screen_width

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from click.shell_completion import CompletionItem

__all__ = [
    "NAMES_OF_HELP",
    "WORDS",
    "Command",
    "Group",
    "Lazy",
    "Whole",
    "command",
    "group",
    "json_option",
    "pass_session",
]

NAMES_OF_HELP = ("-h", "--help")

pass_session = click.make_pass_decorator(Session)


class Lazy(NamedTuple):
    """Where a command is defined, and what the list of commands says about it."""

    module: str
    """The module below ``cli.commands``; it defines the command under its own name."""
    short: str
    section: str = ""


class Known(click.types.StringParamType):
    """Text of which a shell can offer what is known, such as ids and sections."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click's signature
        incomplete: str,
    ) -> list[CompletionItem[str]]:
        """Return what may stand here."""
        from cli.completing import complete

        return complete(self.kind, ctx, incomplete)


_KNOWN = {
    "ID": "teardown", "ID...": "teardown", "ID|FILE...": "teardown",
    "ID|FILE": "teardown", "PROBE": "probe", "POINT": "point",
    "SECTION.PROMPT": "question", "K": "setting", "V": "value",
}  # fmt: skip
"""What a shell offers, by how a parameter is shown."""
_KNOWN_BY_NAME = {
    "section": "section", "template": "template", "probe": "probe", "round_name": "round",
}  # fmt: skip


class Command(click.Command):
    """A command that takes ``--data-dir`` too, and prints its help through our own output."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for parameter in self.params:
            kind = _KNOWN.get(parameter.metavar or "") or _KNOWN_BY_NAME.get(parameter.name or "")
            if kind and type(parameter.type) is click.types.StringParamType:
                parameter.type = Known(kind)
        self.params.append(_data_dir_option())

    def get_help_option(self, ctx: click.Context) -> click.Option | None:  # noqa: ARG002 - click's signature
        """Return the help option."""
        return _help_option()


class Group(click.Group):
    """A group whose commands are imported when they are called."""

    command_class = Command

    def __init__(self, *args: Any, lazy: Mapping[str, Lazy] | None = None, **values: Any) -> None:
        super().__init__(*args, **values)
        self.lazy = dict(lazy or {})
        self.params.append(_data_dir_option())

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order in which they are declared."""
        return [*self.lazy, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing it now."""
        lazy = self.lazy.get(cmd_name)
        if lazy is None:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"cli.commands.{lazy.module}")
        found: click.Command = getattr(module, f"{cmd_name}_command")
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command; one that is not there is an error with the nearest name."""
        name = args[0]
        known = self.list_commands(ctx)
        if name not in known and not name.startswith("-"):
            from lab.nearest import nearest

            near = nearest(name, known)
            hint = f" Did you mean “{near}”?" if near else ""
            raise click.UsageError(f"There is no command “{name}”.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Return the commands that begin so, without importing any, and the options."""
        from click.shell_completion import CompletionItem

        named = {name: lazy.short for name, lazy in self.lazy.items()}
        named |= {name: own.get_short_help_str(60) for name, own in self.commands.items()}
        found = [
            CompletionItem(name, help=short)
            for name, short in named.items()
            if name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the commands by section, without importing any."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, lazy in self.lazy.items():
            sections.setdefault(lazy.section, []).append((name, lazy.short))
        for name, own in self.commands.items():
            sections.setdefault("Commands", []).append((name, own.get_short_help_str(60)))
        for title, rows in sections.items():
            with formatter.section(title):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:  # noqa: ARG002 - click's signature
        """Return the help option."""
        return _help_option()


class Words(click.types.StringParamType):
    """Text that is kept, exactly as it was typed.

    Where the locale is not UTF-8 the terminal often is: what Python could not read then is
    read as UTF-8 here. What is no text in UTF-8 either is refused, never quietly replaced.
    """

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text."""
        text = str(value)
        try:
            text.encode()
        except UnicodeEncodeError:
            try:
                return os.fsencode(text).decode()
            except UnicodeError:
                self.fail(
                    "it holds a character that is no text; type it again, without pasting",
                    param,
                    ctx,
                )
        return text


WORDS = Words()


class Whole(click.IntRange):
    """A whole number, refused in words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            most = (
                f"from {self.min} to {self.max}" if self.max is not None else f"from {self.min} on"
            )
            self.fail(f"“{value}” is no whole number {most}", param, ctx)


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function a command."""
    return click.command(name, cls=Command)


def group(name: str) -> Callable[[Callable[..., Any]], Group]:
    """Make a function a group of commands, which may be called without one."""
    return click.command(name, cls=Group, invoke_without_command=True)


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def _data_dir_option() -> click.Option:
    return click.Option(
        ["--data-dir"],
        metavar="DIR",
        expose_value=False,
        is_eager=True,
        callback=_use_folder,
        help="Keep everything in this folder.",
    )


def _use_folder(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if not value.strip():
        raise click.BadParameter("it names no folder", ctx, parameter)
    ctx.ensure_object(Session).data_dir = Path(value)


def _help_option() -> click.Option:
    return click.Option(
        list(NAMES_OF_HELP),
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_print_help,
        help="Show this help.",
    )


def _print_help(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click calls it so
    if value and not ctx.resilient_parsing:
        out(help_text(ctx))
        ctx.exit()


def help_text(ctx: click.Context) -> str:
    """Return a command's help, fitted to the terminal."""
    ctx.terminal_width = ctx.max_content_width = min(screen_width(), 100)
    return ctx.get_help()
