"""Which trials of a file a probe has already. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lab.trials.files import FoundTrial
    from store.records import Trial

__all__ = ["known_trials"]


def known_trials(
    trials: Sequence[Trial],
    found: Sequence[FoundTrial],
    *,
    numbers: Mapping[str, int],
    by_tool: bool,
) -> dict[int, Trial]:
    """Return by its place in the file each trial that is there already, with what it is here.

    It is there if it has the same wording, output, instant and seconds; of several such, as many
    are as there are here. A tool's own files say more or less of the same runs: of those, what
    has neither instant nor seconds is the run that has them.

    *numbers* are those of the wordings, by what the file calls them.
    """
    matching = _Matching(trials, found, numbers)
    matching.by(lambda one: (_when(one), one.verdict, one.group))
    matching.by(_when)
    if by_tool:
        imported = {id(trial) for trial in trials if trial.source == "imported"}
        matching.keep(lambda trial: id(trial) in imported)
        # Bare ones match each other above: here one side is bare, and the other is not.
        matching.by(_is_bare, other=lambda one: not _is_bare(one))
    return matching.known


class _Matching:
    """Pairs off trials; each is taken once."""

    def __init__(
        self, trials: Sequence[Trial], found: Sequence[FoundTrial], numbers: Mapping[str, int]
    ) -> None:
        self.known: dict[int, Trial] = {}
        self._here = [((trial.wording, trial.output), trial) for trial in trials]
        self._found = [
            (place, (numbers[one.wording], one.output), one) for place, one in enumerate(found)
        ]

    def keep(self, wanted: Callable[[Trial], bool]) -> None:
        """Leave only those out of what is here that are wanted."""
        self._here = [(words, trial) for words, trial in self._here if wanted(trial)]

    def by(self, key: Callable[[Any], Any], *, other: Callable[[Any], Any] | None = None) -> None:
        """Pair off those with the same words, and of which *key* and *other* say the same."""
        pool: dict[Any, list[Trial]] = {}
        for words, trial in reversed(self._here):
            pool.setdefault((words, (other or key)(trial)), []).append(trial)
        taken = set()
        left = []
        for place, words, one in self._found:
            same = pool.get((words, key(one)))
            if same:
                self.known[place] = same.pop()
                taken.add(id(self.known[place]))
            else:
                left.append((place, words, one))
        self._found = left
        self._here = [(words, trial) for words, trial in self._here if id(trial) not in taken]


def _when(one: Trial | FoundTrial) -> tuple[object, ...]:
    return one.at, one.seconds


def _is_bare(one: Trial | FoundTrial) -> bool:
    return one.at is None and one.seconds is None
