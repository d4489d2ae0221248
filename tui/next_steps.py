"""What to do next: what each thing is called, and doing it; the same from every screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from tui.background import in_background
from tui.doors import recall_screen
from tui.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lab.habit.due import Due, Kind
    from tui.app import TeardownApp
    from tui.forms.form import Filled
    from tui.page import Page

__all__ = ["KIND_WORDS", "Step", "ask_for_drill", "ask_for_rematch", "do_step", "step_of"]

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
    "drill": ("Practise one section", "{}"),
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
        case "rematch":
            ask_for_rematch(app, due.id, due.text)
        case "recall":
            app.push_screen(recall_screen(), lambda _: None)
        case "drill":
            ask_for_drill(app, due.id, due.text)
        case "prediction":
            in_background(page, partial(_resolve, page, due, after), group="go", exclusive=True)
        case _:
            app.open_new(due.text)


def ask_for_rematch(app: TeardownApp, teardown_id: str, product: str) -> None:
    """Ask before a rematch is begun, as it hides what one wrote."""
    from tui.forms.question import QuestionScreen

    def answered(yes: bool | None) -> None:  # noqa: FBT001 - what a question ends with
        if yes:
            in_background(
                app.screen, partial(_begin_rematch, app, teardown_id), group="go", exclusive=True
            )

    app.push_screen(
        QuestionScreen(
            f"Take {one_line(product)} apart again?",
            "First you write what you remember and expect, then you run the same prompts by the "
            "same rules: they come along, without their outputs. Until both are written, what you "
            "wrote last time stays hidden. At the end: did the product change, did you, or was it "
            "noise? About 40 minutes, and it can be left at any moment.",
            yes="begin the rematch",
            no="not now",
        ),
        answered,
    )


def ask_for_drill(app: TeardownApp, section_id: str, why: str) -> None:
    """Ask in which product to practise one section, then begin it."""
    from tui.forms.fields import TextAsked
    from tui.forms.form import FormScreen

    def answered(filled: Filled | None) -> None:
        if filled is not None and filled.kept:
            begin = partial(_begin_drill, app, section_id, filled.values["product"])
            in_background(app.screen, begin, group="go", exclusive=True)

    def check(values: Mapping[str, str]) -> tuple[str, str] | None:
        return None if values["product"] else ("product", "Name the product to practise with.")

    app.push_screen(
        FormScreen(
            f"Practise one section only. {one_line(why)}",
            [TextAsked("product", "Product", "one that you have at hand")],
            verb="Begin",
            check=check,
        ),
        answered,
    )


async def _begin_drill(app: TeardownApp, section_id: str, product: str) -> None:
    desk = app.desk
    with app.telling():
        record = await desk.run(desk.workspace.habit.begin_drill, section_id, product)
        app.open_walk(record.id)


async def _begin_rematch(app: TeardownApp, teardown_id: str) -> None:
    desk = app.desk
    with app.telling():
        workspace = desk.workspace
        record = await desk.run(workspace.habit.begin_rematch, teardown_id)
        app.hidden = await desk.run(lambda: workspace.habit.hidden(workspace.summaries()))
        app.open_walk(record.id)


async def _resolve(page: Page[None], due: Due, after: Callable[[], object]) -> None:
    """Say how a prediction came out, without opening the walk."""
    from tui.items.resolving import resolve_in

    name, _, prediction_id = due.id.partition(" ")
    with page.app.telling():
        if await resolve_in(page.app, name, prediction_id):
            page.app.tell("Written down. What you resolve shows how well you foresee.")
    after()
