"""Pictures of marking, of what it ends with, and of groups; keep new ones with
``--snapshot-update``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.model import Mark
from lab.workspace import Workspace
from tests.tui.bench.figures_making import keep, probe
from tests.tui.driving import Driver, take_in_hand
from tui.app import TeardownApp
from tui.bench.changes import BenchChanges
from tui.desk import Desk
from tui.doors import groups_screen, marking_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.pilot import Pilot
    from textual.screen import Screen

    from lab.model import Probe
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare
    from tui.doors import Spot

SAID = (
    "The launch is on 4 May. Ana confirms it in the second paragraph.\n\n- Owner: Ana\n- On track",
    "I could not find a date in the notes. Shall I look in the calendar?",
    "According to the notes the launch has been set for 4 May. It was confirmed by Ana.",
)
SMALL, LARGE = (80, 24), (140, 45)


def made(marks: str, *, groups: str = "", second: str = "") -> Probe:
    """Return a probe whose outputs are marked so, by a second person too."""
    one = probe("b1", marks, quality_line=0.8)
    words = {"p": "pass", "f": "fail", "u": "unclear"}
    trials = [
        trial.model_copy(
            update={
                "output": SAID[number % 3],
                "group": groups[number] if number < len(groups) else "",
                "marker": "Ana" if second else "",
                "note": "a date nobody gave" if trial.verdict == "fail" else "",
                "marks": [Mark.model_validate({"marker": "Ben", "verdict": words[second[number]]})]
                if second
                else [],
            }
        )
        for number, trial in enumerate(one.trials)
    ]
    return one.model_copy(update={"trials": trials})


@pytest.fixture
def app(
    places: Places, clock: FrozenClock, request: pytest.FixtureRequest
) -> Iterator[TeardownApp]:
    desk = Desk(Workspace(places, clock=clock, environ={"TEARDOWN_THEME": request.param}))
    yield TeardownApp(desk)
    desk.close()
    desk.workspace.close()


def looking(
    app: TeardownApp,
    name: str,
    *keys: str,
    door: Callable[..., Screen[Spot | None]],
    seen: str,
    then: tuple[str, ...],
) -> Callable[[Pilot[None]], object]:
    async def look(pilot: Pilot[None]) -> None:
        driver = Driver(app, pilot)
        await driver.sees("Notion AI", "Library")
        hand = await take_in_hand(driver.app, name)
        app.push_screen(door(hand, "b1", changes=BenchChanges(hand)))
        await driver.sees(seen)
        await driver.press(*keys)
        await driver.sees(*then)

    return look


DARK = pytest.mark.parametrize("app", ["teardown-dark"], indirect=True)
LIGHT = pytest.mark.parametrize("app", ["teardown-light"], indirect=True)


@DARK
def test_an_output_to_mark(
    app: TeardownApp, places: Places, clock: FrozenClock, snap_compare: Compare
) -> None:
    name = keep(places, clock, "Notion AI", made("uuuuu")).id
    look = looking(app, name, "f", door=marking_screen, seen="5 to go", then=("4 to go", "Saved"))
    assert snap_compare(app, run_before=look, terminal_size=SMALL)


@LIGHT
def test_all_marked_by_two(
    app: TeardownApp, places: Places, clock: FrozenClock, snap_compare: Compare
) -> None:
    name = keep(
        places, clock, "Notion AI", made("pfppfpppfppf", second="pfppfppufppp")
    ).id  # fmt: skip
    look = looking(
        app, name, "escape", door=marking_screen, seen="Who marks", then=("All marked", "Saved")
    )
    assert snap_compare(app, run_before=look, terminal_size=LARGE)


@DARK
def test_two_side_by_side(
    app: TeardownApp, places: Places, clock: FrozenClock, snap_compare: Compare
) -> None:
    name = keep(places, clock, "Notion AI", made("ppp")).id
    look = looking(
        app,
        name,
        "n",
        "x",
        door=groups_screen,
        seen="fewest words",
        then=("3 and 1 of 3", "I could not"),
    )
    assert snap_compare(app, run_before=look, terminal_size=LARGE)


@LIGHT
def test_groups(
    app: TeardownApp, places: Places, clock: FrozenClock, snap_compare: Compare
) -> None:
    name = keep(places, clock, "Notion AI", made("ppppp", groups="AB")).id
    look = looking(app, name, door=groups_screen, seen="3 to go", then=("Saved",))
    assert snap_compare(app, run_before=look, terminal_size=SMALL)
