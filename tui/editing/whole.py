"""A whole teardown in somebody's own text editor, from the app."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from textual.app import SuspendNotSupported

from lab.editor import editor_command, how_it_ended, run_editor
from lab.errors import EditorError
from lab.manuscripts import NotTaken
from tui.background import in_background

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.manuscripts import Manuscript, Outcome
    from tui.app import TeardownApp
    from tui.forms.form import Filled

__all__ = ["WholeEditing"]

_CHOICES: Final = (
    ("kept", "The kept text", "Go on with what was written then."),
    (
        "fresh",
        "The library's",
        "Begin from the teardown as it is; the kept text stays in its file.",
    ),
)


class WholeEditing:
    """Gives teardowns to the editor, and remembers the line at which one was refused."""

    def __init__(self, app: TeardownApp, *, when_changed: Callable[[], None]) -> None:
        """*when_changed* is called once the library has another text."""
        self._app = app
        self._when_changed = when_changed
        self._lines: dict[str, int] = {}

    async def edit(self, teardown_id: str) -> None:
        """Suspend the app while the editor has the teardown; offer a text that was kept first."""
        app = self._app
        manuscripts = app.desk.workspace.manuscripts
        with app.telling():
            kept = await app.desk.run(manuscripts.kept, teardown_id)
            if kept is None:
                fresh = await app.desk.run(manuscripts.begin, teardown_id)
                await self._hand_over(fresh)
            elif teardown_id in self._lines:
                await self._hand_over(await app.desk.run(manuscripts.go_on, kept))
            else:
                self._offer(kept)

    def _offer(self, kept: Manuscript) -> None:
        from tui.forms.fields import ChoiceAsked
        from tui.forms.form import FormScreen

        def take(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                go_on = partial(self._choose, kept, filled.values["from"])
                in_background(self._app, go_on, group="edit", exclusive=True)

        asked = ChoiceAsked("from", "Begin with", _CHOICES, "kept")
        title = "A text is kept that did not reach the library"
        self._app.push_screen(FormScreen(title, [asked], verb="Go on"), take)

    async def _choose(self, kept: Manuscript, choice: str) -> None:
        app = self._app
        manuscripts = app.desk.workspace.manuscripts
        with app.telling():
            if choice == "kept":
                chosen = await app.desk.run(manuscripts.go_on, kept)
            else:
                aside = await app.desk.run(manuscripts.set_aside, kept)
                app.tell(f"The kept text is now {aside}.")
                chosen = await app.desk.run(manuscripts.begin, kept.teardown_id)
            await self._hand_over(chosen)

    async def _hand_over(self, manuscript: Manuscript) -> None:
        app = self._app
        workspace = app.desk.workspace
        environ = dict(workspace.environ) | ({"NO_COLOR": "1"} if app.no_color else {})
        line = self._lines.pop(manuscript.teardown_id, 0)
        try:
            command = editor_command(str(workspace.settings["editor"]), environ)
            with app.suspend():
                status = run_editor(command, manuscript.path, environ=environ, line=line)
        except (EditorError, SuspendNotSupported) as error:
            await app.desk.run(workspace.manuscripts.drop, manuscript)
            if isinstance(error, EditorError):
                raise
            raise EditorError(
                "Your own editor cannot be shown here", "this is no terminal of its own"
            ) from None
        if status:
            kept = await app.desk.run(workspace.manuscripts.drop, manuscript)
            where = f" What it saved is kept in {manuscript.path}." if kept else ""
            ended = how_it_ended(command[0], status)
            app.tell(f"{ended}. Nothing was changed.{where}", severity="warning")
            return
        try:
            take_back = partial(workspace.manuscripts.take_back, manuscript)
            self._tell(await app.desk.run(take_back))
        except NotTaken as error:
            self._lines[manuscript.teardown_id] = error.line
            raise

    def _tell(self, outcome: Outcome) -> None:
        words = {
            "cancelled": "The file was empty, so nothing was changed.",
            "unchanged": "Nothing was changed.",
            "merged": "Saved, with what was changed elsewhere meanwhile.",
            "saved": f"Saved. Changed: {'; '.join(outcome.places).rstrip('.')}.",
        }[outcome.did]
        if outcome.notes:
            words += " Words outside of every answer were kept as notes."
        self._app.tell(words)
        if outcome.did in {"saved", "merged"}:
            self._when_changed()
