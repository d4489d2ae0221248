"""The ledger of predictions: what waits for its outcome, and how well one foresees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from lab.errors import NoSuchPart, UsageError
from lab.habit.calibration import Calibration, Forecast, calibration

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from lab.habit.digest import Digest
    from store.records import Prediction, Teardown
    from store.summaries import Summary

__all__ = ["OUTCOMES", "Entry", "Outcome", "calibration_of", "due_entries", "entries", "resolve"]

Outcome = Literal["yes", "no", "void"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("yes", "no", "void")
"""``void``: it can no longer be told, and counts nowhere."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One prediction of one's own."""

    teardown: str
    product: str
    id: str
    statement: str
    chance: float | None
    on: str
    """The day when it can be known: its own, else that of the teardown's finish; or empty."""
    outcome: str
    late: bool
    """Made after the finish, when one knew already: kept, never counted."""


def entries(rows: Iterable[Summary], digests: Mapping[str, Digest]) -> list[Entry]:
    """Return every prediction of these teardowns, the soonest first, without a day last."""
    found = [
        Entry(
            teardown=row.id,
            product=row.product,
            id=each["id"],
            statement=each["statement"],
            chance=each["chance"],
            on=each["due"] or row.finished_on or "",
            outcome=each["outcome"],
            late=each["late"],
        )
        for row in rows
        if row.id in digests
        for each in digests[row.id]["predictions"]
    ]
    return sorted(found, key=lambda entry: (not entry.on, entry.on, entry.teardown))


def due_entries(every: Iterable[Entry], *, today: date) -> list[Entry]:
    """Return the open ones whose day has come."""
    day = today.isoformat()
    return [entry for entry in every if entry.outcome == "open" and "" < entry.on <= day]


def calibration_of(every: Iterable[Entry]) -> Calibration:
    """Return what the resolved ones show; open, void, late and chanceless ones do not count."""
    return calibration(
        Forecast(entry.chance, entry.outcome == "yes")
        for entry in every
        if entry.chance is not None and entry.outcome in {"yes", "no"} and not entry.late
    )


def resolve(
    record: Teardown, prediction_id: str, outcome: Outcome, *, note: str | None, now: datetime
) -> Prediction:
    """Write down how a prediction came out, in the record, and return it.

    It may be corrected later; a *note* of ``None`` leaves the one that stands there.
    """
    if outcome not in OUTCOMES:
        raise UsageError(f"“{outcome}” is no outcome", todo="Say yes, no or void.")
    for number, prediction in enumerate(record.predictions):
        if prediction.id == prediction_id:
            changes: dict[str, object] = {"outcome": outcome, "resolved_at": now}
            if note is not None:
                changes["note"] = note
            resolved = prediction.model_copy(update=changes)
            record.predictions[number] = resolved
            return resolved
    ids = [prediction.id for prediction in record.predictions]
    raise NoSuchPart(
        f"{record.id} has no prediction “{prediction_id}”",
        "it has none yet" if not ids else f"it has {', '.join(ids)}",
        todo="“teardown predictions” lists them all.",
    )
