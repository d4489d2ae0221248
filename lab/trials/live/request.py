"""What is wanted, and what of it stands there already. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lab.errors import UsageError
from lab.models.asking import MAX_TOKENS, Question
from lab.models.prices import Prices
from lab.models.redaction import Redaction

if TYPE_CHECKING:
    from lab.models.service import Service
    from lab.trials.rules import Rule
    from store.records import Probe, Trial

__all__ = [
    "HOTTEST",
    "MOST_AT_ONCE",
    "MOST_RUNS",
    "MOST_TOKENS",
    "Job",
    "LiveRequest",
    "checked",
    "jobs",
    "made",
    "recorded",
]

MOST_RUNS: Final = 1000
"""Of one wording; more would tell nothing that these do not."""
MOST_AT_ONCE: Final = 16
MOST_TOKENS: Final = 200_000
HOTTEST: Final = 2.0

_SAME: Final = (
    "service", "host", "model_asked", "command", "temperature", "seed", "system", "max_tokens",
)  # fmt: skip
"""What makes two runs runs of the same thing."""


@dataclass(frozen=True, slots=True)
class LiveRequest:
    """So many runs of some wordings, all asked in one way."""

    service: Service
    runs: int
    """Of each wording, those included that are recorded already."""
    wordings: tuple[int, ...] = (0,)
    temperature: float | None = None
    seed: int | None = None
    system: str = ""
    max_tokens: int = MAX_TOKENS
    at_once: int = 3
    most_cost: float | None = None
    """US dollars for these runs; ``None`` where nobody set a limit."""
    prices: Prices = field(default_factory=Prices)
    rules: tuple[Rule, ...] = ()
    """By which outputs are marked; without one they wait for a person."""

    def question(self, prompt: str) -> Question:
        """Return what is sent for a wording."""
        return Question(prompt, self.system, self.temperature, self.seed, self.max_tokens)

    def settings(self) -> dict[str, Any]:
        """Return how it is asked, as each trial keeps it; what nobody set is left out."""
        service = self.service
        said: dict[str, Any] = {
            "service": service.kind,
            "host": service.host,
            "model_asked": service.model,
            # What a command is called with may hold a key.
            "command": Redaction()(service.command),
        }
        if service.kind != "command":
            said |= {
                "temperature": self.temperature,
                "seed": self.seed,
                "system": self.system,
                "max_tokens": self.max_tokens,
            }
        return {name: value for name, value in said.items() if value not in {None, ""}}


@dataclass(frozen=True, slots=True)
class Job:
    """One run that is to be made."""

    wording: int
    prompt: str


def checked(request: LiveRequest, probe: Probe) -> LiveRequest:
    """Return the request; raise ``UsageError`` where it can never be right."""
    if not probe.pass_rule.strip():
        raise UsageError(
            f"Probe {probe.id} has no pass rule",
            "an output that is there already bends the rule",
            todo="Write what counts as a pass first.",
        )
    _within("runs", request.runs, 1, MOST_RUNS)
    _within("runs at once", request.at_once, 1, MOST_AT_ONCE)
    _within("tokens of an answer", request.max_tokens, 1, MOST_TOKENS)
    heat = request.temperature
    if heat is not None and not 0 <= heat <= HOTTEST:
        raise UsageError(f"A temperature is a number from 0 to {HOTTEST:g}")
    if request.most_cost is not None and not request.most_cost >= 0:
        raise UsageError("A spend limit is an amount of US dollars, 0 or more")
    unknown = [each for each in request.wordings if not 0 <= each <= len(probe.wordings)]
    if unknown or not request.wordings:
        raise UsageError(
            f"Probe {probe.id} has no such wording",
            todo=f"Its wordings are 0, the prompt itself, to {len(probe.wordings)}.",
        )
    return request


def _within(what: str, number: int, low: int, high: int) -> None:
    if not low <= number <= high:
        raise UsageError(f"“{number}” is no number of {what}", todo=f"Give {low} to {high:,}.")


def made(probe: Probe, request: LiveRequest) -> list[Trial]:
    """Return the runs that were asked in the same way, errors included."""
    asked = request.settings()
    wanted = [asked.get(name) for name in _SAME]
    return [
        trial
        for trial in probe.trials
        if trial.source == request.service.kind
        and [trial.settings.get(name) for name in _SAME] == wanted
    ]


def recorded(probe: Probe, request: LiveRequest) -> Counter[int]:
    """Return how many runs of each wording are recorded; an error is no run: it is made again."""
    return Counter(trial.wording for trial in made(probe, request) if trial.verdict != "error")


def jobs(probe: Probe, request: LiveRequest) -> list[Job]:
    """Return the runs that are missing, wording by wording in turn.

    Where it is stopped half-way, each wording has as many as the others.
    """
    have = recorded(probe, request)
    words = (probe.prompt, *probe.wordings)
    return [
        Job(wording, words[wording])
        for number in range(request.runs)
        for wording in request.wordings
        if number >= have[wording]
    ]
