"""The manual page, made from the commands themselves: ``python -m tests.readme`` writes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import click

from cli.kit import Group
from cli.program import program
from lab.settings import SETTINGS
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["MANUAL", "manual"]

MANUAL: Final = PROJECT / "docs" / "teardown.1"

_HEAD: Final = (
    '.\\" Made by python \\-m tests.readme from the commands; changes belong there.',
    ".TH TEARDOWN 1",
    ".SH NAME",
    "teardown \\- practise outside\\-in teardowns of AI products",
    ".SH SYNOPSIS",
    ".B teardown",
    "[OPTIONS] [COMMAND [ARGUMENTS]]",
)
_STATUS: Final = (
    ("0", "Done."),
    ("1", "It failed; one line on stderr says what, why and what to do next."),
    ("2", "The command line itself is wrong."),
    ("3", "A check ran and found problems."),
    ("130", "Interrupted."),
)
_ENVIRONMENT: Final = (
    ("TEARDOWN_HOME", "The folder for everything, as --data-dir."),
    ("VISUAL, EDITOR", "The text editor that is started."),
    ("NO_COLOR, FORCE_COLOR", "Never, or always, use styles in the output."),
)


def manual() -> str:
    """Return the page in the language of man."""
    lines = [*_HEAD, ".SH DESCRIPTION", *_paragraphs(program.help or "")]
    lines += [".SH OPTIONS", *_options(program), ".SH COMMANDS"]
    for path, command in _commands(program, "teardown"):
        arguments = [
            parameter.make_metavar(click.Context(command))
            for parameter in command.params
            if isinstance(parameter, click.Argument)
        ]
        lines += [f'.SS "{_text(" ".join((path, *arguments)))}"']
        lines += [*_paragraphs(command.help or ""), *_options(command)]
    lines += [".SH EXIT STATUS", *_list(_STATUS), ".SH ENVIRONMENT", *_list(_ENVIRONMENT)]
    lines += _list((setting.variable, setting.meaning) for setting in SETTINGS.values())
    lines += [
        ".SH FILES",
        _text("“teardown where” prints where everything lies."),
    ]
    return "\n".join(lines) + "\n"


def _commands(group: Group, path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        yield f"{path} {name}", command
        if isinstance(command, Group):
            yield from _commands(command, f"{path} {name}")


def _options(command: click.Command) -> list[str]:
    context = click.Context(command)
    found = [
        record
        for parameter in command.params
        if isinstance(parameter, click.Option)
        and (command is program or "--data-dir" not in parameter.opts)
        and (record := parameter.get_help_record(context))
    ]
    return _list(found)


def _list(rows: Iterable[tuple[str, str]]) -> list[str]:
    lines: list[str] = []
    for name, meaning in rows:
        lines += [".TP", f".B {_text(name)}", _text(meaning)]
    return lines


def _paragraphs(text: str) -> list[str]:
    """Return help as paragraphs; click's sign for “do not wrap” is left out."""
    lines: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.replace("\b", "").strip()):
        lines += [".PP", _text(" ".join(paragraph.split()))]
    return lines[1:]


_SIGNS: Final = {"“": "\\(lq", "”": "\\(rq", "‘": "\\(oq", "’": "\\(cq", "–": "\\(en", "…": "..."}


def _text(words: str) -> str:
    """Return words that roff takes literally, in ASCII."""
    escaped = words.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    signs = (_SIGNS.get(sign) or _sign(sign) for sign in escaped)
    plain = "".join(signs)
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


def _sign(sign: str) -> str:
    return sign if sign.isascii() else f"\\[u{ord(sign):04X}]"
