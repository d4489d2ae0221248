"""``teardown import``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.kit import command, json_option, pass_session
from cli.present import DONE, FAILED, INTERRUPTED
from cli.progress import Progress, Stopping
from cli.streams import ReaderGone, out_json, say

if TYPE_CHECKING:
    from cli.session import Session
    from lab.importing import FileReport, Keep, Options
    from lab.importing.run import ImportRun
    from lab.workspace import Workspace

__all__ = ["import_command"]


@command("import")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(allow_dash=True)
)
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option(
    "--keep",
    type=click.Choice(["mine", "theirs", "both"]),
    help="Where the file and the library both changed the same thing.",
)
@click.option(
    "--as-new", is_flag=True, help="What cannot come in under its own id comes in as a new one."
)
@json_option
@pass_session
def import_command(
    session: Session,
    *,
    paths: tuple[str, ...],
    dry_run: bool,
    keep: Keep | None,
    as_new: bool,
    as_json: bool,
) -> int:
    """Read in teardowns and notes: Markdown or JSON, files or whole folders; - is stdin.

    An export comes back with what was changed in it by hand. A page that no teardown wrote
    is sorted by its headings, and every other word becomes notes. Each file comes in whole
    or not at all.
    """
    from lab.importing import Options

    options = Options(dry_run=dry_run, keep=keep, as_new=as_new)
    workspace = session.workspace(create=not dry_run)
    run = _begin(workspace, paths, options=options)
    with Stopping() as stopping:
        fault = _go(run, stopping)
    stopped = stopping.wanted and len(run.reports) < run.total
    try:
        _print(run, options, stopped=stopped, as_json=as_json)
    except ReaderGone:  # ctrl+c ends a pager or “head”, too
        if not stopped:
            raise
    finally:
        _summarize(run, options, stopped=stopped)
    if fault is not None:
        say(str(fault))
        return FAILED
    if stopped:
        return INTERRUPTED
    bad = any(report.outcome in {"refused", "conflict"} for report in run.reports)
    return FAILED if bad else DONE


def _print(run: ImportRun, options: Options, *, stopped: bool, as_json: bool) -> None:
    if as_json:
        out_json("import", _as_json(run, options, stopped=stopped))
        return
    from cli.import_report import print_report

    print_report(run)


def _begin(workspace: Workspace, paths: tuple[str, ...], *, options: Options) -> ImportRun:
    if "-" not in paths:
        return workspace.imports.begin(map(_path, paths), options=options)
    if len(paths) > 1:
        raise click.UsageError("- stands for stdin and cannot be mixed with files")
    from cli.files import read_bytes
    from lab.importing.sources import Source

    return workspace.imports.begin_with([Source("stdin", data=read_bytes("-"))], options=options)


def _path(name: str) -> Path:
    if not name or "\0" in name:
        raise click.UsageError("A PATH names no file and no folder")
    return Path(name)


def _go(run: ImportRun, stopping: Stopping) -> Exception | None:
    """Read in one file after the other; return what kept the library from taking them."""
    from lab.errors import TeardownError

    progress = Progress()
    try:
        while not stopping.wanted:
            progress.show(f"{len(run.reports)} of {run.total} files")
            if run.step() is None:
                break
    except TeardownError as error:
        return error
    finally:
        progress.clear()
    return None


def _summarize(run: ImportRun, options: Options, *, stopped: bool) -> None:
    from lab.importing import counted

    words = {"conflict": ("conflict", "conflicts")}
    parts = []
    for outcome, number in counted(run.reports).items():
        one, many = words.get(outcome, (outcome, outcome))
        if number:
            parts.append(f"{number} {one if number == 1 else many}")
    text = ", ".join(parts) or "There is nothing to import"
    if stopped:
        left = run.total - len(run.reports)
        were = "1 file was" if left == 1 else f"{left} files were"
        text = f"Stopped: {were} not read in. Until then: {text}"
    end = " Nothing was written, as this is a dry run." if options.dry_run else ""
    say(f"{text}.{end}")


def _as_json(run: ImportRun, options: Options, *, stopped: bool) -> dict[str, Any]:
    from lab.importing import counted

    return {
        "dry_run": options.dry_run,
        "interrupted": stopped,
        "files": [_file_as_json(report) for report in run.reports],
        "skipped": [{"path": each.path, "reason": each.reason} for each in run.skipped],
        "counts": counted(run.reports),
    }


def _file_as_json(report: FileReport) -> dict[str, Any]:
    return {
        "path": report.path,
        "outcome": report.outcome,
        "id": report.id or None,
        "product": report.product or None,
        "reason": report.reason,
        "todo": report.todo,
        "way_out": report.way_out or None,
        "problems": [{"line": one.line or None, "message": one.message} for one in report.problems],
        "went_to": [
            {"line": one.line, "what": one.what, "where": one.where, "kept": one.kept}
            for one in report.went_to
        ],
        "differences": [
            {"where": one.where, "mine": one.ours, "theirs": one.theirs}
            for one in report.differences
        ],
    }
