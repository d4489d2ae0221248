"""``teardown compare``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.asking import may_look
from cli.kit import command, json_option, pass_session
from cli.present import DONE
from cli.streams import out, out_bytes, out_json

if TYPE_CHECKING:
    from cli.session import Session
    from lab.compare import Comparison
    from lab.workspace import Workspace

__all__ = ["check_output", "compare_command", "put_out"]


@command("compare")
@click.argument("teardowns", metavar="ID|FILE...", nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(["table", "md", "html", "json"]), default="table",
    show_default=True, help="For the terminal, to share, to show, or for programs.",
)  # fmt: skip
@json_option
@click.option(
    "-o",
    "--output",
    metavar="FILE|-",
    help="Where to, with --format md, html or json; else stdout.",
)
@click.option("--matches", metavar="FILE", help="Findings that a person joined or split.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@pass_session
def compare_command(
    session: Session,
    *,
    teardowns: tuple[str, ...],
    form: str,
    as_json: bool,
    output: str | None,
    matches: str | None,
    force: bool,
) -> int:
    """Lay two to eight teardowns side by side, and say what to talk about.

    The same product by several people, several products by one, or one product over time. A
    FILE is a teardown that was exported, as Markdown or JSON; “-” is stdin.
    """
    from cli.records import named_record

    if as_json and form not in {"table", "json"}:
        raise click.UsageError(f"--json and --format {form} exclude each other")
    form = "json" if as_json else form
    check_output(form, output)
    workspace = session.workspace()
    records = [named_record(name, workspace) for name in teardowns]
    if form == "table" and not all(may_look(workspace, record.id) for record in records):
        return DONE
    decisions = workspace.comparisons.kept.all()
    if matches is not None:
        from cli.files import called, read_text

        decisions += workspace.comparisons.decisions(read_text(matches), name=called(matches))
    comparison = workspace.comparisons.of(records, decisions=decisions)
    return put_out(workspace, comparison, form=form, output=output, force=force)


def check_output(form: str, output: str | None) -> None:
    """Refuse a place that the comparison cannot go to, before anything is read."""
    if output in {None, "-"}:
        return
    if not output or "\0" in output:
        raise click.UsageError("-o names no file")
    if form == "table":
        raise click.UsageError("A file wants --format md, html or json")


def put_out(
    workspace: Workspace, comparison: Comparison, *, form: str, output: str | None, force: bool
) -> int:
    """Print a comparison, or write it into a file."""
    to_stdout = output in {None, "-"}
    if form == "table":
        from cli.compare_report import print_comparison

        print_comparison(comparison)
    elif to_stdout and form == "json":
        from lab.compare.document import comparison_document

        out_json("compare", comparison_document(comparison))
    elif to_stdout:
        out_bytes(workspace.comparisons.text(comparison, form=form).encode("utf-8", "replace"))  # type: ignore[arg-type]  # one of the choices
    else:
        workspace.comparisons.write(comparison, Path(str(output)), form=form, force=force)  # type: ignore[arg-type]  # one of the choices
        out(str(output))
    return DONE
