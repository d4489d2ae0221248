"""Capturing pages while the app is used."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual import events

from lab.evidence.captured import Neighbour
from lab.evidence.fetching.errors import NotThere, PrivateAddress
from lab.workspace import Workspace
from tests.tui.driving import begin, driving
from tests.tui.evidence.making import PRICING, captured
from tui.screens.evidence.screen import EvidenceScreen
from tui.screens.home.screen import HomeScreen
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver
    from tests.tui.evidence.making import Script

PAGE = "https://shop.example/pricing"


@asynccontextmanager
async def at_evidence(
    places: Places, clock: FrozenClock, *, size: tuple[int, int] = (140, 45)
) -> AsyncIterator[Driver]:
    async with driving(places, clock, size=size) as driver:
        await driver.sees("Notion AI")
        await driver.press("p")
        await driver.until(lambda: isinstance(driver.app.screen, EvidenceScreen), "evidence")
        await driver.sees("Evidence", "Saved")
        yield driver


async def add(driver: Driver, address: str) -> None:
    await driver.press("a")
    await driver.sees("Capture a page")
    paste(driver, address)
    await driver.press("enter")
    await driver.sees_no("Capture a page")


def paste(driver: Driver, text: str) -> None:
    driver.app.post_message(events.Paste(text))


@pytest.fixture
def record(places: Places, clock: FrozenClock) -> Teardown:
    return begin(places, clock, "Notion AI", template="quick", url="https://www.notion.so/ai")


def kept(places: Places, clock: FrozenClock, teardown_id: str) -> Teardown:
    workspace = Workspace(places, clock=clock, environ={})
    try:
        return workspace.load(teardown_id)
    finally:
        workspace.close()


async def test_an_empty_list_says_how_to_begin(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with at_evidence(places, clock) as driver:
        await driver.sees("Paste the address of the product’s pricing page: a adds it.")
        assert not driver.app.captures.of(record.id)


async def test_the_products_address_is_proposed_and_a_paste_takes_its_place(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    script.will(PAGE, captured(PAGE, at=clock.now()))
    async with at_evidence(places, clock) as driver:
        await driver.press("a")
        await driver.sees("https://www.notion.so/ai")
        paste(driver, PAGE)
        await driver.press("enter")
        await driver.sees("Captured “Pricing”: good.")
        assert script.asked == [(PAGE, {"allow_private": False, "heeds_robots": False})]
        found = kept(places, clock, record.id).evidence
        assert [(piece.url, piece.verdict) for piece in found] == [(PAGE, "good")]
        assert driver.workspace.evidence.body(found[0]) == PRICING


async def test_a_capture_shows_its_bytes_and_is_kept_when_it_is_there(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    script.will(PAGE, captured(PAGE, at=clock.now()), waits=True)
    async with at_evidence(places, clock) as driver:
        await add(driver, PAGE)
        await driver.sees(f"◐ {PAGE}", "1 KB of 4 KB")
        script.gates[PAGE].set()
        await driver.sees("✓ Pricing", "just now", "Free for 7 days")
        assert kept(places, clock, record.id).evidence[0].id == "e1"


async def test_it_goes_on_after_the_screen_and_the_teardown_are_left(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    script.will(PAGE, captured(PAGE, at=clock.now()), waits=True)
    async with at_evidence(places, clock) as driver:
        await add(driver, PAGE)
        await driver.sees("1 KB of 4 KB")
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, HomeScreen), "home")
        script.gates[PAGE].set()
        await driver.sees("Captured “Pricing”: good.")
        assert [piece.url for piece in kept(places, clock, record.id).evidence] == [PAGE]
        assert kept(places, clock, record.id).practice.sessions == record.practice.sessions


async def test_what_is_typed_meanwhile_is_saved_with_it(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    script.will(PAGE, captured(PAGE, at=clock.now()), waits=True)
    async with driving(places, clock, start=record.id) as driver:
        await driver.sees("Saved")
        await driver.press("f6")
        await driver.sees("Nothing captured yet.")
        await add(driver, PAGE)
        await driver.press("escape")
        paste(driver, "Written meanwhile")
        script.gates[PAGE].set()
        await driver.sees("Captured “Pricing”", "Written meanwhile")
        now = kept(places, clock, record.id)
        assert [piece.url for piece in now.evidence] == [PAGE]
        assert now.evidence[0].section == record.questions[0].id
        assert "Written meanwhile" in now.sections[record.questions[0].id].answers.values()


async def test_several_go_on_at_once_and_one_is_stopped(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    other = "https://shop.example/docs"
    script.will(PAGE, captured(PAGE, at=clock.now()), waits=True)
    script.will(other, captured(other, "# Docs\n\nRead on.\n", at=clock.now(), title="Docs"))
    async with at_evidence(places, clock) as driver:
        await add(driver, PAGE)
        await driver.sees("1 KB of 4 KB")
        await add(driver, other)
        await driver.sees("✓ Docs", PAGE)
        await driver.press("home", "x")
        await driver.sees_no(PAGE)
        assert script.ended == [PAGE]
        assert [piece.url for piece in kept(places, clock, record.id).evidence] == [other]


async def test_what_failed_says_why_and_can_be_tried_again(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    error = NotThere("shop.example has no such page", "it answered 404", todo="Look at the end.")
    script.will(PAGE, error, captured(PAGE, at=clock.now()))
    async with at_evidence(places, clock) as driver:
        await add(driver, PAGE)
        await driver.sees("▲ " + PAGE, "not captured", "It answered 404.", "Look at the end.")
        driver.app.screen.query_one(BottomLine).clear_message()
        await driver.sees("Enter Try again")
        assert not kept(places, clock, record.id).evidence
        await driver.press("enter")
        await driver.sees("✓ Pricing", "Enter Open")
        assert len(kept(places, clock, record.id).evidence) == 1


async def test_an_address_of_the_own_network_needs_a_yes_for_this_one(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    home = "http://localhost:8000/"
    script.will(home, PrivateAddress("localhost is this computer"))
    script.will(home, captured(home, at=clock.now()))
    async with at_evidence(places, clock) as driver:
        await add(driver, home)
        await driver.sees("localhost is this computer")
        await driver.press("enter")
        await driver.sees("Capture from your own network?")
        await driver.press("n")
        await driver.sees("not captured")
        assert len(script.asked) == 1
        await driver.press("enter")
        await driver.sees("Capture from your own network?")
        await driver.press("y")
        await driver.sees("✓ Pricing")
        assert [how["allow_private"] for _, how in script.asked] == [False, True]
        assert len(kept(places, clock, record.id).evidence) == 1


async def test_a_page_drawn_by_a_script_says_how_to_bring_it_in(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    reason = "A script draws this page; what came is an empty frame."
    empty = captured(
        PAGE, "", at=clock.now(), verdict="client-rendered", reasons=(reason,), title="Shop"
    )
    script.will(PAGE, empty)
    async with at_evidence(places, clock) as driver:
        await add(driver, PAGE)
        await driver.sees("▲ Shop", "client-rendered", "a adds the saved file.")
        await driver.press("enter")
        await driver.sees("there is nothing to read")
        assert kept(places, clock, record.id).evidence[0].body == ""


async def test_a_saved_file_is_read_in_and_one_that_is_not_there_is_named(
    places: Places, clock: FrozenClock, record: Teardown, script: Script, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    script.will(str(page), captured("page.html", at=clock.now()))
    async with at_evidence(places, clock) as driver:
        await driver.press("a")
        paste(driver, str(page))
        await driver.press("enter")
        await driver.sees("There is no file")
        page.write_text("<p>Here", "utf-8")
        await driver.press("enter")
        await driver.sees("✓ Pricing")
        assert len(kept(places, clock, record.id).evidence) == 1


async def test_the_same_page_again_is_held_already(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    script.will(PAGE, captured(PAGE, at=clock.now()), captured(PAGE, at=clock.now()))
    async with at_evidence(places, clock) as driver:
        await add(driver, PAGE)
        await driver.sees("✓ Pricing")
        await add(driver, PAGE)
        await driver.sees("“Pricing” was captured already, and says the same.")
        assert len(kept(places, clock, record.id).evidence) == 1


async def test_pages_of_the_site_are_ticked_and_captured_one_after_the_other(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    docs, terms = "https://shop.example/docs", "https://shop.example/terms"
    near = (Neighbour(docs, "docs", "Help"), Neighbour(terms, "terms", "Small print"))
    script.will(PAGE, captured(PAGE, at=clock.now(), neighbours=near))
    script.will(docs, captured(docs, "# Help\n", at=clock.now(), title="Help"), waits=True)
    script.will(terms, captured(terms, "# Terms\n", at=clock.now(), title="Terms"))
    async with at_evidence(places, clock) as driver:
        await add(driver, PAGE)
        await driver.sees("2 more pages of the site may be worth it: m shows them")
        await driver.press("m")
        await driver.sees("Help", "shop.example/docs", "Small print", "Space ticks")
        await driver.press("space", "space")
        await driver.until(lambda: driver.screen.count("■") == 2, "two ticks")
        await driver.press("enter")
        await driver.sees("1 KB of 4 KB", "waits")
        script.gates[docs].set()
        await driver.sees("2 pages captured.")
        assert [address for address, _ in script.asked] == [PAGE, docs, terms]
        assert [how["heeds_robots"] for _, how in script.asked] == [False, True, True]
        await driver.press("m")
        assert isinstance(driver.app.screen, EvidenceScreen)
        urls = [piece.url for piece in kept(places, clock, record.id).evidence]
        assert urls == [PAGE, docs, terms]


async def test_leaving_the_app_ends_what_is_being_captured_and_nothing_else(
    places: Places, clock: FrozenClock, record: Teardown, script: Script
) -> None:
    script.will(PAGE, waits=True)
    async with at_evidence(places, clock) as driver:
        await add(driver, PAGE)
        await driver.sees("1 KB of 4 KB")
        await driver.press("ctrl+q")
        await driver.until(lambda: script.ended == [PAGE], "its end")
    assert driver.app.return_code == 0
    assert not kept(places, clock, record.id).evidence
