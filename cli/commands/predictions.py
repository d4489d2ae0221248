"""``teardown predictions`` and ``teardown resolve``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final, cast

import click

from cli.kit import WORDS, command, json_option, pass_session
from cli.streams import one_line, out_json, say

if TYPE_CHECKING:
    from cli.session import Session
    from lab.habit.calibration import Calibration
    from lab.habit.predictions import Entry, Outcome

__all__ = ["predictions_command", "resolve_command"]

_KEPT_BACK: Final = "(hidden: rematch)"


@command("predictions")
@click.option("--due", is_flag=True, help="Only those whose day has come.")
@json_option
@pass_session
def predictions_command(session: Session, *, due: bool, as_json: bool) -> int:
    """List your predictions, the soonest first, and how well you foresee."""
    from cli.table import Column, print_table
    from lab.habit.predictions import calibration_of

    room = session.workspace().habit
    every = room.predictions()
    waiting = room.due_predictions()
    shown = waiting if due else every
    found = calibration_of(every)
    # What was foretold would tell what a rematch asks for from memory.
    hidden = room.hidden(session.workspace().summaries())
    if as_json:
        listed = [
            {
                **{name: value for name, value in asdict(entry).items() if name != "on"},
                "due": entry.on or None,
                "is_due": entry in waiting,
            }
            for entry in shown
        ]
        out_json("predictions", {"predictions": listed, "calibration": asdict(found)})
        return 0
    print_table(
        (
            Column("on"),
            Column("chance", right=True),
            Column("came out"),
            Column("prediction", least=16, wraps=True),
            Column("product", least=8, spare=1),
            Column("teardown", faint=True),
            Column("id", faint=True),
        ),
        [
            [
                entry.on,
                "" if entry.chance is None else f"{entry.chance:.0%}",
                _outcome(entry, is_due=entry in waiting),
                _KEPT_BACK if entry.teardown in hidden else one_line(entry.statement),
                entry.product,
                entry.teardown,
                entry.id,
            ]
            for entry in shown
        ],
    )
    if not shown:
        say("Nothing waits to be resolved." if due else "You have predicted nothing yet.")
    if every:
        say(_calibration_in_words(found))
    return 0


def _outcome(entry: Entry, *, is_due: bool) -> str:
    said = "due" if is_due else "" if entry.outcome == "open" else entry.outcome
    return f"{said} (too late)".strip() if entry.late else said


def _calibration_in_words(found: Calibration) -> str:
    if found.brier is None:
        more = f"{found.missing} more to resolve before a score would say anything"
        return f"Resolved: {found.n}; {more}."
    return (
        f"Brier score {found.brier:.3f} over {found.n} (0 is best, .25 is always saying 50%): "
        f"reliability {found.reliability:.3f}, resolution {found.resolution:.3f}, "
        f"uncertainty {found.uncertainty:.3f}."
    )


@command("resolve")
@click.argument("teardown", metavar="ID")
@click.argument("prediction", metavar="PREDICTION")
@click.argument("outcome", metavar="yes|no|void", type=click.Choice(["yes", "no", "void"]))
@click.option("--note", type=WORDS, metavar="T", help="What you learned from it.")
@pass_session
def resolve_command(
    session: Session, *, teardown: str, prediction: str, outcome: str, note: str | None
) -> int:
    """Write down how a prediction came out. Void counts nowhere."""
    workspace = session.workspace()
    resolved = workspace.habit.resolve(
        workspace.resolve(teardown), prediction, cast("Outcome", outcome), note=note
    )
    said = "" if resolved.probability is None else f" You had said {resolved.probability:.0%}."
    say(f"{resolved.id}: {outcome}.{said}")
    return 0
