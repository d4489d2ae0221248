"""Settings, keys and help as pictures, with a file that has mistakes in it.

After a change that is meant to be seen, look at the new ones and keep them with
``pytest tests/tui/test_pictures_of_settings.py --snapshot-update``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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


FILE = """\
author = "Ana López"
gaol = 2
week_start = "sunday"
max_cost = 1.5

[keys]
"home.new" = "y"
"home.nwe" = "x"
"""

SIZES = pytest.mark.parametrize(
    "size", [(60, 20), (80, 24), (140, 45)], ids=["60x20", "80x24", "140x45"]
)
THEMES = pytest.mark.parametrize("theme", ["teardown-dark", "teardown-light"])


@pytest.fixture
def app(places: Places, clock: FrozenClock) -> Iterator[TeardownApp]:
    places.settings_file.parent.mkdir(parents=True)
    places.settings_file.write_text(FILE, encoding="utf-8")
    # The path that is shown must be the same on every machine.
    desk = Desk(Workspace(places, clock=clock, environ={}))
    yield TeardownApp(desk)
    desk.close()
    desk.workspace.close()


async def begin(pilot: Pilot[None], theme: str) -> Driver:
    """Come to Home, and wait until everything that comes late was said."""
    app = pilot.app
    assert isinstance(app, TeardownApp)
    driver = Driver(app, pilot)
    await driver.until(lambda: len(app.messages) == 2, "both problems")
    app.desk.workspace.preferences.set("theme", theme)
    app.theme = theme
    return driver


@SIZES
@THEMES
def test_settings(
    snap_compare: Compare, app: TeardownApp, size: tuple[int, int], theme: str
) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        driver = await begin(pilot, theme)
        await driver.press("comma")
        await driver.sees("Ana López", "gaol")

    assert snap_compare(app, terminal_size=size, run_before=ready)


def test_a_value_that_is_wrong(snap_compare: Compare, app: TeardownApp) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        driver = await begin(pilot, "teardown-dark")
        await driver.press("comma")
        await driver.sees("Ana López")
        await driver.press("down", "down", "down", "down", "enter")
        await driver.type("x")
        await driver.sees("Not kept yet", "whole number")

    assert snap_compare(app, terminal_size=(80, 24), run_before=ready)


@SIZES
def test_keys(snap_compare: Compare, app: TeardownApp, size: tuple[int, int]) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        driver = await begin(pilot, "teardown-dark")
        await app.run_action("own_keys")
        await driver.sees("1 changed", "home.nwe")
        await driver.press("slash")
        await driver.type("messages")
        await driver.sees("Copy all")

    assert snap_compare(app, terminal_size=size, run_before=ready)


def test_waiting_for_a_key(snap_compare: Compare, app: TeardownApp) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        driver = await begin(pilot, "teardown-light")
        await app.run_action("own_keys")
        await driver.sees("1 changed")
        await driver.press("enter")
        await driver.sees("Press the key for Commands")
        await driver.press("f2")
        await driver.sees("already belongs to")

    assert snap_compare(app, terminal_size=(80, 24), run_before=ready)


@SIZES
@THEMES
def test_help(snap_compare: Compare, app: TeardownApp, size: tuple[int, int], theme: str) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        driver = await begin(pilot, theme)
        await driver.press("comma")
        await driver.sees("Ana López")
        await driver.press("f1")
        await driver.sees("Here", "Every setting with its value")

    assert snap_compare(app, terminal_size=size, run_before=ready)
