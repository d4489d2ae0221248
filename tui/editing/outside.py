"""Handing a text to the editor that somebody is used to, and taking back what it saved.

The text lies in a private file of our own for as long as the editor runs. Should the app be
killed meanwhile, the file stays, and the next start finds it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.editor import how_it_ended, run_editor
from lab.errors import EditorError
from lab.files import write_private
from tui.editing.characters import one_newline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["EditedOutside", "edit_outside", "outside_path"]


@dataclass(frozen=True, slots=True)
class EditedOutside:
    """What came back from the editor."""

    text: str
    trouble: str
    """How the editor ended, if not well; what it saved counts all the same."""


def outside_path(state: Path, teardown_id: str, section: str, prompt: str) -> Path:
    """Return the private file through which an answer goes to the editor and back."""
    return state / "editing" / f"{teardown_id}~{section}~{prompt}~{os.getpid()}.md"


def edit_outside(
    text: str, path: Path, command: list[str], *, environ: Mapping[str, str]
) -> EditedOutside:
    """Run the editor on *text* in a private file at *path*; wait for it; remove the file.

    Raises ``EditorError`` where the editor did not start; the text is unchanged then.
    """
    try:
        write_private(path, text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise EditorError(
            "Your editor could not be given the text",
            f"{path.parent}: {error.strerror}",
            todo="Your text is unchanged.",
        ) from error
    try:
        status = run_editor(command, path, environ=environ)
        back = _read(path, text)
    except OSError as error:
        raise EditorError(
            "What your editor saved could not be read back",
            error.strerror or str(error),
            todo="Your text is unchanged.",
        ) from error
    finally:
        with suppress(OSError):
            path.unlink()
    return EditedOutside(back, how_it_ended(command[0], status))


def _read(path: Path, before: str) -> str:
    """Return what the editor left; the newline that editors add at the end is not taken."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return before
    try:
        text = one_newline(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        text = one_newline(data.decode("cp1252", "replace"))
    return text[:-1] if text.endswith("\n") and not before.endswith("\n") else text
