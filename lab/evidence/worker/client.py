"""Asking a child for a page, and leaving nothing of it behind."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from lab.evidence.fetching.errors import SAVE_IT
from lab.evidence.fetching.limits import Limits, limits_from
from lab.evidence.worker.bounds import OUT_OF_MEMORY, READING_SECONDS
from lab.evidence.worker.errors import ReadingFailed
from lab.evidence.worker.messages import capture_of, error_of
from lab.evidence.worker.request import Request
from lab.processes import child_environment, end_child

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Callable, Mapping

    from lab.clock import Clock
    from lab.evidence.captured import Capture
    from lab.settings.reading import Settings

__all__ = ["capture_apart", "read_apart"]

STARTING_SECONDS: Final = 15.0
"""Beside the time that the fetch itself has: a slow computer needs some to start the child."""

_LONGEST_LINE: Final = 100_000_000
"""Bytes of what the child may say at once; a page's text is smaller than the page."""


async def capture_apart(
    url: str,
    *,
    settings: Settings,
    clock: Clock,
    environ: Mapping[str, str],
    allow_private: bool = False,
    heeds_robots: bool = False,
    on_progress: Callable[[int, int | None], None] | None = None,
) -> Capture:
    """Fetch a page and read it; raise ``FetchError`` or ``NotAPage``.

    A cancel ends the child at once. *environ* is the child's, but for what looks like a key.
    """
    limits = limits_from(settings)
    request = Request(limits, url=url, allow_private=allow_private, heeds_robots=heeds_robots)
    capture = await _asked(request, environ, on_progress=on_progress)
    return replace(capture, fetched_at=clock.now())


async def read_apart(path: Path, *, environ: Mapping[str, str]) -> Capture:
    """Read a page that somebody saved; raise ``LabError``, or ``OSError`` for the file itself."""
    return await _asked(_saved(path), environ, on_progress=None)


def _saved(path: Path) -> Request:
    return Request(Limits(READING_SECONDS, 0), path=str(path.absolute()))


async def _asked(
    request: Request,
    environ: Mapping[str, str],
    *,
    on_progress: Callable[[int, int | None], None] | None,
) -> Capture:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "lab.evidence.worker"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environment(environ),
        limit=_LONGEST_LINE,
        # Ctrl+C is for us to hear; we end the child ourselves.
        start_new_session=True,
    )
    try:
        outcome = await _outcome(child, request, on_progress)
        if outcome is None:
            raise _broken(await child.wait(), request)
        return _taken(outcome, request)
    except (ValueError, KeyError, TypeError) as error:
        # Only a child that a page has taken over speaks like that.
        why = "the program that reads pages said something that makes no sense"
        raise ReadingFailed(f"{_name(request)} could not be read", why, todo=SAVE_IT) from error
    except TimeoutError:
        raise ReadingFailed(
            f"{_name(request)} took too long to read",
            f"more than {READING_SECONDS} seconds",
            todo="It may be very large, or made to do that. Try another page.",
        ) from None
    finally:
        end_child(child)
        # Closes its input, takes what is left of its output, and waits for its end.
        await child.communicate()


async def _outcome(
    child: Process,
    request: Request,
    on_progress: Callable[[int, int | None], None] | None,
) -> dict[str, Any] | None:
    """Return the child's last word; ``None`` where it ended without one."""
    to_child = cast("asyncio.StreamWriter", child.stdin)
    from_child = cast("asyncio.StreamReader", child.stdout)
    loop = asyncio.get_running_loop()
    with contextlib.suppress(ConnectionError):  # it ended already, and its status says why
        to_child.write(request.line())
        await to_child.drain()
    async with asyncio.timeout(STARTING_SECONDS + request.limits.seconds) as bound:
        while line := await from_child.readline():
            message: dict[str, Any] = json.loads(line)
            if "reading" in message:
                bound.reschedule(loop.time() + READING_SECONDS)
            elif "progress" not in message:
                return message
            elif on_progress is not None:
                on_progress(*message["progress"])
    return None


def _taken(outcome: dict[str, Any], request: Request) -> Capture:
    if "error" in outcome:
        raise error_of(outcome["error"])
    if "refused" in outcome:
        number, words = outcome["refused"]
        raise OSError(number, words, request.path or None)
    return capture_of(outcome["capture"])


def _broken(status: int, request: Request) -> ReadingFailed:
    """Say of a child that ended without a word what can be said."""
    if status == OUT_OF_MEMORY:
        return ReadingFailed(
            f"{_name(request)} needs more memory than one page may have",
            "it may be very large, or made to do that",
            todo="Try another page, or save the part that you need as a file.",
        )
    if status < 0:
        why = f"the program that reads pages was ended by signal {-status}"
    else:
        why = f"the program that reads pages ended with status {status}"
    return ReadingFailed(f"{_name(request)} could not be read", why, todo=SAVE_IT)


def _name(request: Request) -> str:
    return Path(request.path).name if request.path else "The page"
