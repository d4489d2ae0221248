"""What to do next, from Home: the best with one key, all of it in a list, and one's own queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.model import Prediction
from lab.workspace import Workspace
from tests.tui.driving import begin, driving
from tui.screens.home.screen import HomeScreen
from tui.screens.new.screen import NewScreen
from tui.screens.walk.screen import WalkScreen

if TYPE_CHECKING:
    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock


async def test_the_next_product_is_begun_with_what_is_known_of_it(
    places: Places, clock: FrozenClock
) -> None:
    workspace = Workspace(places, clock=clock, environ={})
    entry = workspace.practice.next_products()[0]
    async with driving(places, clock) as driver:
        await driver.sees(
            "fifteen minutes are enough", f"t  Take {entry.name} apart", "l what else"
        )
        await driver.press("t")
        await driver.until(lambda: isinstance(driver.app.screen, NewScreen), "New")
        await driver.sees(entry.name, entry.homepage)
        await driver.press("escape")
        await driver.press("n")
        await driver.sees("the one product you look at")
        await driver.press("escape")
        await driver.press("t")
        await driver.sees(entry.name, entry.homepage)
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, WalkScreen), "the walk")
    (row,) = workspace.summaries()
    record = workspace.load(row.id)
    assert (record.product.name, record.product.url) == (entry.name, entry.homepage)
    workspace.close()


async def test_a_product_is_planned_and_taken_out_again_and_another_is_drawn(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Cursor", finished=True)
    async with driving(places, clock) as driver:
        await driver.sees("goal reached", "l what else")
        await driver.press("l")
        await driver.sees("by chance", "Plan a product for later", "Enter does it")
        await driver.type("plan")
        await driver.press("enter")
        await driver.sees("it stands in queue.txt")
        await driver.type("Otter [x]")
        await driver.press("enter")
        await driver.sees("Take Otter [x] apart", "next in your queue", "Take Otter [x] out")
        await driver.type("out of")
        await driver.press("enter")
        await driver.sees("Draw another product")
        assert "Otter" not in driver.screen
        drawn = driver.screen
        await driver.type("draw")
        await driver.press("enter")
        await driver.until(
            lambda: "by chance" in driver.screen and driver.screen != drawn, "another"
        )


async def test_everything_that_is_due_can_be_found_in_the_list(
    places: Places, clock: FrozenClock
) -> None:
    for number in range(7):
        begin(places, clock, f"Product {number}", finished=True, days_ago=40 + number)
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("7 teardowns", "l what else")
        await driver.press("l")
        await driver.sees("Rematch: Product 6", "Rematch: Product 2", "Plan a product for later")
        await driver.type("product 0")
        await driver.sees("Rematch: Product 0")


async def test_the_weakest_section_alone_is_practised_and_a_prediction_is_resolved_from_home(
    places: Places, clock: FrozenClock
) -> None:
    workspace = Workspace(places, clock=clock, environ={})

    def fill(record: Teardown) -> None:
        for section in record.questions:
            record.work(section.id).score = 1 if section.id == "variance" else 3
        record.predictions = [Prediction(id="p1", statement="It will rain", probability=0.4)]

    for product in ("Cursor", "Gemini"):
        workspace.change(begin(places, clock, product, finished=True).id, fill)
    async with driving(places, clock) as driver:
        await driver.sees("t  Say how it came out", "It will rain")
        for _ in "ab":
            await driver.press("t")
            await driver.sees("You said 40 %")
            await driver.press("y", "enter", "enter")
            await driver.sees("Written down.")
            await driver.until(lambda: isinstance(driver.app.screen, HomeScreen), "Home")
        await driver.press("l")
        await driver.sees("Practise “Non-deterministic behaviour”", "1.0 of 4")
        await driver.type("practise")
        await driver.press("enter")
        await driver.sees("Practise one section only.")
        await driver.type("Otter")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, WalkScreen), "the walk")
        await driver.sees("Pick a task")
    (name,) = (row.id for row in workspace.summaries() if row.product == "Otter")
    drill = workspace.load(name)
    assert [section.id for section in drill.questions] == ["variance"]
    assert drill.template.title == "Drill: Non-deterministic behaviour"
    workspace.close()
