"""Saying how predictions came out: in the review, one after the other, and again to correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.model import Prediction
from lab.working import read_half_filled
from lab.workspace import Workspace
from tests.tui.driving import begin, driving
from tui.screens.review.cards import Card
from tui.screens.review.review_list import ReviewList

if TYPE_CHECKING:
    from lab.places import Places
    from tests.conftest import FrozenClock


async def test_predictions_are_resolved_after_the_finish_and_can_be_corrected(
    places: Places, clock: FrozenClock
) -> None:
    name = begin(places, clock, "Notion AI", template="quick").id
    workspace = Workspace(places, clock=clock, environ={})
    said = [("p1", "At least 4 of 5 runs keep every name", 0.7), ("p2", "[/a/x] is fixed", None)]
    predictions = [
        Prediction(id=each, statement=words, probability=chance, made_at=clock.now())
        for each, words, chance in said
    ]
    workspace.change(name, lambda record: setattr(record, "predictions", predictions))

    def outcomes() -> list[tuple[str, str]]:
        return [(each.outcome, each.note) for each in workspace.load(name).predictions]

    async with driving(places, clock) as driver:

        def cursor() -> str:
            card = driver.app.screen.query_one(ReviewList).card
            return card.key if isinstance(card, Card) else ""

        await driver.sees("Notion AI")
        await driver.press("w")
        await driver.sees("Review  Notion AI")
        await driver.press("f", "f")
        await driver.sees("how did 2 predictions come out?", "o says how 2 predictions came out")
        await driver.press("o")
        await driver.sees("You said 70 %: “At least 4 of 5 runs keep every name”")
        await driver.press("enter", "enter")
        await driver.sees("Say whether it came true")
        await driver.press("n", "enter")
        await driver.type("Names")
        # Nothing is lost where it ends here: what is typed waits in the form.
        await driver.until(
            lambda: (
                read_half_filled(workspace, name).get("resolve.p1")
                == {"outcome": "no", "note": "Names"}
            ),
            "the half-filled form on disk",
        )
        await driver.press("enter")
        await driver.sees("You predicted: “[/a/x] is fixed”")
        await driver.press("escape")
        await driver.until(lambda: outcomes() == [("no", "Names"), ("open", "")], "one outcome")
        await driver.sees("o says how 1 prediction came out")
        for _ in range(30):
            if cursor() == "prediction:p1":
                break
            await driver.press("j")
        await driver.press("enter")
        await driver.sees("You said 70 %", "[no]", "Names")
        await driver.press("y", "enter", "enter")
        await driver.until(lambda: outcomes()[0] == ("yes", "Names"), "the other outcome")
        await driver.sees("it happened")
    workspace.close()
