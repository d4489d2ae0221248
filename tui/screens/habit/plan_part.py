"""The plan, planned pauses, cards: what one may change from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.figures import counted
from tui.harmless import one_line
from tui.screens.habit.parts import fact
from tui.screens.habit.pauses import coming, pause_words

if TYPE_CHECKING:
    from tui.screens.habit.parts import Drawing
    from tui.screens.habit.reading import Practice
    from tui.widgets.prose import Line

__all__ = ["draw_plan"]


def draw_plan(practice: Practice, drawing: Drawing) -> list[Line]:
    """Return the if-then plan, the pauses that are still to come, and today's cards."""
    key = drawing.key
    plan = one_line(practice.plan).strip(" .")
    said = f"When {plan}, you open a teardown."
    lines = fact(
        "Plan", said if plan else f"None yet; {key('habit.plan')} makes one.",
        drawing, means="Such a plan helps more than a reminder.", ink="bold" if plan else "",
    )  # fmt: skip
    pauses = coming(practice.overview.rules.pauses, today=practice.today)
    words = "; ".join(pause_words(each) for each in pauses)
    lines += fact(
        "Pauses",
        words or f"None planned; {key('habit.pause')} plans one.",
        drawing, means="Weeks that a pause touches ask for nothing, and hold everything.",
        ink="bold" if words else "",
    )  # fmt: skip
    cards = next((due.text for due in practice.overview.due if due.kind == "recall"), "")
    if not practice.recall:
        said = f"Paused; {key('habit.recall')} goes on with it."
    elif cards:
        said = f"{cards} today, about a minute; {key('habit.recall')} begins."
    else:
        said = "Nothing is due today."
    return [
        *lines,
        *fact("Recall", said, drawing, ink="bold" if cards else "",
              means=f"{counted(5, 'card')} a day at most, each when you are about to forget it."),
    ]  # fmt: skip
