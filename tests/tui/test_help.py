"""Help: what has the focus, the screen, the app; and that everything says what it is for."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import TYPE_CHECKING

import pytest
from textual.screen import Screen
from textual.widget import Widget

import tui
from tests.tui.driving import SIZES, Driver, begin, driving
from tui.commands import COMMANDS, Command, commands_in
from tui.keys import keys_in_force
from tui.page import Page
from tui.screens.help.parts import Part, matching, parts_about, purpose_of
from tui.screens.help.screen import HelpScreen
from tui.screens.help.text import KEYS, TITLE, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tui.widgets.prose import Line


def kinds() -> Iterator[type[Widget]]:
    """Yield every widget and screen of ours."""
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(kind, Widget) and kind.__module__ == module.name:
                yield kind


def texts(lines: list[Line]) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines]


def test_whatever_takes_keys_says_what_it_is_for() -> None:
    without = [
        f"{kind.__module__}.{kind.__name__}"
        for kind in kinds()
        if (kind.can_focus or issubclass(kind, Screen))
        and not getattr(kind, "PURPOSE", "")
        # Pages that others are made of.
        and not (issubclass(kind, Page) and not kind.SCOPES)
    ]
    assert without == [], "give them a PURPOSE"


def test_every_command_stands_in_the_help_of_some_place() -> None:
    scopes = {scope for kind in kinds() for scope in getattr(kind, "SCOPES", ())} | {"app"}
    assert {command.scope for command in COMMANDS} <= scopes


WALKS: dict[str, tuple[tuple[str, ...], ...]] = {
    "HomeScreen": (("slash",),),
    "NewScreen": (("n",),),
    "SettingsScreen": (("comma", "enter"),),
    "MessagesScreen": (("f2",),),
    "ReadingScreen": (("r",),),
    "PaletteScreen": (("ctrl+p",),),
    "WalkScreen": (("enter", "f3"),),
    "RubricScreen": (("enter", "f5"),),
    "FormScreen": (("enter", "ctrl+n", "f4"),),
    "ClaimsScreen": (("enter", "escape", "c"),),
}
"""Keys from Home to every screen that a few keys reach; what is passed on the way counts, too."""


@pytest.mark.parametrize(
    ("name", "keys"), [(name, keys) for name, ways in WALKS.items() for keys in ways]
)
async def test_every_stop_of_the_tab_key_says_what_it_is_for(
    places: Places, clock: FrozenClock, name: str, keys: tuple[str, ...]
) -> None:
    begin(places, clock, "Notion AI", text="The sidebar.")
    async with driving(places, clock) as driver:
        await driver.sees("1 teardown")
        for key in keys:
            before = type(driver.app.screen).__name__
            await driver.press(key)
            if key == "enter" and before == "HomeScreen":
                await driver.sees("Saved")
            if key == keys[-1]:
                await driver.until(lambda: type(driver.app.screen).__name__ == name, name)
            screen = driver.app.screen
            await driver.until(lambda: bool(driver.app.screen.focus_chain), "something to focus")
            for widget in screen.focus_chain:
                assert purpose_of(widget), widget
            assert all(part.purpose or part.commands for part in parts_about(screen))
        await help_for(driver)


async def help_for(driver: Driver) -> str:
    await driver.press("f1")
    await driver.until(lambda: isinstance(driver.app.screen, HelpScreen), "help")
    screen = driver.app.screen
    assert isinstance(screen, HelpScreen)
    await driver.sees("Here")
    text = "\n".join(texts(screen.sheet.draw(driver.app.size.width - 4)))
    await driver.press("f1")
    await driver.until(lambda: not isinstance(driver.app.screen, HelpScreen), "back")
    return text


async def test_help_walks_from_the_focus_to_the_screen_to_the_app(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI", text="The sidebar.")
    async with driving(places, clock) as driver:
        await driver.sees("1 teardown")
        await driver.press("enter")
        await driver.sees("Saved")
        text = await help_for(driver)
        assert text.index("Write your answer here") < text.index("One question at a time")
        assert text.index("Go to the next question") < text.index("Everywhere")
        await driver.press("escape")
        text = await help_for(driver)
        assert text.index("Go to this question and write") < text.index("One question at a time")
        assert text.count("Go to this question and write") == 1


async def test_a_field_of_a_form_is_told_by_its_label(places: Places, clock: FrozenClock) -> None:
    begin(places, clock, "Notion AI", text="The sidebar.")
    async with driving(places, clock) as driver:
        await driver.sees("1 teardown")
        await driver.press("enter")
        await driver.sees("Saved")
        await driver.press("ctrl+n", "f4")
        await driver.until(lambda: type(driver.app.screen).__name__ == "FormScreen", "a form")
        text = await help_for(driver)
        assert "Enter goes on to the next one" in text
        assert "Tab goes from field to field" in text
        assert "Keep what the form says" in text


@pytest.mark.parametrize("size", SIZES)
async def test_typing_leaves_what_fits_and_escape_shows_all_again(
    places: Places, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with driving(places, clock, size=size) as driver:
        await driver.sees("This week")
        await driver.press("f1")
        await driver.sees("Here")
        await driver.type("archive")
        await driver.sees("archive")
        await driver.sees_no("Here")
        await driver.press("escape")
        await driver.sees("Here")
        await driver.type("zzzz")
        await driver.sees("Nothing fits")
        await driver.press("escape", "escape")
        await driver.sees("This week")


async def test_the_page_scrolls_while_one_can_type(places: Places, clock: FrozenClock) -> None:
    async with driving(places, clock, size=(60, 20)) as driver:
        await driver.sees("This week")
        await driver.press("f1")
        await driver.sees("Here")
        await driver.press("pagedown", "pagedown")
        await driver.sees_no("Here")
        await driver.press("pageup", "pageup")
        await driver.sees("Here")


async def test_keys_are_shown_as_they_are_in_force(places: Places, clock: FrozenClock) -> None:
    places.settings_file.parent.mkdir(parents=True)
    places.settings_file.write_text('preset = "vim"\n[keys]\n"home.new" = "b"\n', "utf-8")
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("This week")
        text = await help_for(driver)
        assert "Down, j *" in text
        assert "b *" in text
        assert "changed in the settings" in text


@pytest.mark.parametrize("width", [40, 56, 76, 100, 200])
def test_columns_keep_their_place_whatever_stands_in_them(width: int) -> None:
    title, what = "A title that is far too long for its column", "What it does, at some length."
    long = Command("home.new", title, ("f1", "f2"), "home", "x", what)
    keys = {"home.new": ("ctrl+shift+left", "ctrl+shift+right", "ctrl+shift+up")}
    short = commands_in("messages")
    lines = texts(lines_of([Part("Here", "", [long, *short])], keys_in_force({}) | keys, width))
    assert all(len(line) <= min(width, 100) for line in lines)
    assert any("Copy" in line for line in lines)
    if width >= 70:
        column = KEYS + TITLE
        assert all(line[column - 1 : column] in {" ", ""} for line in lines if line.startswith(" "))
        assert next(line for line in lines if "What it does" in line).index("What it") == column
        assert next(line for line in lines if "Copy every" in line).index("Copy every") == column


def test_what_fits_is_found_by_name_key_id_and_place() -> None:
    parts = [Part("Home", "Purpose.", commands_in("home")), Part("Help", "", commands_in("help"))]
    keys = keys_in_force({})
    assert matching(parts, "", keys) == parts

    def found(typed: str) -> set[str]:
        return {each.id for part in matching(parts, typed, keys) for each in part.commands}

    assert found("begin a teardown") == {"home.new"}
    assert found("home.sort") == {"home.sort"}
    assert "help.back" in found("esc help")
    assert found("zzz") == set()
