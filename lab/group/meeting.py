"""The clock of a meeting: which step it is at, and how long that has taken. Pure.

Nothing goes on by itself: people finish a sentence, and somebody presses a key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from teardown_templates.libraries import session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from teardown_templates.library_records import AgendaItem

__all__ = ["Meeting", "clock_words", "kept", "pairs", "taken_up"]

_MINUTE: Final = 60
_FORGOTTEN: Final = 3 * 60 * _MINUTE
"""A clock that was left going for so long was forgotten: it stands where it was left."""
_LONGEST: Final = 24 * 60 * _MINUTE
_LAST: Final = 10
"""In the last minute, and in one that is over, so many seconds are told together."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where a meeting is; every change makes a new one."""

    at: int = 0
    """The step's number, from 0."""
    spent: tuple[float, ...] = ()
    """Seconds in each step so far, but for what runs now."""
    running_since: float | None = None
    """When the clock was set going, by a clock that only goes forward; ``None`` while it stands."""

    @property
    def steps(self) -> tuple[AgendaItem, ...]:
        """The steps of the method's session."""
        return session().agenda

    @property
    def step(self) -> AgendaItem:
        """The step it is at."""
        return self.steps[self.at]

    @property
    def is_running(self) -> bool:
        """Whether the clock goes."""
        return self.running_since is not None

    @property
    def has_begun(self) -> bool:
        """Whether the clock ever went."""
        return self.is_running or any(self.spent)

    def seconds(self, step: int, now: float) -> float:
        """Return how long a step has taken."""
        done = self.spent[step] if step < len(self.spent) else 0.0
        runs = step == self.at and self.running_since is not None
        return done + (max(0.0, now - (self.running_since or 0.0)) if runs else 0.0)

    def left(self, now: float) -> float:
        """Return the seconds that the step has left; less than none where it took longer."""
        return self.step.minutes * _MINUTE - self.seconds(self.at, now)

    def altogether(self, now: float) -> float:
        """Return how long the meeting has taken."""
        return sum(self.seconds(number, now) for number in range(len(self.steps)))

    def pause(self, now: float) -> Meeting:
        """Return it with the clock standing."""
        spent = tuple(self.seconds(number, now) for number in range(len(self.steps)))
        return replace(self, spent=spent, running_since=None)

    def run(self, now: float) -> Meeting:
        """Return it with the clock going."""
        return self if self.is_running else replace(self, running_since=now)

    def go(self, step: int, now: float) -> Meeting:
        """Return it at another step; the clock goes on as it did."""
        there = min(max(0, step), len(self.steps) - 1)
        stopped = self.pause(now)
        return replace(stopped, at=there, running_since=now if self.is_running else None)


def kept(meeting: Meeting, *, now: float, wall: float) -> dict[str, object]:
    """Return what brings a meeting back after the app was closed.

    *now* is by the clock that only goes forward, *wall* the same moment in seconds since 1970.
    """
    stopped = meeting.pause(now)
    return {"at": stopped.at, "spent": [*stopped.spent], "left": wall, "runs": meeting.is_running}


def taken_up(values: Mapping[str, Any], *, now: float, wall: float) -> Meeting:
    """Return the meeting that was kept, its clock gone on meanwhile; a new one for odd values."""
    try:
        at, left = int(values["at"]), float(values["left"])
        spent = tuple(float(each) for each in values["spent"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return Meeting()
    steps = len(session().agenda)
    if not 0 <= at < steps or len(spent) != steps or not all(0 <= s < _LONGEST for s in spent):
        return Meeting()
    away = wall - left
    goes_on = values.get("runs") is True and 0 <= away < _FORGOTTEN
    return Meeting(at, spent, running_since=now - away if goes_on else None)


def clock_words(seconds: float) -> str:
    """Return how much time is left, coarsely: a clock that is looked at, not watched."""
    if seconds > _MINUTE:
        return f"{-int(-seconds // _MINUTE)} min left"
    if seconds > 0:
        return f"{-int(-seconds // _LAST) * _LAST} s left"
    over = int(-seconds // _MINUTE)
    return f"{over} min over" if over else "time is up"


def pairs(people: Sequence[str]) -> list[tuple[str, ...]]:
    """Return who swaps sides with whom; *people* in the order in which they speak.

    Who gave the lowest score and who gave the highest are the first pair. Where somebody is left
    over, they join the last pair.
    """
    found = [tuple(people[place : place + 2]) for place in range(0, len(people), 2)]
    if len(found) > 1 and len(found[-1]) == 1:
        found[-2:] = [(*found[-2], *found[-1])]
    return [pair for pair in found if len(pair) > 1]
