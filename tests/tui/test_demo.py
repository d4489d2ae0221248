"""The app on the demo: it looks like one, and everything in it is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.demo.making import fill
from tests.tui.driving import SIZES, begin, driving

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock


@pytest.fixture
def demo(places: Places) -> Places:
    """The places of a throw-away demo."""
    fill(places, throw_away=True)
    return places


@pytest.mark.parametrize("size", SIZES)
async def test_home_says_that_it_is_the_demo_and_what_becomes_of_it(
    demo: Places, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with driving(demo, clock, size=size) as driver:
        await driver.sees("Demo", "6 examples", "thrown away at the end")
        await driver.sees("Go on with Ask Alderwick", "4 of 10", "finished")
        assert driver.screen.count("EXAMPLE") >= 6
        assert "Library" not in driver.screen
        assert "1 begun" not in driver.screen


async def test_a_kept_demo_threatens_nothing(places: Places, clock: FrozenClock) -> None:
    fill(places, throw_away=False)
    async with driving(places, clock) as driver:
        await driver.sees("Demo", "A sample library. Ana, Ben")
        assert "thrown away" not in driver.screen


async def test_the_draft_opens_at_its_question_and_is_marked(
    demo: Places, clock: FrozenClock
) -> None:
    async with driving(demo, clock, size=(140, 45)) as driver:
        await driver.sees("Go on with Ask Alderwick")
        await driver.press("enter")
        await driver.sees("EXAMPLE  Ask Alderwick", "at least five times", "4/10 done")
        await driver.press("escape", "c")
        await driver.sees("Claims  EXAMPLE  Ask Alderwick")
        await driver.press("escape", "v")
        await driver.sees("History  EXAMPLE  Ask Alderwick")


async def test_a_review_of_a_sample_says_that_it_is_an_example(
    demo: Places, clock: FrozenClock
) -> None:
    async with driving(demo, clock) as driver:
        await driver.sees("Inlet  Chen")
        await driver.press("down", "w")
        await driver.sees("Review", "EXAMPLE", "Inlet")


async def test_a_sample_is_read_on_one_page_under_its_banner(
    demo: Places, clock: FrozenClock
) -> None:
    async with driving(demo, clock) as driver:
        await driver.sees("Inlet  Chen")
        await driver.press("down", "r")
        await driver.sees("EXAMPLE: the makers of teardown wrote this", "Inlet", "Chen")


async def test_ones_own_teardown_is_no_example_and_counts(demo: Places, clock: FrozenClock) -> None:
    begin(demo, clock, "Mine", finished=True)
    begin(demo, clock, "Mine too")
    async with driving(demo, clock, size=(140, 45)) as driver:
        await driver.sees("Demo", "2 teardowns, 6 examples", "1 begun", "goal reached")
        await driver.sees("Go on with Mine too")
        line = next(line for line in driver.screen.splitlines() if "Mine too  " in line)
        assert "EXAMPLE" not in line.partition("│")[0]


async def test_samples_can_be_moved_and_taken_back_like_anything(
    demo: Places, clock: FrozenClock
) -> None:
    async with driving(demo, clock) as driver:
        await driver.sees("6 examples")
        await driver.press("d")
        await driver.sees("Moved to the trash", "5 examples")
        await driver.press("u")
        await driver.sees("6 examples")


async def test_the_palette_tells_examples_from_teardowns(demo: Places, clock: FrozenClock) -> None:
    begin(demo, clock, "Larder of mine")
    async with driving(demo, clock, size=(140, 45)) as driver:
        await driver.sees("1 teardown, 6 examples")
        await driver.press("ctrl+p")
        await driver.type("larder")
        await driver.sees("Larder of mine", "example", "teardown")


async def test_an_example_alone_keeps_the_worked_one_out_of_the_list(
    demo: Places, clock: FrozenClock
) -> None:
    for path in (demo.library / "teardowns").glob("*-*.json"):
        if path.name != "worked-example.json":
            path.unlink()
    async with driving(demo, clock) as driver:
        await driver.sees("Demo", "1 example", "GitHub Copilot")
        await driver.sees("Take ")
        rows = [line for line in driver.screen.splitlines() if "EXAMPLE  " in line]
        assert len([line for line in rows if "finished" in line]) == 1
