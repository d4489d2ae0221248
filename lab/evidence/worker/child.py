"""The child's work: one page, from the request to the capture."""

from __future__ import annotations

import asyncio
import stat
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from lab.clock import SystemClock
from lab.errors import UsageError
from lab.evidence.captured import Fetched
from lab.evidence.fetching import fetch, fetch_neighbours

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lab.evidence.captured import Capture, Neighbour
    from lab.evidence.worker.request import Request

__all__ = ["capture", "read_file"]

Say = Callable[..., None]
"""Takes a message's parts and brings it to whoever waits."""

BETWEEN: Final = 0.1
"""Seconds between two words about progress."""

_OK: Final = 200


def capture(request: Request, *, environ: Mapping[str, str], say: Say) -> Capture:
    """Fetch and read a page; raise ``LabError``."""
    loading = threading.Thread(target=_warm_up, name="load the readers", daemon=True)
    fetched = asyncio.run(_fetched(request, environ, say, meanwhile=loading))
    say(reading=True)
    # Two threads that load one library at the same time may both see half of it.
    loading.join()
    return _read(fetched, request, environ)


def read_file(path: Path) -> Capture:
    """Read a page that somebody saved; raise ``LabError``, ``OSError``."""
    from lab.evidence.saved import LARGEST, read_saved

    status = path.stat()
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        # A pipe would keep us waiting for ever.
        raise UsageError(f"{path.name} is no file", "it is a pipe or a device")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    saved_at = datetime.fromtimestamp(status.st_mtime, UTC)
    return read_saved(path.name, data, now=SystemClock().now(), saved_at=saved_at)


async def _fetched(
    request: Request, environ: Mapping[str, str], say: Say, *, meanwhile: threading.Thread
) -> Fetched:
    """Fetch the page, and load what reads it while the site thinks about its answer."""
    fetching = asyncio.ensure_future(
        fetch(
            request.url,
            limits=request.limits,
            clock=SystemClock(),
            environ=environ,
            allow_private=request.allow_private,
            heeds_robots=request.heeds_robots,
            on_progress=_now_and_then(say),
        )
    )
    # Its first step loads what fetching needs, and ends where it waits for the network.
    await asyncio.sleep(0)
    meanwhile.start()
    return await fetching


def _warm_up() -> None:
    """Read a page of one line, which loads all that a real one needs."""
    from lab.evidence.reading import read_page

    page = b"<!doctype html><title>A page</title><main><p>One line.</p></main>"
    read_page(Fetched("https://example.com/", "", page, "text/html", "utf-8", datetime.now(UTC)))


def _now_and_then(say: Say) -> Callable[[int, int | None], None]:
    clock = SystemClock()
    last = -BETWEEN

    def on_progress(received: int, expected: int | None) -> None:
        nonlocal last
        if (now := clock.monotonic()) - last >= BETWEEN:
            last = now
            say(progress=[received, expected])

    return on_progress


def _read(fetched: Fetched, request: Request, environ: Mapping[str, str]) -> Capture:
    from lab.evidence.fetching.neighbours import neighbours_of
    from lab.evidence.reading import read_page
    from lab.evidence.reading.decoding import decode

    def listed() -> tuple[Neighbour, ...]:
        return asyncio.run(
            fetch_neighbours(
                fetched,
                limits=request.limits,
                environ=environ,
                allow_private=request.allow_private,
            )
        )

    near: tuple[Neighbour, ...] = ()
    if fetched.status == _OK and "html" in (fetched.media_type or "html"):
        near = neighbours_of(decode(fetched.data, fetched.charset).text, fetched.final_url)
    if near or fetched.status != _OK or request.heeds_robots:
        return replace(read_page(fetched), neighbours=near)
    # The network is asked while the page is read.
    with ThreadPoolExecutor(1) as beside:
        found = beside.submit(listed)
        return replace(read_page(fetched), neighbours=found.result())
