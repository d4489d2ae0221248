"""A program in a pseudo-terminal, with a stopwatch: to the first letter, to each letter."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["READY", "Started", "Watched", "start_once"]

READY: Final = b"\x1b[?1049h"
"""The program has taken the terminal: whatever is typed from now on has to arrive."""

PATIENCE: Final = 20.0
SILENCE: Final = 0.08
"""Seconds without output after which a frame is complete."""


@dataclass(frozen=True, slots=True)
class Started:
    """One start, from the first instruction to the first letter on the screen."""

    seconds: float
    processor: float
    """Seconds of processor time of all threads."""


class Watched:
    """A program whose output is read as it comes."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        self.began = time.perf_counter()
        self.process, self._terminal = pty.fork()
        if self.process == 0:  # pragma: no cover - the other process
            os.execvpe(command[0], list(command), dict(environment))  # noqa: S606 - our own program
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._terminal)

    def send(self, keys: bytes) -> float:
        """Type, and return when."""
        os.write(self._terminal, keys)
        return time.perf_counter()

    def paste(self, text: bytes) -> float:
        """Paste as a terminal does, in pieces that it takes, and return when it was begun."""
        began = time.perf_counter()
        rest = b"\x1b[200~" + text + b"\x1b[201~"
        while rest:
            _, ready, _ = select.select([], [self._terminal], [], PATIENCE)
            if not ready:
                raise AssertionError("the program takes nothing")
            rest = rest[os.write(self._terminal, rest[:1024]) :]
        return began

    def wait_for(self, wanted: bytes, *, within: float = PATIENCE) -> float:
        """Return when this was seen, in output that comes from now on."""
        seen = b""
        limit = time.perf_counter() + within
        while wanted not in seen:
            if time.perf_counter() > limit:
                raise AssertionError(f"never seen: {wanted!r}; the end was {seen[-2000:]!r}")
            seen += self._read(0.05)
        return time.perf_counter()

    def settle(self, silence: float = SILENCE) -> float:
        """Read until nothing has come for a moment; return when the last output came."""
        last = time.perf_counter()
        limit = last + PATIENCE
        while time.perf_counter() < limit:
            if self._read(silence):
                last = time.perf_counter()
            else:
                break
        return last

    def watch(self, seconds: float) -> None:
        """Let time pass, reading."""
        limit = time.perf_counter() + seconds
        while time.perf_counter() < limit:
            self._read(0.05)

    def quit(self) -> None:
        """Press ctrl+q and wait until the terminal is given back."""
        self.send(b"\x11")
        self.wait_for(b"\x1b[?1049l")

    def watch_end(self) -> None:
        """Read until the program has ended; it is waited for on leaving."""
        with suppress(AssertionError):
            self.watch(PATIENCE)

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        if not ready:
            return b""
        try:
            return os.read(self._terminal, 1 << 16)
        except OSError:
            raise AssertionError("the program ended") from None

    @property
    def processor(self) -> float:
        """Seconds of processor time that all its threads have used."""
        tasks = Path(f"/proc/{self.process}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    @property
    def memory(self) -> float:
        """Megabytes in memory."""
        status = Path(f"/proc/{self.process}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


def start_once(
    command: Sequence[str], environment: Mapping[str, str], *, keys: bytes, shown: bytes
) -> Started:
    """Start, type as soon as the terminal is taken, and stop when the letter is seen."""
    with Watched(command, environment) as program:
        program.wait_for(READY)
        program.send(keys)
        seen = program.wait_for(shown)
        return Started(seen - program.began, program.processor)
