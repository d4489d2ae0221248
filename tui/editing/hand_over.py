"""Letting somebody write a field in the editor that they are used to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from lab.editor import editor_command
from lab.errors import EditorError
from tui.editing.outside import edit_outside

if TYPE_CHECKING:
    from pathlib import Path

    from tui.app import TeardownApp
    from tui.editing.answer_editor import AnswerEditor

__all__ = ["hand_over"]


def hand_over(app: TeardownApp, field: AnswerEditor, path: Path) -> None:
    """Suspend the app while the editor has the field's text, and take back what it saved."""
    workspace = app.desk.workspace
    environ = dict(workspace.environ) | ({"NO_COLOR": "1"} if app.no_color else {})
    with app.telling():
        command = editor_command(str(workspace.settings["editor"]), environ)
        try:
            with app.suspend():
                back = edit_outside(field.text, path, command, environ=environ)
        except SuspendNotSupported:
            raise EditorError(
                "Your own editor cannot be shown here", "this is no terminal of its own"
            ) from None
        field.take_back(back.text)
        if back.trouble:
            app.tell(f"{back.trouble}. What it saved is here; Ctrl+Z undoes it.")
