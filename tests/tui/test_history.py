"""The versions of a teardown on the screen, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace
from tests.tui.driving import SIZES, Driver, begin, driving
from tui.editing.answer_editor import AnswerEditor
from tui.screens.history.screen import HistoryScreen
from tui.screens.home.screen import HomeScreen
from tui.screens.walk.screen import WalkScreen

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock

FIRST = "The sidebar, on the Plus plan."
SECOND = "The sidebar and the inline menu, on the Plus plan."


@pytest.fixture
def teardown_id(places: Places, clock: FrozenClock) -> str:
    """A teardown of four versions, an hour apart."""
    record = begin(places, clock, "Notion AI", text=FIRST, days_ago=1)
    workspace = Workspace(places, clock=clock, environ={})
    section = record.questions[0]
    record.work(section.id).answers[section.prompts[0].id] = SECOND
    record = workspace.save(record)
    clock.move(hours=1)
    record.work(section.id).score = 3
    workspace.save(record)
    workspace.close()
    return record.id


def answer(driver: Driver, teardown_id: str) -> str:
    record = driver.workspace.load(teardown_id)
    section = record.questions[0]
    return record.work(section.id).answers.get(section.prompts[0].id, "")


async def open_history(driver: Driver) -> HistoryScreen:
    await driver.sees("Notion AI")
    await driver.press("v")
    await driver.sees("History", "4 versions", "Scored", "Begun with")
    screen = driver.app.screen
    assert isinstance(screen, HistoryScreen)
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_every_version_says_what_it_changed_and_the_words_are_shown(
    places: Places, clock: FrozenClock, teardown_id: str, size: tuple[int, int]
) -> None:
    assert teardown_id
    async with driving(places, clock, size=size) as driver:
        await open_history(driver)
        await driver.sees("As it is now", "differently from version 3", "+ 3")
        await driver.press("down")
        await driver.sees("Version 3", "and the inline menu")
        await driver.press("escape")
        await driver.sees("This week")


async def test_the_newest_is_not_compared_with_itself(
    places: Places, clock: FrozenClock, teardown_id: str
) -> None:
    assert teardown_id
    async with driving(places, clock) as driver:
        await open_history(driver)
        await driver.press("t")
        await driver.sees("As it is now", "Scored", "Go to an older version")
        assert "differently" not in driver.screen


async def test_what_was_added_is_underlined_and_signed_what_went_is_struck_through(
    places: Places, clock: FrozenClock, teardown_id: str
) -> None:
    assert teardown_id
    async with driving(places, clock, size=(140, 45)) as driver:
        screen = await open_history(driver)
        await driver.press("down", "t")
        await driver.sees("how it is now")
        await driver.press("down")
        await driver.sees("the teardown as it is now says differently", "+ The")
        styles = {
            segment.text: segment.style
            for line in range(screen.sheet.size.height)
            for segment in screen.sheet.render_line(line)
        }
        added = next(style for text, style in styles.items() if "inline menu" in text)
        assert added is not None
        assert added.underline


async def test_n_goes_from_one_changed_place_to_the_next(
    places: Places, clock: FrozenClock, teardown_id: str
) -> None:
    assert teardown_id
    async with driving(places, clock, size=(80, 24)) as driver:
        screen = await open_history(driver)
        await driver.press("t", "down", "down")
        await driver.until(lambda: len(screen.sheet.comparison.stops) == 2)
        await driver.press("n")
        await driver.sees("1 of 2 changed places")
        await driver.press("n")
        await driver.sees("2 of 2 changed places")
        await driver.press("n")
        await driver.sees("no other changed place that way")
        await driver.press("N")
        await driver.sees("1 of 2 changed places")


async def test_enter_restores_without_a_question_and_u_takes_it_back(
    places: Places, clock: FrozenClock, teardown_id: str
) -> None:
    async with driving(places, clock) as driver:
        await open_history(driver)
        await driver.press("enter")
        await driver.sees("newest version already")
        await driver.press("down", "down", "enter")
        await driver.sees("Version 2 is back, as version 5", "Press u", "5 versions")
        assert answer(driver, teardown_id) == FIRST
        await driver.press("u")
        await driver.sees("Taken back: version 4, as version 6")
        assert answer(driver, teardown_id) == SECOND
        assert len(driver.workspace.past.story(teardown_id).entries) == 6


async def test_a_version_is_read_as_a_page_and_its_changes_are_copied(
    places: Places, clock: FrozenClock, teardown_id: str
) -> None:
    assert teardown_id
    async with driving(places, clock) as driver:
        await open_history(driver)
        await driver.press("down")
        await driver.sees("Version 3,", "and the inline menu")
        await driver.press("c")
        await driver.until(lambda: "{+ and the inline menu+}" in driver.app.clipboard)
        await driver.press("down", "o")
        await driver.sees("VERSION 2", FIRST)
        await driver.press("escape")
        await driver.sees("History")


async def test_a_walk_goes_on_in_the_version_that_was_brought_back(
    places: Places, clock: FrozenClock, teardown_id: str
) -> None:
    async with driving(places, clock, start=teardown_id, size=(140, 45)) as driver:
        await driver.sees("Saved", "Name one person")
        await driver.press("ctrl+r")
        await driver.sees(SECOND)
        await driver.press("escape", "v")
        await driver.sees("History", "4 versions", "Begun with")
        await driver.press("down", "down", "r")
        await driver.sees("Version 2 is back")
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, WalkScreen))
        await driver.sees(FIRST)
        assert SECOND not in driver.screen


async def test_what_is_typed_in_a_walk_is_a_version_before_history_opens(
    places: Places, clock: FrozenClock, teardown_id: str
) -> None:
    async with driving(places, clock, start=teardown_id, size=(140, 45)) as driver:
        await driver.sees("Saved", "Name one person")
        await driver.press("ctrl+r")
        await driver.sees(SECOND)
        # In one go: what is typed letter by letter may be saved in between.
        driver.app.screen.query_one(AnswerEditor).insert("Typed just now. ")
        await driver.press("escape", "v")
        await driver.sees("As it is now", "Typed just now.")
        assert "Typed just now." in answer(driver, teardown_id)


async def test_a_damaged_teardown_comes_back_from_its_history(
    places: Places, clock: FrozenClock, teardown_id: str
) -> None:
    (places.library / "teardowns" / f"{teardown_id}.json").write_text("{", "utf-8")
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("cannot be opened", "earlier versions")
        await driver.press("v")
        await driver.sees("This teardown cannot be read", "press Enter")
        await driver.press("down")
        await driver.sees("and the inline menu")
        await driver.press("enter")
        await driver.sees("Version 3 is back")
        await driver.press("escape")
        await driver.sees("Frame and call", "No claims yet")
        assert answer(driver, teardown_id) == SECOND


async def test_a_damaged_version_is_marked_and_refused(
    places: Places, clock: FrozenClock, teardown_id: str
) -> None:
    path = places.library / "history" / teardown_id / "3.json"
    path.unlink()
    path.write_text("{", encoding="utf-8")
    async with driving(places, clock) as driver:
        await open_history(driver)
        await driver.sees("Cannot be read")
        await driver.press("down", "enter")
        await driver.sees("That version cannot be read")


async def test_the_trash_shows_histories_and_is_emptied_only_after_a_yes(
    places: Places, clock: FrozenClock, teardown_id: str
) -> None:
    begin(places, clock, "Perplexity")
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("2 teardowns")
        driver.app.screen.query_one("#library").move_to_key(teardown_id)  # type: ignore[attr-defined]  # our list
        await driver.press("d")
        await driver.sees("1 teardown", "Press u to take it back")
        await driver.press("D")
        assert isinstance(driver.app.screen, HomeScreen)
        await driver.press("T")
        await driver.sees("Trash", "deletes everything", "No claims yet")
        await driver.press("v")
        await driver.sees("It is in the trash", "4 versions")
        await driver.press("down", "enter")
        await driver.sees("Take it out there with Enter")
        await driver.press("escape")
        await driver.sees("deletes everything")
        for no in ("n", "escape", "enter"):
            await driver.press("D")
            await driver.sees("Delete 1 teardown for good?", "Keep it")
            await driver.press(no)
            await driver.sees("Nothing was deleted.")
            assert len(driver.workspace.past.trashed()) == 1
        await driver.press("D")
        await driver.sees("Delete 1 teardown for good?")
        await driver.press("y")
        await driver.sees("1 teardown deleted for good", "The trash is empty")
        await driver.press("u")
        await driver.sees("nothing to take back")
        await driver.press("D")
        await driver.sees("The trash is empty.")


async def test_the_preview_forgets_what_the_search_found_once_the_filter_is_cleared(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI", text=f"{'word ' * 150} marmalade in the answer")
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("No claims yet")
        await driver.press("slash")
        await driver.type("marmalade")
        await driver.sees("word marmalade in")
        await driver.press("escape")
        await driver.sees_no("word marmalade in")
        await driver.sees("No claims yet")


async def test_a_hundred_versions_of_a_hundred_kilobytes_read_only_what_is_seen(
    places: Places, clock: FrozenClock
) -> None:
    record = begin(places, clock, "Notion AI", days_ago=2)
    workspace = Workspace(places, clock=clock, environ={})
    section = record.questions[0]
    for number in range(100):
        clock.move(minutes=1)
        text = f"Number {number}. " + "This sentence stays as it is. " * 3400
        record.work(section.id).answers[section.prompts[0].id] = text
        record = workspace.save(record)
    workspace.close()
    async with driving(places, clock) as driver:
        await driver.sees("Notion AI")
        await driver.press("v")
        await driver.sees("101 versions", "Reworded", "98")
        screen = driver.app.screen
        assert isinstance(screen, HistoryScreen)
        assert len(screen.versions.told) < 20
        await driver.press("end")
        await driver.sees("Begun with")
        await driver.press("up", "up")
        await driver.sees("Version 3", "Number ")
        assert len(screen.versions.told) < 40


async def test_hostile_text_is_shown_literally(places: Places, clock: FrozenClock) -> None:
    nasty = "[/a/x] [@click=app.quit]x[/] \x1b[31m TODO [x] \u202e done"
    record = begin(places, clock, "[/a/x] TODO [x] done", text=nasty)
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("[/a/x] TODO")
        await driver.press("v")
        await driver.sees("History", "[/a/x] TODO [x] done", "2 versions")
        await driver.sees("+ [/a/x] [@click=app.quit]x[/] ␛[31m TODO [x]")
        assert "\x1b" not in driver.screen
        assert "\u202e" not in driver.screen
        assert answer(driver, record.id) == nasty
