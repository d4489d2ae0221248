"""``docs/cli.md`` against the program: every command and option, both ways."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from cli import present
from cli.kit import Group
from cli.program import program
from lab.schemas import kinds
from lab.settings import SETTINGS
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (PROJECT / "docs" / "cli.md").read_text(encoding="utf-8")
EVERYWHERE = {"--help", "--data-dir"}


def commands(group: Group, path: str = "teardown") -> Iterator[tuple[str, click.Command]]:
    """Yield every command with the words that call it."""
    yield path, group
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        if isinstance(found, Group):
            yield from commands(found, f"{path} {name}")
        else:
            yield f"{path} {name}", found


def documented() -> dict[str, str]:
    """Return the text below each command's heading."""
    found = {}
    for part in re.split(r"^##+ ", PAGE, flags=re.MULTILINE)[1:]:
        heading, _, text = part.partition("\n")
        if heading.startswith("`teardown"):
            found[heading.strip("` ")] = text
    return found


def path_of(heading: str) -> str:
    """Return the words that call a command, without what it is given."""
    words = heading.split()
    return " ".join(word for word in words if word.islower() and word.replace("-", "").isalpha())


def test_every_command_has_its_heading_and_every_heading_its_command() -> None:
    assert [path_of(heading) for heading in documented()] == [path for path, _ in commands(program)]


def test_every_option_is_described_and_every_described_one_is_there() -> None:
    described = {
        path_of(heading): set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))
        for heading, text in documented().items()
    }
    for path, command in commands(program):
        options = {
            option
            for parameter in [*command.params, command.get_help_option(click.Context(command))]
            if isinstance(parameter, click.Option)
            for option in parameter.opts
            if option.startswith("--")
        }
        wanted = options if path == "teardown" else options - EVERYWHERE
        mentioned = described[path]
        # What a description says about other commands is not its own.
        mentioned -= {
            "teardown archive": {"--archived"},
            "teardown export": {"--json"},
        }.get(path, set())
        assert mentioned == wanted, path


def test_arguments_stand_in_the_headings() -> None:
    headings = {path_of(heading): heading for heading in documented()}
    for path, command in commands(program):
        arguments = [
            parameter.metavar or str(parameter.name).upper()
            for parameter in command.params
            if isinstance(parameter, click.Argument) and parameter.required
        ]
        assert headings[path] == " ".join([path, *arguments])


def test_the_exit_codes_and_kinds_are_the_programs_own() -> None:
    codes = {int(code) for code in re.findall(r"^\| `(\d+)` \|", PAGE, flags=re.MULTILINE)}
    assert codes == {
        present.DONE,
        present.FAILED,
        present.WRONG_USAGE,
        present.FOUND,
        present.INTERRUPTED,
    }
    assert set(re.findall(r"kind `([a-z-]+)`", PAGE)) == set(kinds())


def test_every_variable_that_is_named_there_is_one() -> None:
    known = {"TEARDOWN_HOME", *(setting.variable for setting in SETTINGS.values())}
    assert set(re.findall(r"`(TEARDOWN_[A-Z_]+)`", PAGE)) <= known
