"""Two to eight teardowns side by side in the app."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace
from store.summary import Summary
from tests.tui.compare.samples import fill
from tests.tui.driving import begin, driving
from tui.screens.compare.screen import CompareScreen
from tui.screens.home.comparing import chosen_to_compare
from tui.screens.walk.screen import WalkScreen

if TYPE_CHECKING:
    from pathlib import Path

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver


async def compared(driver: Driver) -> CompareScreen:
    """Wait for a comparison to be drawn."""
    screen = driver.app.screen
    await driver.until(
        lambda: (
            isinstance(driver.app.screen, CompareScreen)
            and bool(driver.app.screen.sheet.drawn.spans)
        ),
        "a comparison",
    )
    screen = driver.app.screen
    assert isinstance(screen, CompareScreen)
    return screen


def markdown_in(folder: Path) -> str:
    (path,) = folder.glob("*.md")
    return path.read_text("utf-8")


def entry(screen: CompareScreen) -> str:
    found = screen.sheet.entry
    assert found is not None
    return found.key


async def test_the_marked_are_compared_and_each_difference_leads_to_its_place_and_back(
    places: Places, clock: FrozenClock
) -> None:
    fill(places, clock)
    async with driving(places, clock, size=(80, 24)) as driver:
        await driver.sees("Inlet", "3 examples")
        await driver.press("c")
        await driver.sees("Comparing takes two teardowns")
        await driver.press("space", "space", "space", "c")
        screen = await compared(driver)
        await driver.sees("Inlet: three people", "What to talk about", "A Ana", "B Ben", "C Chen")
        await driver.sees("When it is wrong: scores from 1 to 4", "Ben speaks first, then Ana")
        drawn = screen.sheet.drawn
        await driver.press("enter")
        await driver.sees("Section by section", "spread 3", "In Ana")
        assert entry(screen) == "section recovery"
        # Reading on, the section's name stays above.
        await driver.press("down", "down", "space")
        await driver.sees("Section by section  When it is wrong")
        assert screen.sheet.drawn is drawn
        await driver.press("N", "n")
        await driver.sees("Difference ")
        await driver.press("right")
        await driver.sees_no("B Ben")
        await driver.press("right", "left")
        await driver.sees("A Ana" if "A Ana" in driver.screen else "C Chen", "B Ben")
        here = entry(screen)
        await driver.press("O")
        await driver.sees("whose teardown")
        await driver.type("ben")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, WalkScreen), "the walk")
        await driver.sees("Cost, price and incentives", "24 euros with 200")
        await driver.press("escape", "h")
        screen = await compared(driver)
        await driver.until(lambda: entry(screen) == here, here)
        await driver.press("escape")
        await driver.sees("Library", "3 marked, c compares")


async def test_a_finding_is_joined_taken_apart_and_opened_where_it_stands(
    places: Places, clock: FrozenClock
) -> None:
    names = fill(places, clock)
    kept = places.data / "matches.json"
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("Inlet")
        driver.app.open_comparison(names)
        screen = await compared(driver)
        await driver.press("m")
        await driver.sees("Go to a finding first")
        await driver.press("tab", "tab")
        await driver.sees("10 things were found: 2 by all, 2 by some, 6 by one alone")
        await driver.press("down", "down")
        assert "Pressing again overwrites" in screen.sheet.text
        await driver.press("x")
        await driver.sees("Taken apart", "decided by a person")
        assert "Pressing again overwrites" not in screen.sheet.text
        decided = json.loads(kept.read_text("utf-8"))
        assert [each["do"] for each in decided["decisions"]] == ["split"]
        await driver.press("u")
        await driver.sees("Taken back.")
        assert "Pressing again overwrites" in screen.sheet.text
        assert json.loads(kept.read_text("utf-8"))["decisions"] == []
        await driver.press("m")
        await driver.sees("the finding that says the same")
        await driver.type("names")
        await driver.press("enter")
        await driver.sees("Joined", "decided by a person")
        assert "Pressing again" in screen.sheet.text
        assert "names the article" in screen.sheet.text
        # Three claims of it are left to choose from.
        await driver.press("x")
        await driver.sees("which one is another")
        await driver.press("escape", "o")
        await driver.until(lambda: not isinstance(driver.app.screen, CompareScreen), "a walk")
        await driver.sees("Claims", "names the article")
    with closing(Workspace(places, clock=clock, environ={})) as workspace:
        found = workspace.comparisons.in_library(names).findings.found
        assert len(found) == 9


async def test_what_is_seen_is_exported_and_copied(
    places: Places, clock: FrozenClock, tmp_path: Path
) -> None:
    names = fill(places, clock)
    async with driving(places, clock, size=(60, 20)) as driver:
        driver.workspace.exports.remember(tmp_path)
        driver.app.open_comparison(names)
        screen = await compared(driver)
        await driver.press("tab")
        # Too narrow for columns: one stands under the other.
        await driver.press("down", "down")
        lines = screen.sheet.text.splitlines()
        assert [line for line in lines if line.rstrip() in {"A Ana", "B Ben"}]
        await driver.press("c")
        await driver.sees("Copied")
        await driver.press("e")
        await driver.until(lambda: bool([*tmp_path.glob("*.md")]), "Markdown")
        for form in ("html", "json"):
            screen.action_export(form)
        await driver.until(lambda: len([*tmp_path.glob("*-compared.*")]) == 3, "three forms")
        await driver.press("E")
        await driver.sees("Into the folder")
        await driver.sees_no("Captured pages")
    assert markdown_in(tmp_path).startswith("# Inlet: three people")


async def test_a_finished_rematch_is_compared_with_what_came_before_it_word_by_word(
    places: Places, clock: FrozenClock
) -> None:
    hostile = "Notion [/a]"
    begin(
        places, clock, hostile, text="It drafts two \x1b[31mparagraphs.", days_ago=90, finished=True
    )
    later = begin(places, clock, hostile, text="It drafts three paragraphs.", finished=True)
    begin(places, clock, "Something else", days_ago=2)
    async with driving(places, clock, size=(80, 24)) as driver:
        await driver.sees("Notion [/a]")
        driver.app.open_review(later.id)
        await driver.sees("Review")
        await driver.until(lambda: driver.app.screen.check_action("compare", ()) is True, "able")
        await driver.press("c")
        await compared(driver)
        await driver.sees("Notion [/a], then and now")
        await driver.press("n")
        await driver.sees("What changed in the answers", "drafts two")
        await driver.press("escape")
        await driver.sees("Review")


def row(name: str, *, fault: str = "") -> Summary:
    return Summary(id=name, product=name, folder="library", fault=fault)


@pytest.mark.parametrize(
    ("marked", "here", "said"),
    [
        (0, "", "two teardowns or more"),
        (1, "t0", "One is marked"),
        (9, "t0", "9 are marked; at most 8"),
    ],
)
def test_too_few_and_too_many_are_said_kindly(marked: int, here: str, said: str) -> None:
    rows = [row(f"t{number}") for number in range(marked)]
    chosen = chosen_to_compare(rows, row(here) if here else None)
    assert isinstance(chosen, str)
    assert said in chosen


def test_one_that_is_marked_goes_with_the_one_under_the_cursor() -> None:
    assert chosen_to_compare([row("a")], row("b")) == ["a", "b"]
    assert chosen_to_compare([row("a"), row("b")], row("c")) == ["a", "b"]
    unreadable = chosen_to_compare([row("a"), row("b", fault="it is cut off")], None)
    assert isinstance(unreadable, str)
    assert "b.json cannot be read" in unreadable
    example = chosen_to_compare([row("a"), Summary(id="e", example=True)], None)
    assert isinstance(example, str)
    assert "example" in example
