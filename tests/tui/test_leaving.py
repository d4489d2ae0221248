from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from lab.errors import LabError
from tests.tui.driving import begin, driving
from tui.page import Page
from tui.screens.home.screen import HomeScreen
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tui.app import TeardownApp


class Writing(Page[None]):
    """A page with something typed on it."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()
        self.saved = 0
        self.error = error

    def compose(self) -> ComposeResult:
        yield BottomLine()

    async def on_leaving(self) -> None:
        if self.error is not None:
            raise self.error
        self.saved += 1


FULL = LabError("The disk is full", "nothing can be written", todo="Make room.")


async def test_quitting_saves_first(places: Places, clock: FrozenClock) -> None:
    page = Writing()
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.app.push_screen(page)
        await driver.press("ctrl+q")
        await driver.until(lambda: page.saved == 1)
    assert driver.app.return_code == 0


async def test_nobody_is_thrown_out_while_saving_fails(places: Places, clock: FrozenClock) -> None:
    page = Writing(FULL)
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.app.push_screen(page)
        await driver.press("ctrl+q")
        await driver.sees("The disk is full", "Make room.")
        driver.app.go_home()
        await driver.pilot.pause()
        assert driver.app.screen is page


async def test_going_home_saves_and_closes_what_lies_above(
    places: Places, clock: FrozenClock
) -> None:
    page = Writing()
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.app.push_screen(page)
        driver.app.go_home()
        await driver.until(lambda: isinstance(driver.app.screen, HomeScreen))
        assert page.saved == 1


async def test_a_signal_is_obeyed_even_if_saving_fails(
    places: Places, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr("tui.leaving.os._exit", ended.append)
    monkeypatch.setattr("tui.leaving.PATIENCE", 0.0)
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.app.push_screen(Writing(FULL))
        driver.app.leave_for_signal(signal.SIGTERM)
        await driver.until(lambda: driver.app.return_code == 128 + signal.SIGTERM)
        await driver.until(lambda: ended == [128 + signal.SIGTERM])


async def test_a_fault_of_the_program_saves_what_every_page_holds(
    places: Places, clock: FrozenClock
) -> None:
    below, above = Writing(), Writing(ValueError("also broken"))
    apps: list[TeardownApp] = []

    async def fall_over() -> None:
        async with driving(places, clock) as driver:
            apps.append(driver.app)
            await driver.sees("This week")
            await driver.app.push_screen(below)
            await driver.app.push_screen(above)
            driver.app._handle_exception(RuntimeError("planted"))
            await driver.app.saved_after_crash()

    with pytest.raises(RuntimeError, match="planted"):
        await fall_over()
    (app,) = apps
    assert below.saved == 1
    assert app.return_code == 1
    assert str(app.crash) == "planted"


async def test_a_terminal_that_is_gone_is_a_hang_up(
    places: Places, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.leaving.PATIENCE", 3600.0)
    page = Writing()
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.app.push_screen(page)
        driver.app.panic("no more keys")
        await driver.until(lambda: driver.app.return_code == 129)
        assert page.saved == 1


async def test_control_c_says_how_to_quit(places: Places, clock: FrozenClock) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("ctrl+c")
        await driver.sees("Ctrl+Q quits. Everything typed is on disk.")


async def test_an_error_stays_long_enough_to_be_read(
    places: Places, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        driver.app.tell_error(FULL)
        await driver.press("down")
        await driver.sees("The disk is full")
        monkeypatch.setattr("tui.page.ERROR_SECONDS", 0.0)
        driver.app.tell_error(FULL)
        await driver.sees("The disk is full")
        await driver.press("down")
        await driver.sees_no("The disk is full")


async def test_opening_another_teardown_saves_the_one_before(
    places: Places, clock: FrozenClock
) -> None:
    record = begin(places, clock, "Notion AI")
    page = Writing()
    async with driving(places, clock) as driver:
        await driver.sees("Notion AI")
        await driver.app.push_screen(page)
        driver.app.open_walk(record.id)
        await driver.until(lambda: type(driver.app.screen).__name__ == "WalkScreen")
        assert page.saved == 1
        assert [type(screen).__name__ for screen in driver.app.screen_stack] == [
            "HomeScreen",
            "WalkScreen",
        ]


async def test_home_is_reached_from_a_teardown_that_was_opened_first(
    places: Places, clock: FrozenClock
) -> None:
    record = begin(places, clock, "Notion AI")
    async with driving(places, clock, start=record.id) as driver:
        await driver.until(lambda: type(driver.app.screen).__name__ == "WalkScreen")
        driver.app.go_home()
        await driver.sees("This week", "1 teardown")
        assert len(driver.app.screen_stack) == 1


async def test_no_color_leaves_no_colour(
    places: Places, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(places, clock, "Notion AI")
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(places, clock, environ={"NO_COLOR": "1"}) as driver:
        await driver.sees("Notion AI")
        filters = driver.app.get_line_filters()
        for strip in driver.app.screen._compositor.render_strips():
            for kind in filters:
                strip = strip.apply_filter(kind, driver.app.screen.background_colors[1])  # noqa: PLW2901 - one after the other
            for segment in strip:
                style = segment.style
                assert style is None or style.color is None or style.color.is_default
                assert style is None or style.bgcolor is None or style.bgcolor.is_default
