"""Pictures of evidence; keep new ones with ``--snapshot-update``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import SIZES, Driver, begin, running
from tests.tui.evidence.making import with_evidence
from tui.screens.evidence.rows import EvidenceRows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare
    from tui.app import TeardownApp

NAMES = [f"{width}x{height}" for width, height in SIZES]


@pytest.fixture(params=["teardown-dark", "teardown-light"])
def app(
    places: Places, clock: FrozenClock, request: pytest.FixtureRequest
) -> Iterator[TeardownApp]:
    with_evidence(places, clock)
    yield from running(places, clock, request.param)


@pytest.fixture
def empty(places: Places, clock: FrozenClock) -> Iterator[TeardownApp]:
    begin(places, clock, "Notion AI", template="quick")
    yield from running(places, clock, "teardown-dark")


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_the_list(app: TeardownApp, size: tuple[int, int], snap_compare: Compare) -> None:
    async def look(pilot: Pilot[None]) -> None:
        driver = Driver(app, pilot)
        await driver.sees("Notion AI", "Library")
        await driver.press("p")
        await driver.sees("Saved", "Pricing plans")
        driver.app.screen.query_one(EvidenceRows).move_to_key("e1")
        await driver.sees("Captured again", *(["How it begins"] if size[0] > 110 else []))

    assert snap_compare(app, run_before=look, terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_what_changed(app: TeardownApp, size: tuple[int, int], snap_compare: Compare) -> None:
    async def compare(pilot: Pilot[None]) -> None:
        driver = Driver(app, pilot)
        await driver.sees("Notion AI", "Library")
        await driver.press("p")
        await driver.sees("Saved", "Pricing plans")
        driver.app.screen.query_one(EvidenceRows).move_to_key("e1")
        await driver.press("v")
        await driver.sees("words new", "How your 3 quotes stand", "Saved")

    assert snap_compare(app, run_before=compare, terminal_size=size)


def test_nothing_yet(empty: TeardownApp, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[None]) -> None:
        driver = Driver(empty, pilot)
        await driver.sees("Notion AI", "Library")
        await driver.press("p")
        await driver.sees("Saved", "Nothing captured yet.")

    assert snap_compare(empty, run_before=look, terminal_size=(80, 24))
