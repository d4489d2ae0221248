"""The app's one presenter of errors: what happened, why, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from lab.errors import TeardownError
from tui.commands import COMMANDS
from tui.keys import key_label, letters_that_would_be_lost

if TYPE_CHECKING:
    from types import TracebackType

    from lab.workspace import Workspace
    from tui.app import TeardownApp

__all__ = ["Telling", "problems_with_settings", "words_for"]


def words_for(error: BaseException) -> str:
    """Return an error in words for a person."""
    if isinstance(error, TeardownError):
        return str(error)
    if isinstance(error, OSError):
        name = f" ({error.filename})" if error.filename else ""
        return f"The computer refused: {error.strerror or error}{name}."
    return f"Something unexpected happened: {type(error).__name__}: {error}"


class Telling:
    """Says what goes wrong inside it, and goes on; true afterwards if something did."""

    def __init__(self, app: TeardownApp) -> None:
        self._app = app
        self.error: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Take what a person can be told; everything else is a fault of the program."""
        if isinstance(error, TeardownError | OSError):
            self.error = error
            self._app.tell_error(error)
            return True
        return False

    def __bool__(self) -> bool:
        return self.error is not None


def problems_with_settings(workspace: Workspace) -> list[tuple[str, str]]:
    """Return what is wrong with the settings, the keys among them: name, and a sentence."""
    problems = [(each.key, str(each)) for each in workspace.preferences.problems(COMMANDS)]
    for command, key in letters_that_would_be_lost(workspace.settings.keys):
        words = (
            f"“{key_label(key)}” cannot be the key of {command.id}: it works everywhere, so "
            "the letter could no longer be typed. Use one with ctrl, or a function key."
        )
        problems.append((f"keys.{command.id}", words))
    return problems
