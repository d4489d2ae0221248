"""``teardown templates``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.kit import group, json_option, pass_session
from cli.present import DONE, FOUND
from cli.streams import bold, dim, out, out_json, say, screen_width

if TYPE_CHECKING:
    from cli.session import Session
    from lab.templates import Problem, Template

__all__ = ["templates_command"]


@group("templates")
@click.pass_context
def templates_command(ctx: click.Context) -> int:
    """List, show and check templates: ours, and your own in “templates path”.

    Without a command it lists them.
    """
    if ctx.invoked_subcommand is None:
        return int(ctx.invoke(list_templates, as_json=False))
    return DONE


@templates_command.command("list")
@json_option
@pass_session
def list_templates(session: Session, *, as_json: bool) -> int:
    """List the templates that a teardown can follow."""
    from cli.table import Column, print_table

    templates = session.workspace().templates
    infos = templates.names()
    if as_json:
        names = ("id", "title", "tagline", "minutes", "kind", "own", "version", "requires_parent")
        out_json(
            "templates",
            {"templates": [{name: getattr(info, name) for name in names} for info in infos]},
        )
    else:
        print_table(
            (
                Column("template"),
                Column("min", right=True),
                Column("", spare=1),
                Column("what it is for", least=20, wraps=True),
            ),
            [
                [info.id, str(info.minutes), "yours" if info.own else "", info.tagline]
                for info in infos
            ],
        )
    for problem in templates.problems:
        say(str(problem))
    return DONE


@templates_command.command("show")
@click.argument("template", metavar="T")
@json_option
@pass_session
def show_template(session: Session, *, template: str, as_json: bool) -> int:
    """Show a template's sections and questions."""
    found = session.workspace().templates.get(template)
    if as_json:
        out_json("template", {"template": found.to_dict()})
    else:
        _print(found)
    return DONE


@templates_command.command("check")
@click.argument("file", metavar="FILE")
@json_option
def check_template(*, file: str, as_json: bool) -> int:
    """Say everything that is wrong with a template file; exit code 3 if it cannot be used."""
    problems = _check(file)
    if as_json:
        out_json(
            "template-check", {"file": file, "problems": [_as_json(each) for each in problems]}
        )
    else:
        for problem in problems:
            out(str(problem))
    called = "stdin" if file == "-" else file
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        say(f"{called}: nothing is wrong.")
    else:
        say(f"{called}: {_count(errors, 'error')}, {_count(warnings, 'warning')}.")
    return FOUND if errors else DONE


@templates_command.command("path")
@pass_session
def path(session: Session) -> int:
    """Print the folder for your own templates."""
    out(str(session.places.own_templates))
    return DONE


def _check(file: str) -> list[Problem]:
    from cli.files import read_bytes
    from lab.templates import check_file

    if file != "-":
        read_bytes(file)  # says what keeps it from being read
        return check_file(Path(file))
    import tempfile

    # Beside nothing of the user's: from stdin, a template can extend ours only.
    with tempfile.TemporaryDirectory() as folder:
        stand_in = Path(folder) / "stdin.yaml"
        stand_in.write_bytes(read_bytes("-"))
        return [replace(each, path=Path("-")) for each in check_file(stand_in)]


def _as_json(problem: Problem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "key": problem.key,
        "message": problem.message,
        "severity": problem.severity,
        "nearest": problem.nearest or None,
    }


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _print(template: Template) -> None:
    from cli.cells import wrap

    cells = min(screen_width(), 100)
    out(bold(template.title), dim(f"  {template.id} · {template.minutes} min"))
    for line in wrap(template.tagline, cells):
        out(dim(line))
    for section in template.sections:
        out()
        out(bold(section.title), dim(f"  {section.id} · {section.minutes} min"))
        for line in wrap(section.purpose, cells - 2):
            out("  ", dim(line))
        for prompt in section.prompts:
            first, *more = wrap(prompt.text, cells - 4)
            out("  * " if prompt.required else "    ", first)
            for line in more:
                out("    ", line)
    out()
    out(dim("* must be answered for the section to be done"))
