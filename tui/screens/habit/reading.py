"""What the screen knows of a practice, read away from the event loop."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lab.errors import TeardownError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from lab.habit.over_time import OverTime
    from lab.habit.overview import Overview
    from lab.workspace import Workspace

__all__ = ["Practice", "read_practice"]

_TITLED_BY = ("full", "rematch")
"""The templates that between them have every section of ours."""


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice on a day."""

    overview: Overview
    over_time: OverTime
    today: date
    plan: str = ""
    """The moment at which the person opens a teardown, in their own words."""
    recall: bool = True
    """Whether cards come up."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What sections are called, by id."""
    categories: Sequence[str] = ()
    """All categories of the catalogue."""
    begun: int = 0
    """Teardowns that are begun and not finished."""

    @property
    def has_begun(self) -> bool:
        """Whether anything was ever finished."""
        return self.overview.finished > 0


def read_practice(workspace: Workspace) -> Practice:
    """Read everything that the screen shows."""
    habit = workspace.habit
    overview = habit.overview()
    categories = dict.fromkeys(entry.category for entry in workspace.practice.catalog())
    return Practice(
        overview=overview,
        over_time=habit.over_time(),
        today=habit.today(),
        plan=str(workspace.settings["plan"]),
        recall=bool(workspace.settings["recall"]),
        titles=_titles(workspace),
        categories=tuple(categories),
        begun=sum(due.kind == "draft" for due in overview.following),
    )


def _titles(workspace: Workspace) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in _TITLED_BY:
        try:
            template = workspace.templates.get(name)
        except TeardownError:  # one's own template of that name, which cannot be read
            continue
        found |= {section.id: section.title for section in template.sections}
    return found
