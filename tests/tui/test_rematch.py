"""The same product again: nothing old is seen before it is said and run; then both days."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from lab.model import Prediction, Probe, Trial
from lab.workspace import Workspace
from tests.tui.driving import Driver, begin, driving
from tui.screens.home.screen import HomeScreen
from tui.screens.review.cards import NoteCard
from tui.screens.review.review_list import ReviewList
from tui.screens.review.then import read_then, then_cards
from tui.screens.walk.screen import WalkScreen

if TYPE_CHECKING:
    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock

OLD = "It repeats the same marmalade sentence."
PROMPT = "Summarise this page in five bullets."


def runs(passes: int, of: int) -> list[Trial]:
    """Return so many marked runs."""
    return [
        Trial(
            id=f"t{number}", run=number, output="x", verdict="pass" if number <= passes else "fail"
        )
        for number in range(1, of + 1)
    ]


def with_old_results(record: Teardown) -> None:
    """Give a teardown one probe with runs, and a prediction that nobody resolved."""
    record.probes = [Probe(id="b1", prompt=PROMPT, pass_rule="Five bullets.", trials=runs(4, 5))]
    record.predictions = [
        Prediction(id="p1", statement="They will fix the bullets", probability=0.6)
    ]


def write_first_parts(record: Teardown) -> None:
    """Say what is remembered and expected, and run the probe that came along."""
    for section in record.questions:
        if section.id in {"recall", "variance"}:
            for question in section.prompts:
                if question.kind not in {"trials", "compare"}:
                    record.work(section.id).answers[question.id] = "From memory."
    (probe,) = record.probes
    assert (probe.prompt, probe.pass_rule, probe.trials) == (PROMPT, "Five bullets.", [])
    record.probes = [probe.model_copy(update={"trials": runs(2, 5)})]


async def go_to(driver: Driver, key: str) -> None:
    """Put the review's cursor on a card."""
    cards = driver.app.screen.query_one(ReviewList)
    await driver.until(lambda: any(card.key == key for card in cards.cards), key)
    cards.move_to_key(key)


async def nothing_old_is_shown(driver: Driver, old: str) -> None:
    """Try every key that would show the earlier teardown."""
    home = driver.app.screen
    assert isinstance(home, HomeScreen)
    home.library.move_to_key(old)
    await driver.sees("A rematch of this is under way")
    assert "marmalade" not in driver.screen
    for key in ("enter", "r", "w", "v", "b", "p", "E"):
        await driver.press(key)
        await driver.sees("Look before you have written?")
        await driver.press("n")
        await driver.sees_no("Look before you have written?")
        assert isinstance(driver.app.screen, HomeScreen)


async def both_days_are_compared(driver: Driver) -> None:
    """See the difference in the review, give a verdict, resolve what was predicted."""
    await driver.sees("Review  Notion AI", "Then and now", PROMPT)
    await driver.sees("4 of 5 before, 2 of 5 after: -40 points (95% interval -73 to +16)")
    await driver.sees("Too few runs to tell", "Your verdict")
    await go_to(driver, "then:0")
    await driver.press("enter")
    await driver.sees("before:", "after:", "too few runs")
    await driver.press("escape")
    await go_to(driver, "then:verdict")
    await driver.press("enter")
    await driver.sees("What does the rematch come to?")
    await driver.press("n", "enter")
    await driver.type("Too few runs.")
    await driver.press("enter")
    await driver.sees("Noise. Too few runs.", "1 prediction of last time can be known by now")
    await go_to(driver, "then:outcomes")
    await driver.press("enter")
    await driver.sees("You said 60 %: “They will fix the bullets”")
    await driver.press("n", "enter", "enter")
    await driver.sees_no("of last time can be known")


async def test_a_rematch_hides_the_old_until_it_is_said_and_run_and_then_shows_the_difference(
    places: Places, clock: FrozenClock
) -> None:
    old = begin(places, clock, "Notion AI", finished=True, days_ago=31, text=OLD).id
    workspace = Workspace(places, clock=clock, environ={})
    workspace.change(old, with_old_results)
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("Rematch: Notion AI", "marmalade")
        await driver.press("t")
        await driver.sees("Take Notion AI apart again?", "stays hidden")
        await driver.press("y")
        await driver.until(lambda: isinstance(driver.app.screen, WalkScreen), "the walk")
        await driver.sees("What is identical", "What I remember")

        (new,) = (row.id for row in workspace.summaries() if row.id != old)
        await driver.press("escape", "f")
        await driver.sees("Then and now", "Still to write: “What I remember and expect”")
        await driver.press("c")
        await driver.sees("A rematch of this is under way")
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, WalkScreen), "the walk")
        driver.app.go_home()
        await driver.until(lambda: isinstance(driver.app.screen, HomeScreen), "home")
        await driver.sees("2 teardowns", "Go on with Notion AI")
        await nothing_old_is_shown(driver, old)

        workspace.change(new, write_first_parts)
        await driver.press("f1", "escape")  # Home reads again whenever one comes back to it
        await driver.sees("marmalade")
        home = driver.app.screen
        assert isinstance(home, HomeScreen)
        home.library.move_to_key(new)
        await driver.press("w")
        await both_days_are_compared(driver)
    assert workspace.load(old).predictions[0].outcome == "no"
    assert workspace.load(new).sections["takeaway"].answers["verdict"] == "Noise. Too few runs."
    workspace.close()


def test_where_the_old_one_is_gone_the_review_says_so_and_where_it_is(
    places: Places, clock: FrozenClock
) -> None:
    old = begin(places, clock, "Notion AI", finished=True, days_ago=40)
    with closing(Workspace(places, clock=clock, environ={})) as workspace:
        workspace.change(old.id, with_old_results)
        new = workspace.habit.begin_rematch(old.id)
        record, _ = workspace.change(new.id, write_first_parts)
        workspace.past.trash(old.id)
        for where in ("is in the trash", "is not in your library any more"):
            then = read_then(workspace, record)
            assert then is not None
            (card,) = then_cards(record, then, key="c")
            assert isinstance(card, NoteCard)
            assert where in card.text
            workspace.past.empty_trash()
