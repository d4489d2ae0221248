"""The lab's sentences about a group, with the app's keys in the place of commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lab.errors import TeardownError
from lab.figures import counted
from tui.presenter import words_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ParamSpec, TypeVar

    from tui.app import TeardownApp

    Given = ParamSpec("Given")
    Result = TypeVar("Result")

__all__ = ["in_the_app", "tell_group_error", "tried", "waiting_words"]

_HERE: Final = (
    (re.compile(r"“teardown group seal ID”"), "“Seal”"),
    (re.compile(r"“teardown group reveal”"), "“Reveal”"),
    (re.compile(r"“teardown group compare”"), "“Compare”"),
    (re.compile(r"“teardown group sync”"), "“Sync”"),
    (re.compile(r"“teardown group status”"), "The Group screen"),
    (re.compile(r"“teardown group new-round PRODUCT”"), "“New round”"),
    (re.compile(r"“teardown group adjudicate”"), "“Agree”"),
    (re.compile(r" If nobody has, “teardown group init[^”]*” begins it\."), ""),
    (re.compile(r"“teardown group init[^”]*”"), "“Begin a group”"),
    (re.compile(r"“teardown group join[^”]*”"), "“Join a group”"),
    (re.compile(r"Add --name NAME, or set it once: “teardown config set author NAME”\."),
     "Type it into the form."),
    (re.compile(r", or add --anyway"), ", or reveal anyway"),
    (re.compile(r"behind the URL"), "in the form"),
)  # fmt: skip


def in_the_app(text: str) -> str:
    """Return a sentence that names the app's commands."""
    for pattern, words in _HERE:
        text = pattern.sub(words, text)
    return text


def tell_group_error(app: TeardownApp, error: Exception) -> None:
    """Say what happened, why, and what to do here."""
    app.tell(in_the_app(words_for(error)), severity="error")


async def tried(
    app: TeardownApp,
    call: Callable[Given, Result],
    /,
    *args: Given.args,
    **kwargs: Given.kwargs,
) -> Result | None:
    """Run a call at the desk; where it fails, say why and return ``None``."""
    try:
        return await app.desk.run(call, *args, **kwargs)
    except (TeardownError, OSError) as error:
        tell_group_error(app, error)
        return None


def waiting_words(unsent: int | None) -> str:
    """Return what waits for a sync; empty where nothing does."""
    if not unsent:
        return ""
    verb = "is" if unsent == 1 else "are"
    return f"{counted(unsent, 'file')} of yours {verb} not sent yet."
