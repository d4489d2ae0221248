"""What the child is asked for."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Self

from lab.evidence.fetching.limits import Limits

__all__ = ["Request"]


@dataclass(frozen=True, slots=True)
class Request:
    """One page: an address, or the path of a file that somebody saved."""

    limits: Limits
    url: str = ""
    path: str = ""
    allow_private: bool = False
    heeds_robots: bool = False

    def line(self) -> bytes:
        """Return it as one line of JSON."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def of(cls, line: bytes) -> Self:
        """Return what a line asks for."""
        values = json.loads(line)
        return cls(**{**values, "limits": Limits(**values["limits"])})
