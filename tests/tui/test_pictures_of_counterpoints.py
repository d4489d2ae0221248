"""Pictures of counterpoints; keep new ones with ``--snapshot-update``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from lab.model import Counterpoint
from lab.workspace import Workspace
from tests.tui.driving import begin, take_in_hand
from tui.app import TeardownApp
from tui.desk import Desk
from tui.doors import counterpoints_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare

TEXT = (
    "The draft keeps the date in 4 of the 5 runs that I made on Monday, and the price that it "
    "quotes is the price of the page, so that most users can always send it after one look."
)
SAID = {
    "section": "variance", "prompt": "task", "source": "model", "model": "claude-sonnet-5-5",
    "severity": 2, "kind": "scope", "why_it_matters": "Returns are often long threads.",
    "evidence_needed": "Five runs on a thread of ten messages.",
    "cheapest_check": "Paste one long thread.", "would_be_wrong_if": "All five keep the date.",
}  # fmt: skip
ITEMS = (
    {"target_quote": "4 of the 5 runs", "counterpoint": "Were these all short threads?",
     "response": "changed", "reply": "Counted, and said which runs.",
     "before": TEXT.replace("4 of the 5 runs", "all runs"), "after": TEXT},
    {"target_quote": "the price of the page", "counterpoint": "Which plan was the page for?"},
)  # fmt: skip
ENVIRON = {
    "ANTHROPIC_API_KEY": "sk-a-key", "TEARDOWN_PRICE_INPUT": "3", "TEARDOWN_PRICE_OUTPUT": "15",
    "PATH": "",
}  # fmt: skip


@pytest.fixture
def app(
    places: Places, clock: FrozenClock, request: pytest.FixtureRequest
) -> Iterator[TeardownApp]:
    begun = begin(places, clock, "Notion AI", template="quick")
    theme, with_items = request.param
    workspace = Workspace(places, clock=clock, environ={"TEARDOWN_THEME": theme, **ENVIRON})

    def write(record: Teardown) -> None:
        work = record.work("variance")
        work.answers["task"], work.score = TEXT, 3
        record.counterpoints = [
            Counterpoint.model_validate({"id": f"k{n}", "asked_at": clock.now(), **SAID, **facts})
            for n, facts in enumerate(ITEMS if with_items else (), 1)
        ]

    workspace.change(begun.id, write)
    desk = Desk(workspace)
    yield TeardownApp(desk)
    desk.close()


async def opened(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, TeardownApp)
    desk = app.desk
    (row,) = await desk.run(desk.workspace.summaries)
    in_hand = await take_in_hand(app, row.id)
    await app.push_screen(counterpoints_screen(in_hand, "variance"))
    await pilot.pause(0.3)
    await pilot.press("x")
    await pilot.pause(0.3)
    await in_hand.flush()
    await pilot.press("end")
    await pilot.pause()


posix = pytest.mark.skipif(sys.platform == "win32", reason="pictures are drawn as on Unix")


@posix
@pytest.mark.parametrize("app", [("teardown-dark", False)], indirect=True)
def test_before_a_model_is_asked(app: TeardownApp, snap_compare: Compare) -> None:
    assert snap_compare(app, terminal_size=(80, 24), run_before=opened)


@posix
@pytest.mark.parametrize("app", [("teardown-light", True)], indirect=True)
def test_items_and_a_change(app: TeardownApp, snap_compare: Compare) -> None:
    assert snap_compare(app, terminal_size=(140, 45), run_before=opened)
