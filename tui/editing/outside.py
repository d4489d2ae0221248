"""Handing a text to the editor that somebody is used to, and taking back what it saved.

The text lies in a private file of our own for as long as the editor runs. Should the app be
killed meanwhile, the file stays, and the next start finds it.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.errors import EditorError
from lab.files import write_private
from tui.editing.characters import one_newline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["EditedOutside", "edit_outside", "editor_command", "outside_path"]

_USUAL: Final = ("nano", "vim", "vi", "emacs") if sys.platform != "win32" else ("notepad",)


@dataclass(frozen=True, slots=True)
class EditedOutside:
    """What came back from the editor."""

    text: str
    trouble: str
    """How the editor ended, if not well; what it saved counts all the same."""


def editor_command(setting: str, environ: Mapping[str, str]) -> list[str]:
    """Return the editor and its arguments: the setting, ``VISUAL``, ``EDITOR``, a usual one.

    Raises ``EditorError`` where there is none, or where a command cannot be read.
    """
    for source, text in (
        ("the setting “editor”", setting),
        ("VISUAL", environ.get("VISUAL", "")),
        ("EDITOR", environ.get("EDITOR", "")),
    ):
        if not text.strip():
            continue
        try:
            command = shlex.split(text, posix=os.name != "nt")
        except ValueError as error:
            raise EditorError(
                f"The editor in {source} cannot be read",
                f"{text}: {error}",
                todo="Write it as you would type it in a shell, for example: code --wait",
            ) from None
        return _found(command, source, environ)
    for name in _USUAL:
        if shutil.which(name, path=environ.get("PATH")):
            return [name]
    raise EditorError(
        "No text editor was found", todo="Name yours with: teardown config set editor nano"
    )


def _found(command: list[str], source: str, environ: Mapping[str, str]) -> list[str]:
    if not shutil.which(command[0], path=environ.get("PATH")):
        raise EditorError(
            f"There is no program “{command[0]}”",
            f"{source} names it",
            todo="Your text is unchanged. Name another with: teardown config set editor nano",
        )
    return command


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
        status = subprocess.run([*command, str(path)], env=dict(environ), check=False).returncode  # noqa: S603 - the user's own editor, as they named it
        back = _read(path, text)
    except OSError as error:
        raise EditorError(
            f"“{command[0]}” did not start",
            error.strerror or str(error),
            todo="Your text is unchanged.",
        ) from error
    finally:
        with suppress(OSError):
            path.unlink()
    return EditedOutside(back, _trouble(command[0], status))


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


def _trouble(name: str, status: int) -> str:
    if status < 0:
        return f"“{name}” was ended by signal {-status}"
    return f"“{name}” ended with status {status}" if status else ""
