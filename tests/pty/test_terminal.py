"""The harness sees what a person at a terminal would see."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.pty.screen import TerminalScreen
from tests.pty.terminal import Terminal, plain_environment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.pty

UNTIDY = r"""
import sys, tty, termios
before = termios.tcgetattr(0)
tty.setraw(0)
sys.stdout.write("\x1b[?1049h\x1b[?1000h\x1b[?1006h\x1b[?25l\x1b[>1u\x1b[2J\x1b[Hinside")
sys.stdout.flush()
sys.stdin.read(1)
if "tidy" in sys.argv:
    sys.stdout.write("\x1b[<u\x1b[?1000;1006l\x1b[?25h\x1b[?1049l")
    termios.tcsetattr(0, termios.TCSANOW, before)
print("after")
sys.exit(3)
"""


def script(home: Path, source: str, *arguments: str) -> Terminal:
    return Terminal(plain_environment(home), command=(sys.executable, "-c", source, *arguments))


def test_an_untidy_end_is_named(home: Path) -> None:
    with script(home, UNTIDY) as terminal:
        terminal.wait_for("inside")
        terminal.press("enter")
        assert terminal.wait_for_end() == 3
        assert terminal.left_behind() == [
            "alternate screen",
            "hidden cursor",
            "keyboard protocol",
            "mouse clicks",
            "mouse coordinates",
            "raw keyboard",
        ]


def test_a_tidy_end_leaves_nothing_and_shows_the_first_screen_again(home: Path) -> None:
    with script(home, UNTIDY, "tidy") as terminal:
        terminal.wait_for("inside")
        terminal.press("enter")
        assert terminal.wait_for_end() == 3
        assert terminal.left_behind() == []
        assert terminal.text.strip() == "after"


def test_a_killed_program_has_the_status_that_a_shell_shows(home: Path) -> None:
    with script(home, UNTIDY) as terminal:
        terminal.wait_for("inside")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
        assert not terminal.running


def test_text_that_never_comes_fails_with_the_screen(home: Path) -> None:
    with script(home, UNTIDY) as terminal:
        terminal.wait_for("inside")
        with pytest.raises(AssertionError, match="no “outside”:\ninside"):
            terminal.wait_for("outside", within=0.3)


def test_an_end_before_the_text_fails_at_once(home: Path) -> None:
    with (
        script(home, "print('nothing to see')") as terminal,
        pytest.raises(AssertionError, match="ended before “outside”"),
    ):
        terminal.wait_for("outside")


def test_a_program_sees_the_size_and_its_change(home: Path) -> None:
    source = (
        "import os, signal\n"
        "say = lambda *_: print(tuple(os.get_terminal_size()), flush=True)\n"
        "signal.signal(signal.SIGWINCH, say); say()\n"
        "while True: signal.pause()"
    )
    with script(home, source) as terminal:
        terminal.wait_for("(80, 24)")
        terminal.resize(60, 20)
        terminal.wait_for("(60, 20)")


def test_sequences_may_come_in_any_pieces() -> None:
    data = (
        "\x1b[?1049h\x1b[2J\x1b[H\x1b]0;a title\x1b\\\x1b[?2026$p\x1b[4:3mé\x1b[0m\x1bP+q\x1b\\"
        "\x1b[>1u\x1b[1;38;2;1;2;3m漢字\x1b[m\x1b]8;;x\x07."
    ).encode()
    for size in range(1, 8):
        screen = TerminalScreen(20, 2)
        for start in range(0, len(data), size):
            screen.feed(data[start : start + size])
        assert screen.lines == ["é漢字.", ""]
        assert screen.left_behind() == ["alternate screen", "keyboard protocol"]
