from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import SIZES, begin, driving
from tui.choosing.choices import Choice, best
from tui.screens.help.screen import HelpScreen
from tui.screens.home.screen import HomeScreen

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock


@pytest.mark.parametrize("size", SIZES)
async def test_the_palette_runs_a_command_by_its_name(
    places: Places, clock: FrozenClock, size: tuple[int, int]
) -> None:
    begin(places, clock, "Notion AI")
    async with driving(places, clock, size=size) as driver:
        await driver.sees("1 teardown")
        await driver.press("ctrl+p")
        await driver.sees("a command, or a product", "New", "Enter does it")
        await driver.type("show the arch")
        await driver.press("enter")
        await driver.sees("Nothing is archived")


async def test_the_palette_opens_a_teardown_by_its_product(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI")
    async with driving(places, clock) as driver:
        await driver.sees("1 teardown")
        await driver.press("ctrl+p")
        await driver.sees("a command, or a product")
        await driver.type("notion")
        await driver.sees("teardown")
        await driver.press("enter")
        await driver.until(lambda: type(driver.app.screen).__name__ == "WalkScreen")


async def test_escape_closes_the_palette_and_nothing_happens(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("ctrl+p", "escape")
        await driver.until(lambda: isinstance(driver.app.screen, HomeScreen))


async def test_a_theme_is_seen_while_choosing_and_kept_in_the_settings(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("ctrl+p")
        await driver.sees("a command, or a product")
        await driver.type("theme")
        await driver.press("enter")
        await driver.sees("teardown-light", "dracula")
        await driver.press("down")
        await driver.until(lambda: driver.app.theme == "teardown-light")
        await driver.press("enter")
        await driver.until(places.settings_file.exists)
    async with driving(places, clock) as driver:
        assert driver.app.theme == "teardown-light"


async def test_escape_brings_the_old_theme_back(places: Places, clock: FrozenClock) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.app.run_action("change_theme")
        await driver.sees("dracula")
        await driver.press("down", "escape")
        await driver.until(lambda: isinstance(driver.app.screen, HomeScreen))
        assert driver.app.theme == "teardown-dark"
    assert not places.settings_file.exists()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_help_tells_the_focus_first_then_the_screen_then_the_app(
    places: Places, clock: FrozenClock, size: tuple[int, int], key: str
) -> None:
    async with driving(places, clock, size=size) as driver:
        await driver.sees("This week")
        await driver.press(key)
        await driver.sees("Here", "The list of teardowns")
        screen = driver.app.screen
        assert isinstance(screen, HelpScreen)
        text = "\n".join(
            "".join(piece for piece, _ in line) for line in screen.sheet.draw(size[0] - 4)
        )
        assert text.index("Here") < text.index("Begin a teardown") < text.index("Everywhere")
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, HomeScreen))


async def test_help_in_a_text_field_says_how_to_edit(places: Places, clock: FrozenClock) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("slash", "f1")
        await driver.sees("The filter looks through", "Paste")


async def test_what_was_said_can_be_read_again_and_copied(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        driver.app.tell("The first thing.")
        driver.app.tell("The second thing went wrong.", severity="error")
        await driver.press("f2")
        await driver.sees("The first thing.", "The second thing went wrong.", "09:00:00")
        await driver.press("c")
        await driver.sees("Copied 28 characters")
        assert driver.app.clipboard == "The second thing went wrong."
        await driver.press("C")
        await driver.until(lambda: "The first thing." in driver.app.clipboard)


async def test_a_message_goes_when_a_key_is_pressed(places: Places, clock: FrozenClock) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        driver.app.tell("Short words.")
        await driver.sees("Short words.")
        await driver.press("down")
        await driver.sees_no("Short words.")
        long = "A long message. " * 20
        driver.app.tell(long)
        await driver.sees("A long message. A long message.")
        await driver.press("down")
        await driver.sees_no("A long message.")


def choice(title: str, about: str = "") -> Choice:
    return Choice(title, title, "", about, lambda: None)


def test_the_palette_puts_the_best_match_first() -> None:
    offers = [choice("Renew"), choice("Show new things"), choice("New"), choice("Newest")]
    assert [found.title for found in best(offers, "new")] == [
        "New",
        "Newest",
        "Show new things",
        "Renew",
    ]
    assert [found.title for found in best(offers, "swnw")] == ["Show new things"]
    assert [found.title for found in best([choice("Quit", "Leave the app")], "leave")] == ["Quit"]
    assert best(offers, "xyz") == []
    assert best(offers, "") == offers
