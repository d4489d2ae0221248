"""Teardowns with probes whose trials were marked, and their figures opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.model import Mark, Probe, Trial
from lab.workspace import Workspace
from tests.tui.driving import begin

if TYPE_CHECKING:
    from lab.model import Teardown
    from lab.places import Places
    from store.records import Verdict
    from tests.conftest import FrozenClock

__all__ = ["DATES", "keep", "probe", "trial"]

DATES: Final = "When is the launch? Answer from the notes."


def trial(number: int, verdict: Verdict, **more: object) -> Trial:
    """Return a trial of the prompt itself, unless *more* says otherwise."""
    said = {"output": f"The launch is on day {number % 3}.", "run": number, **more}
    return Trial.model_validate({"id": f"t{number}", "verdict": verdict, **said})


def probe(name: str, marks: str, *, prompt: str = DATES, **more: object) -> Probe:
    """Return a probe with a trial for each letter: p passes, f fails, u is not marked."""
    verdicts: dict[str, Verdict] = {"p": "pass", "f": "fail", "u": "unmarked", "e": "error"}
    trials = [
        trial(n, verdicts[letter], group="4 May" if letter == "p" else "a guess", seconds=n % 4 + 2)
        for n, letter in enumerate(marks, start=1)
    ]
    facts = {"id": name, "prompt": prompt, "pass_rule": "Names 4 May and nothing else."}
    return Probe.model_validate({**facts, "trials": trials, **more})


def reworded() -> Probe:
    """Return a probe with three wordings, two markers and a quality line."""
    first = probe("b1", "ppfpf", quality_line=0.8, wordings=["Launch date?", "Tell me the day."])
    more = [trial(n, "pass", wording=1, marker="Ana") for n in range(6, 9)]
    more += [trial(n, "fail", wording=2, marker="Ana") for n in range(9, 12)]
    marked = [
        one.model_copy(update={"marker": "Ana", "marks": [Mark(marker="Ben", verdict=one.verdict)]})
        for one in first.trials
    ]
    return first.model_copy(update={"trials": [*marked, *more]})


def keep(
    places: Places, clock: FrozenClock, product: str, *probes: Probe, days_ago: float = 0
) -> Teardown:
    """Keep a teardown with these probes in the library."""
    record = begin(places, clock, product, days_ago=days_ago)
    record.probes = [*probes]
    workspace = Workspace(places, clock=clock, environ={})
    try:
        return workspace.save(record)
    finally:
        workspace.close()
