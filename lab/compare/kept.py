"""What one person decided about matched findings outside a study group: kept beside the library.

A round of a group has its own decisions, in its folder. These are this person's alone. They name
claims by the ids of their teardowns, so they hold in whatever comparison those meet again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from lab.compare.decisions import DecisionsUnreadable, decisions_from, decisions_text, pair_of
from lab.files import write_private

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from lab.compare.decisions import Decision

__all__ = ["Decided", "KeptDecisions"]

_LARGEST: Final = 8 * 1024 * 1024
_MOST: Final = 5_000
"""Decisions that are kept; of more, the newest."""


class Decided(NamedTuple):
    """What somebody just decided, and what stood about the same pairs before."""

    now: tuple[Decision, ...]
    before: tuple[Decision, ...]


class KeptDecisions:
    """The decisions in one file, which may be missing."""

    def __init__(self, path: Path, *, held: Callable[[], AbstractContextManager[None]]) -> None:
        """*held* keeps other programs from writing meanwhile."""
        self._path = path
        self._held = held

    def all(self) -> list[Decision]:
        """Return every decision; raise ``DecisionsUnreadable`` for a file that holds no such."""
        try:
            with self._path.open("rb") as file:
                text = file.read(_LARGEST).decode("utf-8", "replace")
        except FileNotFoundError:
            return []
        try:
            return decisions_from(text, name=str(self._path))
        except DecisionsUnreadable as error:
            raise DecisionsUnreadable(
                error.what,
                error.why,
                todo="Move it somewhere else to compare as the words alone propose.",
            ) from None

    def decide(self, decisions: Iterable[Decision]) -> Decided:
        """Keep decisions in the place of earlier ones about the same pairs."""
        now = tuple(decisions)
        return Decided(now, self._exchange(now))

    def take_back(self, decided: Decided) -> None:
        """Let what stood before stand again."""
        self._exchange(decided.before, instead_of=decided.now)

    def _exchange(
        self, put: tuple[Decision, ...], *, instead_of: tuple[Decision, ...] = ()
    ) -> tuple[Decision, ...]:
        pairs = {pair_of(each) for each in (*put, *instead_of)}
        with self._held():
            kept = self.all()
            before = tuple(each for each in kept if pair_of(each) in pairs)
            rest = [each for each in kept if pair_of(each) not in pairs]
            newest = sorted([*rest, *put], key=lambda each: each.at)[-_MOST:]
            write_private(self._path, decisions_text(newest).encode("utf-8", "replace"))
        return before
