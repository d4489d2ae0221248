"""The review, as a person uses it from the walk."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lab.model import Claim, Lesson, Prediction
from tests.tui.walk.hands import SIZES
from tui.screens.claims.screen import ClaimsScreen
from tui.screens.counterpoints.screen import CounterpointsScreen
from tui.screens.review.cards import FindingCard, NoteCard, ScoreCard
from tui.screens.review.parts import OWN_LIMITS
from tui.screens.review.review_list import ReviewList
from tui.screens.review.screen import ReviewScreen
from tui.screens.walk.screen import WalkScreen

if TYPE_CHECKING:
    from lab.workspace import Workspace
    from tests.tui.walk.hands import Walk
    from tui.screens.review.cards import Card

LONG = "The user is a support lead who answers forty tickets a day and copies text by hand. " * 2


def cards(walk: Walk) -> list[Card]:
    return list(walk.app.screen.query_one(ReviewList).cards)


def findings(walk: Walk) -> list[FindingCard]:
    return [card for card in cards(walk) if isinstance(card, FindingCard)]


async def review(walk: Walk) -> ReviewScreen:
    """Open the review and wait until it is there."""
    await walk.press("escape", "f")
    await walk.until(lambda: isinstance(walk.app.screen, ReviewScreen) and cards(walk))
    assert isinstance(walk.app.screen, ReviewScreen)
    return walk.app.screen


async def go_to(walk: Walk, key: str) -> None:
    """Put the cursor on a card."""
    walk.app.screen.query_one(ReviewList).move_to_key(key)
    await walk.pilot.pause()


@pytest.fixture
def written(workspace: Workspace, teardown_id: str) -> str:
    """A teardown with something in every part of the review."""
    record = workspace.load(teardown_id)
    frame = record.work("frame")
    frame.answers["who"] = LONG
    frame.score, frame.seconds = 3, 150
    record.claims = [
        Claim(id="c1", section="weaknesses", kind="finding", statement="It is slow",
              basis="guess", confidence="high"),
        Claim(id="c2", section="strengths", kind="strength", statement="Refusing is cheap"),
    ]  # fmt: skip
    record.predictions = [
        Prediction(id="p1", statement="4 of 5 will pass", probability=0.7, due=date(2020, 1, 1)),
        Prediction(id="p2", statement="It stays free", probability=0.4, due=date(2099, 1, 1)),
    ]
    return workspace.save(record).id


async def test_the_findings_come_first_the_weightiest_on_top_and_each_leads_to_its_place(
    start: Any, written: str
) -> None:
    async with start((140, 45), at=written) as walk:
        await review(walk)
        found = findings(walk)
        weights = [("error", "warning", "hint").index(card.severity) for card in found]
        assert weights == sorted(weights)
        assert cards(walk)[: len(found)] == found
        for _ in range(found.index(next(c for c in found if c.target.prompt == "task"))):
            await walk.press("j")
        await walk.press("enter")
        await walk.until(lambda: walk.asked == ("variance", "task"))
        assert isinstance(walk.app.screen, WalkScreen)


async def test_a_finding_about_a_claim_leads_to_that_claim(start: Any, written: str) -> None:
    async with start(at=written) as walk:
        await review(walk)
        guess = next(card for card in findings(walk) if card.title == "Sure of a guess")
        assert guess.match == "It is slow"
        await go_to(walk, guess.key)
        await walk.press("enter")
        await walk.until(lambda: isinstance(walk.app.screen, ClaimsScreen))
        claims = walk.app.screen.query_one("#claims")
        await walk.until(lambda: claims.card is not None and claims.card.id == "c1")
        await walk.press("escape")
        await walk.until(lambda: isinstance(walk.app.screen, ReviewScreen))


async def test_open_counter_questions_are_answered_from_here(start: Any, written: str) -> None:
    async with start(at=written) as walk:
        await review(walk)
        waiting = next(card for card in findings(walk) if card.title == "Counter-questions")
        await go_to(walk, waiting.key)
        await walk.press("enter")
        await walk.until(lambda: isinstance(walk.app.screen, CounterpointsScreen))
        for _ in range(2):
            await walk.press("enter")
            await walk.type("no")
            await walk.press("enter", "right", "enter")
            await walk.pilot.pause()
        await walk.until(lambda: len(walk.record.counterpoints) == 2)
        await walk.press("escape")
        await walk.until(
            lambda: (
                isinstance(walk.app.screen, ReviewScreen)
                and not any(card.title == "Counter-questions" for card in findings(walk))
            )
        )


@pytest.mark.parametrize("size", SIZES)
async def test_every_part_is_there_at_every_size(
    start: Any, written: str, size: tuple[int, int]
) -> None:
    async with start(size, at=written) as walk:
        await review(walk)
        seen = walk.drawn()
        for _ in range(20):  # down alone: a page passes over nothing
            await walk.press("pagedown")
            seen += "\n" + walk.drawn()
        for words in (
            "Worth a look",
            "How it is known",
            "guess      ━",
            "2 claims, none points to evidence",
            "Scores, in the rubric's words",
            "Product, plan and date;",
            "Predictions",
            "due since 1 January 2020",
            "open, to be known on 1 January 2099",
            "What cannot be concluded",
            "From outside nobody sees",
            "Minutes",
            "of 2 min",
        ):
            assert words in seen, words
        assert not any(len(line.rstrip()) > size[0] for line in seen.splitlines())


async def test_a_score_stands_beside_the_rubrics_words_and_what_is_there(
    start: Any, written: str
) -> None:
    async with start(at=written) as walk:
        await review(walk)
        frame = next(card for card in cards(walk) if isinstance(card, ScoreCard))
        assert frame.standing.score == 3
        assert frame.standing.anchor.startswith("Product, plan and date")
        await go_to(walk, frame.key)
        await walk.press("enter")
        await walk.until(lambda: walk.asked == ("frame", "what"))


async def test_the_learners_limits_are_written_here_and_saved_while_typing(
    start: Any, written: str
) -> None:
    async with start(at=written) as walk:
        screen = await review(walk)
        await walk.press("w")
        await walk.type("Nothing about teams.\nfrhew")
        assert screen.is_writing
        await walk.until(
            lambda: walk.on_disk().take_home.cannot_conclude == "Nothing about teams.\nfrhew"
        )
        assert walk.record.status == "draft"
        await walk.press("escape")
        await walk.until(lambda: not screen.is_writing)
        await walk.until(lambda: any(
            isinstance(card, NoteCard) and card.text.startswith("Nothing about") for card in
            cards(walk)
        ))  # fmt: skip
        card = walk.app.screen.query_one(ReviewList).card
        assert card is not None
        assert card.key == OWN_LIMITS
        await walk.press("enter")
        await walk.type("!")
        await walk.press("escape", "escape")
        await walk.until(lambda: isinstance(walk.app.screen, WalkScreen))
        await walk.saved()
        assert walk.on_disk().take_home.cannot_conclude.endswith("frhew!")


async def test_what_is_typed_here_survives_quitting_at_once(start: Any, written: str) -> None:
    async with start(at=written) as walk:
        await review(walk)
        await walk.press("w")
        await walk.type("Last words")
        await walk.press("ctrl+q")
    assert walk.on_disk_of(written).take_home.cannot_conclude == "Last words"


async def test_words_from_elsewhere_are_taken_into_the_field(
    start: Any, written: str, workspace: Workspace
) -> None:
    async with start(at=written) as walk:
        screen = await review(walk)
        await walk.press("w")
        record = workspace.load(written)
        record.take_home.cannot_conclude = "From the other window"
        workspace.save(record)
        await walk.until(lambda: screen.own_limits.editor.text == "From the other window")


async def test_finishing_warns_once_and_says_what_is_next(
    start: Any, written: str, workspace: Workspace
) -> None:
    record = workspace.load(written)
    record.take_home.lessons = [Lesson(id="l1", principle="Cheap refusal", limit="errors cost")]
    workspace.save(record)
    async with start(at=written) as walk:
        await review(walk)
        await walk.press("f")
        await walk.until(lambda: any("Press f again" in said for said in walk.said()))
        assert walk.record.status == "draft"
        await walk.press("f")
        await walk.until(lambda: walk.on_disk().status == "finished")
        await walk.until(lambda: "Take home: Cheap refusal" in walk.drawn())
        assert "Its limit: errors cost" in walk.drawn()
        assert "sets a day to look again" in walk.drawn()
        assert walk.on_disk().finished_on is not None
        await walk.press("t", "enter")
        await walk.until(lambda: walk.on_disk().review_by is not None)
        await walk.until(lambda: "Look at the product again on" in walk.drawn())
        await walk.press("r")
        await walk.until(lambda: walk.on_disk().status == "draft")


async def test_the_day_to_look_again_can_be_taken_back(
    start: Any, written: str, workspace: Workspace
) -> None:
    record = workspace.load(written)
    record.review_by = date(2099, 1, 1)
    workspace.finish(record)
    async with start(at=written) as walk:
        await review(walk)
        await walk.press("t")
        await walk.press(*["backspace"] * 10)
        await walk.type("some day")
        await walk.press("enter")
        assert walk.on_disk().review_by == date(2099, 1, 1)
        await walk.press(*["backspace"] * 8)
        await walk.press("enter")
        await walk.until(lambda: walk.on_disk().review_by is None)


async def test_nothing_missing_is_finished_at_once(
    start: Any, workspace: Workspace, teardown_id: str
) -> None:
    record = workspace.load(teardown_id)
    for section in record.questions:
        record.work(section.id).score = 2
        for prompt in section.prompts:
            record.work(section.id).answers[prompt.id] = LONG
    workspace.save(record)
    async with start(at=teardown_id) as walk:
        await review(walk)
        await walk.until(lambda: "Nothing required is missing" in walk.drawn())
        await walk.press("f")
        await walk.until(lambda: walk.on_disk().status == "finished")


async def test_tab_goes_from_part_to_part(start: Any, written: str) -> None:
    async with start(at=written) as walk:
        await review(walk)
        rows = walk.app.screen.query_one(ReviewList)
        seen = []
        for _ in range(7):
            assert rows.card is not None
            seen.append(rows.card.part)
            await walk.press("tab")
        assert seen == [
            "Worth a look", "How it is known", "Scores, in the rubric's words", "Predictions",
            "What cannot be concluded", "Minutes", "Worth a look",
        ]  # fmt: skip
        await walk.press("shift+tab", "shift+tab")
        assert rows.card is not None
        assert rows.card.part == "Minutes"


async def test_a_line_without_a_place_says_so(start: Any, written: str) -> None:
    async with start(at=written) as walk:
        await review(walk)
        await walk.press("end", "enter")
        await walk.until(lambda: any("no one place" in said for said in walk.said()))
        assert isinstance(walk.app.screen, ReviewScreen)
