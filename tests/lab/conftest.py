"""A workspace with a real library in the test's own home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.places import Places
    from tests.conftest import FrozenClock


@pytest.fixture
def workspace(places: Places, clock: FrozenClock) -> Iterator[Workspace]:
    """A workspace whose clock the test moves, with an empty environment."""
    opened = Workspace(places, clock=clock, environ={})
    yield opened
    opened.close()
