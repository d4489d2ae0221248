"""What the machine's clipboard holds, taken without a paste."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from lab.errors import LabError
from tui.background import beside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["NoClipboard", "clipboard_text", "read_clipboard"]

PATIENCE: Final = 4.0
"""Seconds after which a clipboard that does not answer is given up."""

PASTE: Final = "Paste with your terminal’s own key instead: Ctrl+Shift+V, or Cmd+V on a Mac."


class NoClipboard(LabError):
    """The clipboard of this machine cannot be read from here."""


async def clipboard_text(
    environ: Mapping[str, str],
    *,
    read: Callable[[], str] | None = None,
    patience: float = PATIENCE,
) -> str:
    """Return what the clipboard holds, without holding up the app; raise ``NoClipboard``.

    *read* is what reads it; the machine's own where it is not given.
    """
    if _is_elsewhere(environ):
        raise NoClipboard(
            "This app runs on another machine than your clipboard",
            "you are connected by ssh",
            todo=PASTE,
        )
    try:
        # A clipboard that never answers must not keep the app open.
        return await asyncio.wait_for(beside(read or read_clipboard), patience)
    except TimeoutError:
        raise NoClipboard("The clipboard does not answer", todo=PASTE) from None


def read_clipboard() -> str:
    """Return what the machine's clipboard holds; raise ``NoClipboard`` where there is none."""
    import pyperclip  # type: ignore[import-untyped]  # it comes without types

    try:
        return str(pyperclip.paste() or "")
    except (pyperclip.PyperclipException, OSError, UnicodeDecodeError) as error:
        raise NoClipboard(
            "The clipboard cannot be read from here",
            "no program that reads it was found" if isinstance(error, RuntimeError) else "",
            todo=PASTE,
        ) from error


def _is_elsewhere(environ: Mapping[str, str]) -> bool:
    """Tell whether the person sits at another machine, whose clipboard is not passed on."""
    is_far = any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))
    return is_far and not any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
