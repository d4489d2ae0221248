from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace
from tests.tui.driving import SIZES, begin, driving
from tui.screens.home.screen import HomeScreen
from tui.screens.new.reading import Product, fitting
from tui.screens.new.screen import NewScreen

if TYPE_CHECKING:
    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock


def the_only_one(places: Places, clock: FrozenClock) -> Teardown:
    workspace = Workspace(places, clock=clock, environ={})
    (row,) = workspace.summaries()
    record = workspace.load(row.id)
    workspace.close()
    return record


@pytest.mark.parametrize("size", SIZES)
async def test_a_name_and_enter_begin_a_teardown_with_the_defaults(
    places: Places, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with driving(places, clock, size=size) as driver:
        await driver.sees("This week")
        await driver.press("n")
        await driver.until(lambda: isinstance(driver.app.screen, NewScreen))
        await driver.type("My tool")
        await driver.press("enter")
        await driver.until(lambda: type(driver.app.screen).__name__ == "WalkScreen")
    record = the_only_one(places, clock)
    assert (record.product.name, record.template.id) == ("My tool", "quick")


async def test_ground_rules_stand_there_before_the_first_run(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("n")
        await driver.sees("Before the first run", "Template", "quick 15")


async def test_a_known_product_brings_its_address_and_maker(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("n")
        await driver.sees("Before the first run")
        await driver.type("perpl")
        await driver.sees("Perplexity AI")
        await driver.press("down", "enter")
        await driver.sees("https://www.perplexity.ai")
        assert isinstance(driver.app.screen, NewScreen)
        await driver.press("enter")
        await driver.until(lambda: type(driver.app.screen).__name__ == "WalkScreen")
    product = the_only_one(places, clock).product
    assert (product.name, product.maker) == ("Perplexity", "Perplexity AI")


async def test_every_field_and_the_template_reach_the_record(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("n")
        await driver.sees("Before the first run")
        await driver.type("Gizmo")
        await driver.press("tab")
        await driver.type("example.org")
        await driver.press("tab")
        await driver.type("free")
        await driver.press("tab")
        await driver.type("web")
        await driver.press("tab", "right")
        await driver.sees("[full 85]")
        await driver.press("ctrl+s")
        await driver.until(lambda: type(driver.app.screen).__name__ == "WalkScreen")
    record = the_only_one(places, clock)
    product = record.product
    assert (product.url, product.plan, product.surface) == ("example.org", "free", "web")
    assert record.template.id == "full"


async def test_a_product_torn_down_before_is_pointed_out(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI", finished=True, days_ago=22)
    async with driving(places, clock) as driver:
        await driver.sees("1 teardown")
        await driver.press("n")
        await driver.sees("Before the first run")
        await driver.type("notion ai")
        await driver.sees("You tore this down 3 weeks ago")
        await driver.press("ctrl+o")
        await driver.until(lambda: type(driver.app.screen).__name__ == "WalkScreen")
    the_only_one(places, clock)


async def test_without_a_name_nothing_is_begun_and_the_reason_is_said(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("n")
        await driver.sees("Before the first run")
        await driver.press("enter")
        await driver.sees("has no name")
        assert isinstance(driver.app.screen, NewScreen)


async def test_what_was_typed_is_there_again_after_escape(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("n")
        await driver.sees("Before the first run")
        await driver.type("Gizm")
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, HomeScreen))
        await driver.press("n")
        await driver.sees("Gizm", "Before the first run")


async def test_letters_that_are_keys_elsewhere_are_typed_here(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("n")
        await driver.until(lambda: isinstance(driver.app.screen, NewScreen))
        await driver.press("n", "question_mark", "d", "slash", "q")
        await driver.sees("n?d/q")


def test_names_that_begin_like_it_come_before_names_that_hold_it() -> None:
    products = [Product("Character.AI"), Product("Notion AI"), Product("AI search")]
    assert [item.name for item in fitting(products, "ai", most=5)] == ["Notion AI", "AI search"]
    assert [item.name for item in fitting(products, "act", most=5)] == ["Character.AI"]
    assert [item.name for item in fitting(products, "", most=2)] == ["Character.AI", "Notion AI"]
