"""What the newest round of a group asks of one person, in a few words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from lab.group.overview import newest_round

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lab.group.next_step import Do
    from lab.group.overview import RoundView
    from lab.group.study_group import StudyGroup
    from store.summary import Summary

__all__ = ["Waiting", "waiting"]

_FORGOTTEN: Final = timedelta(days=45)
"""Since it was opened; a round that nobody went on with by then is no longer brought up."""

_WHAT: Final[dict[Do, str]] = {
    "begin": "Take {} apart, alone",
    "go on": "Finish {} and seal it",
    "seal": "Seal your teardown of {}",
    "reveal": "Reveal your teardown of {}",
    "compare": "Compare {} and meet",
}

_A_WEEK: Final = 7
"""Days, within which a weekday says which day is meant."""


class Waiting(NamedTuple):
    """What waits for one person."""

    what: str
    about: str
    """How far the others are, and until when there is time."""


def waiting(group: StudyGroup, summaries: Iterable[Summary]) -> Waiting | None:
    """Return what the newest round waits for from whoever is at this computer; often nothing.

    *summaries* are the rows of their library. Raise ``OSError`` or ``TeardownError`` where the
    folder cannot be read.
    """
    view = newest_round(group, summaries)
    if view is None or view.standing.opening is None or view.step.do not in _WHAT:
        return None
    opening = view.standing.opening
    is_over = view.step.do == "compare" and (
        view.after.met or view.again or view.me in view.standing.came_later
    )
    if is_over or group.now() - opening.at > _FORGOTTEN:
        return None
    return Waiting(_WHAT[view.step.do].format(opening.product), _others(view, group.today()))


def _others(view: RoundView, today: date) -> str:
    people = view.standing.members
    if view.step.do in {"reveal", "compare"}:
        return f"{sum(one.counts for one in people)} of {len(people)} revealed"
    sealed = sum(one.state != "missing" for one in people)
    until = view.standing.opening.until if view.standing.opening is not None else None
    end = f"{_by(until, today)}, " if until and until >= today else ""
    return f"{end}{sealed} of {len(people)} sealed"


def _by(day: date, today: date) -> str:
    if day == today:
        return "by today"
    near = (day - today).days < _A_WEEK
    return f"by {day:%A}" if near else f"by {day.day} {day:%B}"
