from __future__ import annotations

from time import thread_time
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.app import App
from textual.widgets import Input

from tui.editing.answer_editor import AnswerEditor
from tui.editing.markdown_keys import list_marker

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.pilot import Pilot


class Host(App[None]):
    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield AnswerEditor(self.text)
        yield Input()

    @property
    def editor(self) -> AnswerEditor:
        return self.query_one(AnswerEditor)


async def type_text(pilot: Pilot[None], text: str, *, by_hand: bool = True) -> None:
    """Send one key event a character, slowly as a hand does, or in a burst."""
    editor = pilot.app.query_one(AnswerEditor)
    for number, character in enumerate(text, 1):
        key = events.Key({"\n": "enter"}.get(character, character), character)
        key.time = number if by_hand else number * 0.0001
        editor.post_message(key)
    await pilot.pause()


def screen_text(app: App[None]) -> str:
    editor = app.query_one(AnswerEditor)
    return "\n".join(editor.render_line(y).text.rstrip() for y in range(editor.size.height))


NASTY = (
    "a\u00a0b\u200cc\u200dd\u200ee\u200ff\u061cg\u202fh\u2066i\u2069 "
    "日本語 e\u0301 👩\u200d🚀 [/x] [@click=app.quit]q[/]"
)


async def test_every_typed_character_is_kept() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await type_text(pilot, NASTY)
        assert app.editor.text == NASTY


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)])
async def test_pasted_text_is_kept_and_its_control_characters_do_nothing(
    size: tuple[int, int],
) -> None:
    pasted = "one\x1b[2J\x07\u202e two\x0b\x0c\u2028\x85three\tfour" + NASTY
    app = Host()
    async with app.run_test(size=size) as pilot:
        app.post_message(events.Paste(pasted + "\r\nfive\rsix"))
        await pilot.pause()
        assert app.editor.text == pasted + "\nfive\nsix"
        drawn = screen_text(app)
        assert "\x1b" not in drawn
        assert "one␛[2J␇" in drawn


async def test_enter_is_a_newline_and_tab_leaves_the_field() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("a", "enter", "b", "tab")
        assert app.editor.text == "a\nb"
        assert isinstance(app.focused, Input)


async def test_undo_and_redo_walk_back_and_forth() -> None:
    app = Host("start")
    async with app.run_test() as pilot:
        await pilot.press("end", *"ing", "enter", "x")
        await pilot.press("ctrl+z")
        assert app.editor.text == "starting\n"
        await pilot.press("ctrl+z", "ctrl+z")
        assert app.editor.text == "start"
        await pilot.press("ctrl+y", "ctrl+y", "ctrl+y")
        assert app.editor.text == "starting\nx"
        assert "starting\nx" in screen_text(app)


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("- one", "- "),
        ("  * one", "  * "),
        ("9. one", "10. "),
        ("3) one", "4) "),
        ("- [x] one", "- [ ] "),
        ("> said", "> "),
        ("- ", ""),
        ("-one", ""),
        ("text", ""),
        ("", ""),
    ],
)
def test_a_list_goes_on_with_the_next_marker(line: str, marker: str) -> None:
    assert list_marker(line) == marker


async def test_enter_goes_on_with_a_list_and_a_second_enter_ends_it() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await type_text(pilot, "- one\ntwo\n\nafter")
        assert app.editor.text == "- one\n- two\n\nafter"


@pytest.mark.parametrize("text", ["- one\n- two", "1. one\n2. two", "- one\n  - two", "> a\n> b"])
async def test_a_list_that_is_typed_with_its_markers_gets_them_once(text: str) -> None:
    app = Host()
    async with app.run_test() as pilot:
        await type_text(pilot, text)
        assert app.editor.text == text


async def test_keys_that_come_faster_than_fingers_are_taken_as_they_are() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await type_text(pilot, "- one\nplain\n- two", by_hand=False)
        assert app.editor.text == "- one\nplain\n- two"


async def test_bold_wraps_the_selection_and_unwraps_it_again() -> None:
    app = Host("one two")
    async with app.run_test() as pilot:
        await pilot.press("shift+right", "shift+right", "shift+right", "ctrl+b")
        assert app.editor.text == "**one** two"
        await pilot.press("ctrl+z", "end", "ctrl+b", "x")
        assert app.editor.text == "one two**x**"


async def test_what_is_drawn_after_edits_is_what_a_fresh_editor_draws() -> None:
    text = "The quick brown fox jumps over a lazy dog. " * 8 + "\nsecond 日本語 line\n" + "x" * 150
    app = Host(text)
    async with app.run_test(size=(40, 30)) as pilot:
        await pilot.press("right", "right", *"insert", "down", "down", "backspace", "enter", "d")
        await pilot.press("ctrl+end", "end", "up", "ctrl+w", "y", "shift+up", "delete")
        text = app.editor.text
        place = app.editor.selection
        drawn = screen_text(app)
        app.editor.load_text(text)
        app.editor.selection = place
        await pilot.pause()
        assert screen_text(app) == drawn


async def test_a_megabyte_is_pasted_with_less_than_a_second_of_work() -> None:
    app = Host()
    async with app.run_test() as pilot:
        text = ("word " * 20 + "\n") * 10_000
        await pilot.pause()
        begun = thread_time()
        app.post_message(events.Paste(text))
        await pilot.pause()
        assert thread_time() - begun < 1
        assert app.editor.text == text


async def test_copying_says_how_much_went_to_the_clipboard() -> None:
    heard: list[int] = []

    class Listener(Host):
        def on_answer_editor_copied(self, event: AnswerEditor.Copied) -> None:
            heard.append(event.characters)

    app = Listener("one two")
    async with app.run_test() as pilot:
        await pilot.press("shift+end", "ctrl+c")
        assert app.clipboard == "one two"
        assert heard == [7]


async def test_the_cursor_covers_a_whole_cluster_and_selections_are_drawn() -> None:
    app = Host("e\u0301x 👩\u200d🚀")
    async with app.run_test() as pilot:
        segments = list(app.editor.render_line(0))
        assert segments[0].text == "e\u0301"
        await pilot.press("shift+end")
        assert app.editor.render_line(0).text.startswith("e\u0301x 👩\u200d🚀")
