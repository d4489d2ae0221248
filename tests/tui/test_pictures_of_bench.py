"""Pictures of the trial bench; keep new ones with ``--snapshot-update``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.trials.writing import ProbeDraft, TrialDraft
from lab.workspace import Workspace
from tests.tui.driving import Driver, begin, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from lab.places import Places
    from store.records import Verdict
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare
    from tui.app import TeardownApp

OF_THE_PROMPT: tuple[Verdict, ...] = ("pass", "fail", "pass", "pass", "fail")
OF_A_WORDING: tuple[Verdict, ...] = ("fail", "pass", "fail")


@pytest.fixture
def app(
    places: Places, clock: FrozenClock, request: pytest.FixtureRequest
) -> Iterator[TeardownApp]:
    record = begin(places, clock, "Notion AI", template="full")
    workspace = Workspace(places, clock=clock, environ={"TEARDOWN_AUTHOR": "Ana"})
    bench = workspace.bench
    first = bench.add_probe(
        record.id,
        ProbeDraft(
            "Summarise this page in five bullets.\n\nKeep every number.",
            "Exactly five bullets, and every number of the page is among them.",
            quality_line=0.8,
            budget="standard",
            wordings=("Five points with all figures, please.", "tl;dr, numbers included"),
        ),
    )
    for verdict in OF_THE_PROMPT:
        bench.add_trial(record.id, first.id, TrialDraft("an output", verdict=verdict))
    for verdict in OF_A_WORDING:
        bench.add_trial(record.id, first.id, TrialDraft("other", verdict=verdict, wording="1"))
    second = bench.add_probe(
        record.id,
        ProbeDraft(
            "When was our Lisbon office opened?",
            "Says first that no page here tells.",
            name="Not in the workspace",
            kind="absent_answer",
        ),
    )
    for _ in range(3):
        bench.add_trial(record.id, second.id, TrialDraft("in 2019"))
    bench.add_probe(record.id, ProbeDraft("Rewrite this kindly", "I would send it as it is."))
    workspace.close()
    yield from running(places, clock, request.param)


@pytest.fixture
def empty(places: Places, clock: FrozenClock) -> Iterator[TeardownApp]:
    begin(places, clock, "Notion AI", template="full")
    yield from running(places, clock, "teardown-dark")


@pytest.mark.parametrize(
    ("app", "size"),
    [("teardown-dark", (80, 24)), ("teardown-light", (140, 45))],
    ids=["80x24", "140x45"],
    indirect=["app"],
)
def test_the_probes(app: TeardownApp, size: tuple[int, int], snap_compare: Compare) -> None:
    async def look(pilot: Pilot[None]) -> None:
        driver = Driver(app, pilot)
        await driver.sees("Notion AI", "Library")
        await driver.press("b")
        await driver.sees("3 probes", "Saved", "records outputs")

    assert snap_compare(app, run_before=look, terminal_size=size)


def test_the_first_probe_is_designed(empty: TeardownApp, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[None]) -> None:
        driver = Driver(empty, pilot)
        await driver.sees("Notion AI", "Library")
        await driver.press("b")
        await driver.sees("designs the first probe", "Saved")
        await driver.press("a")
        await driver.sees("Design a probe", "What you want to find out")

    assert snap_compare(empty, run_before=look, terminal_size=(80, 24))


def test_nothing_yet(empty: TeardownApp, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[None]) -> None:
        driver = Driver(empty, pilot)
        await driver.sees("Notion AI", "Library")
        await driver.press("b")
        await driver.sees("designs the first probe", "Saved")

    assert snap_compare(empty, run_before=look, terminal_size=(60, 20))
