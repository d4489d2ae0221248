from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from lab.memory import Place
from lab.workspace import Workspace
from tests.tui.walk.hands import SIZES, Walk
from tui.app import TeardownApp
from tui.desk import Desk
from tui.forms.form import FormScreen
from tui.screens.counterpoints.cards import ArguedList
from tui.screens.counterpoints.screen import CounterpointsScreen
from tui.screens.home.screen import HomeScreen
from tui.screens.review.screen import ReviewScreen
from tui.screens.walk.help_panel import HelpPanel
from tui.screens.walk.outline import Outline
from tui.screens.walk.screen import WalkScreen

if TYPE_CHECKING:
    from pathlib import Path

    from lab.model import Teardown

LONG = "The user is a support lead who answers forty tickets a day and copies text by hand. " * 2


@pytest.mark.parametrize("size", [SIZES[0], SIZES[-1]])
async def test_a_quick_teardown_is_walked_from_the_first_key_to_the_finish(
    start: Any, size: tuple[int, int]
) -> None:
    async with start(size) as walk:
        assert walk.asked == ("frame", "what")
        assert "required" in walk.drawn() or "1 of 3 *" in walk.drawn()
        await walk.type("Cursor 1.2, Pro plan\non macOS")
        await walk.press("ctrl+n")
        assert walk.asked == ("frame", "who")
        await walk.paste(LONG)
        await walk.press("escape")
        assert isinstance(walk.app.focused, Outline)
        await walk.press("3")
        await walk.saved()
        on_disk = walk.on_disk()
        assert on_disk.sections["frame"].answers["what"] == "Cursor 1.2, Pro plan\non macOS"
        assert on_disk.sections["frame"].answers["who"] == LONG
        assert on_disk.sections["frame"].score == 3

        await walk.press("o")
        await walk.until(lambda: isinstance(walk.app.screen, CounterpointsScreen))
        await walk.press("enter")
        await walk.type("not for them")
        await walk.press("enter", "right", "enter")
        await walk.until(lambda: walk.record.counterpoints)
        point = walk.record.counterpoints[0]
        assert (point.response, point.reply, point.source) == (
            "rebutted",
            "not for them",
            "template",
        )
        await walk.press("escape")

        for _ in range(20):
            await walk.press("ctrl+n")
            if isinstance(walk.app.screen, ReviewScreen):
                break
        await walk.until(lambda: isinstance(walk.app.screen, ReviewScreen))
        await walk.until(lambda: "no answer" in walk.drawn())
        await walk.press("f")
        await walk.until(lambda: any("Press f again" in said for said in walk.said()))
        assert walk.on_disk().status == "draft"
        await walk.press("f")
        await walk.until(lambda: walk.on_disk().status == "finished")
        await walk.until(lambda: "Finished on" in walk.drawn())
        await walk.press("r")
        await walk.until(lambda: walk.on_disk().status == "draft")


async def test_a_walk_goes_on_at_the_same_question_and_cursor(start: Any) -> None:
    async with start() as walk:
        await walk.press("ctrl+n")
        await walk.type("one\ntwo three")
        await walk.press("left", "left")
        await walk.press("ctrl+q")
        await walk.until(lambda: not walk.app.is_running)
    async with start() as walk:
        assert walk.asked == ("frame", "who")
        assert walk.text == "one\ntwo three"
        assert walk.screen.editor.cursor_location == (1, 7)
        await walk.type("X")
        assert walk.text == "one\ntwo thrXee"


async def test_a_place_that_is_gone_leads_to_the_first_gap(
    start: Any, workspace: Workspace, teardown_id: str
) -> None:
    workspace.last_places.remember(teardown_id, Place("frame", "gone", 4, 5))
    workspace.answer(teardown_id, "frame.what", "Cursor")
    async with start() as walk:
        assert walk.asked == ("frame", "who")


