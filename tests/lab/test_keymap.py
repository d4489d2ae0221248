from __future__ import annotations

from dataclasses import dataclass

import pytest

from lab.settings.keymap import (
    effective_keys,
    is_key,
    key_name,
    key_problems,
    key_symbol,
    taken_by,
)
from lab.settings.presets import PRESETS
from tui.commands import COMMANDS


@dataclass(frozen=True)
class Declared:
    id: str
    keys: tuple[str, ...]
    scope: str


SOME = (
    Declared("app.quit", ("ctrl+q",), "app"),
    Declared("home.new", ("n",), "home"),
    Declared("home.open", ("enter",), "home"),
    Declared("walk.next", ("ctrl+n",), "walk"),
    Declared("outline.open", ("enter",), "outline"),
    Declared("list.down", ("down", "j"), "list"),
)


def problems(**overrides: str) -> list[str]:
    named = {name.replace("__", "."): keys for name, keys in overrides.items()}
    found = key_problems(SOME, named, where="config.toml", text="")
    return [f"{each.key}: {each.message}" for each in found]


@pytest.mark.parametrize(
    "key",
    ["n", "N", "é", "?", "question_mark", "f1", "f24", "ctrl+t", "ctrl+shift+up", "slash", "enter",
     "full_stop", "alt+,", "left_square_bracket", "+", "space"],
)  # fmt: skip
def test_what_a_keyboard_sends_is_a_key(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "ctrl+", "bogus", "f25", "ctrl-n", "ctrl+nn", "\x1b", "n n"])
def test_what_it_cannot_send_is_none(key: str) -> None:
    assert not is_key(key)


@pytest.mark.parametrize(
    ("key", "name", "symbol"),
    [
        ("?", "question_mark", "?"),
        ("/", "slash", "/"),
        ("ctrl+\\", "ctrl+backslash", "ctrl+\\"),
        (" n ", "n", "n"),
        ("N", "N", "N"),
        ("f1", "f1", "f1"),
        ("minus", "minus", "-"),
        ("enter", "enter", "enter"),
        ("space", "space", "space"),
    ],
)
def test_a_key_has_one_name_and_one_sign(key: str, name: str, symbol: str) -> None:
    assert key_name(key) == name
    assert key_symbol(name) == symbol


def test_every_declared_key_is_one() -> None:
    odd = [(each.id, key) for each in COMMANDS for key in each.keys if not is_key(key)]
    assert odd == []


def test_own_keys_take_the_place_of_ours() -> None:
    keys = effective_keys(SOME, {"home.new": "?, ctrl+t,?", "home.open": "bogus", "nope": "x"})
    assert keys["home.new"] == ("question_mark", "ctrl+t")
    assert keys["home.open"] == ("enter",)
    assert keys["app.quit"] == ("ctrl+q",)


def test_our_own_keys_are_never_a_problem() -> None:
    assert problems() == []
    assert key_problems(COMMANDS, {}, where="", text="") == []


def test_a_key_that_is_taken_is_named_with_its_owner() -> None:
    (said,) = problems(home__new="enter")
    assert said.startswith("keys.home.new")
    assert "home.open" in said
    assert "“enter”" in said


def test_scopes_that_never_meet_do_not_collide() -> None:
    assert problems(home__new="ctrl+n") == []


@pytest.mark.parametrize(
    ("name", "key"),
    [("home__new", "ctrl+q"), ("walk__next", "enter"), ("home__new", "j"), ("app__quit", "n")],
)
def test_scopes_that_listen_together_do_collide(name: str, key: str) -> None:
    assert len(problems(**{name: key})) == 1


def test_a_collision_of_two_own_keys_is_named_once() -> None:
    assert len(problems(home__new="x", home__open="x")) == 1


def test_swapping_two_keys_is_fine() -> None:
    assert problems(home__new="enter", home__open="n") == []


def test_unknown_commands_and_keys_are_named() -> None:
    found = key_problems(
        SOME,
        {"home.nwe": "x", "home.open": "bogus"},
        where="config.toml",
        text="[keys]\nhome.nwe = 'x'\n'home.open' = 'bogus'\n",
    )
    assert [(each.key, each.line, each.nearest) for each in found] == [
        ("keys.home.nwe", 2, "home.new"),
        ("keys.home.open", 3, ""),
    ]


def test_a_preset_comes_beside_our_keys_and_gives_way_to_own_ones() -> None:
    keys = effective_keys(SOME, {"home.new": "b"}, preset="vim")
    assert keys["list.down"] == ("down", "j")
    assert effective_keys(SOME, {"list.down": "x"}, preset="vim")["list.down"] == ("x",)
    assert effective_keys(SOME, {}, preset="default") == effective_keys(SOME, {})


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_a_preset_takes_no_key_from_another_command(preset: str) -> None:
    keys = effective_keys(COMMANDS, {}, preset=preset)
    taken = [
        (command.id, key, owner.id)
        for command in COMMANDS
        for key in PRESETS[preset].get(command.id, ())
        if (owner := taken_by(COMMANDS, keys, command, key)) is not None
    ]
    assert taken == []


def test_an_own_key_that_the_preset_has_is_named() -> None:
    (problem,) = key_problems(
        COMMANDS, {"home.sort": "j"}, where="config.toml", text="", preset="vim"
    )
    assert "list.down" in str(problem)
    assert key_problems(COMMANDS, {"home.sort": "j"}, where="", text="") == []


def test_going_down_in_one_list_and_in_another_is_no_clash() -> None:
    assert key_problems(COMMANDS, {"outline.down": "down,j"}, where="", text="") == []
