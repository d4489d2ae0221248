"""The commands, each loaded when it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.kit import NAMES_OF_HELP, Group, Lazy, help_text
from cli.present import DONE, FAILED, INTERRUPTED, WRONG_USAGE
from cli.streams import one_line, say, say_lines
from cli.version import print_version

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.session import Session

__all__ = ["COMMANDS", "program", "run"]

_WORK = "Teardowns"
_CARE = "Keeping them"
_METHOD = "The method"
_PROGRAM = "The program"

COMMANDS: dict[str, Lazy] = {
    "open": Lazy("open", "Open the app on one teardown.", _WORK),
    "new": Lazy("new", "Begin a teardown and print its id.", _WORK),
    "list": Lazy("list", "List teardowns, the newest first.", _WORK),
    "show": Lazy("show", "Read one teardown.", _WORK),
    "answer": Lazy("writing", "Write one answer.", _WORK),
    "score": Lazy("writing", "Give a section its self-score.", _WORK),
    "claim": Lazy("writing", "Add a claim and print its id.", _WORK),
    "capture": Lazy("capture", "Bring in a page as clean Markdown, as evidence.", _WORK),
    "evidence": Lazy("evidence", "List what claims rest on; fetch it again.", _WORK),
    "check": Lazy("check", "Say what to look at again, and what nobody can conclude.", _WORK),
    "probe": Lazy("probe", "Measure how much a product varies.", _WORK),
    "counterpoints": Lazy("counterpoints", "Be argued with, once you have thought.", _WORK),
    "reply": Lazy("counterpoints", "Answer a counterpoint.", _WORK),
    "compare": Lazy("compare", "Lay two to eight teardowns side by side.", _WORK),
    "group": Lazy("group", "Study with others: seal, reveal, compare.", _WORK),
    "predictions": Lazy("predictions", "What you foretold, and how well you foresee.", _WORK),
    "resolve": Lazy("predictions", "Write down how a prediction came out.", _WORK),
    "habit": Lazy("habit", "How your practice stands, and what to do next.", _WORK),
    "remind": Lazy("habit", "Print the line that reminds you; nothing is installed.", _WORK),
    "edit": Lazy("edit", "Write a whole teardown in your own text editor.", _WORK),
    "export": Lazy("export", "Write teardowns as Markdown, HTML or JSON.", _WORK),
    "import": Lazy("bring_in", "Read in teardowns and notes from files.", _WORK),
    "history": Lazy("history", "List versions, compare two, bring one back.", _CARE),
    "archive": Lazy("keeping", "Put teardowns out of sight, or back.", _CARE),
    "trash": Lazy("keeping", "Remove teardowns, restore them, empty the trash.", _CARE),
    "backup": Lazy("moving", "Write everything into one file.", _CARE),
    "restore": Lazy("moving", "Bring a backup back, over nothing.", _CARE),
    "doctor": Lazy("doctor", "Examine the library and mend it.", _CARE),
    "templates": Lazy("templates", "List, show and check templates.", _METHOD),
    "catalog": Lazy("catalog", "Products that are worth a teardown.", _METHOD),
    "config": Lazy("config", "Read, change and check the settings.", _PROGRAM),
    "completion": Lazy("completion", "Let your shell complete commands and ids.", _PROGRAM),
    "keys": Lazy("keys", "Every key and command of the app.", _PROGRAM),
    "where": Lazy("where", "Where everything lies.", _PROGRAM),
    "demo": Lazy("demo", "Look around in a sample library.", _PROGRAM),
}


@click.command(cls=Group, lazy=COMMANDS, invoke_without_command=True)
@click.option("--version", is_flag=True, help="Print the version.")
@click.pass_context
def program(ctx: click.Context, *, version: bool) -> int:
    """Practise outside-in teardowns of AI products.

    Without a command the app opens. An ID is a teardown's id, its first letters (at least
    four), or “last”.
    """
    if version:
        ctx.exit(print_version())
    if ctx.invoked_subcommand is None:
        say_lines(help_text(ctx))
        ctx.exit(WRONG_USAGE)
    return DONE


def run(arguments: Sequence[str], session: Session) -> int:
    """Run one command and return its exit code."""
    try:
        status = program.main(
            list(arguments), prog_name="teardown", standalone_mode=False, obj=session
        )
    except click.UsageError as error:
        say(_wrong_usage(error))
        return WRONG_USAGE
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        say(error.format_message())
        return FAILED
    return status if isinstance(status, int) else DONE


def _wrong_usage(error: click.UsageError) -> str:
    """Say in one line what is wrong with the call, and where its help is."""
    message = one_line(error.format_message()).rstrip()
    if message[-1:] not in {".", "?", "!", "…"}:
        message += "."
    path = error.ctx.command_path if error.ctx is not None else "teardown"
    return f"{message} “{path} {NAMES_OF_HELP[-1]}” shows how."
