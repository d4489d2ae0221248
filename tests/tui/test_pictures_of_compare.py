"""Pictures of a comparison; keep new ones with ``--snapshot-update``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace
from tests.tui.compare.samples import fill
from tests.tui.driving import Driver
from tui.app import TeardownApp
from tui.desk import Desk

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare

Way = tuple[tuple[int, int], str, tuple[str, ...], str]

WAYS: list[Way] = [
    ((80, 24), "teardown-dark", ("n",), "First contact"),
    ((140, 45), "teardown-light", ("tab", "tab"), "Seen by all"),
    ((60, 20), "teardown-dark", ("tab", "down", "down"), "B Ben"),
]


@pytest.mark.parametrize("way", WAYS, ids=["80x24", "140x45", "60x20"])
def test_a_comparison(
    places: Places,
    clock: FrozenClock,
    snap_compare: Compare,
    way: Way,
) -> None:
    size, theme, keys, seen = way
    names = fill(places, clock)
    desk = Desk(Workspace(places, clock=clock, environ={"TEARDOWN_THEME": theme}))
    app = TeardownApp(desk)

    async def look(pilot: Pilot[None]) -> None:
        driver = Driver(app, pilot)
        await driver.sees("Library", "Inlet")
        app.open_comparison(names)
        await driver.sees("What to talk about", "1.")
        await driver.press(*keys)
        await driver.sees(seen)

    try:
        assert snap_compare(app, run_before=look, terminal_size=size)
    finally:
        desk.close()
        desk.workspace.close()
