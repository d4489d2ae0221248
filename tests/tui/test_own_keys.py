"""The screen of keys: giving a command another key."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from tests.tui.driving import SIZES, Driver, driving
from tui.commands import COMMANDS
from tui.keys import keys_in_force
from tui.screens.keys.capture import CaptureScreen, objection
from tui.screens.keys.screen import KeysScreen

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock

BY_ID = {command.id: command for command in COMMANDS}


async def open_keys(driver: Driver, command: str) -> KeysScreen:
    await driver.sees("This week")
    await driver.app.run_action("own_keys")
    await driver.sees("Everywhere", "Commands")
    screen = driver.app.screen
    assert isinstance(screen, KeysScreen)
    screen.list.move_to_key(command)
    await driver.pilot.pause()
    return screen


def written(places: Places) -> dict[str, Any]:
    if not places.settings_file.exists():
        return {}
    return dict(tomllib.loads(places.settings_file.read_text("utf-8")).get("keys", {}))


@pytest.mark.parametrize("size", SIZES)
async def test_the_next_key_becomes_the_commands_and_works_at_once(
    places: Places, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with driving(places, clock, size=size) as driver:
        await open_keys(driver, "home.new")
        await driver.press("enter")
        await driver.sees("Press the key for New")
        await driver.press("y")
        await driver.until(lambda: written(places) == {"home.new": "y"}, "written")
        await driver.sees("changed")
        await driver.press("escape")
        await driver.sees("y New")
        await driver.press("y")
        await driver.sees("New teardown")


async def test_any_key_can_be_caught_even_one_that_works_everywhere(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await open_keys(driver, "home.new")
        await driver.press("enter")
        await driver.sees("Press the key for New")
        for key, owner in (("ctrl+q", "Quit"), ("f1", "Help"), ("e", "Export"), ("enter", "Open")):
            await driver.press(key)
            await driver.sees(f"already belongs to “{owner}”")
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, KeysScreen))
        assert written(places) == {}
        assert driver.app.hands.catch is None


async def test_a_key_comes_beside_the_others_and_all_go_back(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await open_keys(driver, "home.new")
        await driver.press("a")
        await driver.sees("Press one more key for New")
        await driver.press("f6")
        await driver.until(lambda: written(places) == {"home.new": "n,f6"}, "added")
        await driver.press("delete")
        await driver.until(lambda: written(places) == {}, "reset")
        await driver.press("u")
        await driver.until(lambda: written(places) == {"home.new": "n,f6"}, "undone")
        await driver.press("u")
        await driver.until(lambda: written(places) == {}, "all undone")
        await driver.press("u")
        await driver.sees("Nothing was changed since you came here")


async def test_what_is_only_in_the_palette_can_have_a_key(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await open_keys(driver, "app.theme")
        await driver.press("enter")
        await driver.sees("Press the key for Theme")
        await driver.press("f12")
        await driver.until(lambda: written(places) == {"app.theme": "f12"}, "written")
        await driver.press("escape")
        await driver.sees("This week")
        await driver.press("f12")
        await driver.sees("dracula")


async def test_the_filter_finds_by_name_place_and_key(places: Places, clock: FrozenClock) -> None:
    async with driving(places, clock) as driver:
        screen = await open_keys(driver, "app.help")
        await driver.press("slash")
        await driver.type("outline score")
        await driver.until(
            lambda: bool(screen.list.rows)
            and all(row.command is None or row.command.scope == "outline"
                    for row in screen.list.rows),
            "only the outline",
        )  # fmt: skip
        at = screen.list.cursor
        await driver.press("down")
        assert screen.list.cursor == at + 1
        await driver.press("escape", "slash")
        await driver.type("ctrl+q")
        await driver.until(
            lambda: [row.id for row in screen.list.rows if row.command] == ["app.quit"], "a key"
        )
        await driver.press("escape", "slash")
        await driver.type("zzzz")
        await driver.sees("Nothing fits")
        await driver.press("escape", "escape")
        await driver.sees("This week")


@pytest.mark.parametrize(
    ("command", "key", "said"),
    [
        ("home.new", "n", "is its key already"),
        ("home.new", "enter", "already belongs to “Open”"),
        ("app.quit", "q", "would no longer be typed"),
        ("app.quit", "space", "is needed in every text"),
        ("app.quit", "enter", "is needed in every text"),
        ("walk.next", "x", "would no longer be typed"),
        ("form.save", "ctrl+g", "already belongs to “Discard”"),
        ("home.new", "ctrl+nothing", "cannot be told apart"),
    ],
)
def test_a_key_that_cannot_be_is_refused_with_the_reason(command: str, key: str, said: str) -> None:
    assert said in objection(key, BY_ID[command], keys_in_force({}))


@pytest.mark.parametrize(
    ("command", "key"),
    [("home.new", "y"), ("app.quit", "f12"), ("app.quit", "ctrl+x"), ("walk.next", "ctrl+j"),
     ("app.settings", "f11"), ("outline.down", "down")],
)  # fmt: skip
def test_a_free_key_is_taken(command: str, key: str) -> None:
    assert objection(key, BY_ID[command], keys_in_force({})) == ""


async def test_problems_with_keys_stand_at_the_top(places: Places, clock: FrozenClock) -> None:
    places.settings_file.parent.mkdir(parents=True)
    places.settings_file.write_text('gaol = 1\n[keys]\n"home.nwe" = "x"\n', "utf-8")
    async with driving(places, clock, size=(140, 45)) as driver:
        await open_keys(driver, "app.help")
        await driver.sees("line 3: there is no command “home.nwe”. Did you mean “home.new”?")
        assert "gaol" not in driver.screen


async def test_quitting_while_a_key_is_awaited_gives_the_keys_back(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await open_keys(driver, "home.new")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, CaptureScreen))
        driver.app.go_home()
        await driver.sees("This week")
        await driver.until(lambda: driver.app.hands.catch is None, "keys are free again")
