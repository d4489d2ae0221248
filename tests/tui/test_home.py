from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace
from tests.tui.driving import SIZES, begin, busy, driving
from tui.screens.home.screen import HomeScreen

if TYPE_CHECKING:
    from pathlib import Path

    from lab.places import Places
    from tests.conftest import FrozenClock


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.md"))


@pytest.mark.parametrize("size", SIZES)
async def test_home_shows_the_week_the_library_and_what_to_do_next(
    places: Places, clock: FrozenClock, size: tuple[int, int]
) -> None:
    begin(places, clock, "Notion AI", maker="Notion")
    begin(places, clock, "Perplexity", finished=True, days_ago=21)
    async with driving(places, clock, size=size) as driver:
        await driver.sees("This week", "Library", "Notion AI", "Perplexity", "2 teardowns")
        await driver.sees("Go on with Notion AI", "0 of 6", "finished")


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_start_says_what_to_do_and_shows_an_example(
    places: Places, clock: FrozenClock, size: tuple[int, int]
) -> None:
    async with driving(places, clock, size=size) as driver:
        await driver.sees("This week", "Library", "0 teardowns", "EXAMPLE", "Press n")
        await driver.press("enter")
        await driver.sees("EXAMPLE: the makers of teardown wrote this", "GitHub Copilot")
        await driver.press("escape")
        await driver.sees("This week")
        assert not list((places.library / "teardowns").glob("*.json"))


async def test_the_example_cannot_be_moved_or_exported(places: Places, clock: FrozenClock) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("EXAMPLE")
        await driver.press("d")
        await driver.sees("The example is not yours to move.")
        await driver.press("e")
        await driver.sees("There is nothing here that can be exported.")


