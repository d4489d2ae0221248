"""What a rematch keeps out of sight: nothing old is shown before it has been said and run again."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.app import TeardownApp

__all__ = ["HIDDEN", "unless_hidden", "when_shown"]

Given = ParamSpec("Given")
Names = TypeVar("Names")

HIDDEN: Final = (
    "A rematch of this is under way. Write what you remember, and run the prompts again; then "
    "this is shown."
)
"""What stands where something old would stand."""


def unless_hidden(app: TeardownApp, names: Sequence[str], go: Callable[[], None]) -> None:
    """Go there; where a rematch keeps one of these teardowns out of sight, ask before."""
    if not any(name in app.hidden for name in names):
        go()
        return

    from tui.forms.question import QuestionScreen

    def answered(yes: bool | None) -> None:  # noqa: FBT001 - what a question ends with
        if yes:
            go()

    app.push_screen(
        QuestionScreen(
            "Look before you have written?",
            f"{HIDDEN} Looking now takes away what a rematch is for: your memory and your "
            "prediction are no longer put to the test.",
            yes="look all the same",
            no="keep it hidden",
        ),
        answered,
    )


def when_shown(
    opens: Callable[Concatenate[TeardownApp, Names, Given], None],
) -> Callable[Concatenate[TeardownApp, Names, Given], None]:
    """Let what opens a teardown by its id, or several by theirs, ask before what is hidden."""

    @wraps(opens)
    def asking(app: TeardownApp, names: Names, /, *args: Given.args, **more: Given.kwargs) -> None:
        unless_hidden(app, _names(names), lambda: opens(app, names, *args, **more))

    return asking


def _names(names: object) -> Sequence[str]:
    if isinstance(names, str):
        return (names,)
    return tuple(names) if isinstance(names, (list, tuple)) else ()
