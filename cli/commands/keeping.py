"""``teardown archive`` and ``teardown trash``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.asking import confirm
from cli.kit import command, group, json_option, pass_session
from cli.rows import damaged_of, print_rows, row_of
from cli.streams import out, out_json, say
from lab.figures import counted

if TYPE_CHECKING:
    from cli.session import Session

__all__ = ["archive_command", "trash_command"]


@command("archive")
@click.argument("teardowns", metavar="ID...", nargs=-1, required=True)
@click.option("--undo", is_flag=True, help="Back among the others.")
@pass_session
def archive_command(session: Session, *, teardowns: tuple[str, ...], undo: bool) -> int:
    """Put teardowns out of sight. Nothing is lost; “list --archived” shows them."""
    workspace = session.workspace()
    ids = [workspace.resolve(each) for each in dict.fromkeys(teardowns)]
    for teardown_id in ids:
        workspace.archive(teardown_id, archived=not undo)
        say(f"{teardown_id} is back." if undo else f"{teardown_id} is archived.")
    return 0


@group("trash")
@click.pass_context
def trash_command(ctx: click.Context) -> int:
    """Remove teardowns, look at what was removed, restore it, empty the trash.

    Without a command it lists the trash.
    """
    if ctx.invoked_subcommand is None:
        return int(ctx.invoke(list_trash, as_json=False))
    return 0


@trash_command.command("put")
@click.argument("teardowns", metavar="ID...", nargs=-1, required=True)
@pass_session
def put(session: Session, *, teardowns: tuple[str, ...]) -> int:
    """Move teardowns to the trash."""
    workspace = session.workspace()
    ids = [workspace.resolve(each) for each in dict.fromkeys(teardowns)]
    for teardown_id in ids:
        workspace.past.trash(teardown_id)
        say(f"{teardown_id} is in the trash. “teardown trash restore {teardown_id}” undoes it.")
    return 0


@trash_command.command("list")
@json_option
@pass_session
def list_trash(session: Session, *, as_json: bool) -> int:
    """List what is in the trash."""
    workspace = session.workspace()
    rows = workspace.past.trashed()
    if as_json:
        whole = [row_of(row) for row in rows if not row.fault]
        out_json("trash", {"teardowns": whole, "damaged": damaged_of(rows)})
        return 0
    print_rows(rows, workspace)
    if not rows:
        say("The trash is empty.")
    return 0


@trash_command.command("restore")
@click.argument("teardown", metavar="ID")
@pass_session
def restore(session: Session, *, teardown: str) -> int:
    """Take a teardown out of the trash."""
    workspace = session.workspace()
    teardown_id = workspace.past.resolve_trashed(teardown)
    workspace.past.restore(teardown_id)
    out(teardown_id)
    say(f"{teardown_id} is back in the library.")
    return 0


@trash_command.command("empty")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_session
def empty(session: Session, *, yes: bool) -> int:
    """Delete what is in the trash for good, with its history."""
    workspace = session.workspace()
    count = len(workspace.past.trashed())
    if not count:
        say("The trash is empty.")
        return 0
    what = counted(count, "teardown")
    if not yes and not confirm(f"Delete {what} for good, with all versions?"):
        say("Nothing was deleted.")
        return 1
    deleted = workspace.past.empty_trash()
    say(f"{deleted} deleted.")
    return 0
