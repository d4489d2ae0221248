"""Pictures of figures, and of then and now; keep new ones with ``--snapshot-update``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace
from tests.tui.bench.figures_making import keep, probe, reworded
from tests.tui.driving import Driver, take_in_hand
from tui.app import TeardownApp
from tui.desk import Desk
from tui.doors import figures_screen, probe_changes_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.pilot import Pilot
    from textual.screen import Screen

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare
    from tui.doors import Spot
    from tui.editing.in_hand import TeardownInHand

SUM = "Sum up the page in five bullet points."
SIZES = [(80, 24, "teardown-dark"), (140, 45, "teardown-light")]
NAMES = [f"{width}x{height}" for width, height, _ in SIZES]


@pytest.fixture
def kept(places: Places, clock: FrozenClock) -> str:
    """Return the id of the later one of two teardowns of a product."""
    single = probe("b3", "f", prompt="Who was there?")
    earlier = (reworded(), probe("b2", "p" * 11 + "f", prompt=SUM, quality_line=0.6), single)
    keep(places, clock, "Notion AI", *earlier, days_ago=100)
    later = (reworded(), probe("b2", "f" * 11 + "p", prompt=SUM, quality_line=0.6), single)
    return keep(places, clock, "Notion AI", *later).id


@pytest.fixture(params=SIZES, ids=NAMES)
def shown(
    places: Places, clock: FrozenClock, kept: str, request: pytest.FixtureRequest
) -> Iterator[tuple[TeardownApp, str, tuple[int, int]]]:
    width, height, theme = request.param
    desk = Desk(Workspace(places, clock=clock, environ={"TEARDOWN_THEME": theme}))
    yield TeardownApp(desk), kept, (width, height)
    desk.close()
    desk.workspace.close()


def _looking(
    app: TeardownApp,
    name: str,
    door: Callable[[TeardownInHand], Screen[Spot | None]],
    *seen: str,
) -> Callable[[Pilot[None]], object]:
    async def look(pilot: Pilot[None]) -> None:
        driver = Driver(app, pilot)
        await driver.sees("Notion AI", "Library")
        app.push_screen(door(await take_in_hand(driver.app, name)))
        await driver.sees("Saved", *seen)

    return look


def test_the_figures(
    shown: tuple[TeardownApp, str, tuple[int, int]], snap_compare: Compare
) -> None:
    app, name, size = shown
    look = _looking(app, name, lambda hand: figures_screen(hand, "b1"), "3 of 5 passed")
    assert snap_compare(app, run_before=look, terminal_size=size)


def test_then_and_now(
    shown: tuple[TeardownApp, str, tuple[int, int]], snap_compare: Compare
) -> None:
    app, name, size = shown
    look = _looking(app, name, probe_changes_screen, "3 prompts in both")
    assert snap_compare(app, run_before=look, terminal_size=size)
