"""Pictures of a few screens.

After a change that is meant to be seen, look at the new ones and keep them with
``pytest tests/tui/test_pictures.py --snapshot-update``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace
from tests.tui.driving import begin
from tui.app import TeardownApp
from tui.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot
    from textual.strip import Strip

    from lab.places import Places
    from tests.conftest import FrozenClock

Compare = Callable[..., bool]


@pytest.fixture
def desk(places: Places, clock: FrozenClock) -> Iterator[Desk]:
    begin(places, clock, "Perplexity", maker="Perplexity AI", finished=True, days_ago=9)
    begin(places, clock, "Notion AI", maker="Notion", text="The sidebar, on the Plus plan.")
    workspace = Workspace(places, clock=clock, environ={})
    desk = Desk(workspace)
    yield desk
    desk.close()
    workspace.close()


async def settle(pilot: Pilot[None], sign: str) -> None:
    """Wait until *sign* is to be seen and nothing, no colour either, has changed for a while."""
    same = 0
    before: list[Strip] = []
    for _ in range(500):
        await pilot.pause(0.05)
        now = pilot.app.screen._compositor.render_strips()
        seen = "\n".join(strip.text for strip in now)
        same = same + 1 if sign in seen and now == before else 0
        if same == 20:
            return
        before = now
    raise AssertionError(f"never still, with “{sign}”\n{before}")


@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
def test_home(desk: Desk, size: tuple[int, int], snap_compare: Compare) -> None:
    async def see_the_preview(pilot: Pilot[None]) -> None:
        await settle(pilot, "No claims yet")

    assert snap_compare(TeardownApp(desk), run_before=see_the_preview, terminal_size=size)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)], ids=["60x20", "80x24", "140x45"])
def test_walk(desk: Desk, size: tuple[int, int], snap_compare: Compare) -> None:
    async def see_the_question(pilot: Pilot[None]) -> None:
        await settle(pilot, "Saved")

    app = TeardownApp(desk, start=desk.workspace.resolve("last"))
    assert snap_compare(app, run_before=see_the_question, terminal_size=size)


def test_help(desk: Desk, snap_compare: Compare) -> None:
    async def open_help(pilot: Pilot[None]) -> None:
        await settle(pilot, "No claims yet")
        await pilot.press("f1")
        await settle(pilot, "The list of teardowns")

    assert snap_compare(TeardownApp(desk), run_before=open_help, terminal_size=(80, 24))
