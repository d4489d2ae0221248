"""Bringing a page in: from an address, a saved file or stdin, and saying how far it is."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from lab.evidence.captured import Capture
    from lab.workspace import Workspace

__all__ = ["bring", "fetch_again"]

_BETWEEN: Final = 0.1
"""Seconds between two looks at how far it is."""
_LOOKED_AT: Final = 4096
"""Bytes at the start of what comes through a pipe that say what it is."""


def bring(workspace: Workspace, source: str, *, allow_private: bool) -> Capture:
    """Return the page that is meant: an address, the file of a page, or ``-`` for stdin.

    ctrl+c ends it at once.
    """
    if source == "-":
        return _from_stdin(workspace)
    from lab.evidence.source import file_in

    path = file_in(source, home=Path.home())
    if path is not None:
        workspace.groups.check_may_read(path)
        return _from_file(workspace, path, name=source)
    return fetch_again(workspace, source, allow_private=allow_private)


def fetch_again(workspace: Workspace, url: str, *, allow_private: bool, name: str = "") -> Capture:
    """Return the page at an address; *name* says which it is, where several are fetched."""
    from lab.figures import size_in_words

    said = f"{name}: asking …" if name else "Asking for the page …"
    how_far = [said]

    def on_progress(received: int, expected: int | None) -> None:
        of = f" of {size_in_words(expected)}" if expected else ""
        start = f"{name}: " if name else ""
        how_far[0] = f"{start}{size_in_words(received)}{of} …"

    from lab.evidence.fetching.errors import PrivateAddress

    working = workspace.evidence.capture(url, allow_private=allow_private, on_progress=on_progress)
    try:
        return asyncio.run(_telling(working, how_far))
    except PrivateAddress as error:
        error.todo = "If it is yours and you mean it, add --allow-private."
        raise


async def _telling(working: Coroutine[object, object, Capture], how_far: list[str]) -> Capture:
    """Wait for a page, and say on stderr how far it is where that takes a while."""
    with Progress() as progress:
        task = asyncio.ensure_future(working)
        try:
            while not (await asyncio.wait({task}, timeout=_BETWEEN))[0]:
                progress.show(how_far[0])
            return task.result()
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.wait({task})


def _from_file(workspace: Workspace, path: Path, *, name: str) -> Capture:
    from cli.files import unreadable

    try:
        return asyncio.run(_telling(workspace.evidence.read_file(path), ["Reading the page …"]))
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from None


def _from_stdin(workspace: Workspace) -> Capture:
    """Read what comes through the pipe as a file whose kind follows from its beginning."""
    from tempfile import TemporaryDirectory

    from cli.files import InputUnreadable, read_bytes

    data = read_bytes("-")
    if not data.strip():
        raise InputUnreadable("There is no page in it", "stdin holds nothing")
    with TemporaryDirectory(prefix="teardown-") as folder:
        path = Path(folder) / f"stdin{_ending(data[:_LOOKED_AT])}"
        path.write_bytes(data)
        capture = _from_file(workspace, path, name="-")
    return replace(capture, url="stdin")


def _ending(start: bytes) -> str:
    """Return the ending that a saved page with such a beginning has."""
    bare = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if bare.startswith((b"from: <saved", b"mime-version:", b'from: "saved')):
        return ".mhtml"
    is_html = bare.startswith(b"<") or b"<html" in bare or b"<body" in bare
    return ".html" if is_html else ".md"
