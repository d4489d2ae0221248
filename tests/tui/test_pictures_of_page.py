"""A captured page, its quotes, and the form in which evidence is picked, as pictures.

After a change that is meant to be seen, look at the new ones and keep them with
``pytest tests/tui/test_pictures_of_page.py --snapshot-update``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace
from tests.tui.page.reading import Reader, open_page, with_page
from tui.app import TeardownApp
from tui.desk import Desk
from tui.screens.page.screen import PageScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare


@pytest.fixture
def app(places: Places, clock: FrozenClock) -> Iterator[TeardownApp]:
    quotes = ("$10.00 a month, billed yearly", "Guests are free, e.g. clients who only read.")
    record = with_page(places, clock, quotes=quotes)
    workspace = Workspace(places, clock=clock, environ={})
    moved = record.evidence[0].quotes[1]
    moved.standing, moved.now = "moved", "Guests cost $2 a month."
    workspace.save(record)
    desk = Desk(workspace)
    yield TeardownApp(desk)
    desk.close()
    workspace.close()


async def open_reader(app: TeardownApp, pilot: Pilot[None]) -> Reader:
    """Open the page, and wait until it is there."""
    reader = Reader(app, pilot)
    await reader.sees("Acme AI")
    reader.in_hand = await open_page(app, app.desk.workspace.resolve("last"))
    await reader.until(lambda: isinstance(app.screen, PageScreen), "the page")
    await reader.until(lambda: len(reader.page_screen.sheet.quotes) == 2, "its quotes")
    await reader.sees("Saved")
    reader.in_hand.stop()
    return reader


@pytest.mark.parametrize("theme", ["teardown-dark", "teardown-light"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)], ids=["60x20", "80x24", "140x45"])
def test_a_page(snap_compare: Compare, app: TeardownApp, size: tuple[int, int], theme: str) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        app.theme = theme
        reader = await open_reader(app, pilot)
        await reader.press("right_square_bracket", "right_square_bracket")
        await reader.sees("reads otherwise on the page now")

    assert snap_compare(app, terminal_size=size, run_before=ready)


def test_which_claim_rests_on_a_selection(snap_compare: Compare, app: TeardownApp) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        reader = await open_reader(app, pilot)
        await reader.press("j", "j", "J", "enter")
        await reader.sees("Claim number 2")
        await reader.press("down", "down", "space")

    assert snap_compare(app, terminal_size=(80, 24), run_before=ready)


def test_a_claim_that_rests_on_a_quote(snap_compare: Compare, app: TeardownApp) -> None:
    async def ready(pilot: Pilot[None]) -> None:
        reader = await open_reader(app, pilot)
        await reader.press("right_square_bracket", "enter")
        await reader.sees("Which claim rests on it?")
        await reader.press("enter")
        await reader.sees("A claim that rests on this quote", "Rests on")

    assert snap_compare(app, terminal_size=(100, 40), run_before=ready)
