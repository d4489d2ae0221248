"""``teardown probe``: the trial bench."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import click

from cli.asking import may_look
from cli.commands.probe_mark import mark_command
from cli.commands.probe_run import run_command
from cli.kit import WORDS, Whole, group, json_option, pass_session
from cli.streams import out, out_json, say

if TYPE_CHECKING:
    from cli.session import Session
    from lab.model import Probe
    from lab.trials.files import TrialFile
    from lab.trials.files.reading import Format
    from lab.workspace import Workspace

__all__ = ["probe_command"]

_ENDINGS: Final = {".csv", ".tsv", ".json", ".jsonl", ".eval"}
"""What a file of trials may end with; no id does."""
_FORMATS: Final = ("auto", "promptfoo", "inspect", "csv", "jsonl")
_JUDGED: Final = ("pass", "fail", "unclear", "error")


def _share(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """Read how many of how many, such as 3/4."""
    if value is None:
        return None
    part, slash, whole = value.partition("/")
    numbers = [int(each) for each in (part, whole) if each.isascii() and each.isdigit()]
    if len(numbers) != len((part, whole)) or not slash or numbers[0] > numbers[1]:
        raise click.BadParameter(f"“{value}” is not how many of how many, such as 3/4", ctx, param)
    return numbers[0], numbers[1]


class Seconds(click.types.FloatParamType):
    """A time in seconds, refused in words."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the time."""
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not (math.isfinite(number) and number >= 0):
            self.fail(f"“{value}” is no time in seconds, such as 4.1", param, ctx)
        return number


@group("probe")
@click.pass_context
def probe_command(ctx: click.Context) -> int:
    """Measure how much a product varies: probes, their trials, and what they are worth.

    A probe is a prompt with the rule by which its outputs pass. Run it several times in fresh
    sessions, record each output, then read the figures.
    """
    if ctx.invoked_subcommand is None:
        names = ", ".join(ctx.command.list_commands(ctx))  # type: ignore[attr-defined]  # a group
        raise click.UsageError(f"Say what to do: {names}", ctx)
    return 0


@probe_command.command("add")
@click.argument("teardown", metavar="ID")
@click.option("--prompt", type=WORDS, required=True, metavar="T", help="What is sent, as it is.")
@click.option(
    "--pass-rule", type=WORDS, default="", metavar="T", help="What counts as a pass; needed."
)
@click.option(
    "--kind", default="repeat", show_default=True, metavar="K", help="One of the method's kinds."
)
@click.option(
    "--wording", "wordings", type=WORDS, multiple=True, metavar="W",
    help="The prompt in other words; may be given several times.",
)  # fmt: skip
@click.option("--name", type=WORDS, default="", metavar="T", help="A short name.")
@click.option("--target", type=WORDS, default="", metavar="T", help="Who is asked, if not obvious.")
@click.option(
    "--quality-line", type=Whole(0, 100), metavar="0-100",
    help="Percent of passes below which it should not ship.",
)  # fmt: skip
@click.option("--budget", default="", metavar="B", help="quick, standard or deep.")
@pass_session
def add(
    session: Session,
    *,
    teardown: str,
    prompt: str,
    pass_rule: str,
    kind: str,
    wordings: tuple[str, ...],
    name: str,
    target: str,
    quality_line: int | None,
    budget: str,
) -> int:
    """Add a probe and print its id. The pass rule is written first."""
    from lab.trials.writing import ProbeDraft

    workspace = session.workspace()
    probe = workspace.bench.add_probe(
        workspace.resolve(teardown),
        ProbeDraft(
            prompt=prompt,
            pass_rule=pass_rule,
            name=name,
            kind=kind,
            target=target,
            quality_line=None if quality_line is None else quality_line / 100,
            budget=budget,
            wordings=wordings,
        ),
    )
    out(probe.id)
    runs = next((each.runs for each in workspace.bench.budgets() if each.id == budget), 0)
    if runs:
        say(f"{runs} runs of each prompt are meant. {workspace.bench.outlook(runs)}")
    return 0


