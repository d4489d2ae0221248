"""``teardown backup`` and ``teardown restore``."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from cli.kit import command, json_option, pass_session
from cli.present import DONE, FAILED
from cli.progress import Progress
from cli.streams import is_terminal, out, out_json, say
from lab.figures import counted, size_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.session import Session
    from lab.moving import BackedUp, Moved

__all__ = ["backup_command", "restore_command"]

_MANY = 10
"""So many things that are no part of a library are named one by one."""


@command("backup")
@click.argument("file", metavar="FILE")
@click.option("--force", is_flag=True, help="Replace an earlier backup of that name.")
@pass_session
def backup_command(session: Session, *, file: str, force: bool) -> int:
    """Write the whole library, settings and own templates into one zip file.

    It is read back before it gets its name. In a folder it is named after the day; “-” is
    stdout. The path is printed.
    """
    workspace = session.workspace()
    if file == "-":
        if is_terminal(sys.stdout):
            raise click.UsageError("A backup is no text for a terminal; name a file")
        with Progress() as progress:
            done = workspace.care.backup_to(sys.stdout.buffer, progress=progress.count)
    else:
        with Progress() as progress:
            done = workspace.care.backup(Path(file), force=force, progress=progress.count)
        out(str(done.path))
    _tell_left_out(done)
    say(
        f"{counted(done.teardowns, 'teardown')}, {counted(done.versions, 'earlier version')} and "
        f"{counted(done.pages, 'page')} in {size_in_words(done.size)}, written and read back."
    )
    return FAILED if done.left_out else DONE


@command("restore")
@click.argument("file", metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@json_option
@pass_session
def restore_command(session: Session, *, file: str, dry_run: bool, as_json: bool) -> int:
    """Add what a backup has and the library has not; nothing is ever overwritten.

    The whole file is checked before anything is written. What differs is kept beside what is
    here. One line for each teardown that was missing or differs.
    """
    workspace = session.workspace(create=not dry_run)
    with _stream_of(file) as stream, Progress() as progress:
        name = "stdin" if file == "-" else Path(file).name
        moved = workspace.care.restore(stream, name, dry_run=dry_run, progress=progress.count)
    if as_json:
        fates = {name: (fate.name.lower(), fate.value) for name, fate in moved.fates.items()}
        out_json(
            "restore",
            {
                "made_at": moved.made_at,
                "dry_run": dry_run,
                "teardowns": [
                    {"id": name, "outcome": word, "said": said}
                    for name, (word, said) in fates.items()
                ],
                "added": dict(moved.added),
                "settings": list(moved.settings),
            },
        )
    else:
        _print(moved)
    _sum_up(moved, dry_run=dry_run)
    return DONE


def _print(moved: Moved) -> None:
    for name, fate in moved.fates.items():
        if fate.name != "SAME":
            out(f"{name}: {fate.value}")
    for line in moved.settings:
        if not line.endswith("the same here."):
            say(line)


def _sum_up(moved: Moved, *, dry_run: bool) -> None:
    same = sum(fate.name == "SAME" for fate in moved.fates.values())
    names: dict[str, tuple[str, ...]] = {
        "teardowns": ("teardown",),
        "history": ("earlier version",),
        "pages": ("page",),
        "trash": ("teardown in the trash", "teardowns in the trash"),
        "templates": ("template copy", "template copies"),
        "damaged": ("damaged file",),
    }
    parts = [
        counted(moved.added[kind], *words) for kind, words in names.items() if moved.added.get(kind)
    ]
    would = "would be added" if dry_run else "added"
    what = f"{', '.join(parts)} {would}" if parts else "Nothing was missing"
    say(f"Backup of {moved.made_at[:10]}: {what}; {counted(same, 'teardown')} the same here.")
    if any(fate.name == "SECOND" for fate in moved.fates.values()) and not dry_run:
        say("“teardown doctor” says how to merge what has changes on both sides.")


def _tell_left_out(done: BackedUp) -> None:
    for line in done.left_out:
        say(f"Not in the backup: {line}.")
    if len(done.passed_over) > _MANY:
        say(f"{len(done.passed_over)} files that are no part of a library were left out.")
    else:
        for line in done.passed_over:
            say(f"Left out: {line}.")


@contextmanager
def _stream_of(file: str) -> Iterator[IO[bytes]]:
    """Open the backup; what comes through stdin goes into a file of no name first."""
    if file == "-":
        import shutil
        import tempfile

        with tempfile.TemporaryFile() as spool:
            if sys.stdin is not None:
                shutil.copyfileobj(sys.stdin.buffer, spool)
            spool.seek(0)
            yield spool
        return
    from cli.files import opened_for_reading

    with opened_for_reading(file) as stream:
        yield stream
