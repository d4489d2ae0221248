"""A library with three people's teardowns of one product."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from lab.workspace import Workspace
from store.records import Teardown
from teardown_templates.content_files import ready_samples

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock

__all__ = ["fill"]


def fill(places: Places, clock: FrozenClock) -> list[str]:
    """Put Ana's, Ben's and Chen's teardowns into the library; return their ids."""
    records = [
        Teardown.model_validate(document["_default"]["1"])
        for name, document in sorted(ready_samples().items())
        if "inlet" in name
    ]
    with closing(Workspace(places, clock=clock, environ={})) as workspace:
        return [workspace.library.insert(record).id for record in records]