@probe_command.command("trial")
@click.argument("teardown", metavar="ID")
@click.argument("probe", metavar="PROBE")
@click.option("--text", type=WORDS, metavar="T", help="What the product answered.")
@click.option("--file", metavar="F", help="A UTF-8 file with the answer; - is stdin.")
@click.option("--verdict", type=click.Choice(_JUDGED), help="Mark it at once.")
@click.option("--group", type=WORDS, default="", metavar="G", help="Its meaning group.")
@click.option(
    "--wording", type=WORDS, default="", metavar="W", help="A wording's words, or its number."
)
@click.option("--seconds", type=Seconds(), metavar="S", help="How long the product took.")
@click.option("--note", type=WORDS, default="", metavar="T", help="Why it passes or fails.")
@click.option(
    "--citations", metavar="N/M", callback=_share, help="Citations that support their sentence."
)
@click.option("--sentences", metavar="N/M", callback=_share, help="Sentences supported in full.")
@pass_session
def trial(
    session: Session,
    *,
    teardown: str,
    probe: str,
    text: str | None,
    file: str | None,
    verdict: str | None,
    group: str,
    wording: str,
    seconds: float | None,
    note: str,
    citations: tuple[int, int] | None,
    sentences: tuple[int, int] | None,
) -> int:
    """Record one output and print its id. Without a verdict it waits to be marked."""
    from lab.trials.writing import TrialDraft

    if text is not None and file is not None:
        raise click.UsageError("Give the output with --text or with --file, one of them")
    if text is None and file is None and verdict != "error":
        raise click.UsageError("Give the output with --text or with --file")
    if file is not None:
        from cli.files import read_text

        text = read_text(file)
    workspace = session.workspace()
    recorded = workspace.bench.add_trial(
        workspace.resolve(teardown),
        probe,
        TrialDraft(
            output=text or "",
            verdict=verdict or "unmarked",  # type: ignore[arg-type]  # one of the choices
            group=group,
            wording=wording,
            seconds=seconds,
            note=note,
            audit=_audit(citations, sentences),
        ),
    )
    out(recorded.id)
    return 0


probe_command.add_command(run_command)
probe_command.add_command(mark_command)


