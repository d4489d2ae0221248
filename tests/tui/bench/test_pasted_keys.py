"""A paste that comes as keys does not act as commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from tests.tui.bench.test_trials import trials
from tui.bench.pasted_keys import PastedKeys

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock


def keys(text: str, *, apart: float, begin: float = 100.0) -> list[events.Key]:
    made = []
    for place, letter in enumerate(text):
        key = events.Key("enter", None) if letter == "\n" else events.Key(letter, letter)
        key.time = begin + place * apart
        made.append(key)
    return made


def test_keys_that_are_sent_at_once_are_a_text() -> None:
    pasted = PastedKeys()
    text = "Dear all,\nquite done"
    taken = [pasted.takes(key) for key in keys(text, apart=0.000_1)]
    assert taken == [False] * 3 + [True] * (len(text) - 3)
    assert pasted.take() == text


def test_keys_of_a_hand_and_one_that_is_held_down_are_commands() -> None:
    pasted = PastedKeys()
    assert not any(pasted.takes(key) for key in keys("cpdumgf\n", apart=0.01))
    assert not any(pasted.takes(key) for key in keys("jjjjjjjjjjj\n", apart=0.000_1, begin=200))


def test_what_comes_after_a_paste_is_a_command_again() -> None:
    pasted = PastedKeys()
    assert any(pasted.takes(key) for key in keys("some text", apart=0.000_1))
    assert not any(pasted.takes(key) for key in keys("u", apart=0.0, begin=101))


async def test_an_answer_that_came_as_keys_is_there_to_be_looked_at(
    places: Places, clock: FrozenClock
) -> None:
    async with trials(places, clock) as bench:
        await bench.paste("The first answer")
        for key in keys("jkc d\nlq", apart=0.0):
            bench.driver.app.post_message(key)
        await bench.driver.sees("sent this paste as keys", "lq")
        await bench.driver.press("escape")
        assert bench.outputs == ["The first answer"]
