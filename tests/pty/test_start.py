"""Starting and leaving the app in a real terminal, however it is left."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest

from lab.places import find_places
from tests.pty.terminal import TEARDOWN, Terminal, plain_environment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.pty

SIZES = [(60, 20), (80, 24), (140, 45), (250, 80)]

CRASH = """
import sys
from tui.screens.home.screen import HomeScreen

def crash(*_, **__):
    raise RuntimeError("planted [/a/fault]")

HomeScreen.{name} = crash
sys.argv = ["teardown"]
from cli.main import main
sys.exit(main())
"""


def said(terminal: Terminal) -> list[str]:
    """Return the lines that stand in the terminal after the program."""
    return [line for line in terminal.screen.lines if line]


@pytest.mark.parametrize(("columns", "rows"), SIZES, ids=str)
def test_the_app_opens_at_this_size_and_leaves_nothing_behind(
    home: Path, columns: int, rows: int
) -> None:
    with Terminal(plain_environment(home), columns=columns, rows=rows) as terminal:
        terminal.wait_for("This week", "Library")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
        assert terminal.left_behind() == []
        assert said(terminal) == []


def test_the_app_follows_the_window(home: Path) -> None:
    with Terminal(plain_environment(home)) as terminal:
        terminal.wait_for("This week", "Library", "New")
        for columns, rows in [*reversed(SIZES), (40, 12), (80, 24)]:
            terminal.resize(columns, rows)
            terminal.wait_for("Library")
        terminal.wait_for("This week", "Library", "New")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("kind", ["dumb", None])
def test_a_terminal_that_cannot_draw_is_refused_in_one_line(home: Path, kind: str | None) -> None:
    environment = plain_environment(home)
    del environment["TERM"]
    if kind is not None:
        environment["TERM"] = kind
    with Terminal(environment, columns=200) as terminal:
        assert terminal.wait_for_end() == 1
        (line,) = said(terminal)
        assert "TERM is" in line
        assert terminal.left_behind() == []
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_app_tidily_with_the_status_that_a_shell_expects(
    home: Path, number: signal.Signals
) -> None:
    with Terminal(plain_environment(home)) as terminal:
        terminal.wait_for("This week")
        terminal.kill(number)
        assert terminal.wait_for_end() == 128 + number
        assert terminal.left_behind() == []
        assert said(terminal) == []


def test_a_closed_window_ends_the_app(home: Path) -> None:
    with Terminal(plain_environment(home)) as terminal:
        terminal.wait_for("This week")
        # Python itself ends with 120 where it cannot write its last words anywhere.
        assert terminal.close_window() in {128 + signal.SIGHUP, 120}


@pytest.mark.parametrize("name", ["on_mount", "compose", "action_new_teardown"])
def test_a_crash_leaves_a_clean_terminal_and_one_line(home: Path, name: str) -> None:
    command = (sys.executable, "-c", CRASH.replace("{name}", name))
    with Terminal(plain_environment(home), command=command, columns=300) as terminal:
        if name == "action_new_teardown":
            terminal.wait_for("This week")
            terminal.press("n")
        assert terminal.wait_for_end() == 1
        assert terminal.left_behind() == []
        (line,) = said(terminal)
        assert "RuntimeError" in line
        (report,) = find_places(home / "teardown", {}).state.glob("crash-*.log")
        assert "planted [/a/fault]" in report.read_text(encoding="utf-8")
        assert str(report) in line


def test_the_app_says_nothing_when_it_is_asked_for_its_version(home: Path) -> None:
    with Terminal(plain_environment(home), command=(*TEARDOWN, "--version")) as terminal:
        assert terminal.wait_for_end() == 0
        assert len(said(terminal)) == 1
        assert terminal.left_behind() == []
