"""Whatever the disk is doing: keys are taken, and what they ask for is done in its turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.driving import begin, busy, driving
from tui.screens.home.screen import HomeScreen
from tui.screens.palette.screen import PaletteScreen
from tui.screens.settings.screen import SettingsScreen

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock


async def test_a_product_typed_into_the_palette_opens_although_it_was_not_read_yet(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Show me AI")
    async with driving(places, clock) as driver:
        await driver.sees("1 teardown")
        with busy(driver.app.desk):
            await driver.press("ctrl+p")
            await driver.sees("a command, or a product")
            await driver.type("show me ai")
            await driver.press("enter")
            assert isinstance(driver.app.screen, PaletteScreen)
        await driver.until(lambda: type(driver.app.screen).__name__ == "WalkScreen")


async def test_a_command_that_the_cursor_was_moved_to_is_done_at_once(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI")
    async with driving(places, clock) as driver:
        await driver.sees("1 teardown")
        with busy(driver.app.desk):
            await driver.press("ctrl+p")
            await driver.type("show")
            await driver.press("down", "enter")
            await driver.until(lambda: not isinstance(driver.app.screen, PaletteScreen))


async def test_the_cursor_of_the_palette_stays_where_it_is_when_the_teardowns_come(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "A new AI")
    async with driving(places, clock) as driver:
        await driver.sees("1 teardown")
        with busy(driver.app.desk):
            await driver.press("ctrl+p")
            await driver.type("new")
            await driver.press("down")
            palette = driver.app.screen
            assert isinstance(palette, PaletteScreen)
            chosen = palette.choices.row
        await driver.sees("A new AI")
        assert palette.choices.row == chosen


async def test_a_setting_typed_and_left_at_once_is_kept_and_in_force(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("comma")
        await driver.sees("Your name", "Weekly goal")
        settings = driver.app.screen
        assert isinstance(settings, SettingsScreen)
        settings.list.move_to_key("goal")
        with busy(driver.app.desk):
            await driver.press("enter", "backspace", "4", "escape")
            await driver.until(lambda: driver.app.focused is settings.list, "the list")
            await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, HomeScreen), "Home")
        assert driver.workspace.settings["goal"] == 4
        await driver.sees("○○○○")
