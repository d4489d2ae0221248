"""Finding the text editor that somebody is used to, and running it on a file."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lab.errors import EditorError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["editor_command", "how_it_ended", "run_editor"]

_USUAL: Final = ("nano", "vim", "vi", "emacs") if sys.platform != "win32" else ("notepad",)

_PLUS_LINE: Final = frozenset(
    (
        "vi",
        "vim",
        "nvim",
        "view",
        "nano",
        "pico",
        "emacs",
        "emacsclient",
        "micro",
        "joe",
        "kak",
        "ne",
    )
)
"""Editors that go to a line with ``+12 FILE``."""
_COLON_LINE: Final = frozenset(("hx", "helix", "subl", "zed"))
"""Editors that go to a line with ``FILE:12``."""
_GOTO: Final = frozenset(("code", "codium", "code-insiders", "cursor"))
"""Editors that go to a line with ``--goto FILE:12``."""


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


def run_editor(command: list[str], path: Path, *, environ: Mapping[str, str], line: int = 0) -> int:
    """Run the editor on a file, at a line if it is told one, and wait; return its status.

    A negative status is the signal that ended it. Raises ``EditorError`` where it did not
    start. While it runs, ctrl+c is the editor's own.
    """
    try:
        with _interrupts_left_to_the_editor():
            return subprocess.run(  # noqa: S603 - the user's own editor, as they named it
                _at_line(command, path, line), env=dict(environ), check=False
            ).returncode
    except OSError as error:
        raise EditorError(
            f"“{command[0]}” did not start",
            error.strerror or str(error),
            todo="Your text is unchanged.",
        ) from error


def how_it_ended(name: str, status: int) -> str:
    """Say how an editor ended, if not well."""
    if status < 0:
        return f"“{name}” was ended by signal {-status}"
    return f"“{name}” ended with status {status}" if status else ""


def _found(command: list[str], source: str, environ: Mapping[str, str]) -> list[str]:
    if not shutil.which(command[0], path=environ.get("PATH")):
        raise EditorError(
            f"There is no program “{command[0]}”",
            f"{source} names it",
            todo="Your text is unchanged. Name another with: teardown config set editor nano",
        )
    return command


def _at_line(command: list[str], path: Path, line: int) -> list[str]:
    name = Path(command[0]).stem.lower()
    if line > 0 and name in _PLUS_LINE:
        return [*command, f"+{line}", str(path)]
    if line > 0 and name in _GOTO:
        return [*command, "--goto", f"{path}:{line}"]
    if line > 0 and name in _COLON_LINE:
        return [*command, f"{path}:{line}"]
    return [*command, str(path)]


@contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    """Let ctrl+c reach the editor alone; only the main thread hears of signals at all."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # A function rather than SIG_IGN, which the editor would inherit.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.default_int_handler)
