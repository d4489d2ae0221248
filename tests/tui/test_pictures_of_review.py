"""The review of a draft, of a finished teardown and of the worked example, as pictures.

After a change that is meant to be seen, look at the new ones and keep them with
``pytest tests/tui/test_pictures_of_review.py --snapshot-update``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from lab.model import Claim, Lesson, Prediction, Probe, Trial
from lab.workspace import Workspace
from tests.tui.driving import Driver, begin
from tui.app import TeardownApp
from tui.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare


WHO = "A support lead who answers forty tickets a day; before, she copied from old replies."


@pytest.fixture
def app(places: Places, clock: FrozenClock) -> Iterator[TeardownApp]:
    record = begin(places, clock, "Notion AI", template="quick", plan="Plus", text="The draft tool")
    workspace = Workspace(places, clock=clock, environ={})
    frame, variance = record.work("frame"), record.work("variance")
    frame.answers["who"], frame.score, frame.seconds = WHO, 3, 190
    variance.answers["task"] = "Summarise a page of 900 words in five bullets that are all true."
    variance.score, variance.seconds = 3, 420
    record.claims = [
        Claim(id="c1", section="weaknesses", kind="finding", basis="guess", confidence="high",
              statement="It gets slower the longer the page is"),
        Claim(id="c2", section="strengths", kind="strength", basis="tried",
              statement="Throwing a draft away costs one key"),
        Claim(id="c3", section="strengths", kind="inference", basis="tried",
              statement="It never writes over what stands there"),
    ]  # fmt: skip
    record.predictions = [
        Prediction(id="p1", statement="4 of 5 runs will pass", probability=0.7,
                   due=date(2026, 3, 1)),
    ]  # fmt: skip
    record.probes = [
        Probe(id="b1", prompt="Summarise this", pass_rule="Names the date.", trials=[
            Trial(id=f"t{n}", verdict="fail" if n == 3 else "pass") for n in range(5)
        ])
    ]  # fmt: skip
    record.take_home.cannot_conclude = "Nothing about long pages: mine had 900 words."
    workspace.save(record)
    desk = Desk(workspace)
    yield TeardownApp(desk)
    desk.close()
    workspace.close()


@pytest.mark.parametrize("theme", ["teardown-dark", "teardown-light"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)], ids=["60x20", "80x24", "140x45"])
def test_a_draft(
    snap_compare: Compare, app: TeardownApp, size: tuple[int, int], theme: str
) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        app.theme = theme
        driver = Driver(app, pilot)
        await driver.sees("Notion AI")
        await driver.press("w")
        await driver.sees("Worth a look", "Saved")

    assert snap_compare(app, terminal_size=size, run_before=ready)


def test_its_end(snap_compare: Compare, app: TeardownApp) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        driver = Driver(app, pilot)
        await driver.sees("Notion AI")
        await driver.press("w")
        await driver.sees("Worth a look", "Saved")
        await driver.press("end")
        await driver.sees("What cannot be concluded", "10 of 15 min")

    assert snap_compare(app, terminal_size=(100, 40), run_before=ready)


def test_a_finished_one(snap_compare: Compare, app: TeardownApp) -> None:
    workspace = app.desk.workspace
    record = workspace.load(workspace.resolve("last"))
    record.take_home.lessons = [
        Lesson(
            id="l1",
            principle="Make a refusal cheaper than a request",
            limit="not where errors are costly",
        )
    ]
    record.review_by = date(2026, 5, 31)
    workspace.finish(record)

    async def ready(pilot: Pilot[None]) -> None:
        driver = Driver(app, pilot)
        await driver.sees("Notion AI")
        await driver.press("w")
        await driver.sees("What is next", "31 May 2026")

    assert snap_compare(app, terminal_size=(80, 24), run_before=ready)
