"""One thing that the reviewer points at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a teardown, the words it is about, and one question."""

    rule: str
    severity: Literal["error", "warning", "hint"]
    section: str
    question: str
    prompt: str = ""
    claim: str = ""
    span: tuple[int, int] | None = None
    match: str = ""
