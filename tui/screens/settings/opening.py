"""Opening the settings file itself in the editor that somebody is used to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from lab.editor import editor_command, how_it_ended, run_editor
from lab.errors import EditorError, SettingsError
from lab.files import write_private
from lab.settings.sample import sample_file

if TYPE_CHECKING:
    from pathlib import Path

    from tui.app import TeardownApp

__all__ = ["open_settings_file"]


def open_settings_file(app: TeardownApp, *, line: int = 0) -> None:
    """Suspend the app while the editor has the file; where there is none, one with comments."""
    workspace = app.desk.workspace
    path = workspace.preferences.file
    environ = dict(workspace.environ) | ({"NO_COLOR": "1"} if app.no_color else {})
    with app.telling():
        command = editor_command(str(workspace.settings["editor"]), environ)
        if not path.exists():
            _begin(path)
        try:
            with app.suspend():
                status = run_editor(command, path, environ=environ, line=line)
        except SuspendNotSupported:
            raise EditorError(
                "Your own editor cannot be shown here", "this is no terminal of its own"
            ) from None
        trouble = how_it_ended(command[0], status)
        if trouble:
            app.tell(f"{trouble}.", severity="warning")


def _begin(path: Path) -> None:
    try:
        write_private(path.resolve(), sample_file().encode())
    except OSError as error:
        raise SettingsError(f"{path} cannot be written", error.strerror or "") from None
