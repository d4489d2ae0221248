"""Two versions of one teardown: a side for each difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.tui.walk.hands import SIZES
from tui.screens.conflict.cards import DifferenceList
from tui.screens.conflict.screen import ConflictScreen

if TYPE_CHECKING:
    from lab.workspace import Workspace
    from tests.tui.walk.hands import Walk

MINE = "We leave out the mobile app."
THEIRS = "We leave out the desktop app."


async def clash(walk: Walk, workspace: Workspace) -> DifferenceList:
    """Let both sides answer three questions, and wait for the screen that shows all."""
    with workspace.library.held():
        for question in ("what", "who", "predict"):
            walk.screen.in_hand.answer("frame", question, f"{MINE} ({question})")
        walk.screen.column.take_in()
    for question in ("what", "who", "predict"):
        workspace.answer(walk.record.id, f"frame.{question}", f"{THEIRS} ({question})")
    walk.screen.in_hand.changed()
    await walk.until(lambda: isinstance(walk.app.screen, ConflictScreen))
    screen = walk.app.screen
    assert isinstance(screen, ConflictScreen)
    await walk.until(lambda: screen._shield is None)
    return screen.query_one(DifferenceList)


def kept_aside(workspace: Workspace, teardown_id: str) -> list[dict[str, str]]:
    library = workspace.library
    return [
        library.load_version(teardown_id, version.name).work("frame").answers
        for version in library.history(teardown_id)
        if version.aside
    ]


def all_of(text: str) -> dict[str, str]:
    return {question: f"{text} ({question})" for question in ("what", "who", "predict")}


@pytest.mark.parametrize("size", SIZES)
async def test_each_difference_takes_the_side_that_was_chosen_and_it_is_done_at_once(
    start: Any, workspace: Workspace, size: tuple[int, int]
) -> None:
    async with start(size) as walk:
        cards = await clash(walk, workspace)
        assert len(cards.cards) == 3
        await walk.press("m")
        assert cards.cursor == 1
        await walk.press("t")
        assert walk.screen.in_hand.clash is not None
        await walk.press("m")
        await walk.until(lambda: not isinstance(walk.app.screen, ConflictScreen))
        await walk.saved()
        assert walk.on_disk().work("frame").answers == {
            "what": f"{MINE} (what)",
            "who": f"{THEIRS} (who)",
            "predict": f"{MINE} (predict)",
        }
        aside = kept_aside(workspace, walk.record.id)
        assert all_of(MINE) in aside
        assert all_of(THEIRS) in aside


async def test_a_choice_is_seen_and_can_be_taken_back(start: Any, workspace: Workspace) -> None:
    async with start((140, 45)) as walk:
        cards = await clash(walk, workspace)
        await walk.press("t")
        await walk.until(lambda: "takes theirs" in walk.drawn())
        await walk.press("u")
        await walk.until(lambda: not cards.chosen)
        assert cards.cursor == 0
        await walk.press("j", "j", "m", "m")
        assert cards.cursor == 1
        await walk.press("t")
        await walk.until(lambda: not isinstance(walk.app.screen, ConflictScreen))
        await walk.saved()
        answers = walk.on_disk().work("frame").answers
        assert [answers[name].startswith(MINE) for name in ("what", "who", "predict")] == [
            True,
            False,
            True,
        ]


@pytest.mark.parametrize(("key", "expected", "lost"), [("M", MINE, THEIRS), ("T", THEIRS, MINE)])
async def test_a_capital_letter_chooses_for_all(
    start: Any, workspace: Workspace, key: str, expected: str, lost: str
) -> None:
    async with start() as walk:
        await clash(walk, workspace)
        await walk.press(key)
        await walk.until(lambda: not isinstance(walk.app.screen, ConflictScreen))
        await walk.saved()
        assert walk.on_disk().work("frame").answers == all_of(expected)
        assert all_of(lost) in kept_aside(workspace, walk.record.id)


async def test_only_the_words_that_differ_stand_out(start: Any, workspace: Workspace) -> None:
    async with start((140, 45)) as walk:
        cards = await clash(walk, workspace)
        pieces = [piece for line in cards.lines(cards.cards[0], 120) for piece in line]
        strong = [text for text, ink in pieces if ink == "bold underline"]
        assert strong == ["mobile", "desktop"]


async def test_parts_of_a_rescued_text_are_taken_and_the_rest_stays_in_the_history(
    start: Any, workspace: Workspace, teardown_id: str
) -> None:
    workspace.answer(teardown_id, "frame.what", "before")
    draft = workspace.load(teardown_id)
    draft.work("frame").answers |= {"what": "rescued", "who": "rescued too"}
    workspace.drafts.keep(draft, "the disk was full")
    async with start((140, 45)) as walk:
        await walk.until(lambda: isinstance(walk.app.screen, ConflictScreen))
        screen = walk.app.screen
        assert isinstance(screen, ConflictScreen)
        await walk.until(lambda: screen._shield is None and "rescued too" in walk.drawn())
        await walk.press("t")
        await walk.until(lambda: "takes the library's" in walk.drawn())
        await walk.press("m")
        await walk.until(lambda: not isinstance(walk.app.screen, ConflictScreen))
        await walk.saved()
        assert walk.on_disk().work("frame").answers == {"what": "before", "who": "rescued too"}
        assert {"what": "rescued", "who": "rescued too"} in kept_aside(workspace, teardown_id)
    assert workspace.drafts.all() == []


async def test_on_a_low_screen_the_differences_have_most_of_the_lines(
    start: Any, workspace: Workspace
) -> None:
    async with start((60, 20)) as walk:
        cards = await clash(walk, workspace)
        await walk.until(lambda: cards.size.height >= 12)
