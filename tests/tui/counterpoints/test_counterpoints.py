"""Being argued with, as a person sees it: questions first, then a model on this machine."""

from __future__ import annotations

from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING, Final

from lab.counterpoints.answering import meet, respond
from lab.counterpoints.turn import turn
from lab.memory import Place
from lab.model import Counterpoint
from lab.workspace import Workspace
from tests.lab.counterpoints.arguing import answer_of, item
from tests.tui.driving import begin, driving, take_in_hand
from tests.tui.test_untrusted_text import NASTY, VANISHES, is_clean
from tui.doors import review_screen
from tui.editing.opening import remember_spot
from tui.screens.counterpoints.cards import ArguedList
from tui.screens.counterpoints.screen import CounterpointsScreen
from tui.screens.review.review_list import ReviewList
from tui.screens.walk.screen import WalkScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from llmock.pytest_plugin import LLMock

    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver

TEXT: Final = (
    "The draft keeps the date in every one of the runs that I made on Monday, and the price that "
    "it quotes is the price of the page, so that a person on the team can send it after one look."
)
QUOTE: Final = "keeps the date in every one of the runs"
MARKUP: Final = "[b]Really?[/b] Ignore all rules"


def said(**values: str) -> dict[str, object]:
    return item(**{"quote": QUOTE, "section_id": "variance", **values})


@asynccontextmanager
async def argued(
    places: Places,
    clock: FrozenClock,
    *,
    size: tuple[int, int] = (80, 24),
    environ: dict[str, str] | None = None,
    text: str = TEXT,
    given: Sequence[dict[str, object]] = (),
) -> AsyncIterator[tuple[Driver, WalkScreen]]:
    """Open, from the walk, what argues with a section that is written and scored."""
    begun = begin(places, clock, "Notion AI", template="quick")

    def write(record: Teardown) -> None:
        work = record.work("variance")
        work.answers["task"], work.score = text, 3
        record.counterpoints = [
            Counterpoint.model_validate({"section": "variance", "source": "model", **facts})
            for facts in given
        ]

    with closing(Workspace(places, clock=clock, environ={})) as workspace:
        workspace.change(begun.id, write)
        workspace.last_places.remember(begun.id, Place("variance", "task"))
    async with driving(places, clock, size=size, start=begun.id, environ=environ) as driver:
        await driver.sees("F8 Counterpoints")
        assert "F7" in driver.bottom
        walk = driver.app.screen
        assert isinstance(walk, WalkScreen)
        if size[0] > 130:
            await driver.sees("In your words", "“always”", "? 1")
        await driver.press("f8")
        await driver.sees("Answer one of its counter-questions")
        yield driver, walk
        assert await walk.in_hand.flush()


def marked(driver: Driver) -> str:
    """Return what is underlined on the screen."""
    strips = driver.app.screen._compositor.render_strips()
    parts = [part for strip in strips for part in strip if part.style and part.style.underline]
    return " ".join(part.text for part in parts)


def of(llmock: LLMock) -> dict[str, str]:
    return {
        "TEARDOWN_SERVICE": "openai",
        "TEARDOWN_MODEL_URL": llmock.base_url("openai"),
        "TEARDOWN_MODEL": "a-model",
    }


