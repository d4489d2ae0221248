"""Home in both themes with hostile and wide names, and the palette, as pictures.

After a change that is meant to be seen, look at the new ones and keep them with
``pytest tests/tui/test_pictures_of_home.py --snapshot-update``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace
from tests.tui.driving import Driver, begin
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
    begin(places, clock, "Notion AI", maker="Notion", days_ago=1, text="The draft tool in a page.")
    begin(places, clock, "Perplexity", maker="Perplexity AI", finished=True, days_ago=4)
    begin(places, clock, "文心一言", maker="百度", days_ago=40)
    begin(places, clock, "[/a/x] TODO [x] done", days_ago=200)
    desk = Desk(Workspace(places, clock=clock, environ={}))
    yield TeardownApp(desk)
    desk.close()
    desk.workspace.close()


@pytest.mark.parametrize("theme", ["teardown-dark", "teardown-light"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)], ids=["60x20", "80x24", "140x45"])
def test_home(snap_compare: Compare, app: TeardownApp, size: tuple[int, int], theme: str) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        app.theme = theme
        driver = Driver(app, pilot)
        await driver.sees("4 teardowns", "Go on with Notion AI")
        if size[0] > 60:
            await driver.sees("No claims yet")

    assert snap_compare(app, terminal_size=size, run_before=ready)


def test_the_palette(snap_compare: Compare, app: TeardownApp) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        driver = Driver(app, pilot)
        await driver.sees("4 teardowns", "No claims yet")
        await driver.press("ctrl+p", "n", "o", "t")
        await driver.sees("Notion AI", "Enter does it")

    assert snap_compare(app, terminal_size=(80, 24), run_before=ready)
