"""Starting the app, and ending it cleanly however it ends.

This module is light: the library is already being read in the desk's thread while the app
itself is still being imported.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import signal
import sys
from typing import TYPE_CHECKING

from tui.colour import obey_force_color

if TYPE_CHECKING:
    from concurrent.futures import Future

    from lab.places import Places
    from tui.app import TeardownApp
    from tui.desk import Desk
    from tui.screens.home.reading import Reading

__all__ = ["run"]

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


def run(places: Places, start: str | None = None) -> int:
    """Run the app on these folders, on one teardown where *start* is its id; return the status.

    The status is 0, or 1 after a fault of the program, or 128 and the signal's number.
    """
    # Nothing that starting makes is garbage; looking for some costs a tenth of the start.
    gc.disable()
    obey_force_color(os.environ)
    from lab.workspace import Workspace
    from tui.desk import Desk

    desk = Desk(Workspace(places))
    try:
        early = _read_early(desk) if start is None else None
        from tui.app import TeardownApp

        app = TeardownApp(desk, start=start, early_reading=early)
        return _run(app)
    finally:
        desk.close()
        desk.workspace.close()


def _read_early(desk: Desk) -> Future[Reading]:
    from tui.screens.home.reading import read_first

    return desk.begin(read_first, desk.workspace)


def _run(app: TeardownApp) -> int:
    import asyncio

    # A terminal that cannot show a character gets a question mark, not a traceback.
    if sys.__stderr__ is not None and isinstance(sys.__stderr__, io.TextIOWrapper):
        sys.__stderr__.reconfigure(errors="replace")
    asyncio.run(_run_and_listen(app))
    if app.crash is not None:
        _say_that_it_crashed(app)
    return app.return_code or 0


async def _run_and_listen(app: TeardownApp) -> None:
    import asyncio

    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            # Windows knows no such handlers; there, closing the window ends the program.
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(number, app.leave_for_signal, int(number))
    await app.run_async()
    await app.saved_after_crash()


def _say_that_it_crashed(app: TeardownApp) -> None:
    report = app.desk.workspace.report_crash(app.crash) if app.crash is not None else None
    where = f"A report for its makers is in {report}" if report else "No report could be written"
    sys.stderr.write(
        f"teardown stopped: a fault of the program ({type(app.crash).__name__}), not of yours. "
        f"What you wrote is saved. {where}.\n"
    )
