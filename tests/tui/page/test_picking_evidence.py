"""In a claim's form, what it rests on is picked from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.model import Evidence
from lab.workspace import Workspace
from tests.tui.driving import driving
from tests.tui.page.reading import with_page
from tui.screens.evidence.screen import EvidenceScreen

if TYPE_CHECKING:
    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver

STUDENTS = "Students pay nothing."


@pytest.fixture
def record(places: Places, clock: FrozenClock) -> Teardown:
    record = with_page(places, clock, quotes=(STUDENTS,))
    workspace = Workspace(places, clock=clock, environ={})
    record.evidence.append(
        Evidence(id="e2", title="In 5 drafts, 2 were wrong", fetched_at=clock.now())
    )
    record = workspace.save(record)
    workspace.close()
    return record


async def at_claims(driver: Driver) -> None:
    await driver.press("f9")
    await driver.sees("Claims", "1 in all sections")


def saved(driver: Driver, record: Teardown) -> list[str]:
    return driver.workspace.load(record.id).claims[-1].evidence


async def test_quotes_pages_and_observations_are_ticked(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with driving(places, clock, start=record.id, size=(80, 30)) as driver:
        await at_claims(driver)
        await driver.sees("on Pricing: a plan for every team: “Students pay nothing.”")
        await driver.press("enter")
        await driver.sees("Rests on", "“Students pay nothing.”")
        await driver.press(*["tab"] * 5, "space")
        await driver.sees("Space ticks", "In 5 drafts", "observation", "quote")
        await driver.press("space", "enter")
        await driver.sees_no("Space ticks")
        await driver.sees("In 5 drafts, 2 were wrong")
        await driver.press("ctrl+s")
        await driver.sees("and 1 more", "Saved")
        assert {*saved(driver, record)} == {"q1", "e2"}


async def test_typing_narrows_the_list_and_leaving_it_changes_nothing(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with driving(places, clock, start=record.id, size=(80, 30)) as driver:
        await at_claims(driver)
        await driver.press("enter", *["tab"] * 5, "space")
        await driver.sees("Space ticks")
        await driver.type("drafts")
        await driver.sees_no("  quote")
        await driver.press("space", "escape", "ctrl+s")
        await driver.sees("Saved")
        assert saved(driver, record) == ["q1"]


async def test_backspace_picks_nothing_and_an_empty_field_says_what_there_is(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with driving(places, clock, start=record.id, size=(80, 30)) as driver:
        await at_claims(driver)
        await driver.press("enter", *["tab"] * 5, "backspace")
        await driver.sees("Space picks from 1 quote and 2 pages and observations.")
        await driver.press("space", "down", "down", "enter")
        await driver.sees("“Students pay nothing.”")
        await driver.press("enter", "ctrl+s")
        await driver.sees("Saved")
        assert saved(driver, record) == ["q1"]


async def test_the_mouse_opens_the_list(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with driving(places, clock, start=record.id, size=(80, 30)) as driver:
        await at_claims(driver)
        await driver.press("enter")
        await driver.sees("Rests on")
        await driver.pilot.click("#field-evidence")
        await driver.sees("Space ticks")


async def test_a_card_says_why_to_look_at_its_evidence_again(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    workspace = Workspace(places, clock=clock, environ={})
    record.evidence[0].quotes[0].standing = "gone"
    record.claims[0].evidence = ["q1", "q9"]
    workspace.save(record)
    workspace.close()
    async with driving(places, clock, start=record.id, size=(80, 30)) as driver:
        await at_claims(driver)
        await driver.sees("rests on a quote that is gone")
        await driver.press("enter")
        await driver.sees("▲ gone", "q9, which is no longer in this teardown", "▲ missing")
        await driver.press(*["tab"] * 5, "space", "enter", "ctrl+s")
        await driver.sees("Saved")
        assert saved(driver, record) == ["q9", "q1"]


async def test_the_example_of_a_claim_without_evidence_says_how_to_give_it_some(
    places: Places, clock: FrozenClock
) -> None:
    record = with_page(places, clock, quotes=(STUDENTS,))
    workspace = Workspace(places, clock=clock, environ={})
    record.claims[0].evidence = []
    workspace.save(record)
    workspace.close()
    async with driving(places, clock, start=record.id) as driver:
        await at_claims(driver)
        await driver.press("o")
        await driver.sees("It rests on nothing yet.")


async def test_more_evidence_is_brought_in_above_the_form(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with driving(places, clock, start=record.id, size=(80, 30)) as driver:
        await at_claims(driver)
        await driver.press("enter", *["tab"] * 5, "space")
        await driver.sees("Capture a page, or write down what you saw…")
        await driver.press("end", "up", "down", "down", "down", "enter")
        await driver.until(lambda: isinstance(driver.app.screen, EvidenceScreen), "the evidence")
        await driver.press("escape")
        await driver.sees("Change this claim", "“Students pay nothing.”")


async def test_a_teardown_that_is_read_as_a_page_says_what_its_claims_rest_on(
    places: Places, clock: FrozenClock, record: Teardown
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("Acme AI")
        driver.app.open_reading(record.id)
        await driver.sees("Claim number 1", "on Pricing: a plan for every team: “Students pay")