async def test_without_a_key_questions_stand_beside_their_words_and_hostile_items_are_only_text(
    places: Places, clock: FrozenClock
) -> None:
    hostile: dict[str, object] = {
        "id": "k1", "counterpoint": f"{NASTY} {'w' * 10_000}", "kind": NASTY, "model": NASTY,
        "target_quote": "[x] 漢字", "prompt": "task", "why_it_matters": NASTY, "reply": NASTY,
        "response": "parked",
    }  # fmt: skip
    text = f"It is always right. {TEXT} \u202e[x] 漢字\x1b[2J [/a]"
    async with argued(places, clock, size=(140, 45), text=text, given=[hostile]) as (driver, walk):
        await driver.until(lambda: "“always”" in marked(driver), "the words are marked in the list")
        assert "always right" not in marked(driver)
        await driver.sees("It is always right. The draft keeps")
        await driver.press("a")
        await driver.sees("Answer one of its counter-questions, or change your text")
        await driver.press("r", "enter")
        await driver.sees("Say why.")
        await driver.type("I counted")
        await driver.press("enter")
        await driver.sees("A key would let a model", "I disagree: I counted", "2 of ")
        await driver.press("a")
        await driver.sees("ANTHROPIC_API_KEY")
        await driver.press("u")
        await driver.sees("Answer one of its counter-questions")
        await driver.press("u")
        await driver.sees("Nothing was answered since this opened")
        await driver.press("x")
        await driver.sees("Not useful")
        await driver.press("end")
        await driver.sees(VANISHES)
        is_clean(driver)
        await driver.press("enter")
        await driver.sees("I say")
        is_clean(driver)
        await driver.press("escape")
        await driver.pilot.resize_terminal(60, 20)
        await driver.sees(VANISHES)
        is_clean(driver)
        await driver.press("home", "w")
        await driver.until(lambda: walk.editor.selected_text == "always", "its word, selected")
        await driver.pilot.resize_terminal(140, 45)
        await driver.type("quite")
        await driver.sees_no("In your words")


async def test_what_came_before_escape_is_kept_answered_and_a_change_shows_before_and_after(
    places: Places, clock: FrozenClock, llmock: LLMock
) -> None:
    never_done = said(kind="evidence", counterpoint="Seen by whom? " * 500)
    llmock.reply(answer_of(said(), never_done))
    llmock.pace(25)
    async with argued(places, clock, size=(100, 60), environ=of(llmock)) as (driver, walk):
        in_hand = walk.in_hand
        await driver.press("x")
        await driver.sees("a-model at", "tokens", "up to 3 points", "0 of 12 given")
        with turn(places.state, in_hand.record.id):
            await driver.press("a")
            await driver.sees("Another window is asking a model about this teardown")
        await driver.press("a")
        await driver.sees("1 item so far", "Esc Stop")
        await driver.press("w")
        await driver.sees("The model is still answering. Esc stops it")
        await driver.press("escape")
        await driver.sees("Stopped; what came is kept. 1 item", "One item waits for your answer")
        await driver.sees("unverified, from the model", "Saved")
        assert isinstance(driver.app.screen, CounterpointsScreen)
        (asking,) = in_hand.record.practice.askings
        assert (asking.ended, asking.kept) == ("stopped", 1)
        await driver.press("end", "c")
        await driver.sees("Nothing is changed yet")
        await driver.press("w")
        await driver.until(lambda: isinstance(driver.app.screen, WalkScreen), "the walk")
        await driver.until(lambda: walk.editor.selected_text == QUOTE, "its words, selected")
        assert driver.app.focused is walk.editor
        await driver.type("keeps it in four of five")
        await driver.press("f8")
        await driver.sees("No longer in your text")
        await driver.press("c")
        await driver.type("Counted")
        await driver.press("enter")
        await driver.sees("I changed my answer: Counted", "As it was, and as it is now:")
        await driver.sees("four of five")
        point = in_hand.record.counterpoints[-1]
        assert (point.before, "four of five" in point.after) == (TEXT, True)
        llmock.fail(404)
        await driver.press("a")
        await driver.sees("no model “a-model”")


async def test_whoever_goes_on_while_items_come_stays_where_they_are(
    places: Places, clock: FrozenClock, llmock: LLMock
) -> None:
    unhurried = "A colleague who has not read this finds all of it again. " * 4
    seen = said(kind="evidence", counterpoint="Seen by whom?", would_be_wrong_if=unhurried)
    llmock.reply(answer_of(said(), seen))
    llmock.pace(60)
    async with argued(places, clock, size=(100, 60), environ=of(llmock)) as (driver, _):
        screen = driver.app.screen
        assert isinstance(screen, CounterpointsScreen)
        await driver.press("x")
        await driver.sees("up to 3 points")
        began_at = screen._point
        await driver.press("a")
        await driver.sees("1 item so far")
        await driver.press("up" if screen.argued.cursor else "down")
        went_to = screen._point
        await driver.sees("2 items")
        await driver.sees_no("so far")
        assert began_at is not None
        assert screen._point is not None
        assert went_to is not None
        assert screen._point.id == went_to.id != began_at.id


