"""The review from Home: of a teardown, of a finished one, of the worked example."""

from __future__ import annotations

from time import thread_time
from typing import TYPE_CHECKING

from lab.model import Claim
from lab.workspace import Workspace
from tests.tui.driving import begin, driving
from tui.screens.home.screen import HomeScreen
from tui.screens.reading.screen import ReadingScreen
from tui.screens.review.cards import FindingCard
from tui.screens.review.review_list import ReviewList
from tui.screens.review.screen import ReviewScreen
from tui.screens.walk.screen import WalkScreen

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver


def cards(driver: Driver) -> list[object]:
    return list(driver.app.screen.query_one(ReviewList).cards)


def is_reviewing(driver: Driver) -> bool:
    return isinstance(driver.app.screen, ReviewScreen) and bool(cards(driver))


async def test_w_on_home_reviews_and_enter_opens_the_walk_at_the_place(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI", text="Only this", template="quick")
    async with driving(places, clock) as home:
        await home.sees("Notion AI")
        await home.press("w")
        await home.until(lambda: is_reviewing(home), "the review")
        await home.sees("Review  Notion AI", "Worth a look", "questions have no answer")
        number = next(
            at for at, card in enumerate(cards(home))
            if isinstance(card, FindingCard) and card.target.prompt == "task"
        )  # fmt: skip
        await home.press(*["j"] * number, "enter")
        await home.until(lambda: isinstance(home.app.screen, WalkScreen), "the walk")
        walk = home.app.screen
        assert isinstance(walk, WalkScreen)
        await home.until(lambda: walk.step is not None, "a question")
        assert walk.step is not None
        assert walk.step.key == ("variance", "task")
        assert len(home.app.screen_stack) == 2


async def test_limits_written_from_home_are_saved_and_escape_goes_back(
    places: Places, clock: FrozenClock
) -> None:
    record = begin(places, clock, "Notion AI", template="quick", finished=True)
    async with driving(places, clock) as home:
        await home.sees("Notion AI")
        await home.press("w")
        await home.until(lambda: is_reviewing(home), "the review")
        await home.sees("Finished on", "What is next")
        await home.press("w")
        await home.type("Not for teams")
        await home.press("escape", "escape")
        await home.until(lambda: isinstance(home.app.screen, HomeScreen), "home")
        assert home.workspace.load(record.id).take_home.cannot_conclude == "Not for teams"


async def test_the_page_of_a_finished_teardown_says_minutes_and_evidence_mix(
    places: Places, clock: FrozenClock
) -> None:
    record = begin(places, clock, "Notion AI", template="quick", text="The draft tool")
    workspace = Workspace(places, clock=clock, environ={})
    record.work("frame").seconds = 600
    record.claims = [Claim(id="c1", section="strengths", statement="Refusing is cheap")]
    workspace.finish(workspace.save(record))
    workspace.close()
    async with driving(places, clock, size=(140, 45)) as home:
        await home.sees("Notion AI")
        await home.press("r")
        await home.sees(
            "finished on 2 March 2026 · 10 minutes · tried 1 · published 0 · told 0 · inferred 0"
        )


async def test_the_worked_example_is_reviewed_and_not_changed(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock, size=(140, 45)) as home:
        await home.sees("Copilot")
        await home.press("w")
        await home.until(lambda: is_reviewing(home), "the review")
        await home.sees("Nothing is missing, and nothing contradicts itself.", "EXAMPLE")
        await home.press("f", "r", "w", "t")
        screen = home.app.screen
        assert isinstance(screen, ReviewScreen)
        assert not screen.is_writing
        assert not any(isinstance(card, FindingCard) for card in cards(home))
        await home.press("j", "enter")
        await home.until(lambda: isinstance(home.app.screen, ReadingScreen), "the page")
        await home.press("escape", "escape")
        await home.until(lambda: isinstance(home.app.screen, HomeScreen), "home")
        assert not home.workspace.summaries()


async def test_hostile_words_are_shown_as_they_are(places: Places, clock: FrozenClock) -> None:
    nasty = "[/a][@click=app.quit]\x1b[2Jx[/]"
    record = begin(places, clock, nasty.replace("\x1b", ""), template="quick")
    workspace = Workspace(places, clock=clock, environ={})
    record.claims = [
        Claim(id="c1", section="weaknesses", statement=nasty, basis="guess", confidence="high")
    ]
    record.questions[0].title = nasty
    record.take_home.cannot_conclude = nasty
    workspace.save(record)
    workspace.close()
    async with driving(places, clock) as home:
        await home.sees("[/a]")
        await home.press("w")
        await home.until(lambda: is_reviewing(home), "the review")
        seen = ""
        for _ in range(12):
            await home.press("pagedown")
            seen += home.screen
        assert "“[/a][@click=app.quit]␛[2Jx[/]”" in seen
        assert "\x1b" not in seen


async def test_sixty_claims_and_long_answers_move_without_lag(
    places: Places, clock: FrozenClock
) -> None:
    record = begin(places, clock, "Notion AI", template="full")
    workspace = Workspace(places, clock=clock, environ={})
    for section in record.questions:
        for prompt in section.prompts:
            record.work(section.id).answers[prompt.id] = "a word or two, " * 7000
    record.claims = [
        Claim(id=f"c{n}", section="weaknesses", kind="finding", statement="It is slow " * 30,
              basis="guess", confidence="high")
        for n in range(60)
    ]  # fmt: skip
    workspace.save(record)
    workspace.close()
    async with driving(places, clock) as home:
        await home.sees("Notion AI")
        await home.press("w")
        await home.until(lambda: is_reviewing(home), "the review")
        rows = home.app.screen.query_one(ReviewList)
        began = thread_time()
        for number in range(100):
            rows.move_to(number + 1)
        spent = (thread_time() - began) / 100
        assert rows.cursor == 100
        assert spent < 0.05


async def test_a_teardown_that_went_away_meanwhile_is_told(
    places: Places, clock: FrozenClock
) -> None:
    begin(places, clock, "Notion AI")
    async with driving(places, clock) as home:
        await home.sees("Notion AI")
        home.app.open_review("gone-2345")
        await home.until(lambda: bool(home.app.messages), "a message")
        await home.until(lambda: isinstance(home.app.screen, HomeScreen), "home")
        await home.sees("gone-2345")


async def test_two_versions_of_the_limits_are_shown_side_by_side(
    places: Places, clock: FrozenClock
) -> None:
    record = begin(places, clock, "Notion AI", template="quick")
    async with driving(places, clock) as home:
        await home.sees("Notion AI")
        await home.press("w")
        await home.until(lambda: is_reviewing(home), "the review")
        await home.press("w")
        await home.type("Mine")
        other = Workspace(places, clock=clock, environ={})
        theirs = other.load(record.id)
        theirs.take_home.cannot_conclude = "Theirs"
        other.save(theirs)
        other.close()
        await home.type("!")
        await home.until(lambda: type(home.app.screen).__name__ == "ConflictScreen", "two versions")
        await home.sees("Mine!", "Theirs")
