"""Pictures of live runs; keep new ones with ``--snapshot-update``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from lab.trials.writing import ProbeDraft, TrialDraft, add_probe, add_trial
from lab.workspace import Workspace
from tests.tui.driving import begin, take_in_hand
from tui.app import TeardownApp
from tui.bench.changes import BenchChanges
from tui.desk import Desk
from tui.doors import live_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare

MADE = {
    "service": "anthropic",
    "host": "api.anthropic.com",
    "model_asked": "claude-sonnet-5-5",
    "max_tokens": 1024,
    "cost": 0.004,
}
PROBE = ProbeDraft(
    "When does the contract end, and how long is the notice? Answer from the notes only.",
    "Names the day and the notice.",
    name="Contract end",
    wordings=("End of the contract, and notice?",),
)
OUTPUTS = (
    "The contract ends on 30 June 2027; either side may give notice three months before.",
    "It ends on 30 June.",
    "I cannot find a date in these notes.",
)


@pytest.fixture
def app(
    places: Places, clock: FrozenClock, request: pytest.FixtureRequest
) -> Iterator[TeardownApp]:
    record = begin(places, clock, "Notion AI", template="quick")
    theme, environ = request.param
    workspace = Workspace(
        places, clock=clock, environ={"TEARDOWN_THEME": theme, "PATH": "", **environ}
    )
    now = clock.now()

    def design(record: object) -> None:
        add_probe(record, PROBE, now=now)  # type: ignore[arg-type]  # the record, as it is loaded
        for number, output in enumerate(OUTPUTS if environ else ()):
            draft = TrialDraft(
                output, wording=str(number % 2), seconds=2.1 + number, settings=MADE,
                source="anthropic", verdict="fail" if number else "pass",
            )  # fmt: skip
            add_trial(record, "b1", draft, now=now, marker="rule: contains “30 June 2027”")  # type: ignore[arg-type]  # the same

    workspace.change(record.id, design)
    desk = Desk(workspace)
    yield TeardownApp(desk)
    desk.close()


async def opened(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, TeardownApp)
    desk = app.desk
    (row,) = await desk.run(desk.workspace.summaries)
    in_hand = await take_in_hand(app, row.id)
    await app.push_screen(live_screen(in_hand, "b1", changes=BenchChanges(in_hand)))
    await pilot.pause()


posix = pytest.mark.skipif(sys.platform == "win32", reason="pictures are drawn as on Unix")
PRICED = {
    "ANTHROPIC_API_KEY": "a-key",
    "TEARDOWN_PRICE_INPUT": "3",
    "TEARDOWN_PRICE_OUTPUT": "15",
}


@posix
@pytest.mark.parametrize("app", [("teardown-dark", {})], indirect=True)
def test_without_a_key(app: TeardownApp, snap_compare: Compare) -> None:
    assert snap_compare(app, terminal_size=(80, 24), run_before=opened)


@posix
@pytest.mark.parametrize("app", [("teardown-light", PRICED)], indirect=True)
def test_runs_half_way(app: TeardownApp, snap_compare: Compare) -> None:
    assert snap_compare(app, terminal_size=(140, 45), run_before=opened)
