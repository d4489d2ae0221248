"""``teardown export``."""

from __future__ import annotations

import os
from dataclasses import KW_ONLY, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cli.kit import command, pass_session
from cli.present import DONE, FAILED
from cli.streams import out, out_bytes, say

if TYPE_CHECKING:
    from cli.session import Session
    from lab.evidence.beside import Beside
    from lab.exporting import ExportFormat
    from lab.workspace import Workspace

__all__ = ["export_command"]


@command("export")
@click.argument("teardowns", metavar="ID...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All teardowns, the archived ones too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html", "json"]),
    default="md",
    show_default=True,
    help="Markdown to share, a page to read and print, or the record as JSON.",
)
@click.option("-o", "--output", metavar="FILE|DIR|-", help="Where to; without it, stdout.")
@click.option("--with-evidence", is_flag=True, help="Captured pages too, in a folder beside.")
@click.option("--force", is_flag=True, help="Replace a file that is something else.")
@pass_session
def export_command(
    session: Session,
    *,
    teardowns: tuple[str, ...],
    everything: bool,
    form: ExportFormat,
    output: str | None,
    with_evidence: bool,
    force: bool,
) -> int:
    """Write teardowns, one to stdout or a file, several into a folder.

    An earlier export of the same teardown is replaced, any other file only with --force.
    The paths that were written are printed.
    """
    if everything == bool(teardowns):
        raise click.UsageError("Name the teardowns to export, or say --all")
    workspace = session.workspace()
    ids = _ids(workspace, teardowns)
    to_stdout = output in {None, "-"}
    if to_stdout and (everything or len(ids) > 1):
        raise click.UsageError("Several teardowns need a folder; add -o DIR")
    if to_stdout and with_evidence:
        raise click.UsageError("Pages need a folder beside a file; add -o FILE or -o DIR")
    if to_stdout:
        from lab.exporting import export_text

        out_bytes(export_text(workspace.load(ids[0]), form=form).encode())
        return DONE
    target = Path(output or "")
    if not output or "\0" in output:
        raise click.UsageError("-o names no file and no folder")
    from lab.exporting import check_outside, export_to

    check_outside(target, workspace.places.library)
    if everything or len(ids) > 1 or target.is_dir() or output.endswith(_SEPARATORS):
        way = _Way(form, force=force, everything=everything, with_evidence=with_evidence)
        return _into_folder(workspace, ids, target, way)
    pages = workspace.library.page if with_evidence else None
    beside = export_to(target, workspace.load(ids[0]), form=form, force=force, pages=pages)
    out(str(target))
    _tell(beside)
    return DONE


@dataclass(frozen=True, slots=True)
class _Way:
    """How to write several."""

    form: ExportFormat
    _: KW_ONLY
    force: bool
    everything: bool
    with_evidence: bool


def _tell(beside: Beside | None) -> None:
    """Say which pages were written beside a teardown."""
    if beside is None:
        return
    from lab.figures import counted

    if beside.pages:
        say(f"Beside it: {beside.folder}, {counted(len(beside.pages), 'page')}.")
    elif not beside.missing:
        say("It has no captured page.")
    if beside.missing:
        are = "is" if beside.missing == 1 else "are"
        say(f"{counted(beside.missing, 'page')} of its evidence {are} not in this library.")


_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


def _ids(workspace: Workspace, teardowns: tuple[str, ...]) -> list[str]:
    if teardowns:
        return list(dict.fromkeys(workspace.resolve(each) for each in teardowns))
    return [row.id for row in workspace.summaries()]


def _into_folder(
    workspace: Workspace,
    ids: list[str],
    folder: Path,
    way: _Way,
) -> int:
    """Write each; what cannot be written is said, and the others are written all the same."""
    from lab.errors import TeardownError
    from lab.exporting import export_to, make_folder, place_in, write_companion

    if not ids:
        say("There is no teardown yet. “teardown new PRODUCT” begins one.")
        return DONE
    make_folder(folder)
    failed = 0
    for teardown_id in ids:
        try:
            record = workspace.load(teardown_id)
            path = place_in(folder, record, way.form)
            pages = workspace.library.page if way.with_evidence else None
            beside = export_to(path, record, form=way.form, force=way.force, pages=pages)
        except TeardownError as error:
            failed += 1
            say(str(error))
        else:
            out(str(path))
            if beside is not None and (beside.pages or beside.missing):
                _tell(beside)
    if way.everything or len(ids) > 1:
        companion = write_companion(folder, way.form)
        if companion is not None:
            say(f"Beside them: {companion}, {_COMPANIONS[way.form]}.")
    return FAILED if failed else DONE


_COMPANIONS: Final = {"md": "a table of them in Obsidian", "html": "a page that leads to them"}
