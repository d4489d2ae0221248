"""``teardown habit`` and ``teardown remind``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cli.kit import WORDS, Whole, command, json_option, pass_session
from cli.streams import bold, one_line, out, out_bytes, out_json, say
from cli.table import Column, print_table

if TYPE_CHECKING:
    from cli.session import Session
    from lab.habit.overview import Overview

__all__ = ["habit_command", "remind_command"]

SYSTEMS: Final = ("cron", "systemd", "launchd", "taskscheduler")
MOST_LINES: Final = 5
"""Of what could be done next, so many lines: enough to choose, few enough to begin."""
_CALLED: Final = {
    "draft": "finish", "rematch": "rematch", "prediction": "resolve", "recall": "recall",
    "drill": "drill", "product": "new", "queue": "queued", "chance": "by chance",
}  # fmt: skip


@command("habit")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Your days, in Loop Habit Tracker's columns.")
@click.option("--prompt", is_flag=True, help="A short line for a shell's prompt.")
@click.option(
    "--year",
    type=Whole(2000, 9999),
    metavar="YYYY",
    help="A page about one year, as Markdown.",
)
@click.option("--html", is_flag=True, help="With --year: one self-contained HTML page.")
@pass_session
def habit_command(
    session: Session, *, as_json: bool, as_csv: bool, prompt: bool, year: int | None, html: bool
) -> int:
    """Say how your practice stands, and what to do next."""
    if sum([as_json, as_csv, prompt, year is not None]) > 1:
        raise click.UsageError("--json, --csv, --prompt and --year exclude each other")
    if html and year is None:
        raise click.UsageError("--html goes with --year")
    if prompt:
        from cli.prompt import print_prompt

        return print_prompt(session)
    room = session.workspace().habit
    if as_csv:
        from lab.habit.calendar import days_of
        from lab.habit.columns import checkmarks

        out_bytes(checkmarks(days_of(room.own()), today=room.today()).encode())
        return 0
    if year is not None:
        from lab.habit.year import year_as_markdown
        from lab.habit.year_page import year_as_html

        page = room.year(year)
        out_bytes((year_as_html(page) if html else year_as_markdown(page)).encode())
        return 0
    from random import Random

    overview = room.overview(chance=Random())  # noqa: S311 - nothing secret hangs on it
    if as_json:
        from lab.habit.overview import document_of

        out_json("habit", document_of(overview))
        return 0
    _print(overview)
    return 0


def _print(overview: Overview) -> None:
    from lab.habit.due import few_of_each
    from lab.habit.words import week_sentence

    standing = overview.standing
    out(bold("This week"), f"  {week_sentence(standing, overview.rules.goal)}")
    if overview.finished:
        _print_practice(overview)
    else:
        out("Fifteen minutes are enough for a first teardown; “teardown new” begins one.")
    everything = [*overview.due, *overview.following]
    lines = few_of_each(everything, MOST_LINES)
    if not lines:
        return
    out()
    columns = [Column("next"), Column("what", least=20), Column("since"), Column("id")]
    print_table(columns, [(_CALLED[due.kind], due.text, due.on, due.id) for due in lines])
    left = len(everything) - len(lines)
    if left:
        say(f"{left} more: “teardown habit --json” lists them all.")


def _print_practice(overview: Overview) -> None:
    """Print the figures of somebody who has finished something; no zero is counted out."""
    from lab.figures import counted

    standing = overview.standing
    streak = "begins with the next week that you reach"
    if standing.streak:
        streak = counted(standing.streak, "week")
    longest = f", longest {standing.longest}" if standing.longest > standing.streak else ""
    reserve = f"{counted(standing.reserve_left, 'reserve week')} left this quarter"
    out(f"In a row   {streak}{longest}; {reserve}")
    if standing.repairable is not None:
        out("           One teardown more than your goal this week makes last week whole.")
    out(f"Practice   {standing.score:.0f} of 100, over {counted(len(standing.weeks), 'week')}")
    minutes = f", {counted(overview.minutes, 'minute')}" if overview.minutes else ""
    out(f"Finished   {counted(overview.finished, 'teardown')}{minutes}")
    found = overview.calibration
    out(
        f"Foresight  {found.n} resolved, {found.missing} more until there is a score"
        if found.brier is None
        else f"Foresight  Brier {found.brier:.3f} over {found.n}"
    )


@command("remind")
@click.option("--with", "system", type=click.Choice(SYSTEMS), help="Only for this one.")
@click.option("--at", default="09:00", metavar="HH:MM", show_default=True, help="When.")
@click.option("--plan", type=WORDS, metavar="T", help="Keep your plan: when this happens, …")
@pass_session
def remind_command(session: Session, *, system: str | None, at: str, plan: str | None) -> int:
    """Print the line that reminds you once a week. Nothing is installed by it."""
    import shutil
    import sys

    from lab.habit.planning import plan_from
    from lab.habit.reminding import reminder
    from lab.settings import WEEKDAYS

    workspace = session.workspace()
    program = shutil.which("teardown") or str(Path(sys.argv[0]).absolute())
    weekday = WEEKDAYS.index(workspace.settings["week_start"])
    names = (system,) if system else SYSTEMS
    named = session.data_dir is not None or workspace.environ.get("TEARDOWN_HOME", "").strip()
    folder = str(workspace.places.data) if named else ""
    lines = [
        reminder(name, program=program, weekday=weekday, at=at, folder=folder) for name in names
    ]
    if plan is not None:
        plan = plan_from(plan)
        workspace.preferences.set("plan", plan)
    said = plan if plan is not None else str(workspace.settings["plan"])
    if said:
        say(f"When {one_line(said)}, I open a teardown.")
    else:
        say(
            "A plan helps more than a reminder: “teardown remind --plan 'the Monday meeting ends'”."
        )
    for name, line in zip(names, lines, strict=True):
        if not system:
            out(bold(f"# {name}"))
        out(line)
    if system == "cron":
        say("“crontab -e” opens the file that this line goes into.")
    return 0
