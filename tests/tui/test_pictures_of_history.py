"""The history and a clash of two versions, as pictures.

After a change that is meant to be seen, look at the new ones and keep them with
``pytest tests/tui/test_pictures_of_history.py --snapshot-update``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

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


FIRST = "The sidebar, on the Plus plan. A writer asks for a draft and gets three paragraphs."
SECOND = "The sidebar, on the Business plan.\n\nA writer asks for a draft and gets two of them."


@pytest.fixture
def app(places: Places, clock: FrozenClock) -> Iterator[TeardownApp]:
    record = begin(places, clock, "Notion AI", text=FIRST, days_ago=3)
    workspace = Workspace(places, clock=clock, environ={})
    section = record.questions[0]
    record.work(section.id).answers[section.prompts[0].id] = SECOND
    record = workspace.save(record)
    clock.move(hours=2)
    record.work(section.id).score = 3
    record.product.plan = "Business"
    workspace.library.keep_aside(record, reason="the other version was kept")
    record = workspace.save(record)
    for score in range(5):
        clock.move(minutes=7)
        record.work(section.id).score = score
        record = workspace.save(record)
    broken = workspace.library.root / "history" / record.id / "3.json"
    broken.unlink()
    broken.write_text("{", encoding="utf-8")
    os.utime(broken, (clock.instant.timestamp(), clock.instant.timestamp()))
    clock.move(days=1)
    desk = Desk(workspace)
    yield TeardownApp(desk)
    desk.close()
    workspace.close()


@pytest.mark.parametrize("theme", ["teardown-dark", "teardown-light"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)], ids=["60x20", "80x24", "140x45"])
def test_history(
    snap_compare: Compare, app: TeardownApp, size: tuple[int, int], theme: str
) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        app.theme = theme
        driver = Driver(app, pilot)
        await driver.sees("1 teardown", "Go on with Notion AI")
        await driver.press("v")
        await driver.sees("9 versions, 1 kept aside", "Scored")
        await driver.press("end", "up")
        await driver.sees("Begun with", "Version 2", "differently from version 1")
        await driver.press("n")
        await driver.sees("of 1 changed place")

    assert snap_compare(app, terminal_size=size, run_before=ready)
