"""The first week of a newcomer, and the hundredth of a regular, with a clock that can be set."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from lab.drafting import NewTeardown
from lab.places import find_places
from lab.workspace import Workspace
from tests.conftest import FrozenClock
from tests.pty.terminal import Terminal, plain_environment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.pty

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

AT_ANOTHER_TIME = """
import sys
from datetime import datetime, UTC
from store.clock import SystemClock

began, at = datetime.now(UTC), datetime.fromisoformat(sys.argv[1])
SystemClock.now = lambda _: at + (datetime.now(UTC) - began)
sys.argv = ["teardown"]
from cli.main import main
sys.exit(main())
"""
"""Runs the program at the instant of its first argument; from there its clock goes on."""


def open_at(home: Path, at: datetime, *, columns: int = 80, rows: int = 24) -> Terminal:
    """Open the app at an instant."""
    command = (sys.executable, "-c", AT_ANOTHER_TIME, at.isoformat())
    environment = plain_environment(home, TZ="UTC")
    return Terminal(environment, command=command, columns=columns, rows=rows)


def leave(terminal: Terminal) -> None:
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0


def test_the_first_week_of_a_newcomer(home: Path) -> None:
    with open_at(home, MONDAY) as terminal:
        terminal.wait_for("This week   ○  fifteen minutes are enough", "t  Take", "Press n")
        terminal.press("n")
        terminal.wait_for("New teardown")
        terminal.type("Notion AI\n")
        terminal.wait_for("Which product is this")
        terminal.type("The web app, today.")
        terminal.wait_for("Saved", gone="Saving")
        terminal.press("escape", "f")
        terminal.wait_for("Worth a look")
        terminal.press("f", "f")
        terminal.wait_for("Finished on 2 March 2026", "Which moment is yours?")
        terminal.press("j", "j", "j", "enter")
        terminal.wait_for("Plan when")
        terminal.type("tea is made\n")
        terminal.wait_for("When tea is made, you open a teardown.", gone="Which moment")
        terminal.press("h")
        terminal.wait_for("goal reached: 1 teardown done", "■  one week so far")
        leave(terminal)
    with open_at(home, MONDAY + timedelta(days=9)) as terminal:
        terminal.wait_for("the goal is one teardown, 5 days left", "■○  one week so far")
        terminal.wait_for("Recall 1 card", "l what else")
        leave(terminal)


def test_the_hundredth_week_of_a_regular(home: Path) -> None:
    clock = FrozenClock(MONDAY)
    workspace = Workspace(find_places(home / "teardown", {}), clock=clock, environ={})
    workspace.preferences.set("pauses", "2025-12-22..2026-01-04")
    for weeks in range(99, 0, -1):
        if weeks in {3, 9, 10}:  # one week missed, two in the pause
            continue
        clock.instant = MONDAY - timedelta(weeks=weeks)
        workspace.finish(workspace.create(NewTeardown(f"Product {weeks}", template="quick")))
    workspace.close()

    with open_at(home, MONDAY, columns=140, rows=45) as terminal:
        terminal.wait_for(
            "the goal is one teardown, 7 days left",
            "■■■■■■■■■■■■■■■––■■■■■□■■○  96 weeks in a row · score 90 · 1 week in reserve",
            "96 teardowns",
            "t  Rematch: Product",
        )
        terminal.press("t")
        terminal.wait_for("apart again?", "begin the rematch")
        terminal.press("y")
        terminal.wait_for("What is identical", "What I remember")
        terminal.press("escape", "h")
        terminal.wait_for("97 teardowns", "Go on with Product")
        leave(terminal)
