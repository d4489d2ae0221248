"""Home in the demo, as pictures.

After a change that is meant to be seen, look at the new ones and keep them with
``pytest tests/tui/test_pictures_of_demo.py --snapshot-update``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.demo.making import fill
from lab.workspace import Workspace
from tests.tui.driving import Driver
from tui.app import TeardownApp
from tui.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare


@pytest.fixture
def app(places: Places, clock: FrozenClock) -> Iterator[TeardownApp]:
    fill(places, throw_away=True)
    desk = Desk(Workspace(places, clock=clock, environ={}))
    yield TeardownApp(desk)
    desk.close()
    desk.workspace.close()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)], ids=["60x20", "80x24", "140x45"])
def test_home(snap_compare: Compare, app: TeardownApp, size: tuple[int, int]) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        driver = Driver(app, pilot)
        await driver.sees("6 examples", "Go on with Ask Alderwick", "thrown away")
        if size[0] > 60:
            await driver.sees("tried 4")

    assert snap_compare(app, terminal_size=size, run_before=ready)
