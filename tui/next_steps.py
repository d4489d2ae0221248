"""What to do next: what each thing is called, and doing it; the same from every screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from tui.background import in_background

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.habit.due import Due, Kind
    from tui.page import Page

__all__ = ["KIND_WORDS", "Step", "do_step", "step_of"]

KIND_WORDS: Final[dict[Kind, str]] = {
    "draft": "begun",
    "rematch": "rematch",
    "prediction": "prediction",
    "recall": "recall",
    "drill": "drill",
    "queue": "your queue",
    "product": "new",
    "chance": "by chance",
}
"""What kind of thing it is, in a word or two."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that could be done now, in words."""

    due: Due
    what: str
    about: str


_SAID: Final[dict[Kind, tuple[str, str]]] = {
    "draft": ("Go on with {}", ""),
    "rematch": ("Rematch: {}", "the same questions again, before you look"),
    "prediction": ("Say how it came out", "{}"),
    "recall": ("Recall {}", "about a minute"),
    "drill": ("Practise what is hardest", "{}"),
    "queue": ("Take {} apart", "next in your queue"),
    "product": ("Take {} apart", ""),
    "chance": ("Take {} apart", "by chance"),
}
"""What there is to do, and more about it."""


def step_of(due: Due, *, about: str = "") -> Step:
    """Say what there is to do; *about* says more, where more is known than the kind."""
    what, usual = (words.replace("{}", due.text) for words in _SAID[due.kind])
    return Step(due, what, about or usual)


def do_step(page: Page[None], due: Due, *, after: Callable[[], object] = lambda: None) -> None:
    """Do it; *after* is called once something was written above this screen."""
    app = page.app
    match due.kind:
        case "draft":
            app.open_walk(due.id)
        case "prediction":
            in_background(page, partial(_resolve, page, due, after), group="go", exclusive=True)
        case _:
            app.open_new(due.text)


async def _resolve(page: Page[None], due: Due, after: Callable[[], object]) -> None:
    """Say how a prediction came out, without opening the walk."""
    from lab.working import open_teardown
    from tui.editing.in_hand import TeardownInHand
    from tui.items.resolving import resolve_one

    desk = page.app.desk
    name, _, prediction_id = due.id.partition(" ")
    with page.app.telling():
        in_hand = TeardownInHand(desk, await desk.run(open_teardown, desk.workspace, name))
        try:
            for each in [*in_hand.record.predictions]:
                if each.id == prediction_id and await resolve_one(page.app, in_hand, each):
                    page.app.tell("Written down. What you resolve shows how well you foresee.")
            await in_hand.flush()
        finally:
            in_hand.stop()
    after()
