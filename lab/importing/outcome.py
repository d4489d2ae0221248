"""What an import was asked to do, and what became of each file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lab.errors import LabError

if TYPE_CHECKING:
    from lab.conflict import Difference

__all__ = [
    "OUTCOMES",
    "FileReport",
    "Keep",
    "Options",
    "Outcome",
    "Problem",
    "Skipped",
    "SourceRefused",
    "WayOut",
    "WentTo",
    "counted",
]

Outcome = Literal["created", "updated", "unchanged", "conflict", "refused"]
OUTCOMES: tuple[Outcome, ...] = ("created", "updated", "unchanged", "conflict", "refused")

Keep = Literal["mine", "theirs", "both"]
WayOut = Literal["", "keep", "as_new"]
"""Choosing a side, or taking it as a teardown of its own."""


@dataclass(frozen=True, slots=True)
class Options:
    """What an import was asked to do."""

    dry_run: bool = False
    """Say what would happen, and write nothing."""
    keep: Keep | None = None
    """Where both sides changed the same thing: the library's, the file's, or both."""
    as_new: bool = False
    """What cannot come in under its own id becomes a teardown of its own."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file."""

    line: int
    """From 1; 0 where no line can be named."""
    message: str

    def __str__(self) -> str:
        """Read “line 12: what is wrong”."""
        return f"line {self.line}: {self.message}" if self.line else self.message


@dataclass(frozen=True, slots=True)
class WentTo:
    """Where something of a foreign page went."""

    line: int
    what: str
    where: str
    kept: bool
    """It fits no question and is kept as it is."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """What an import passed over, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file."""

    path: str
    outcome: Outcome
    id: str = ""
    """The teardown that it is now, or would be."""
    product: str = ""
    reason: str = ""
    """Why, in a few words; empty where there is nothing to add."""
    todo: str = ""
    way_out: WayOut = ""
    """What the person can decide, so that it comes in after all."""
    problems: tuple[Problem, ...] = ()
    went_to: tuple[WentTo, ...] = ()
    differences: tuple[Difference, ...] = ()
    """Where both sides changed the same thing: ``ours`` is the library's, ``theirs`` the file's."""

    @property
    def why(self) -> str:
        """The reason and what is wrong, on one line."""
        return "; ".join(part for part in (self.reason, *map(str, self.problems[:3])) if part)


class SourceRefused(LabError):
    """A file cannot be read in; ``problems`` has what is wrong with it by line."""

    def __init__(
        self,
        reason: str,
        *,
        problems: tuple[Problem, ...] = (),
        todo: str = "",
        way_out: WayOut = "",
    ) -> None:
        super().__init__(reason, "; ".join(map(str, problems)), todo=todo)
        self.reason = reason
        self.problems = problems
        self.way_out = way_out


def counted(reports: list[FileReport]) -> dict[Outcome, int]:
    """Return how many files had each outcome."""
    return {name: sum(report.outcome == name for report in reports) for name in OUTCOMES}
