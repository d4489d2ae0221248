"""The if-then question, “When ___, I open a teardown”, asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.forms.fields import TextAsked
from tui.forms.form import FormScreen
from tui.practice.planning import plan_from

if TYPE_CHECKING:
    from lab.workspace import Workspace
    from tui.app import TeardownApp
    from tui.editing.in_hand import TeardownInHand
    from tui.forms.form import Filled

__all__ = ["ask_plan", "is_plan_wanted"]

_FORM: Final = "plan"


def is_plan_wanted(workspace: Workspace) -> bool:
    """Return whether the question is still to be asked; never in the demo."""
    from lab.demo import demo_marker

    return demo_marker(workspace.places) is None and workspace.habit.wants_plan()


async def ask_plan(app: TeardownApp, in_hand: TeardownInHand) -> None:
    """Ask, and keep the answer; an empty one is an answer, too, and is not asked about again."""
    filled: Filled | None = await app.push_screen_wait(
        FormScreen(
            "Plan when: “When ___, I open a teardown.”",
            [TextAsked("plan", "When", "the Monday meeting ends; the week’s first coffee is made")],
            half_filled=in_hand.half_filled.get(_FORM),
            keep=lambda values: in_hand.keep_form(_FORM, values),
        )
    )
    if filled is not None and not filled.kept:
        return  # half-written: it is there again when the form is
    plan = plan_from(filled.values["plan"]) if filled is not None else ""
    desk = app.desk
    with app.telling():
        await desk.run(desk.workspace.preferences.set, "plan", plan)
        if plan:
            app.tell(f"When {plan}, you open a teardown. The settings change it.")
        else:
            app.tell("Not asked again. The settings keep a plan whenever you have one.")
