"""``teardown probe run``: runs that make themselves."""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING, Any, Final

import click

from cli.commands.probe_mark import with_schema
from cli.kit import WORDS, Whole, command, json_option, pass_session
from cli.present import DONE, INTERRUPTED
from cli.streams import out, out_json, say

if TYPE_CHECKING:
    from cli.session import Session
    from lab.model import Probe, Trial
    from lab.trials.live.request import LiveRequest
    from lab.trials.live.room import LiveRuns
    from lab.trials.live.running import LiveReport, Progress
    from lab.trials.live.wishes import LiveOutlook

__all__ = ["run_command"]

_TARGETS: Final = ("anthropic", "openai", "command")


class Amount(click.types.FloatParamType):
    """A number of a kind, refused in words."""

    def __init__(self, what: str, example: str) -> None:
        self.name = what
        self._example = example

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number."""
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not (math.isfinite(number) and number >= 0):
            self.fail(f"“{value}” is no {self.name}, such as {self._example}", param, ctx)
        return number


@command("run")
@click.argument("teardown", metavar="ID")
@click.argument("probe", metavar="PROBE")
@click.option(
    "-n", "--runs", type=Whole(1, 1000), required=True, metavar="N",
    help="Runs of each wording in all, those included that are recorded already.",
)  # fmt: skip
@click.option(
    "--target", type=click.Choice(_TARGETS), help="Who is asked; “service” in the settings if not."
)
@click.option("--model", type=WORDS, default="", metavar="M", help="Which model.")
@click.option(
    "--base-url", type=WORDS, default="", metavar="U", help="Where, if not at its maker’s."
)
@click.option(
    "--command", "program", type=WORDS, default="", metavar="C",
    help="The program that answers; the prompt stands for {prompt} or comes on its input.",
)  # fmt: skip
@click.option(
    "--wording", "wordings", type=WORDS, multiple=True, metavar="W",
    help="Only this wording, by its words or number; may be given several times.",
)  # fmt: skip
@click.option("--temperature", type=Amount("temperature", "0.7"), metavar="T", help="0 to 2.")
@click.option("--seed", type=Whole(0), metavar="S", help="For services that heed one.")
@click.option("--system", type=WORDS, default="", metavar="TEXT", help="What is said before.")
@click.option(
    "--max-tokens", type=Whole(1), default=1024, show_default=True, metavar="K",
    help="The longest answer.",
)  # fmt: skip
@click.option(
    "--concurrency", type=Whole(1, 16), default=3, show_default=True, metavar="N",
    help="So many at once.",
)  # fmt: skip
@click.option(
    "--max-cost", type=Amount("amount of US dollars", "0.50"), metavar="USD",
    help="No run starts that could pass it.",
)  # fmt: skip
@click.option(
    "--rule", "rules", type=WORDS, multiple=True, metavar="R",
    help="Mark by this rule, such as “contains 30 days”; all of several must hold.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would happen and what it may cost.")
@json_option
@pass_session
def run_command(
    session: Session,
    /,
    *,
    teardown: str,
    probe: str,
    runs: int,
    dry_run: bool,
    as_json: bool,
    **said: Any,
) -> int:
    """Let a probe run by itself, against a model or a program of yours.

    Each run is a fresh context and is recorded at once; the same command again goes on where it
    was. Outputs wait to be marked by people, unless a rule that you write marks them.
    """
    from lab.trials.live.room import LiveRuns

    workspace = session.workspace()
    teardown_id = workspace.resolve(teardown)
    room = LiveRuns(workspace)
    found, request = room.request(teardown_id, probe, _wish(runs, said))
    outlook = room.outlook(found, request)
    say(_before(request, outlook))
    if dry_run or not outlook.missing:
        if as_json:
            _print_json(found, outlook, trials=[], report=None)
        return DONE
    _say_end_of_life(workspace.clock.now().date(), request)
    trials: list[Trial] = []
    report = _go(room, teardown_id, found, request=request, trials=trials, as_json=as_json)
    if as_json:
        _print_json(found, outlook, trials=trials, report=report)
    say(_after(report, request))
    if report.cancelled:
        return INTERRUPTED
    if report.stopped is not None:
        raise report.stopped
    return DONE


def _wish(runs: int, said: dict[str, Any]) -> Any:
    from lab.trials.live.wishes import LiveWish

    if said["program"] and said["target"] not in {None, "command"}:
        raise click.UsageError(f"--command is a program of yours, and no {said['target']}")
    return LiveWish(
        runs=runs,
        kind="command" if said["program"] else said["target"],
        model=said["model"],
        base_url=said["base_url"],
        command=said["program"],
        wordings=said["wordings"],
        temperature=said["temperature"],
        seed=said["seed"],
        system=said["system"],
        max_tokens=said["max_tokens"],
        at_once=said["concurrency"],
        max_cost=said["max_cost"],
        rules="\n".join(map(with_schema, said["rules"])),
    )


def _go(
    room: LiveRuns,
    teardown_id: str,
    probe: Probe,
    *,
    request: LiveRequest,
    trials: list[Trial],
    as_json: bool,
) -> LiveReport:
    from cli.progress import Progress as Line

    def on_trial(trial: Trial) -> None:
        trials.append(trial)
        if not as_json:
            line.clear()
            out(trial.id)

    def tell(progress: Progress) -> None:
        line.show(_under_way(progress))

    with Line() as line:
        # A first ctrl+c cancels, which keeps what came; a second one ends the program.
        return asyncio.run(room.run(teardown_id, probe, request, on_trial=on_trial, tell=tell))


def _before(request: LiveRequest, outlook: LiveOutlook) -> str:
    from lab.models.prices import money

    service = request.service
    who = service.words if service.host else "the command"
    there = f", {outlook.already} of them recorded already" if outlook.already else ""
    number = outlook.already + outlook.missing
    text = f"{_count(number, 'run')} wanted{there}: {outlook.missing or 'none'} to make by {who}."
    if outlook.most_cost is None or not outlook.missing:
        unpriced = outlook.missing and not service.is_near
        return f"{text} No price is set, so their cost is not known." if unpriced else text
    limit = "" if outlook.limit is None else f"; the limit is {money(outlook.limit)}"
    return f"{text} They cost at most {money(outlook.most_cost)}{limit}."


def _say_end_of_life(today: Any, request: LiveRequest) -> None:
    if request.service.kind == "anthropic":
        from lab.models.end_of_life import end_of_life, end_of_life_words

        name = request.service.model
        if words := end_of_life_words(name, end_of_life(name), today=today):
            say(words)


def _under_way(progress: Progress) -> str:
    if progress.waiting:
        return progress.waiting
    errors = f", {_count(progress.errors, 'error')}" if progress.errors else ""
    return f"Asking … {progress.recorded} of {progress.wanted}{errors}"


def _after(report: LiveReport, request: LiveRequest) -> str:
    from lab.models.prices import money

    parts = [f"{_count(report.recorded, 'output')} recorded"]
    if report.errors:
        parts.append(_count(report.errors, "error"))
    if request.prices.are_set:
        parts.append(f"{money(report.spent)} spent")
    text = f"{', '.join(parts)}."
    if report.cut:
        text += f" {_count(report.cut, 'output')} ended at {request.max_tokens} tokens."
    if report.missing:
        return f"{text} {report.missing} to go: the same command goes on from here."
    return text if request.rules else f"{text} They wait to be marked."


def _print_json(
    probe: Probe, outlook: LiveOutlook, *, trials: list[Trial], report: LiveReport | None
) -> None:
    stopped = None if report is None else report.stopped
    out_json(
        "probe-run",
        {
            "probe": probe.id,
            "already": outlook.already,
            "wanted": outlook.already + outlook.missing,
            "missing": outlook.missing if report is None else report.missing,
            "trials": [
                {
                    "id": trial.id,
                    "wording": trial.wording,
                    "verdict": trial.verdict,
                    "seconds": trial.seconds,
                    "model": trial.settings.get("model"),
                    "note": trial.note,
                }
                for trial in trials
            ],
            "errors": 0 if report is None else report.errors,
            "cost": None if report is None or outlook.most_cost is None else report.spent,
            "most_cost": outlook.most_cost,
            "limit": outlook.limit,
            "cancelled": report is not None and report.cancelled,
            "stopped": None
            if stopped is None
            else {"kind": type(stopped).__name__, "why": str(stopped)},
        },
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
