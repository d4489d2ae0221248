"""Pictures of the study group; keep new ones with ``--snapshot-update``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from lab.group.layout import round_file
from tests.tui.driving import Driver, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.pilot import Pilot

    from tests.lab.group.people import Person
    from tests.tui.test_pictures import Compare
    from tui.app import TeardownApp


@pytest.fixture
def app(
    person: Callable[[str], Person],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[TeardownApp]:
    """Ana’s app after the last day: Ben was late, Çiğdem’s text is another, Dan is missing."""
    ana = person("Ana").begin(with_git=False)
    monkeypatch.setenv("HOME", str(ana.root))
    monkeypatch.setenv("USERPROFILE", str(ana.root))
    ben, cigdem, _ = (person(name).join(ana.folder) for name in ("Ben Okonkwo", "Çiğdem", "Dan"))
    ana.seal(ana.group.new_round("Perplexity"))
    for each in (ana, ben, cigdem):
        each.clock.move(minutes=24 * 60)
    prompt = "Summarise this page in five bullets and keep every number"
    name = ana.group.new_round("Inlet", prompt=prompt, until=date(2026, 3, 9))
    ana.seal(name, score=4)
    cigdem.seal(name, score=2)
    for each in (ana, ben, cigdem):
        each.clock.move(minutes=7 * 24 * 60)
    ben.seal(name, score=1)
    for each in (ana, ben, cigdem):
        each.group.round(name).reveal()
    text = cigdem.folder / round_file(name, "teardowns", cigdem.group.me)
    text.write_text(text.read_text("utf-8").replace("It is for", "It was for"), "utf-8")
    yield from running(ana.workspace.places, ana.clock, request.param)


@pytest.fixture
def alone(person: Callable[[str], Person]) -> Iterator[TeardownApp]:
    """The app of somebody who is in no group."""
    ana = person("Ana")
    yield from running(ana.workspace.places, ana.clock, "teardown-dark")


@pytest.mark.parametrize(
    ("app", "size"),
    [("teardown-dark", (80, 24)), ("teardown-light", (140, 45))],
    ids=["80x24", "140x45"],
    indirect=["app"],
)
def test_a_round(app: TeardownApp, size: tuple[int, int], snap_compare: Compare) -> None:
    async def look(pilot: Pilot[None]) -> None:
        driver = Driver(app, pilot)
        await driver.sees("Inlet", "Library")
        await driver.press("g")
        await driver.sees("Compare and meet", "has not sealed", "late", "a broken seal")

    assert snap_compare(app, run_before=look, terminal_size=size)


@pytest.mark.parametrize("app", ["teardown-light"], indirect=True)
def test_the_meeting(app: TeardownApp, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[None]) -> None:
        driver = Driver(app, pilot)
        await driver.sees("Inlet", "Library")
        await driver.press("g")
        await driver.sees("After the reveal")
        await driver.press("m")
        await driver.sees("Facilitator")
        await driver.press("n", "n", "n", "n", "n")
        await driver.sees("Largest disagreement", "speaks first")

    assert snap_compare(app, run_before=look, terminal_size=(140, 45))


def test_no_group_yet(alone: TeardownApp, snap_compare: Compare) -> None:
    async def look(pilot: Pilot[None]) -> None:
        driver = Driver(alone, pilot)
        await driver.sees("Library")
        await driver.press("g")
        await driver.sees("begins a group", "Each round is one product")

    assert snap_compare(alone, run_before=look, terminal_size=(80, 24))
