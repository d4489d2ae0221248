"""Why figures of a probe are missing, and what weakens those that are there. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lab.trials.tally import Tally
    from store.records import Trial

__all__ = ["ANECDOTE", "ENOUGH_TIMES", "MOST_TRIES", "notes_of", "own_notes"]

ANECDOTE: Final = 1
"""So many runs are a story, no rate."""
FEW_RUNS: Final = 5
"""Below so many, almost any rate is possible."""
MOST_TRIES: Final = 10
"""Tries in a row that are looked at, at the most."""
ENOUGH_TIMES: Final = 3
"""Times that a median is taken of, at the least."""


def own_notes(count: Tally, answers: Sequence[Trial], grouped: int, *, times: int) -> Iterator[str]:
    """Return what there is to know about the figures of the prompt itself, in sentences.

    *grouped* of its *answers* have a meaning group, *times* of them were timed.
    """
    yield from _left_out(count)
    if count.runs == 0:
        yield "No run is marked, so there is no rate."
    elif count.runs == ANECDOTE:
        yield "One run is a story, no rate: run it again in a fresh session."
    elif count.runs < FEW_RUNS:
        yield f"{count.runs} runs show examples; almost any rate is possible still."
    yield from _of_groups(len(answers), grouped)
    if answers and not times:
        yield "No output was timed."
    elif 0 < times < ENOUGH_TIMES:
        yield f"A median of times wants at least {ENOUGH_TIMES}."


def notes_of(wordings: Mapping[int, Tally]) -> Iterator[str]:
    """Return what there is to know about the other wordings; the prompt itself is 0."""
    others = [one for number, one in wordings.items() if number]
    waiting = sum(one.unmarked for one in others)
    if waiting:
        yield f"Of the other wordings, {_several(waiting, 'output')} not marked yet."
    compared = sum(one.runs > ANECDOTE for one in wordings.values())
    if others and compared < len({0, *wordings}):
        yield "Wordings are compared where each has at least two marked runs."


def _of_groups(answers: int, grouped: int) -> Iterator[str]:
    if not answers:
        yield "There is no output to compare."
    elif answers == ANECDOTE:
        yield "One output has no other to be compared with."
    elif grouped == 0:
        yield "No output has a meaning group, so nothing is said about different answers."
    elif grouped == ANECDOTE:
        yield "Only one output has a meaning group, so nothing is said about different answers."
    elif grouped < answers:
        yield f"Groups cover {grouped} of {answers} outputs; figures of groups are of those."
    if ANECDOTE < grouped < MOST_TRIES:
        yield "With few outputs the entropy is too low: more runs may bring more answers."


def _left_out(count: Tally) -> Iterator[str]:
    if count.unmarked:
        yield f"{_several(count.unmarked, 'output')} not marked yet and counted in no rate."
    if count.unclear:
        yield f"{_several(count.unclear, 'output')} marked “cannot tell” and counted in no rate."
    if count.errors:
        yield f"{_several(count.errors, 'error')} left out: an error is not a failure."


def _several(number: int, noun: str) -> str:
    return f"1 {noun} is" if number == 1 else f"{number} {noun}s are"
