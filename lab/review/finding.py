"""One thing that the reviewer points at, and the rules that find such things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lab.review.subject import Subject

__all__ = ["Finding", "Found", "Rule", "Severity"]

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a teardown, the words it is about, and one question."""

    rule: str
    severity: Severity
    section: str
    question: str
    prompt: str = ""
    claim: str = ""
    span: tuple[int, int] | None = None
    match: str = ""
    """The words that it is about, as they stand in the teardown."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found, before its name is put to it."""

    section: str
    question: str
    prompt: str = ""
    claim: str = ""
    span: tuple[int, int] | None = None
    match: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a careful reader looks for.

    A rule is silent where it cannot be sure: a false alarm costs more trust than a gap.
    """

    id: str
    """Stable for life: the name in ``check --json``."""
    severity: Severity
    """``error``: something required is missing; ``warning``: parts of the teardown do not
    agree with each other; ``hint``: worth a second look."""
    title: str
    """What is the matter, in a few words."""
    look: Callable[[Subject], Iterable[Found]]

    def findings(self, subject: Subject) -> Iterable[Finding]:
        """Yield what the rule finds in a teardown."""
        for found in self.look(subject):
            yield Finding(
                rule=self.id,
                severity=self.severity,
                section=found.section,
                question=found.question,
                prompt=found.prompt,
                claim=found.claim,
                span=found.span,
                match=found.match,
            )
