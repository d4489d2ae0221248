"""Saying how a prediction came out: the same form wherever one comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.habit.predictions import OUTCOMES, resolve
from tui.forms.fields import ChoiceAsked, TextAsked
from tui.forms.form import FormScreen
from tui.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lab.model import Prediction
    from tui.app import TeardownApp
    from tui.editing.in_hand import TeardownInHand
    from tui.forms.form import Filled

__all__ = ["can_be_resolved", "resolve_all", "resolve_form", "resolve_in", "resolve_one"]

_MOST_WORDS: Final = 300
_OUTCOMES: Final = (
    ("yes", "yes", "It came true, word for word as you wrote it."),
    ("no", "no", "It did not."),
    ("void", "void", "Nobody can tell any more. It counts nowhere."),
)


def can_be_resolved(in_hand: TeardownInHand) -> list[Prediction]:
    """Return what is open and could be known by now: its day has come, or it has none."""
    today = in_hand.today()
    return [
        each
        for each in in_hand.record.predictions
        if each.outcome == "open" and (each.due is None or each.due <= today)
    ]


def resolve_form(in_hand: TeardownInHand, prediction: Prediction) -> FormScreen:
    """Return the form; what stands half-filled in it is kept."""
    form = f"resolve.{prediction.id}"
    outcome = prediction.outcome if prediction.outcome in OUTCOMES else ""

    def check(values: Mapping[str, str]) -> tuple[str, str] | None:
        if values["outcome"] not in OUTCOMES:
            return "outcome", "Say whether it came true: y yes, n no, v void. Esc leaves it open."
        return None

    return FormScreen(
        _title(prediction),
        [
            ChoiceAsked("outcome", "It came true", _OUTCOMES, outcome),
            TextAsked(
                "note", "What I learned", "what surprised you; it may stay empty", prediction.note
            ),
        ],
        check=check,
        half_filled=in_hand.half_filled.get(form),
        keep=lambda values: in_hand.keep_form(form, values),
    )


def _title(prediction: Prediction) -> str:
    said = "You predicted"
    if prediction.probability is not None:
        said = f"You said {prediction.probability * 100:g} %"
    day = prediction.due
    due = f" To be known on {day.day} {day:%B} {day.year}." if day is not None else ""
    known = one_line(prediction.how_known).rstrip(".")
    how = f" Known by: {known}." if known else ""
    return f"{said}: “{one_line(prediction.statement)[:_MOST_WORDS]}”{due}{how}"


async def resolve_one(app: TeardownApp, in_hand: TeardownInHand, prediction: Prediction) -> bool:
    """Ask how one came out and write it down; return whether somebody said so."""
    filled: Filled | None = await app.push_screen_wait(resolve_form(in_hand, prediction))
    if filled is None or not filled.kept:
        return False
    said = next(each for each in OUTCOMES if each == filled.values["outcome"])
    with app.telling():
        resolve(in_hand.record, prediction.id, said, note=filled.values["note"], now=in_hand.now())
        in_hand.changed()
        in_hand.hurry()
    return True


async def resolve_in(app: TeardownApp, teardown_id: str, prediction_id: str = "") -> int:
    """Ask for one prediction of a teardown that is not open, else for all that can be known.

    Return how many were resolved.
    """
    from lab.working import open_teardown
    from tui.editing.in_hand import TeardownInHand

    desk = app.desk
    in_hand = TeardownInHand(desk, await desk.run(open_teardown, desk.workspace, teardown_id))
    try:
        named = [each for each in in_hand.record.predictions if each.id == prediction_id]
        wanted = named if prediction_id else can_be_resolved(in_hand)
        done = await resolve_all(app, in_hand, wanted)
        await in_hand.flush()
    finally:
        in_hand.stop()
    return done


async def resolve_all(
    app: TeardownApp, in_hand: TeardownInHand, predictions: Sequence[Prediction]
) -> int:
    """Ask for one after the other, until somebody leaves; return how many were resolved."""
    done = 0
    for each in predictions:
        if not await resolve_one(app, in_hand, each):
            break
        done += 1
    return done
