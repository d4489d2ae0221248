"""A demo for tests, in the test's own folders."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from lab.demo.making import fill
from lab.places import find_places
from lab.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lab.places import Places
    from store.clock import Clock

__all__ = ["demo_in", "opened"]


def demo_in(folder: Path) -> Places:
    """Write a demo into a folder."""
    places = find_places(folder, {})
    fill(places, throw_away=True)
    return places


@contextmanager
def opened(places: Places, clock: Clock | None = None) -> Iterator[Workspace]:
    """Open a workspace on these folders."""
    workspace = Workspace(places, clock=clock, environ={})
    try:
        yield workspace
    finally:
        workspace.close()
