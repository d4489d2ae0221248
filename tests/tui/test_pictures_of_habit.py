"""Pictures of the habit and of recall: the first week, and the hundredth.

After a change that is meant to be seen, look at the new ones and keep them with
``pytest tests/tui/test_pictures_of_habit.py --snapshot-update``.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace
from tests.tui.driving import Driver
from tests.tui.practice_samples import first_week, regular
from tui.app import TeardownApp
from tui.desk import Desk
from tui.doors import habit_screen, recall_screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot
    from textual.screen import Screen

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare


@pytest.mark.parametrize(
    ("practice", "theme", "size", "keys", "seen"),
    [
        (first_week, "teardown-dark", (80, 24), [], "There is room for half a year"),
        (regular, "teardown-light", (140, 45), [], "16 weeks in a row"),
        (regular, "teardown-dark", (60, 20), ["tab", "tab", "tab"], "90 to 100%"),
    ],
    ids=["first-80x24", "hundredth-140x45", "foresight-60x20"],
)
def test_the_habit(  # noqa: PLR0917 - what a picture depends on
    snap_compare: Compare,
    places: Places,
    clock: FrozenClock,
    practice: Callable[[Places, FrozenClock], object],
    theme: str,
    size: tuple[int, int],
    keys: list[str],
    seen: str,
) -> None:
    practice(places, clock)
    with closing(_Shown(places, clock, theme)) as shown:
        look = shown.looking(habit_screen, "score", keys, seen)
        assert snap_compare(shown.app, run_before=look, terminal_size=size)


@pytest.mark.parametrize(
    ("theme", "keys", "seen"),
    [
        ("teardown-light", [], "Say it to yourself first."),
        ("teardown-dark", ["space"], "How did it go?"),
    ],
    ids=["question", "answer"],
)
def test_recall(  # noqa: PLR0917 - what a picture depends on
    snap_compare: Compare,
    places: Places,
    clock: FrozenClock,
    theme: str,
    keys: list[str],
    seen: str,
) -> None:
    first_week(places, clock)
    with closing(_Shown(places, clock, theme)) as shown:
        look = shown.looking(recall_screen, "1 of 2", keys, seen)
        assert snap_compare(shown.app, run_before=look, terminal_size=(80, 24))


class _Shown:
    """An app on a library, and the way to one of its screens."""

    def __init__(self, places: Places, clock: FrozenClock, theme: str) -> None:
        self._desk = Desk(Workspace(places, clock=clock, environ={"TEARDOWN_THEME": theme}))
        self.app = TeardownApp(self._desk)

    def looking(
        self, door: Callable[[], Screen[None]], ready: str, keys: list[str], seen: str
    ) -> Callable[[Pilot[None]], object]:
        async def look(pilot: Pilot[None]) -> None:
            driver = Driver(self.app, pilot)
            await driver.sees("Library")
            self.app.push_screen(door())
            await driver.sees(ready)
            await driver.press(*keys)
            await driver.sees(seen)

        return look

    def close(self) -> None:
        self._desk.close()
        self._desk.workspace.close()
