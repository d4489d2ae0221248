"""All figures of the habit at one moment: what ``teardown habit`` and the app show."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lab.habit.calendar import Rules, Standing
    from lab.habit.calibration import Calibration
    from lab.habit.digest import Digest
    from lab.habit.due import Due

__all__ = ["BASES", "RESPONSES", "Overview", "document_of", "totals"]

BASES: Final = ("tried", "published", "told", "inferred", "guess")
RESPONSES: Final = ("changed", "rebutted", "parked", "useless")


@dataclass(frozen=True, slots=True)
class Overview:
    """How the habit stands on a day."""

    rules: Rules
    standing: Standing
    finished: int
    minutes: int
    evidence_mix: Mapping[str, int]
    calibration: Calibration
    counterpoints: Mapping[str, int]
    due: Sequence[Due]
    """Rematches, predictions and recall whose day has come, the longest due first."""
    following: Sequence[Due]
    """What else could be done next: drafts, a section to drill, products."""


def totals(digests: Iterable[Digest]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the claims by basis, and the model's counterpoints: given, and by response."""
    mix = dict.fromkeys(BASES, 0)
    critic = dict.fromkeys(("given", *RESPONSES), 0)
    for past in (digest.past for digest in digests):
        for basis, count in past["mix"].items():
            if basis in mix:
                mix[basis] += count
        for response, count in past["counterpoints"].items():
            critic["given"] += count
            if response in critic:
                critic[response] += count
    return mix, critic


def document_of(overview: Overview) -> dict[str, Any]:
    """Return the figures as JSON has them."""
    standing = overview.standing
    week = standing.week
    return {
        "week": {
            "start": week.start.isoformat(),
            "goal": overview.rules.goal,
            "done": week.done,
            "status": week.status,
        },
        "streak_weeks": standing.streak,
        "longest_weeks": standing.longest,
        "reserve_left": standing.reserve_left,
        "repairable_week": standing.repairable.isoformat() if standing.repairable else None,
        "practice_score": round(standing.score),
        "finished": overview.finished,
        "minutes": overview.minutes,
        "evidence_mix": dict(overview.evidence_mix),
        "calibration": asdict(overview.calibration),
        "counterpoints": dict(overview.counterpoints),
        "due": [asdict(due) for due in overview.due],
        "next": [asdict(due) for due in overview.following],
        "weeks": [
            {"start": row.start.isoformat(), "done": row.done, "status": row.status}
            for row in standing.weeks
        ],
    }
