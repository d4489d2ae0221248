"""What the child is asked, and what it says."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import lab.models.errors as models
from lab.apart.child import line
from lab.models.asking import Limits
from lab.models.errors import ModelError
from lab.models.prices import Prices
from lab.models.service import Service
from lab.settings.reading import Settings
from lab.trials.live.request import Job, LiveRequest
from lab.trials.live.running import LiveReport
from lab.trials.rules import Rule
from lab.trials.writing import TrialDraft

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Asked",
    "draft_of",
    "draft_said",
    "error_of",
    "error_said",
    "report_of",
    "report_said",
]

_SETTINGS = ("service", "key_command", "key_in_keyring", "model_seconds")
"""What of the settings the child needs."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a child is to do."""

    jobs: Sequence[Job]
    request: LiveRequest
    settings: Settings

    def line(self) -> bytes:
        """Return it as one line."""
        return line(
            jobs=[asdict(job) for job in self.jobs],
            request=asdict(self.request),
            settings={name: self.settings[name] for name in _SETTINGS},
        )

    @classmethod
    def of(cls, said: bytes) -> Asked:
        """Return what a line asks for."""
        values = json.loads(said)
        settings = Settings()
        settings.values.update(values["settings"])
        request = values["request"]
        request |= {
            "service": Service(**request["service"]),
            "prices": Prices(**request["prices"]),
            "rules": tuple(Rule(**each) for each in request["rules"]),
            "wordings": tuple(request["wordings"]),
        }
        return cls([Job(**each) for each in values["jobs"]], LiveRequest(**request), settings)

    @property
    def limits(self) -> Limits:
        """How long one answer may take."""
        return Limits(quiet=float(self.settings["model_seconds"]))


def draft_said(draft: TrialDraft) -> dict[str, Any]:
    """Return a trial as a message carries it."""
    return asdict(draft)


def draft_of(said: dict[str, Any]) -> TrialDraft:
    """Return the trial that a message carries."""
    return TrialDraft(**said)


def error_said(error: ModelError) -> dict[str, str]:
    """Return an error as a message carries it."""
    return {
        "kind": type(error).__name__,
        "what": error.what,
        "why": error.why,
        "todo": error.todo,
    }


def error_of(said: dict[str, str]) -> ModelError:
    """Return the error that a message carries, of its own kind."""
    kind = getattr(models, said["kind"], ModelError)
    known = isinstance(kind, type) and issubclass(kind, ModelError)
    return (kind if known else ModelError)(said["what"], said["why"], todo=said["todo"])


def report_said(report: LiveReport) -> dict[str, Any]:
    """Return a report as a message carries it."""
    return {
        "wanted": report.wanted,
        "recorded": report.recorded,
        "errors": report.errors,
        "cut": report.cut,
        "spent": report.spent,
        "cancelled": report.cancelled,
        "models": sorted(report.models),
        "stopped": error_said(report.stopped) if report.stopped is not None else None,
    }


def report_of(said: dict[str, Any]) -> LiveReport:
    """Return the report that a message carries."""
    stopped = error_of(said["stopped"]) if said["stopped"] is not None else None
    return LiveReport(**{**said, "stopped": stopped, "models": set(said["models"])})
