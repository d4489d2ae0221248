"""``teardown demo`` in a real terminal: look around and nothing stays, write and it does."""

from __future__ import annotations

import shlex
import signal
from typing import TYPE_CHECKING

import pytest

from tests.pty.terminal import TEARDOWN, Terminal, plain_environment
from tests.readme import README, command_line

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.pty


@pytest.fixture
def temporary(home: Path) -> Path:
    """The common place for temporary folders, for this test alone."""
    folder = home / "tmp"
    folder.mkdir()
    return folder


def demo(home: Path, temporary: Path, *, columns: int = 80) -> Terminal:
    """Start the demo with the README's own line."""
    _, line = command_line("demo", README.read_text(encoding="utf-8"))
    program, *arguments = shlex.split(line)
    assert program == ".venv/bin/teardown"
    return Terminal(
        plain_environment(home, TMPDIR=str(temporary)),
        command=(*TEARDOWN, *arguments),
        columns=columns,
    )


def said(terminal: Terminal) -> str:
    return " ".join(line for line in terminal.screen.lines if line)


def test_looking_at_the_draft_leaves_nothing_behind(home: Path, temporary: Path) -> None:
    with demo(home, temporary) as terminal:
        terminal.wait_for("Demo", "6 examples", "Ask Alderwick")
        assert len(list(temporary.iterdir())) == 1
        terminal.press("enter")
        terminal.wait_for("EXAMPLE", "at least five times")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
        assert "throw-away copy" in said(terminal)
        assert "kept:" not in said(terminal)
        assert terminal.left_behind() == []
    assert list(temporary.iterdir()) == []
    assert not (home / "teardown").exists()


def test_what_is_typed_into_the_draft_is_kept_and_named(home: Path, temporary: Path) -> None:
    with demo(home, temporary, columns=200) as terminal:
        terminal.wait_for("Demo", "6 examples", "Ask Alderwick")
        terminal.press("enter")
        terminal.wait_for("EXAMPLE", "at least five times")
        terminal.type("Five runs, two of them with the old form.")
        terminal.wait_for("Saved")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
        (kept,) = (home / "teardown" / "demos").iterdir()
        assert "You wrote in “Ask Alderwick”" in said(terminal)
        assert f"“teardown --data-dir {kept}” opens it." in said(terminal)
    assert list(temporary.iterdir()) == []
    environment = plain_environment(home, TMPDIR=str(temporary))
    command = (*TEARDOWN, "--data-dir", str(kept), "open", "ask-alderwick-rob2")
    with Terminal(environment, command=command) as terminal:
        terminal.wait_for("two of them with the old form")


def test_a_killed_demo_is_cleared_away_by_the_next(home: Path, temporary: Path) -> None:
    with demo(home, temporary) as terminal:
        terminal.wait_for("Demo", "6 examples")
        terminal.kill()
        terminal.wait_for_end()
    (left,) = temporary.iterdir()
    with demo(home, temporary) as terminal:
        terminal.wait_for("Demo", "6 examples")
        assert not left.exists()
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
    assert list(temporary.iterdir()) == []