async def test_whoever_comes_home_stands_on_what_was_worked_on(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("EXAMPLE", "0 teardowns")
        await driver.press("n")
        await driver.sees("New teardown")
        await driver.type("Otter")
        await driver.press("enter")
        await driver.sees("Which product is this")
        await driver.press("escape", "h")
        await driver.sees("1 teardown", "Go on with Otter")
        await driver.press("enter")
        await driver.sees("Which product is this")


async def test_what_is_torn_down_is_not_suggested_again(places: Places, clock: FrozenClock) -> None:
    workspace = Workspace(places, clock=clock, environ={})
    suggested = workspace.practice.next_products()[0].name
    workspace.close()
    async with driving(places, clock) as driver:
        await driver.sees(f"Take {suggested} apart")
        begin(places, clock, suggested, finished=True)
        await driver.press("f1")
        await driver.press("escape")
        await driver.sees("1 teardown")
        await driver.sees_no(f"Take {suggested} apart")


async def test_enter_goes_on_with_the_newest_draft(places: Places, clock: FrozenClock) -> None:
    begin(places, clock, "Notion AI", days_ago=3)
    begin(places, clock, "Perplexity", finished=True)
    async with driving(places, clock) as driver:
        await driver.sees("Go on with Notion AI")
        await driver.press("enter")
        await driver.until(lambda: not isinstance(driver.app.screen, HomeScreen))
        await driver.sees("Notion AI")
        driver.app.go_home()
        await driver.sees("This week")


async def test_the_filter_narrows_with_every_letter_and_escape_clears_it(
    places: Places, clock: FrozenClock
) -> None:
    for name, tags in (("Notion AI", ("notes",)), ("Perplexity", ()), ("Gemini", ("notes",))):
        begin(places, clock, name, tags=tags)
    async with driving(places, clock) as driver:
        await driver.sees("3 teardowns")
        await driver.press("slash")
        await driver.type("perp")
        await driver.sees("1 of 3", "Perplexity")
        await driver.press("escape")
        await driver.sees("3 teardowns", "Gemini")
        await driver.press("slash")
        await driver.type("notes")
        await driver.sees("2 of 3")
        await driver.press("ctrl+u")
        await driver.type("zzz")
        await driver.sees("Nothing matches “zzz”")


async def test_letters_right_after_the_slash_go_into_the_filter(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Gemini")
    async with driving(places, clock) as driver:
        await driver.sees("1 teardown")
        await driver.press("slash", "n", "question_mark", "slash")
        await driver.sees("n?/")
        assert isinstance(driver.app.screen, HomeScreen)


async def test_the_arrows_move_in_the_list_while_the_filter_is_typed(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Gemini one", finished=True, days_ago=1)
    begin(places, clock, "Gemini two", finished=True)
    async with driving(places, clock) as driver:
        await driver.sees("2 teardowns")
        await driver.press("slash", "g", "e", "down", "enter")
        await driver.until(lambda: not isinstance(driver.app.screen, HomeScreen))
        await driver.sees("Gemini one")


async def test_the_filter_finds_what_was_written(places: Places, clock: FrozenClock) -> None:
    begin(places, clock, "Notion AI", text="It repeats the same marmalade sentence.")
    begin(places, clock, "Perplexity", text="Nothing of the kind.")
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("2 teardowns")
        await driver.press("slash")
        await driver.type("marmalade")
        await driver.sees("1 of 2", "Notion AI", "marmalade sentence")


async def test_archiving_and_trashing_can_be_taken_back(places: Places, clock: FrozenClock) -> None:
    begin(places, clock, "Notion AI")
    begin(places, clock, "Perplexity")
    begin(places, clock, "Gemini")
    async with driving(places, clock) as driver:
        await driver.sees("3 teardowns")
        await driver.press("space", "space")
        await driver.sees("2 marked")
        await driver.press("a")
        await driver.sees("Archived 2 teardowns", "1 teardown")
        await driver.press("u")
        await driver.sees("Taken back", "3 teardowns")
        await driver.press("home", "d")
        await driver.sees("Moved to the trash", "2 teardowns")
        await driver.press("T")
        await driver.sees("Trash", "Enter restores")
        await driver.press("enter")
        await driver.sees("The trash is empty")
        await driver.press("escape")
        await driver.sees("Library", "3 teardowns")
        workspace = Workspace(places, clock=clock, environ={})
        assert len(workspace.summaries()) == 3
        workspace.close()


async def test_in_the_trash_the_bottom_line_says_what_the_keys_do_there(
    places: Places, clock: FrozenClock
) -> None:
    record = begin(places, clock, "Otter")
    with closing(Workspace(places, clock=clock, environ={})) as workspace:
        workspace.past.trash(record.id)
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("T")
        await driver.sees("Otter", "Enter Restore", "Esc Back")
        await driver.press("d")
        await driver.sees("in the trash already")
        await driver.press("escape")
        await driver.sees("Enter Open")
        assert "Restore" not in driver.bottom


async def test_the_archive_can_be_looked_at(places: Places, clock: FrozenClock) -> None:
    begin(places, clock, "Notion AI")
    begin(places, clock, "Perplexity")
    begin(places, clock, "Gemini")
    async with driving(places, clock) as driver:
        await driver.sees("3 teardowns")
        await driver.press("A")
        await driver.sees("Nothing is archived")
        await driver.press("A", "home", "a")
        await driver.sees("2 teardowns")
        await driver.press("A")
        await driver.sees("Archive", "1 teardown")
        await driver.press("a")
        await driver.sees("Back in the library")


async def test_sorting_goes_through_the_orders(places: Places, clock: FrozenClock) -> None:
    for name in ("Gemini", "Alexa", "Zapier"):
        begin(places, clock, name)
    async with driving(places, clock) as driver:
        await driver.sees("3 teardowns")
        await driver.press("s")
        await driver.sees("by product")
        library = driver.screen.partition("Library")[2]
        assert library.index("Alexa") < library.index("Gemini") < library.index("Zapier")


async def test_export_writes_markdown_where_the_app_was_started(
    places: Places, clock: FrozenClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    record = begin(places, clock, "Notion AI", text="What I saw.")
    async with driving(places, clock) as driver:
        await driver.sees("Notion AI")
        await driver.press("e")
        await driver.sees_wrapped("Wrote", ".md")
    (file,) = files_in(tmp_path)
    assert record.id in file.read_text("utf-8")
    assert "What I saw." in file.read_text("utf-8")


async def test_export_that_cannot_be_written_says_why(
    places: Places, clock: FrozenClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(places, clock, "Notion AI")
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    async with driving(places, clock) as driver:
        await driver.sees("Notion AI")
        monkeypatch.setattr("pathlib.Path.cwd", lambda: tmp_path / "missing")
        await driver.press("e")
        await driver.sees_wrapped("That did not work", "could not be written", "there is no folder")


async def test_a_damaged_file_is_a_row_that_says_what_to_do(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI")
    begin(places, clock, "Gemini")
    (places.library / "teardowns" / "broken-aaaa.json").write_text("{", "utf-8")
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("broken-aaaa.json", "Notion AI")
        await driver.until(lambda: "3 teardowns" in driver.screen)
        await driver.press("slash")
        await driver.type("damaged")
        await driver.sees("1 of 3", "doctor --fix sets the file aside")
        await driver.press("enter")
        await driver.sees("cannot be opened")
        assert isinstance(driver.app.screen, HomeScreen)


async def test_what_somebody_else_saves_appears_by_itself(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI")
    async with driving(places, clock) as driver:
        await driver.sees("1 teardown")
        begin(places, clock, "Perplexity")
        await driver.sees("2 teardowns", "Perplexity")


async def test_the_preview_shows_evidence_sections_and_first_words(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI", maker="Notion", text="The draft tool inside a page.")
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("No claims yet", "The draft tool inside a page.", "Frame and call")


async def test_a_row_that_is_moved_away_while_it_is_previewed_is_no_fault(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI", text="The draft tool inside a page.")
    begin(places, clock, "Perplexity", days_ago=1)
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("2 teardowns", "The draft tool inside a page.")
        with busy(driver.app.desk) as waiting:
            await driver.press("down", "d")
            await driver.until(lambda: waiting() > 1, "the preview wants to be read, too")
        await driver.sees("1 teardown", "Press u to take it back")
        await driver.press("u")
        await driver.sees("2 teardowns", "Taken back")


async def test_reading_shows_the_whole_teardown(places: Places, clock: FrozenClock) -> None:
    begin(places, clock, "Notion AI", text="The draft tool inside a page.")
    async with driving(places, clock) as driver:
        await driver.sees("Notion AI")
        await driver.press("r")
        await driver.sees("The draft tool inside a page.")
        await driver.press("escape")
        await driver.sees("This week")


async def test_a_teardown_that_was_opened_by_name_leads_home(
    places: Places, clock: FrozenClock
) -> None:
    record = begin(places, clock, "Notion AI")
    async with driving(places, clock, start=record.id) as driver:
        await driver.sees("Which product")
        await driver.press("escape", "escape")
        await driver.sees("This week", "Library", "Notion AI")
        await driver.press("n")
        await driver.sees("New teardown")


async def test_the_last_teardown_may_go_elsewhere_while_it_is_open(
    places: Places, clock: FrozenClock
) -> None:
    record = begin(places, clock, "Solo")
    async with driving(places, clock) as driver:
        await driver.sees("1 teardown")
        await driver.press("enter")
        await driver.sees("Which product")
        with closing(Workspace(places, clock=clock, environ={})) as other:
            other.past.trash(record.id)
        await driver.press("escape", "h")
        await driver.sees("0 teardowns", "Nothing of yours is here yet")


async def test_home_left_open_shows_the_new_week_when_it_begins(
    places: Places, clock: FrozenClock
) -> None:
    clock.move(hours=24 * 6 + 14)  # Sunday at 23:00
    begin(places, clock, "Notion AI", finished=True)
    async with driving(places, clock) as driver:
        await driver.sees("goal reached")
        clock.move(hours=2)
        await driver.sees("7 days left")
        await driver.sees_no("goal reached")


async def test_only_marks_that_are_shown_are_counted_and_compared(
    places: Places, clock: FrozenClock
) -> None:
    for name in ("Real one", "Real two", "Big"):
        begin(places, clock, name)
    async with driving(places, clock) as driver:
        await driver.sees("3 teardowns")
        await driver.press("home", "space", "space", "space")
        await driver.sees("3 marked", "compares")
        await driver.press("slash")
        await driver.type("big")
        await driver.sees("1 marked")
        await driver.sees_no("compares")
