"""Changes of the probes of one teardown, each of which can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from lab.merging import merge

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.model import Claim, Probe, Teardown
    from tui.editing.in_hand import TeardownInHand

__all__ = ["BenchChanges"]

Done = TypeVar("Done")


class BenchChanges:
    """Changes the record in hand, and knows how to take back what was done last.

    One for each teardown in hand: the screens of the bench hand it on to each other.
    """

    def __init__(self, in_hand: TeardownInHand) -> None:
        self._in_hand = in_hand
        self._done: list[tuple[str, _Kept, _Kept]] = []

    def do(self, change: Callable[[Teardown], Done], *, called: str) -> Done:
        """Change the record and note it for saving; return what *change* returned.

        *change* is one of ``lab.trials.writing``: it replaces probes and trials, and never
        changes them in place. *called* says what was done, to name it when it is taken back:
        “Trial added”. What *change* raises, it raises; then nothing is noted.
        """
        record = self._in_hand.record
        before = _Kept.of(record)
        done = change(record)
        self._done.append((called, before, _Kept.of(record)))
        self._in_hand.changed()
        return done

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._done)

    def undo(self) -> str | None:
        """Take back what was done last; return what it was, ``None`` for nothing.

        What somebody else changed since, in another window or on another screen, stays.
        """
        if not self._done:
            return None
        called, before, after = self._done.pop()
        record = self._in_hand.record
        merged = merge(
            _with(record, _Kept.of(record)), _with(record, before), base=_with(record, after)
        )
        record.probes = merged.record.probes
        record.claims = merged.record.claims
        self._in_hand.changed()
        return called


class _Kept(NamedTuple):
    """What a change of the bench touches: probes, and claims that rest on one that goes."""

    probes: list[Probe]
    claims: list[Claim]

    @classmethod
    def of(cls, record: Teardown) -> _Kept:
        return cls([*record.probes], [*record.claims])


def _with(record: Teardown, kept: _Kept) -> Teardown:
    """Return a teardown with these probes and claims, and nothing else that takes long."""
    empty: dict[str, object] = {
        "sections": {}, "evidence": [], "predictions": [], "metrics": [], "counterpoints": [],
    }  # fmt: skip
    return record.model_copy(update={**empty, "probes": [*kept.probes], "claims": [*kept.claims]})