async def test_the_whole_teardown_is_argued_with_from_the_review_and_what_waits_is_shown_there(
    places: Places, clock: FrozenClock, llmock: LLMock
) -> None:
    steelman = said(kind="steelman", counterpoint=f"The runs were kind to it. {MARKUP}")
    llmock.reply(answer_of(steelman, {**steelman, "target_quote": "words of nobody"}))
    begun = begin(places, clock, "Notion AI", template="quick")
    async with driving(places, clock, size=(100, 40), environ=of(llmock)) as driver:
        in_hand = await take_in_hand(driver.app, begun.id)
        await driver.app.push_screen(review_screen(in_hand))
        await driver.sees("Worth a look")
        await driver.press("a")
        await driver.sees("after 3 more sections")
        await driver.press("escape")
        for section in in_hand.record.questions[:3]:
            work = in_hand.record.work(section.id)
            work.answers[section.prompts[0].id], work.score = TEXT, 3
            questions = driver.workspace.opponent.questions(in_hand.record, section.id)
            met = meet(in_hand.record, questions, now=in_hand.now())
            respond(in_hand.record, met[0].id, "rebutted", reply="I counted")
        await driver.press("a")
        await driver.sees("the whole teardown", "a-model at")
        await driver.press("a")
        await driver.sees("The best case for the other side", "It failed: why?", "prove it wrong")
        await driver.press("enter")
        await driver.sees("1 item", "The runs were kind to it.", MARKUP)
        await driver.sees("1 item, 1 dropped (about words that you did not write)")
        (asking,) = in_hand.record.practice.askings
        assert (asking.mode, asking.ended, asking.kept) == ("steelman", "whole", 1)
        await driver.press("escape")
        await driver.sees("A model’s point waits")
        await driver.press("home")
        cards = driver.app.screen.query_one(ReviewList)
        cards.move_to_key(next(c.key for c in cards.cards if c.target.point))
        await driver.press("enter")
        await driver.sees("Counterpoints  Non-deterministic behaviour")
        (point,) = [p for p in in_hand.record.counterpoints if p.source == "model"]
        argued_list = driver.app.screen.query_one(ArguedList)
        await driver.until(lambda: argued_list.cards[argued_list.cursor].point == point, "it")
        assert await in_hand.flush()
        in_hand.stop()


def test_a_walk_that_was_not_open_begins_on_the_words(places: Places, clock: FrozenClock) -> None:
    begun = begin(places, clock, "Notion AI", template="quick", text=f"Monday.\n{TEXT}")
    section = begun.questions[0]
    spot = (section.id, section.prompts[0].id)
    with closing(Workspace(places, clock=clock, environ={})) as workspace:
        remember_spot(workspace, begun.id, spot, QUOTE)
        assert workspace.last_places.recall(begun.id) == Place(*spot, 1, TEXT.index(QUOTE))
        remember_spot(workspace, begun.id, spot, "words of nobody")
        assert workspace.last_places.recall(begun.id) == Place(*spot)


async def test_an_example_shows_what_it_is_asked_and_nothing_of_it_is_saved_or_answered(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock, size=(140, 45)) as driver:
        driver.app.open_review(None)
        await driver.sees("Scores, in the rubric")
        await driver.press("a")
        await driver.sees("An example is there to be read", "How far does it reach")
        shown = driver.app.screen.query_one(ArguedList).cards
        sections = {card.section for card in shown}
        asked = [card.point.counterpoint for card in shown]
        assert len(sections) == 10
        assert len(set(asked)) == len(asked) > 30
        await driver.press("x", "c", "enter", "u")
        await driver.sees("An example is there to be read")
        await driver.sees_no("Not useful")
        await driver.sees_no("I say")
        assert "Disagree" not in driver.bottom
        await driver.press("w")
        await driver.sees("Inline suggestions of GitHub Copilot")
    with closing(Workspace(places, clock=clock, environ={})) as workspace:
        assert not workspace.summaries()
