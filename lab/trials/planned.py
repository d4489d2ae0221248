"""How much of a probe is meant to be run, and what is to be done with it next. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from teardown_templates.libraries import probe_budgets, probes

if TYPE_CHECKING:
    from store.records import Probe

__all__ = ["NextStep", "Progress", "next_step", "planned_runs", "progress"]

USUAL_RUNS: Final = 5
"""Runs of a prompt where neither budget nor kind says how many."""
FEWEST_OF_A_WORDING: Final = 2
"""Below so many runs a wording is compared with nothing."""

Doing = Literal["rule", "run", "mark", "group", "read"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a probe is."""

    done: int
    """Outputs that are there, errors not counted."""
    planned: int
    """Outputs that are meant to be there, of all wordings."""
    waiting: int
    """Outputs that nobody has marked yet."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a probe wants next."""

    doing: Doing
    """Write the rule, run it, mark, group by meaning, read the figures."""
    number: int = 0
    """How many are left to be run, marked or grouped."""
    wording: int = 0
    """Which words are run next."""


def planned_runs(probe: Probe) -> dict[int, int]:
    """Return how many runs each wording is meant to have, the prompt itself (0) first."""
    budget = next((one for one in probe_budgets() if one.id == probe.budget), None)
    if budget is not None:
        runs, each = budget.runs, budget.runs_per_rewording
    else:
        kind = next((one for one in probes() if one.id == probe.kind), None)
        runs, each = (kind.runs if kind is not None else USUAL_RUNS), 0
    rest = dict.fromkeys(range(1, len(probe.wordings) + 1), max(each, FEWEST_OF_A_WORDING))
    return {0: runs, **rest}


def progress(probe: Probe) -> Progress:
    """Return how much of a probe is done, and how much waits to be marked."""
    return Progress(
        done=sum(trial.verdict != "error" for trial in probe.trials),
        planned=sum(planned_runs(probe).values()),
        waiting=sum(trial.verdict == "unmarked" for trial in probe.trials),
    )


def next_step(probe: Probe) -> NextStep:
    """Return what to do next: the rule first, then the runs, the marks, the groups."""
    if not probe.pass_rule.strip():
        return NextStep("rule")
    answers = [trial for trial in probe.trials if trial.verdict != "error"]
    done = Counter(trial.wording for trial in answers)
    for number, runs in planned_runs(probe).items():
        if done[number] < runs:
            return NextStep("run", runs - done[number], number)
    waiting = sum(trial.verdict == "unmarked" for trial in answers)
    if waiting:
        return NextStep("mark", waiting)
    own = [trial for trial in answers if trial.wording == 0]
    loose = sum(not trial.group.strip() for trial in own)
    return NextStep("group", loose) if loose and len(own) > 1 else NextStep("read")
