"""What the child says: how far it is, what it read, what went wrong."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import lab.errors as general
import lab.evidence.fetching.errors as fetching
from lab.errors import LabError
from lab.evidence.captured import Capture, Neighbour

if TYPE_CHECKING:
    from teardown_templates.errors import TeardownError

__all__ = ["capture_of", "capture_said", "error_of", "error_said", "line"]


def line(**message: Any) -> bytes:
    """Return a message as one line."""
    return json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def capture_said(capture: Capture) -> dict[str, Any]:
    """Return a capture as a message carries it."""
    return {**asdict(capture), "fetched_at": capture.fetched_at.isoformat()}


def capture_of(said: dict[str, Any]) -> Capture:
    """Return the capture that a message carries."""
    return Capture(
        **{
            **said,
            "fetched_at": datetime.fromisoformat(said["fetched_at"]),
            "reasons": tuple(said["reasons"]),
            "neighbours": tuple(Neighbour(**each) for each in said["neighbours"]),
        }
    )


def error_said(error: TeardownError) -> dict[str, str]:
    """Return an error as a message carries it."""
    return {
        "kind": type(error).__name__,
        "what": error.what,
        "why": error.why,
        "todo": error.todo,
    }


def error_of(said: dict[str, str]) -> LabError:
    """Return the error that a message carries, of its own kind."""
    kind = _kind_of(said["kind"])
    return kind(said["what"], said["why"], todo=said["todo"])


def _kind_of(name: str) -> type[LabError]:
    if name == "Unreadable":
        from lab.evidence.reading.errors import Unreadable

        return Unreadable
    found = getattr(fetching, name, None) or getattr(general, name, None)
    return found if isinstance(found, type) and issubclass(found, LabError) else LabError