@probe_command.command("import")
@click.argument("teardown", metavar="ID")
@click.argument("file", metavar="FILE")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="auto", show_default=True,
    help="What wrote it.",
)  # fmt: skip
@click.option(
    "--pass-rule", type=WORDS, default="", metavar="T",
    help="For new probes of which the file does not say what passes.",
)  # fmt: skip
@click.option(
    "--probe", metavar="P", help="The probe that answers belong to of which the file names none."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@pass_session
def import_trials(
    session: Session,
    *,
    teardown: str,
    file: str,
    form: Format,
    pass_rule: str,
    probe: str | None,
    dry_run: bool,
) -> int:
    """Bring trials in from a table, or from what promptfoo or Inspect wrote; - is stdin.

    The same file twice adds nothing.
    """
    workspace = session.workspace()
    found = _read(workspace, file, form=form)
    teardown_id = workspace.resolve(teardown)
    if probe is not None:
        chosen = _chosen(workspace.load(teardown_id).probes, probe, source=teardown)
        found = found.of_probe(chosen.id)
    go = workspace.bench.plan if dry_run else workspace.bench.bring_in
    done = go(teardown_id, found, pass_rule=pass_rule)
    from cli.probe_import import print_plan, tell_plan

    print_plan(done)
    tell_plan(done, dry_run=dry_run)
    return 0


@probe_command.command("stats")
@click.argument("source", metavar="ID|FILE")
@click.option("--probe", metavar="P", help="Only this one, by its id or name.")
@json_option
@pass_session
def stats(session: Session, *, source: str, probe: str | None, as_json: bool) -> int:
    """Say what the trials of a teardown, or of a file, are worth.

    A FILE is a table of trials, or what promptfoo or Inspect wrote; - is stdin. A figure that
    so few trials cannot carry is left out, and a note says why.
    """
    workspace = session.workspace()
    if not as_json and not _may_look(workspace, source):
        return 0
    probes, notes = _probes(workspace, source)
    if probe is not None:
        probes = [_chosen(probes, probe, source=source)]
    figures = workspace.bench.figures(probes)
    if as_json:
        from cli.probe_json import stats_document

        out_json("probe-stats", stats_document(probes, figures, notes=notes))
        return 0
    from cli.probe_report import print_stats

    print_stats(probes, figures)
    for note in notes:
        say(note)
    if not probes:
        say("There is no probe yet. “teardown probe add” begins one.")
    return 0


@probe_command.command("diff")
@click.argument("before", metavar="ID")
@click.argument("after", metavar="ID")
@json_option
@pass_session
def diff(session: Session, *, before: str, after: str, as_json: bool) -> int:
    """Say what became of the same prompts: changed, noise, or too few runs to say.

    The first ID is the earlier one, or the product to compare with. Probes are the same where
    their prompts are, but for white space and case.
    """
    workspace = session.workspace()
    names = [workspace.resolve(name) for name in (before, after)]
    if not as_json and not all(may_look(workspace, name) for name in names):
        return 0
    found = workspace.bench.difference(*map(workspace.load, names))
    if as_json:
        from cli.probe_json import difference_document

        out_json("probe-diff", difference_document(found))
        return 0
    from cli.probe_report import print_difference

    print_difference(found)
    if not found.probes:
        say("No prompt stands in both.")
    return 0


@probe_command.command("export")
@click.argument("teardown", metavar="ID")
@click.option("--probe", metavar="P", help="Only this one, by its id or name.")
@click.option(
    "--format", "form", type=click.Choice(["csv", "promptfoo"]), default="csv", show_default=True,
    help="A table, or the files that promptfoo takes.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE|DIR|-", help="Where to; a folder for promptfoo.")
@click.option("--force", is_flag=True, help="Replace files that are there.")
@pass_session
def export(
    session: Session,
    *,
    teardown: str,
    probe: str | None,
    form: str,
    output: str | None,
    force: bool,
) -> int:
    """Write trials for other programs: a table, or outputs and a config for promptfoo."""
    workspace = session.workspace()
    record = workspace.load(workspace.resolve(teardown))
    probes = [_chosen(record.probes, probe, source=record.id)] if probe else record.probes
    from cli.probe_files import write_promptfoo, write_table

    if form == "csv":
        write_table(workspace, probes, output=output, force=force)
    elif output in {None, "", "-"}:
        raise click.UsageError("promptfoo takes several files; add -o DIR")
    else:
        write_promptfoo(workspace, record, probes=probes, folder=str(output), force=force)
    return 0


def _audit(
    citations: tuple[int, int] | None, sentences: tuple[int, int] | None
) -> dict[str, int] | None:
    if citations is None and sentences is None:
        return None
    supporting, every = citations or (0, 0)
    supported, written = sentences or (0, 0)
    return {
        "citations": every,
        "supporting": supporting,
        "sentences": written,
        "supported": supported,
    }


def _read(workspace: Workspace, file: str, *, form: Format = "auto") -> TrialFile:
    from cli.files import called, read_bytes
    from lab.trials.files import LARGEST

    return workspace.bench.read(called(file), read_bytes(file, most=LARGEST), form=form)


def _may_look(workspace: Workspace, source: str) -> bool:
    from contextlib import suppress

    from lab.errors import TeardownError

    with suppress(TeardownError):
        return may_look(workspace, workspace.resolve(source))
    return True  # a file, or nothing: what there is says more


def _probes(workspace: Workspace, source: str) -> tuple[list[Probe], tuple[str, ...]]:
    """Return the probes of a teardown or of a file, and what a file's reader has to say."""
    from pathlib import Path

    from cli.files import names_a_file
    from lab.errors import NotFound

    if not names_a_file(source, endings=_ENDINGS):
        try:
            return workspace.load(workspace.resolve(source)).probes, ()
        except NotFound:
            if not Path(source).is_file():
                raise
    from lab.trials.bringing_in import found_probes

    file = _read(workspace, source)
    return found_probes(file), (file.grouped_by, *file.notes)


def _chosen(probes: list[Probe], name: str, *, source: str) -> Probe:
    from lab.trials.writing import chosen_probe

    return chosen_probe(probes, name, source=source)
