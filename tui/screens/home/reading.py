"""What Home reads, each at the desk in one call."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lab.demo import demo_marker
from tui.screens.home.week import Week

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from lab.demo import DemoMarker
    from lab.habit.due import Due
    from lab.model import Hit, Summary
    from lab.workspace import Workspace
    from tui.next_steps import Step

__all__ = [
    "Reading",
    "is_newer",
    "read_example",
    "read_first",
    "read_library",
    "read_next",
    "read_trash",
    "search_words",
]

MOST_HITS = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """The library's rows, newest first, and the week, as of one moment."""

    rows: Sequence[Summary]
    week: Week
    now: datetime
    offset: int
    """Seconds east of UTC."""
    edition: int
    """The library's edition that the rows belong to."""
    demo: DemoMarker | None = None
    """What is known of the demo, where it is one."""
    hidden: Mapping[str, str] = field(default_factory=dict)
    """The ids of what rematches keep out of sight, each with that of the rematch."""


def read_first(workspace: Workspace) -> Reading:
    """Return the library as it was last known, for the first frame; where it is not, read it."""
    rows = workspace.library.last_known()
    return _reading(workspace, rows, is_first=True) if rows else read_library(workspace)


def read_library(workspace: Workspace) -> Reading:
    """Read every teardown's row and the week."""
    return _reading(workspace, workspace.summaries())


def _reading(workspace: Workspace, rows: Sequence[Summary], *, is_first: bool = False) -> Reading:
    now = workspace.clock.now()
    return Reading(
        rows,
        _week(workspace, rows),
        now,
        workspace.clock.local_zone(now)[1],
        workspace.library.edition,
        demo_marker(workspace.places),
        # For the first frame no teardown is read: until then every rematch hides the old one.
        workspace.habit.hidden(rows, unread=is_first),
    )


def _week(workspace: Workspace, rows: Sequence[Summary]) -> Week:
    habit = workspace.habit
    standing = habit.standing(habit.own(rows))
    return Week(standing, habit.rules(), habit.today(), str(workspace.settings["plan"]))


def is_newer(workspace: Workspace, edition: int, *, day: date | None) -> bool:
    """Return whether the library has changed since that edition, or another day has begun."""
    return (
        workspace.changed()
        or workspace.library.edition != edition
        or (day is not None and workspace.habit.today() != day)
    )


def read_next(workspace: Workspace, turn: int) -> list[Step]:
    """Return everything that could be done next, the best first; *turn* shuffles the last one."""
    from random import Random

    from lab.habit.due import KINDS
    from tui.next_steps import step_of

    habit = workspace.habit
    own = habit.own()
    chance = Random(f"{habit.today()} {turn}")  # noqa: S311 - picks a product, keeps no secret
    found = [*habit.due(own), *habit.following(own, habit.digests(own), chance=chance)]
    probes = {entry.id: entry.first_probe for entry in workspace.practice.next_products()[:1]}

    def step(due: Due) -> Step:
        if due.kind == "drill":
            return replace(step_of(due), what=f"Practise “{_title(workspace, due.id)}”")
        return step_of(due, about=probes.get(due.id, "") if due.kind == "product" else "")

    return [step(due) for due in sorted(found, key=lambda due: KINDS.index(due.kind))]


def _title(workspace: Workspace, section_id: str) -> str:
    from lab.errors import TeardownError
    from lab.habit.drill import drill_template

    try:
        return drill_template(workspace.templates, section_id).sections[0].title
    except TeardownError:
        return section_id


def read_trash(workspace: Workspace) -> Sequence[Summary]:
    """Return what is in the trash."""
    return workspace.library.trashed()


def search_words(workspace: Workspace, text: str) -> list[Hit]:
    """Return the teardowns in which these words were written."""
    return workspace.library.search(text, limit=MOST_HITS)


def read_example(workspace: Workspace) -> Summary | None:
    """Return the row of the worked example."""
    return workspace.example_row()
