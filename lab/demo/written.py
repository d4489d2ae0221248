"""Whether somebody wrote something of their own in a demo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lab.demo.marker import fingerprint
from lab.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lab.demo.marker import DemoMarker
    from lab.places import Places

__all__ = ["written_in"]

NO_TEXT: Final = frozenset({"places", "export-folder"})
"""What the app remembers by itself: where one was. Anything else counts as typed."""


def written_in(places: Places, marker: DemoMarker) -> list[str]:
    """Return what somebody wrote in a demo, in a few words each; nothing if all is as it began.

    Where it cannot be told, because a file cannot be read, it counts as written.
    """
    found = []
    for path in _files(places.library, "teardowns", "trash", "damaged"):
        document = _document(path)
        if document is None:
            found.append(path.name)
        elif marker.samples.get(str(document.get("id"))) != fingerprint(document):
            found.append(_called(document, path))
    found += [path.name for path in _files(places.own_templates, ".")]
    return found + [path.name for path in _kept_aside(places.state)]


def _kept_aside(state: Path) -> list[Path]:
    """Return the files in which typed text may wait: half-filled forms, texts with an editor."""
    return [
        path
        for path in sorted(state.rglob("*"))
        if path.is_file() and path.relative_to(state).parts[0] not in NO_TEXT and not _is_log(path)
    ]


def _is_log(path: Path) -> bool:
    return path.suffix == ".log"


def _files(root: Path, *folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in (root / folder).glob("*") if path.is_file())


def _document(path: Path) -> dict[str, Any] | None:
    from store.documents import NoDocument, decode
    from store.files import read_file

    try:
        return decode(read_file(path))
    except (StoreError, NoDocument):
        return None


def _called(document: dict[str, Any], path: Path) -> str:
    product = document.get("product")
    name = product.get("name") if isinstance(product, dict) else None
    return f"“{name}”" if isinstance(name, str) and name else path.name