async def test_what_is_typed_before_the_teardown_is_read_is_not_lost(
    workspace: Workspace, teardown_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.answer(teardown_id, "frame.what", "Before. ")
    workspace.last_places.remember(teardown_id, Place("frame", "what", 0, 8))
    gate = Event()

    def slow(self: Workspace, name: str) -> Teardown:
        gate.wait(5)
        return self.library.load(name)

    monkeypatch.setattr(Workspace, "load", slow)
    desk = Desk(workspace)
    app = TeardownApp(desk, start=teardown_id)
    async with app.run_test() as pilot:
        walk = Walk(app, pilot, workspace, teardown_id)
        await walk.type("early")
        gate.set()
        await walk.until(lambda: walk.screen.step)
        assert walk.text == "Before. early"
        await walk.saved()
        monkeypatch.undo()
        assert walk.on_disk().sections["frame"].answers["what"] == "Before. early"
    desk.close()


async def test_escape_leads_to_the_outline_and_enter_back_to_writing(start: Any) -> None:
    async with start((140, 45)) as walk:
        await walk.press("escape", "j", "j")
        await walk.press("enter")
        assert walk.asked == ("frame", "predict")
        assert walk.app.focused is walk.screen.editor
        await walk.press("escape", "k", "k", "enter")
        assert walk.asked == ("frame", "what")


async def test_letters_typed_in_the_field_are_text_and_never_commands(start: Any) -> None:
    async with start() as walk:
        await walk.type("jkacfeqo 01234 s-h?")
        assert walk.text == "jkacfeqo 01234 s-h?"
        assert (
            walk.record.sections.get("frame") is None or walk.record.sections["frame"].score is None
        )


async def test_the_score_is_a_field_too(start: Any) -> None:
    async with start() as walk:
        await walk.press("tab", "4")
        assert walk.record.sections["frame"].score == 4
        await walk.press("minus")
        assert walk.record.sections["frame"].score is None
        await walk.press("left", "enter")
        assert walk.record.sections["frame"].score == 3


async def test_the_rubric_scores_and_takes_back(start: Any) -> None:
    async with start() as walk:
        await walk.press("f5")
        assert "Product named" in walk.drawn() or "No product" in walk.drawn()
        await walk.press("2")
        assert walk.record.sections["frame"].score == 2
        await walk.press("f5", "escape")
        assert walk.record.sections["frame"].score == 2
        await walk.press("f5", "minus")
        assert walk.record.sections["frame"].score is None


async def test_counter_questions_say_what_is_missing_until_they_open(start: Any) -> None:
    async with start((140, 45)) as walk:
        panel = walk.screen.query_one(HelpPanel)

        def shown() -> str:
            return " ".join(" ".join(t for t, _ in line).strip() for line in panel.draw(60))

        await walk.type("only four words here")
        await walk.saved()
        assert "open after 21 more words and your own score." in shown()
        await walk.press("f8")
        assert not isinstance(walk.app.screen, CounterpointsScreen)
        await walk.paste(" " + LONG)
        await walk.until(lambda: LONG in walk.text)
        await walk.saved()
        assert "open after your own score." in shown()
        await walk.press("tab", "3")
        await walk.saved()
        assert "open after" not in shown()
        await walk.press("f8")
        await walk.until(lambda: isinstance(walk.app.screen, CounterpointsScreen))
        assert walk.app.screen.query_one(ArguedList).cards


async def test_undo_belongs_to_its_question(start: Any) -> None:
    async with start() as walk:
        await walk.type("first")
        await walk.press("ctrl+n")
        await walk.type("second")
        await walk.press("ctrl+r", "ctrl+z")
        assert walk.text == ""
        await walk.press("ctrl+y")
        assert walk.text == "first"
        await walk.press("ctrl+n", "ctrl+z")
        assert walk.text == ""
        await walk.saved()
        assert walk.on_disk().sections["frame"].answers == {"what": "first"}


async def test_minutes_and_words_are_counted_quietly(start: Any, clock: Any, places: Any) -> None:
    async with start((140, 45), mine=Workspace(places, clock=clock)) as walk:
        await walk.type("five words in all here")
        clock.move(seconds=80)
        await walk.type(".")
        await walk.saved()
        head = walk.drawn().splitlines()[1]
        assert "5 words" in head
        assert "1/2 min" in head
        on_disk = walk.on_disk()
        assert on_disk.sections["frame"].seconds == 80
        assert on_disk.practice.sessions[0].active_seconds == 80


async def test_looking_at_a_teardown_changes_nothing(start: Any) -> None:
    async with start() as walk:
        before = walk.on_disk().rev
        await walk.press("ctrl+n", "escape", "j", "k", "f3", "f3")
        await walk.press("ctrl+q")
        await walk.until(lambda: not walk.app.is_running)
        assert walk.on_disk().rev == before


@pytest.mark.parametrize("size", SIZES)
async def test_help_is_a_key_away_at_every_size(start: Any, size: tuple[int, int]) -> None:
    async with start(size) as walk:
        panel = walk.screen.query_one(HelpPanel)
        before = panel.display and panel.region.width > 0
        assert before == (size[0] >= 116)
        await walk.press("f3")
        await walk.pilot.pause()
        assert (panel.region.width > 0) != before
        await walk.press("f3")
        await walk.type("ok")
        assert walk.text == "ok"


async def test_the_state_line_says_saving_and_then_saved(start: Any) -> None:
    async with start() as walk:
        assert walk.line().endswith("Saved")
        await walk.type("x")
        assert walk.line().endswith("Saving…")
        await walk.saved()
        assert walk.line().endswith("Saved")
        assert walk.on_disk().sections["frame"].answers["what"] == "x"


async def test_quitting_saves_what_was_typed_a_moment_ago(start: Any) -> None:
    async with start() as walk:
        await walk.type("last words")
        await walk.pilot.press("ctrl+q")
        await walk.until(lambda: not walk.app.is_running)
        assert walk.on_disk().sections["frame"].answers["what"] == "last words"


async def test_a_finished_teardown_is_written_as_markdown_where_one_says(
    start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shared").mkdir()
    async with start() as walk:
        await walk.type("The answer")
        await walk.press("escape", "f")
        await walk.until(lambda: "no answer" in walk.drawn())
        await walk.press("f")
        await walk.until(lambda: any("Press f again" in said for said in walk.said()))
        await walk.press("f")
        await walk.until(lambda: walk.on_disk().status == "finished")
        await walk.press("ctrl+p", *"folder", "enter")
        await walk.until(lambda: isinstance(walk.app.screen, FormScreen))
        form = walk.app.screen
        assert isinstance(form, FormScreen)
        assert form.values() == {"form": "md", "pages": "", "folder": str(tmp_path)}
        await walk.press("enter", "enter")
        await walk.type("/nowhere")
        await walk.press("enter")
        assert "There is no folder" in walk.drawn()
        for _ in "nowhere":
            await walk.press("backspace")
        await walk.type("shared")
        await walk.press("enter")
        await walk.until(lambda: any("Wrote" in text for text in walk.said()))
        (path,) = (tmp_path / "shared").iterdir()
        assert "The answer" in path.read_text(encoding="utf-8")
        assert any(str(path) in text for text in walk.said())


async def test_a_key_writes_it_at_once_into_the_folder_used_last(
    start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    async with start() as walk:
        await walk.type("The answer")
        await walk.press("escape", "e")
        await walk.until(lambda: any("Wrote" in text for text in walk.said()))
    (page,) = here.iterdir()
    assert "The answer" in page.read_text(encoding="utf-8")


async def test_going_home_and_back_is_a_key_each(start: Any) -> None:
    async with start() as walk:
        await walk.type("kept")
        await walk.press("escape", "escape")
        await walk.until(lambda: isinstance(walk.app.screen, HomeScreen))
        assert walk.on_disk_of(walk.teardown_id).sections["frame"].answers["what"] == "kept"
        await walk.until(lambda: "Cursor" in walk.drawn())
        await walk.press("enter")
        await walk.until(lambda: isinstance(walk.app.screen, WalkScreen) and walk.screen.step)
        assert walk.text == "kept"


async def test_a_click_in_the_outline_goes_there(start: Any) -> None:
    async with start((140, 45)) as walk:
        outline = walk.screen.query_one(Outline)
        await walk.pilot.click(outline, offset=(8, 2))
        await walk.pilot.pause()
        assert walk.asked == ("frame", "who")
        assert walk.app.focused is walk.screen.editor


async def test_a_window_of_any_size_is_usable(start: Any) -> None:
    async with start((30, 8)) as walk:
        await walk.type("small")
        await walk.press("escape", "enter", "f3", "f3", "f5", "2")
        assert walk.text == "small"
        assert walk.record.sections["frame"].score == 2
