"""Import as pictures: before, after, and a conflict side by side.

After a change that is meant to be seen, look at the new ones and keep them with
``pytest tests/tui/test_pictures_of_import.py --snapshot-update``.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace
from store.exchange.markdown import to_markdown
from tests.lab.importing.bringing import write
from tests.lab.making import make_record
from tests.store.exchange.foreign.reading_pages import PAGES
from tests.tui.driving import Driver
from tui.app import TeardownApp
from tui.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare


@pytest.fixture
def app(
    places: Places, clock: FrozenClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TeardownApp]:
    folder = tmp_path / "notes"
    monkeypatch.chdir(tmp_path)
    workspace = Workspace(places, clock=clock, environ={})
    record = make_record(author="Ana", rev=1)
    record.work("frame").answers["who"] = "Somebody in a hurry, on the free plan."
    record = workspace.library.insert(record)
    text = to_markdown(record)
    write(folder, text.replace("a hurry, on the free", "meetings, on the Plus"), "notion.md")
    write(folder, text.replace("author: Ana", "author: Bob"), "bob.md")
    write(folder, '{"id": 1\n,]', "broken.json")
    write(folder, "x", "photo.png")
    for page in ("front-matter.md", "crlf.md"):
        shutil.copy(PAGES / page, folder / page)
    clock.move(minutes=1)
    workspace.answer(record.id, "frame.who", "Nobody in a hurry, on the free plan.")
    desk = Desk(workspace)
    yield TeardownApp(desk)
    desk.close()
    workspace.close()


async def look(app: TeardownApp, pilot: Pilot[None]) -> Driver:
    driver = Driver(app, pilot)
    await driver.sees("1 teardown")
    await driver.press("i")
    await driver.sees("Exports of teardown")
    field = app.screen.query_one("PathField")
    field.put(f"notes{os.sep}")  # type: ignore[attr-defined]  # ours
    await driver.sees("2 new", "1 passed over")
    return driver


@pytest.mark.parametrize("theme", ["teardown-dark", "teardown-light"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)], ids=["60x20", "80x24", "140x45"])
def test_before(snap_compare: Compare, app: TeardownApp, size: tuple[int, int], theme: str) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        app.theme = theme
        driver = await look(app, pilot)
        await driver.press("down", "down", "down")
        await driver.sees("“Strengths”")

    assert snap_compare(app, terminal_size=size, run_before=ready)


def test_after(snap_compare: Compare, app: TeardownApp) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        driver = await look(app, pilot)
        await driver.press("enter")
        await driver.sees("2 created", "1 in conflict", "In the library")

    assert snap_compare(app, terminal_size=(80, 24), run_before=ready)


def test_a_conflict(snap_compare: Compare, app: TeardownApp) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        driver = await look(app, pilot)
        await driver.press("enter")
        await driver.sees("2 created")
        await driver.press("enter")
        await driver.sees("meetings", "Nobody")

    assert snap_compare(app, terminal_size=(80, 24), run_before=ready)
