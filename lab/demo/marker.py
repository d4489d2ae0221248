"""The file by which a folder is known to be a demo of ours, and by which its start is known."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lab.errors import StoreError
from lab.files import write_private

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lab.places import Places

__all__ = ["MARKER", "DemoMarker", "demo_marker", "fingerprint", "read_marker", "write_marker"]

MARKER: Final = "demo.json"

_LARGEST: Final = 100_000
"""Bytes; a marker takes about a thousand."""

_CLOCKWORK: Final = frozenset({"rev", "updated_at", "practice", "sections"})
_WRITTEN: Final = ("answers", "score")


@dataclass(frozen=True, slots=True)
class DemoMarker:
    """What is known of a demo."""

    throw_away: bool
    """Whether it is removed at its end, unless somebody wrote something in it."""
    complete: bool = False
    """Whether the samples are all there; what is not complete was never shown to anybody."""
    samples: Mapping[str, str] = field(default_factory=dict)
    """By id, the fingerprint of each teardown that the demo began with."""


def demo_marker(places: Places) -> DemoMarker | None:
    """Return the marker of a demo; ``None`` for a library of one's own."""
    return read_marker(places.data)


def read_marker(folder: Path) -> DemoMarker | None:
    """Return the marker in a folder; ``None`` where there is none of ours."""
    if not (folder / MARKER).is_file():
        return None
    from store.files import read_file

    try:
        data = json.loads(read_file(folder / MARKER, largest=_LARGEST))["teardown_demo"]
        return DemoMarker(
            throw_away=data["throw_away"] is True,
            complete=data["complete"] is True,
            samples={str(name): str(print_) for name, print_ in data["samples"].items()},
        )
    except (StoreError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def write_marker(folder: Path, marker: DemoMarker) -> None:
    """Write the marker; raise ``OSError``."""
    data = json.dumps({"teardown_demo": asdict(marker)}, indent=2) + "\n"
    write_private(folder / MARKER, data.encode(), durable=not marker.throw_away)


def fingerprint(document: Mapping[str, Any]) -> str:
    """Return what tells one state of a teardown's text from another.

    What looking at a teardown changes by itself, the time spent and the number of saves,
    makes no difference; everything that a person can write or choose does.
    """
    from hashlib import sha256

    kept = {name: value for name, value in document.items() if name not in _CLOCKWORK}
    sections = document.get("sections")
    for name, work in sections.items() if isinstance(sections, dict) else ():
        written = {key: work.get(key) for key in _WRITTEN} if isinstance(work, dict) else work
        kept[f"section {name}"] = written
    text = json.dumps(
        {name: value for name, value in kept.items() if _holds(value)}, sort_keys=True
    )
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _holds(value: Any) -> bool:
    """Return whether there is anything in it: a section that was only opened holds nothing."""
    if isinstance(value, dict):
        return any(_holds(each) for each in value.values())
    return value not in (None, "", [], False)
