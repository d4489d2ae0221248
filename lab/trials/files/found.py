"""What was found in a file of trials, before any of it is in a teardown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from store.records import Verdict

__all__ = ["FoundProbe", "FoundTrial", "TrialFile", "probe_for"]


@dataclass(frozen=True, slots=True)
class FoundTrial:
    """One output, with what the file says about it."""

    output: str
    verdict: Verdict = "unmarked"
    group: str = ""
    wording: str = ""
    """The words of its prompt, or the name that the file gives to them; empty for the first."""
    seconds: float | None = None
    note: str = ""
    at: datetime | None = None
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class FoundProbe:
    """Repeats of one prompt."""

    name: str
    """What the file calls it; may be empty."""
    prompt: str = ""
    target: str = ""
    """The model or product that was asked; empty where the file does not say."""
    pass_rule: str = ""
    """How the tool judged, in words; empty where the file does not say."""
    trials: list[FoundTrial] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TrialFile:
    """A file of trials."""

    format: str
    probes: tuple[FoundProbe, ...]
    grouped_by: str
    """A sentence: which trials count as repeats of one prompt."""
    notes: tuple[str, ...] = ()
    """What was left out or is unsure, in sentences."""

    @property
    def trials(self) -> int:
        """How many trials there are in all."""
        return sum(len(probe.trials) for probe in self.probes)

    def of_probe(self, name: str) -> TrialFile:
        """Return the file with a probe's id or name for the answers that stand under none."""
        return replace(
            self,
            probes=tuple(
                probe if probe.name or probe.prompt else replace(probe, name=name)
                for probe in self.probes
            ),
        )


def probe_for(probes: dict[Any, FoundProbe], key: Any, made: FoundProbe) -> FoundProbe:
    """Return the probe of that key; the one that was *made* for it where it is the first."""
    return probes.setdefault(key, made)
