"""Opening an address outside of the app, where there is something that can show it."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app import TeardownApp

__all__ = ["open_in_browser"]


async def open_in_browser(app: TeardownApp, address: str) -> None:
    """Open a web address in the person's browser; where there is none, copy it."""
    if not address.lower().startswith(("https://", "http://")):
        app.tell("There is no web address here that a browser could open.")
    elif not _has_window(app):
        # Without a screen, Python would start a browser in this very terminal.
        app.copy_to_clipboard(address)
        app.tell("No browser can be shown here. The address is copied instead.")
    else:
        # Some browsers take seconds to answer.
        await asyncio.to_thread(app.open_url, address)
        app.tell(f"Opened in your browser: {address}")


def _has_window(app: TeardownApp) -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    environ = app.desk.workspace.environ
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
