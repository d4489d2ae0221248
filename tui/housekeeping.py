"""Thinning old versions and sweeping pages, while nobody is typing."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from lab.errors import StoreError
from tui.background import every

if TYPE_CHECKING:
    from tui.app import TeardownApp

__all__ = ["Housekeeping"]

LOOK_EVERY: Final = 15.0
"""Seconds between two looks at whether it is quiet."""

QUIET_FOR: Final = 20.0
"""Seconds without a key before the library is tidied: a save should never wait for that."""

AGAIN_AFTER: Final = 15 * 60.0
"""Seconds between two tidyings; saving by itself leaves many versions."""


class Housekeeping:
    """Tidies the library once it is quiet, and again every quarter of an hour."""

    def __init__(self, app: TeardownApp) -> None:
        self._app = app
        self._tidied_at: float | None = None

    def begin(self) -> None:
        """Look every now and then from here on."""
        every(self._app, LOOK_EVERY, self.look, group="housekeeping")

    async def look(self) -> None:
        """Tidy, if it is quiet and time for it."""
        desk = self._app.desk
        now = desk.workspace.clock.monotonic()
        due = self._tidied_at is None or now - self._tidied_at >= AGAIN_AFTER
        if not due or self._app.seconds_quiet < QUIET_FOR:
            return
        self._tidied_at = now
        # A library that cannot be tidied now says so itself as soon as it is written to.
        with contextlib.suppress(StoreError):
            await desk.run(desk.workspace.care.tidy)
