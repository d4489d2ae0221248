"""Pictures of a probe's outputs; keep new ones with ``--snapshot-update``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from lab.trials.writing import ProbeDraft, TrialDraft, add_probe, add_trial
from lab.workspace import Workspace
from tests.tui.driving import SIZES, Driver, begin, take_in_hand
from tui.app import TeardownApp
from tui.bench.changes import BenchChanges
from tui.desk import Desk
from tui.doors import trials_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare

NAMES = [f"{width}x{height}" for width, height in SIZES]
THEMES = {60: "teardown-dark", 80: "teardown-dark", 140: "teardown-light"}
PROMPT = (
    "Summarise these notes for a colleague who was not there: who decided what, what is still "
    "open, and which decision was taken back at the end."
)
RULE = "All three decisions are there, and the one that was taken back is marked as such."
WORDINGS = ("What was decided in these notes?", "Give me the decisions in three points.")
ANSWER = (
    "Three decisions were made. First, the beta ships on Monday. Second, Ana owns pricing. "
    "Third, the old onboarding stays.\n\nOpen: who writes the help page."
)
SETTINGS = {
    "plan": "Plus", "model_label": "Auto", "surface": "web", "fresh_session": True,
    "memory_off": True,
}  # fmt: skip


@pytest.fixture
def record(places: Places, clock: FrozenClock) -> Teardown:
    """A probe with some of its runs, one of them an error."""
    begun = begin(places, clock, "Notion AI", template="quick", plan="Plus", surface="web")
    workspace = Workspace(places, clock=clock, environ={})
    record = workspace.load(begun.id)
    draft = ProbeDraft(PROMPT, RULE, name="Meeting notes", budget="quick", wordings=WORDINGS)
    add_probe(record, draft, now=clock.now())
    for number, seconds in enumerate((4.2, 11.0, None, 75.0, 3.9)):
        clock.move(minutes=1)
        output = TrialDraft(
            f"{ANSWER} ({number})", seconds=seconds, settings=SETTINGS, wording=str(number // 4)
        )
        broken = TrialDraft("", verdict="error", note="A limit was reached", settings=SETTINGS)
        add_trial(record, "b1", output if seconds else broken, now=clock.now())
    workspace.save(record)
    workspace.close()
    return record


@pytest.fixture
def app(
    places: Places, clock: FrozenClock, size: tuple[int, int], record: Teardown
) -> Iterator[TeardownApp]:
    assert record.probes
    desk = Desk(Workspace(places, clock=clock, environ={"TEARDOWN_THEME": THEMES[size[0]]}))
    yield TeardownApp(desk)
    desk.close()
    desk.workspace.close()


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_outputs(
    app: TeardownApp,
    size: tuple[int, int],
    record: Teardown,
    clock: FrozenClock,
    snap_compare: Compare,
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        driver = Driver(app, pilot)
        await driver.sees("Notion AI", "Library")
        in_hand = await take_in_hand(app, record.id)
        screen = trials_screen(in_hand, "b1", changes=BenchChanges(in_hand))
        await app.push_screen(screen)
        await driver.sees("Passes if", "Saved")
        if size[0] == 80:
            await driver.press("space")
            clock.move(seconds=7)
            await driver.sees("7 s since you sent it")
        elif size[0] == 60:
            app.post_message(events.Paste(f"{ANSWER} (4)"))
            await driver.sees("Word for word", "Saved")
        else:
            await driver.sees("Output 5, wording 1")
        in_hand.stop()

    assert snap_compare(app, run_before=look, terminal_size=size)
