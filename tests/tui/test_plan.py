"""The if-then question: it stands among what is next, and is answered or left for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import begin, driving
from tui.practice.planning import plan_from

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock

ASKED = "Which moment is yours?"


async def test_the_plan_is_asked_for_once_and_stands_on_home(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI", template="quick", finished=True, days_ago=9)
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("Notion AI")
        await driver.press("w")
        await driver.sees(ASKED)
        await driver.press("j", "j", "j", "enter")
        await driver.sees("Plan when")
        await driver.type("When tea is made.")
        await driver.press("escape")
        await driver.sees(ASKED)
        await driver.press("enter")
        await driver.sees("When tea is made.")
        await driver.press("enter")
        await driver.sees_no(ASKED)
        assert driver.workspace.settings["plan"] == "tea is made"
        await driver.press("escape")
        await driver.sees("This week", "When tea is made, you open a teardown.")


async def test_who_wants_no_plan_is_not_asked_again(places: Places, clock: FrozenClock) -> None:
    begin(places, clock, "Notion AI", template="quick", finished=True)
    async with driving(places, clock) as driver:
        await driver.sees("Notion AI")
        await driver.press("w")
        await driver.sees(ASKED)
        await driver.press("j", "j", "j", "enter")
        await driver.sees("Plan when")
        await driver.press("escape")
        await driver.sees_no(ASKED)
        assert not driver.workspace.habit.wants_plan()
        assert driver.workspace.settings["plan"] == ""


@pytest.mark.parametrize(
    ("typed", "plan"),
    [
        ("the Monday meeting ends", "the Monday meeting ends"),
        ("When the Monday meeting ends, I open a teardown.", "the Monday meeting ends"),
        ("if it rains…", "it rains"),
        ("  ", ""),
    ],
)
def test_the_whole_sentence_may_be_typed(typed: str, plan: str) -> None:
    assert plan_from(typed) == plan
