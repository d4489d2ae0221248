"""A person at a terminal: starts the program, types, reads the screen, pulls the plug."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import pexpect

from tests.pty.screen import TerminalScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

__all__ = ["PATIENCE", "PROJECT", "TEARDOWN", "Terminal", "plain_environment"]

PROJECT: Final = Path(__file__).resolve().parents[2]

TEARDOWN: Final = (
    sys.executable,
    "-c",
    "import sys; from cli.main import main; sys.argv[0] = 'teardown'; sys.exit(main())",
)
"""Runs the command of this checkout, installed or not."""

PATIENCE: Final = 30.0
"""Seconds to wait for something that takes one: other tests share the two processors."""

_SETTLED: Final = 0.15
"""Seconds of silence after which a frame counts as drawn to its end."""

_ESCAPE_PAUSE: Final = 0.3
"""Seconds after which an Escape is a key and no longer the start of one."""

_KEYS: Final = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "ctrl+home": "\x1b[1;5H",
    "ctrl+end": "\x1b[1;5F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "space": " ",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
}


def plain_environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a newcomer: nothing of the one who runs the tests."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(PROJECT),
        "HOME": str(home),
        "TEARDOWN_HOME": str(home / "teardown"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        **more,
    }


class Terminal:
    """A program in a pseudo-terminal of a given size.

    Use it in ``with``: whatever happens, the program does not outlive the test.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        *,
        command: Sequence[str] = TEARDOWN,
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        self.screen = TerminalScreen(columns, rows)
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            list(command[1:]),
            env=dict(environment),
            cwd=environment["HOME"],
            dimensions=(rows, columns),
        )
        self._child.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            sys.stdout.write(f"The screen at the end:\n{self.text}\n")
        self._child.close(force=True)

    # Reading

    @property
    def text(self) -> str:
        """Everything on the screen."""
        return "\n".join(self.screen.lines)

    @property
    def running(self) -> bool:
        """Whether the program still runs."""
        return bool(self._child.isalive())

    @property
    def process(self) -> int:
        """The program's process id."""
        assert self._child.pid is not None
        return self._child.pid

    def wait_for(self, *texts: str, gone: str = "", within: float = PATIENCE) -> None:
        """Read until all these texts stand on a finished frame, and *gone* does not."""
        self.wait_until(
            lambda: all(each in self.text for each in texts) and not (gone and gone in self.text),
            what=" and ".join(f"“{each}”" for each in texts) + (f", no “{gone}”" if gone else ""),
            within=within,
        )

    def wait_until(self, holds: Callable[[], bool], *, what: str, within: float = PATIENCE) -> None:
        """Read until this holds and goes on holding once the frame is drawn to its end."""
        limit = time.monotonic() + within
        while True:
            alive = self._read(0.05)
            if holds():
                self.settle()
                if holds():
                    return
            if not alive and not holds():
                raise AssertionError(f"The program ended before {what} was seen:\n{self.text}")
            if time.monotonic() > limit:
                raise AssertionError(f"After {within:.0f} s there is no {what}:\n{self.text}")

    def settle(self) -> None:
        """Read until the program has been silent for a moment."""
        while self._read(_SETTLED, once=True):
            pass

    def watch(self, seconds: float) -> None:
        """Read for that long, for what must not happen."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit and self._read(0.05):
            pass

    # Doing

    def type(self, text: str) -> None:
        """Type this text; a newline is the Enter key."""
        self._child.send(text.replace("\n", "\r"))

    def press(self, *keys: str) -> None:
        """Press keys by name: ``ctrl+n``, ``enter``, ``j``."""
        for key in keys:
            if key.startswith("ctrl+") and len(key) == len("ctrl+n"):
                self._child.sendcontrol(key[-1])
            else:
                self._child.send(_KEYS.get(key, key))
            if key == "escape":
                self.watch(_ESCAPE_PAUSE)

    def resize(self, columns: int, rows: int) -> None:
        """Pull the window to another size."""
        self.screen.resize(columns, rows)
        self._child.setwinsize(rows, columns)

    def kill(self, signal_number: int = signal.SIGKILL) -> None:
        """Send a signal; the program is not asked."""
        os.kill(self.process, signal_number)

    # The end

    def close_window(self, within: float = PATIENCE) -> int:
        """Close the window as a person does; return the status once the program has ended.

        Nothing can be read any more: what the program writes now goes nowhere.
        """
        # The file is closed, not its number, which pexpect would close a second time.
        vars(self._child)["ptyproc"].fileobj.close()
        limit = time.monotonic() + within
        while self._child.isalive():
            if time.monotonic() > limit:
                raise AssertionError(f"Without its window it still runs after {within:.0f} s.")
            time.sleep(0.05)
        return self._status()

    def wait_for_end(self, within: float = PATIENCE) -> int:
        """Read until the program has ended; return the status that a shell would show."""
        limit = time.monotonic() + within
        while self._read(0.05):
            if time.monotonic() > limit:
                raise AssertionError(f"It still runs after {within:.0f} s:\n{self.text}")
        self._child.wait()
        return self._status()

    def left_behind(self) -> list[str]:
        """Name what the program left switched on, for a prompt that would suffer from it."""
        left = self.screen.left_behind()
        # A terminal begins with all three; the program may have been at work before anybody looks.
        if self._local_flags() != termios.ECHO | termios.ICANON | termios.ISIG:
            left.append("raw keyboard")
        return left

    def _status(self) -> int:
        if self._child.signalstatus is not None:
            return 128 + int(self._child.signalstatus)
        return int(self._child.exitstatus or 0)

    def _local_flags(self) -> int:
        flags: int = termios.tcgetattr(self._child.child_fd)[3]
        return flags & (termios.ECHO | termios.ICANON | termios.ISIG)

    def _read(self, seconds: float, *, once: bool = False) -> bool:
        """Draw what comes; return whether there may be more."""
        first = True
        while True:
            try:
                data = self._child.read_nonblocking(1 << 16, timeout=seconds if first else 0)
            except pexpect.TIMEOUT:
                return not (once and first)
            except pexpect.EOF:
                return False
            self.screen.feed(data)
            first = False
