from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import TYPE_CHECKING

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import tui
from tests.tui.driving import driving
from tui.commands import COMMANDS, SCOPES
from tui.keys import changed_keys, key_label, keys_in_force, letters_that_would_be_lost
from tui.screens.home.screen import HomeScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.places import Places
    from tests.conftest import FrozenClock


def nodes() -> Iterator[type[DOMNode]]:
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(kind, DOMNode) and kind.__module__ == module.name:
                yield kind


def test_every_command_has_a_name_of_its_own_and_a_known_place() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(set(ids)) == len(ids)
    assert {command.scope for command in COMMANDS} <= set(SCOPES)


def test_no_key_means_two_things_in_one_place() -> None:
    taken: dict[tuple[str, str], str] = {}
    for command in COMMANDS:
        for key in command.keys:
            other = taken.setdefault((command.scope, key), command.id)
            assert other == command.id, f"{key} is {other} and {command.id}"


def test_every_command_is_bound_where_its_action_is() -> None:
    bound: dict[str, list[type[DOMNode]]] = {}
    for kind in nodes():
        for binding in kind.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id:
                bound.setdefault(binding.id, []).append(kind)
    actions = {name for kind in nodes() for name in dir(kind) if name.startswith("action_")}
    for command in COMMANDS:
        action = f"action_{command.action.partition('(')[0]}"
        assert action in actions, command.id
        if command.keys:
            assert any(hasattr(kind, action) for kind in bound[command.id]), command.id


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("ctrl+p", "Ctrl+P"),
        ("f1", "F1"),
        ("question_mark", "?"),
        ("slash", "/"),
        ("n", "n"),
        ("A", "A"),
        ("escape", "Esc"),
        ("shift+tab", "Shift+Tab"),
        ("ctrl+question_mark", "Ctrl+?"),
    ],
)
def test_keys_are_called_what_stands_on_them(key: str, label: str) -> None:
    assert key_label(key) == label


def test_only_what_differs_from_the_declared_keys_is_changed() -> None:
    assert changed_keys(keys_in_force({})) == {}
    assert changed_keys(keys_in_force({"home.new": "ctrl+b, f6"})) == {"home.new": "ctrl+b,f6"}


def test_vim_keys_come_beside_the_others() -> None:
    keys = changed_keys(keys_in_force({}, preset="vim"))
    assert keys["list.down"] == "down,j"
    assert keys["list.last"] == "end,G"


def test_a_letter_cannot_take_over_everywhere() -> None:
    lost = [(command.id, key) for command, key in letters_that_would_be_lost({"app.quit": "q"})]
    assert lost == [("app.quit", "q")]
    assert keys_in_force({"app.quit": "q"})["app.quit"] == ("ctrl+q",)
    assert not list(letters_that_would_be_lost({"app.quit": "ctrl+x,f10", "home.new": "q"}))


async def test_a_remapped_key_works_and_is_shown(places: Places, clock: FrozenClock) -> None:
    places.settings_file.parent.mkdir(parents=True)
    places.settings_file.write_text('vim = true\n[keys]\n"home.new" = "b"\n', "utf-8")
    async with driving(places, clock) as driver:
        await driver.sees("This week", "b New")
        await driver.press("n")
        await driver.sees("This week")
        await driver.press("b")
        await driver.until(lambda: not isinstance(driver.app.screen, HomeScreen))


async def test_keys_that_collide_are_named(places: Places, clock: FrozenClock) -> None:
    places.settings_file.parent.mkdir(parents=True)
    places.settings_file.write_text(
        '[keys]\n"home.new" = "e"\n"app.quit" = "q"\n"home.nwe" = "x"\n', "utf-8"
    )
    async with driving(places, clock) as driver:
        await driver.until(lambda: len(driver.app.messages) > 2, "messages")
        said = "\n".join(told.text for told in driver.app.messages)
        assert "home.export" in said
        assert "home.nwe" in said
        assert "“q” cannot be the key of app.quit" in said
