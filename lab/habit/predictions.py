"""The ledger of predictions: what waits for its outcome, and how well one foresees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from lab.errors import NoSuchPart, UsageError
from lab.habit.calibration import Calibration, Forecast, calibration

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from lab.habit.digest import Digest, Foretold
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
    """Made when one knew already, after the finish or the first run: kept, never counted."""


def entries(rows: Iterable[Summary], digests: Mapping[str, Digest]) -> list[Entry]:
    """Return every prediction of these teardowns, the soonest first, without a day last."""
    found = [
        _entry(row, each)
        for row in rows
        if (digest := digests.get(row.id)) is not None
        for each in (*digest.waiting, *digest.past["resolved"])
    ]
    return sorted(found, key=_soonest)


def due_entries(
    rows: Iterable[Summary], digests: Mapping[str, Digest], *, today: date
) -> list[Entry]:
    """Return the open predictions of these teardowns whose day has come, the longest due first."""
    day = today.isoformat()
    found = [
        _entry(row, each)
        for row in rows
        if (digest := digests.get(row.id)) is not None and digest.waiting
        for each in digest.waiting
        if "" < (each["due"] or row.finished_on or "") <= day
    ]
    return sorted(found, key=_soonest)


def _entry(row: Summary, each: Foretold) -> Entry:
    return Entry(
        teardown=row.id,
        product=row.product,
        id=each["id"],
        statement=each["statement"],
        chance=each["chance"],
        on=each["due"] or row.finished_on or "",
        outcome=each["outcome"],
        late=each["late"],
    )


def _soonest(entry: Entry) -> tuple[bool, str, str]:
    return not entry.on, entry.on, entry.teardown


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
