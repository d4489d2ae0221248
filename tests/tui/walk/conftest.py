"""A walk on a fresh library, driven by real keys."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from lab.drafting import NewTeardown
from lab.workspace import Workspace
from tests.tui.walk.hands import Walk
from tui.app import TeardownApp
from tui.desk import Desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from lab.places import Places


@pytest.fixture
def workspace(places: Places) -> Workspace:
    return Workspace(places)


@pytest.fixture
def teardown_id(workspace: Workspace) -> str:
    return workspace.create(NewTeardown(product="Cursor", template="quick", author="Ada")).id


@pytest.fixture
def start(workspace: Workspace, teardown_id: str) -> Any:
    """Return a context that runs the app on the teardown, at a size."""

    @asynccontextmanager
    async def starting(
        size: tuple[int, int] = (80, 24), *, at: str = teardown_id, mine: Workspace | None = None
    ) -> AsyncIterator[Walk]:
        used = mine or Workspace(workspace.places)
        desk = Desk(used)
        app = TeardownApp(desk, start=at)
        try:
            async with app.run_test(size=size) as pilot:
                walk = Walk(app, pilot, used, at)
                await walk.until(lambda: walk.is_open)
                yield walk
        finally:
            desk.close()
            used.close()

    return starting
