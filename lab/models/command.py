"""A program on this computer that answers: the prompt on its input, the answer on its output."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shlex
import signal
import subprocess
import sys
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Final, cast

from lab.errors import UsageError
from lab.models.asking import Answer, Limits
from lab.models.errors import AnswerTooLong, CommandFailed, CommandNotFound, Stalled

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Callable, Mapping

    from lab.models.asking import Question
    from lab.models.redaction import Redaction
    from lab.models.service import Service

__all__ = ["PLACE", "CommandModel", "argument_vector"]

PLACE: Final = "{prompt}"
"""Where the prompt stands in the command; without it, the prompt goes to its input."""

_PIECE: Final = 65536
_SAID: Final = 300
"""Characters of what a program that failed says about it."""


def argument_vector(command: str, prompt: str) -> list[str]:
    """Return the program and its arguments; no shell reads them, so that a prompt is only text.

    Raise ``UsageError`` where the command's quotes do not match.
    """
    try:
        words = shlex.split(command, posix=sys.platform != "win32")
    except ValueError as error:
        raise UsageError(
            "The command cannot be read", str(error).lower(), todo="Check its quotes."
        ) from error
    if not words or not words[0].strip():
        raise UsageError("The command is empty", todo="Say which program answers.")
    return [word.replace(PLACE, prompt) for word in words]


class CommandModel:
    """Starts the program anew for each question, so that it remembers nothing."""

    def __init__(
        self,
        service: Service,
        *,
        redact: Redaction,
        environ: Mapping[str, str],
        limits: Limits,
    ) -> None:
        self._service = service
        self._redact = redact
        self._environ = dict(environ)
        self._limits = limits

    async def ask(
        self, question: Question, *, on_text: Callable[[str], None] | None = None
    ) -> Answer:
        """Run the program once; raise ``CommandFailed``, ``Stalled``, ``AnswerTooLong``."""
        words = argument_vector(self._service.command, question.prompt)
        given = (
            b"" if PLACE in self._service.command else question.prompt.encode("utf-8", "replace")
        )
        child = await self._started(words)
        kept = bytearray()
        try:
            async with asyncio.timeout(self._limits.seconds):
                said = await self._talk(child, given, kept, on_text)
                status = await child.wait()
        except TimeoutError:
            raise Stalled(
                f"{words[0]} took too long",
                f"more than {self._limits.seconds:g} seconds",
                todo="Try it in a shell, or with a shorter prompt.",
                partial=_text(kept),
            ) from None
        finally:
            _end(child)
            with contextlib.suppress(ProcessLookupError):
                await child.wait()
        if status:
            lines = self._redact(_text(said)).split("\n")
            why = next((line.strip() for line in reversed(lines) if line.strip()), "")
            raise CommandFailed(
                f"{words[0]} ended with status {status}",
                why[:_SAID],
                todo="Try the command in a shell.",
                partial=_text(kept),
            )
        return Answer(text=_text(kept).rstrip("\r\n"), model=self._service.model)

    def hide(self, text: str) -> str:
        """Return a text without what looks like a key."""
        return self._redact(text)

    async def close(self) -> None:
        """Nothing is held between two questions."""

    async def _started(self, words: list[str]) -> Process:
        try:
            return await asyncio.create_subprocess_exec(
                *words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self._environ,
                # Ctrl+C is for us to hear; its whole family ends with it.
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            why = (getattr(error, "strerror", None) or "it cannot be started so").lower()
            raise CommandNotFound(
                f"{words[0]} cannot be started", why, todo="Check the command; try it in a shell."
            ) from None

    async def _talk(
        self,
        child: Process,
        given: bytes,
        kept: bytearray,
        on_text: Callable[[str], None] | None,
    ) -> bytearray:
        """Feed the program and read both of its outputs; return what it says on stderr."""
        said = bytearray()

        async def feed() -> None:
            to_child = cast("asyncio.StreamWriter", child.stdin)
            with contextlib.suppress(ConnectionError):  # it need not read its input
                to_child.write(given)
                await to_child.drain()
            to_child.close()

        async def hear() -> None:
            from_child = cast("asyncio.StreamReader", child.stderr)
            while piece := await from_child.read(_PIECE):
                said.extend(piece)
                del said[:-_PIECE]

        async def read() -> None:
            from_child = cast("asyncio.StreamReader", child.stdout)
            # A character may come in two pieces.
            decoded = getincrementaldecoder("utf-8")("replace").decode
            while piece := await from_child.read(_PIECE):
                kept.extend(piece)
                if len(kept) > self._limits.bytes:
                    raise AnswerTooLong(
                        "The answer is too long to keep",
                        f"more than {self._limits.bytes:,} bytes",
                        partial=_text(kept[: self._limits.bytes]),
                    )
                if on_text is not None:
                    on_text(decoded(piece))

        tasks = [asyncio.ensure_future(each) for each in (feed(), hear(), read())]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return said


def _text(data: bytearray | bytes) -> str:
    return bytes(data).decode("utf-8", "replace").replace("\r\n", "\n")


def _end(child: Process) -> None:
    """End the program and what it started, if it has not ended."""
    if sys.platform == "win32":
        if child.returncode is None:
            child.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
