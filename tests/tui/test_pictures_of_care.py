"""Pictures of looking after the library; keep new ones with ``--snapshot-update``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.workspace import Workspace
from tests.store.making import make_record, open_library, with_text
from tests.tui.test_pictures import settle
from tui.app import TeardownApp
from tui.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.test_pictures import Compare


@pytest.fixture
def ailing(places: Places, clock: FrozenClock) -> Iterator[Desk]:
    """A library with a damaged teardown, a copy that clashes, and a file that is nobody's."""
    library = open_library(places.library, clock)
    folder = places.library / "teardowns"
    record = library.insert(make_record("notion-ai-7k2q", "before"))
    library.save(with_text(record, "from the other machine"))
    theirs = (folder / "notion-ai-7k2q.json").read_bytes()
    (folder / "notion-ai-7k2q.json").write_bytes(
        (places.library / "history" / "notion-ai-7k2q" / "1.json").read_bytes()
    )
    library.save(with_text(library.load("notion-ai-7k2q"), "from here"))
    (folder / "notion-ai-7k2q (Ana's conflicted copy 2026-11-20).json").write_bytes(theirs)
    library.save(library.insert(make_record("granola-4hx9")))
    (folder / "granola-4hx9.json").write_bytes(b"{")
    (folder / "minutes.txt").write_text("mine", "utf-8")
    library.close()
    workspace = Workspace(places, clock=clock, environ={})
    desk = Desk(workspace)
    yield desk
    desk.close()
    workspace.close()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)], ids=["60x20", "80x24", "140x45"])
def test_what_is_wrong(ailing: Desk, size: tuple[int, int], snap_compare: Compare) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await settle(pilot, "This week")
        await pilot.app.run_action("app.care")
        await settle(pilot, "3 things to look at.")

    assert snap_compare(TeardownApp(ailing), run_before=look, terminal_size=size)


def test_what_was_mended(ailing: Desk, snap_compare: Compare) -> None:
    async def mend(pilot: Pilot[None]) -> None:
        await settle(pilot, "This week")
        await pilot.app.run_action("app.care")
        await settle(pilot, "3 things to look at.")
        await pilot.press("f")
        await settle(pilot, "2 things to look at.")

    assert snap_compare(TeardownApp(ailing), run_before=mend, terminal_size=(80, 24))
