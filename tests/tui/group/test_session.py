"""The group's meeting."""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from lab.group.meeting import Meeting, clock_words, kept, pairs, taken_up
from tests.tui.driving import driving
from tui.screens.reading.screen import ReadingScreen
from tui.screens.walk.screen import WalkScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.lab.group.people import Person


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(480, "8 min left"), (421, "8 min left"), (420, "7 min left"), (61, "2 min left"),
     (60, "60 s left"), (51, "60 s left"), (50, "50 s left"), (0.5, "10 s left"),
     (0, "time is up"), (-59, "time is up"), (-60, "1 min over"), (-190, "3 min over")],
)  # fmt: skip
def test_the_clock_is_coarse(seconds: float, words: str) -> None:
    assert clock_words(seconds) == words


def test_a_step_keeps_its_time_while_the_clock_stands_or_is_elsewhere() -> None:
    meeting = Meeting().run(100)
    assert meeting.left(160) == 2 * 60
    stood = meeting.pause(160)
    assert stood.left(10_000) == 2 * 60
    on = stood.run(10_000).go(1, 10_060)
    assert (on.seconds(0, 10_090), on.seconds(1, 10_090)) == (120, 30)
    back = on.go(0, 10_090)
    assert (back.seconds(0, 10_100), back.altogether(10_100)) == (130, 160)
    assert on.go(99, 10_090).at == len(on.steps) - 1
    assert back.go(-5, 10_090).at == 0
    assert sum(step.minutes for step in on.steps) == 60


def test_a_meeting_that_was_kept_goes_on_and_a_forgotten_clock_stands() -> None:
    meeting = Meeting().run(100).go(2, 160)
    values = json.loads(json.dumps(kept(meeting, now=170, wall=1000.0)))
    later = taken_up(values, now=5, wall=1030.0)
    assert (later.at, later.seconds(0, 5), later.seconds(2, 5)) == (2, 60, 40)
    assert later.is_running
    for wall in (1000.0 + 4 * 3600, 900.0):
        stands = taken_up(values, now=5, wall=wall)
        assert not stands.is_running
        assert stands.seconds(2, 5) == 10
    odd: list[dict[str, object]] = [
        {}, {"at": 99}, {"spent": "long"}, {"spent": [float("nan")] * 8}, {"left": None},
        {"at": -1}, {"spent": [1] * 3},
    ]  # fmt: skip
    for change in odd:
        assert taken_up({**values, **change} if change else {}, now=5, wall=0) == Meeting()


def test_everybody_has_somebody_to_swap_sides_with() -> None:
    assert pairs(["Ana"]) == []
    assert pairs(["Ana", "Ben"]) == [("Ana", "Ben")]
    assert pairs(["Ana", "Ben", "Cy"]) == [("Ana", "Ben", "Cy")]
    assert pairs(["A", "B", "C", "D", "E"]) == [("A", "B"), ("C", "D", "E")]


async def test_a_meeting_goes_from_the_frame_to_the_take_home(
    person: Callable[[str], Person],
) -> None:
    ana = person("Ana").begin(with_git=False)
    ben = person("Ben").join(ana.folder)
    name = ana.group.new_round("Inlet")
    ana.seal(name, score=4)
    ben.seal(name, score=1)
    for each in (ana, ben):
        each.group.round(name).reveal()
    async with driving(ana.workspace.places, ana.clock, environ=dict(os.environ)) as driver:
        await driver.sees("Library")
        await driver.press("g")
        await driver.sees("After the reveal")
        await driver.press("m")
        await driver.sees("Frame", "3 min", "Step 1 of 8", "clock stands", "Facilitator Ana")
        await driver.press("n")
        await driver.sees("Step 1 of 8", "3 min left")
        ana.clock.move(minutes=4)
        await driver.sees("1 min over", "4 of 60 min")
        await driver.press("n")
        await driver.sees("Silent reading", "8 min left")
        await driver.press("r")
        await driver.sees("Teardown 1", "Teardown 2")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, ReadingScreen), "a teardown")
        await driver.sees("Inlet", "It is for")
        await driver.press("escape")
        await driver.press("n", "n", "n")
        await driver.sees(
            "Largest disagreement",
            "scores from 1 to 4",
            "Ben speaks first",
            "Ben 1: It is for Ben.",
        )
        await driver.press("space")
        await driver.sees("clock stands")
        ana.clock.move(minutes=9)
        await driver.press("escape")
        await driver.sees("After the reveal")
        await driver.press("m")
        await driver.sees("Step 5 of 8", "15 min left")
        await driver.press("n")
        await driver.sees("Swap sides", "Ben and Ana")
        await driver.press("N", "n", "n", "n")
        await driver.sees("Take home", "one prediction")
        await driver.press("space")
        await driver.sees_no("clock stands")
        await driver.press("w")
        await driver.until(lambda: isinstance(driver.app.screen, WalkScreen), "one's own")
        await driver.sees("Saved")
        await driver.press("escape", "h")
        await driver.sees("Take home", "8 min left")
    ana.clock.move(minutes=3)
    # The app was closed; the meeting was not.
    await take_up_again(ana)


async def take_up_again(someone: Person) -> None:
    """Open the app once more, and the meeting in it."""
    async with driving(someone.workspace.places, someone.clock, environ=dict(os.environ)) as driver:
        await driver.sees("Library")
        await driver.press("g")
        await driver.sees("you were at step 8 of 8")
        await driver.press("m")
        await driver.sees("Take home", "5 min left")


async def test_without_anything_revealed_the_steps_are_there_and_say_why(
    person: Callable[[str], Person],
) -> None:
    ana = person("Ana").begin(with_git=False)
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    async with driving(ana.workspace.places, ana.clock, environ=dict(os.environ)) as driver:
        await driver.sees("Library")
        await driver.press("g")
        await driver.sees("have sealed")
        # The folder is shared by something else: nothing is left to be sent.
        assert "Sync" not in driver.screen
        await driver.press("r")
        await driver.sees("Reveal your teardown?", "You are alone in this group", "Reveal anyway")
        await driver.press("y")
        await driver.sees("What is new shows here by itself.", "Revealed.")
        assert "Sync" not in driver.screen
        await driver.press("m")
        await driver.sees("Step 1 of 8", "cannot be compared yet", "The Group screen")
        assert "teardown group" not in driver.screen


async def test_a_seal_that_will_be_late_is_asked_about_as_one(
    person: Callable[[str], Person],
) -> None:
    ana = person("Ana").begin(with_git=False)
    ana.group.new_round("Inlet", until=date(2026, 3, 3))
    ana.write()
    ana.clock.move(days=3)
    async with driving(ana.workspace.places, ana.clock, environ=dict(os.environ)) as driver:
        await driver.sees("Library")
        await driver.press("g")
        await driver.sees("have not sealed")
        await driver.press("s")
        await driver.sees("Seal your teardown of Inlet?", "The last day is over")
