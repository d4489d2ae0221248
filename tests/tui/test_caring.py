"""Backing up, and copies from syncing, in the app."""

from __future__ import annotations

import zipfile
from functools import partial
from typing import TYPE_CHECKING

from lab.workspace import Workspace
from tests.tui.driving import begin, driving
from tui.forms.fields import FieldEditor
from tui.screens.conflict.screen import ConflictScreen

if TYPE_CHECKING:
    from pathlib import Path

    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver


def make_copy(places: Places, clock: FrozenClock, *, clashing: bool) -> tuple[Teardown, Path]:
    """Write a teardown, and a copy of it that another machine changed."""
    record = begin(places, clock, "Notion AI", template="quick", text="before")
    workspace = Workspace(places, clock=clock, environ={})
    path = workspace.library.root / "teardowns" / f"{record.id}.json"
    copy = path.with_name(f"{record.id} (1).json")
    workspace.answer(record.id, "frame.what", "from the other machine")
    other = path.read_bytes()
    workspace.past.bring_back(record.id, record.rev)
    # As if both had begun from the same version.
    path.write_bytes(
        (path.parent.parent / "history" / record.id / f"{record.rev}.json").read_bytes()
    )
    for version in (path.parent.parent / "history" / record.id).glob("*.json"):
        if int(version.stem) > record.rev - 1:
            version.unlink()
    again = Workspace(places, clock=clock, environ={})
    again.answer(record.id, "frame.what" if clashing else "frame.who", "from here")
    copy.write_bytes(other)
    workspace.close()
    again.close()
    return record, copy


def says(driver: Driver, words: str) -> bool:
    """Return whether the screen says so, wherever its lines break."""
    return words in " ".join(driver.screen.split())


async def run(driver: Driver, words: str) -> None:
    """Run a command of the palette."""
    await driver.press("ctrl+p")
    await driver.type(words)
    await driver.sees(words)
    await driver.press("enter")


async def test_home_says_that_copies_wait_and_a_command_puts_them_together(
    places: Places, clock: FrozenClock
) -> None:
    record, copy = make_copy(places, clock, clashing=False)
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("There is a copy from syncing")
        await run(driver, "Merge copies")
        await driver.sees("1 copy is merged.")
        answers = driver.workspace.load(record.id).sections["frame"].answers
        assert answers["what"] == "from the other machine"
        assert answers["who"] == "from here"
        assert not copy.exists()
        await run(driver, "Merge copies")
        await driver.sees("There are no copies from syncing.")


async def decide(
    places: Places, clock: FrozenClock, key: str, *, size: tuple[int, int] = (80, 24)
) -> tuple[dict[str, str], Path]:
    """Let a copy clash, press a key on the screen with both sides, and return every text."""
    record, copy = make_copy(places, clock, clashing=True)
    async with driving(places, clock, size=size) as driver:
        await driver.sees("Notion AI")
        await run(driver, "Merge copies")
        await driver.sees("from here", "from the other machine", "A copy of it lies in")
        assert isinstance(driver.app.screen, ConflictScreen)
        driver.app.screen._lower_shield()
        await driver.press(key)
        await driver.sees("merged." if key != "escape" else "waits beside the library")
        workspace = driver.workspace
        texts = {
            row.id if row.id != record.id else "": workspace.load(row.id)
            .sections["frame"]
            .answers["what"]
            for row in workspace.summaries()
        }
        library = workspace.library
        versions = [library.load_version(record.id, v.name) for v in library.history(record.id)]
        works = [each.sections["frame"] for each in versions if "frame" in each.sections]
        texts["history"] = " ".join(work.answers.get("what", "") for work in works)
    return texts, copy


async def test_mine_stays_and_theirs_is_in_the_history(places: Places, clock: FrozenClock) -> None:
    texts, copy = await decide(places, clock, "m")
    assert texts[""] == "from here"
    assert "from the other machine" in texts["history"]
    assert not copy.exists()


async def test_theirs_is_taken_and_mine_is_in_the_history(
    places: Places, clock: FrozenClock
) -> None:
    texts, copy = await decide(places, clock, "t")
    assert texts[""] == "from the other machine"
    assert "from here" in texts["history"]
    assert not copy.exists()


async def test_both_become_teardowns(places: Places, clock: FrozenClock) -> None:
    texts, copy = await decide(places, clock, "b")
    del texts["history"]
    assert sorted(texts.values()) == ["from here", "from the other machine"]
    assert not copy.exists()


async def test_later_leaves_everything_as_it_was(places: Places, clock: FrozenClock) -> None:
    texts, copy = await decide(places, clock, "escape")
    assert texts[""] == "from here"
    assert copy.exists()
    workspace = Workspace(places, clock=clock, environ={})
    assert workspace.drafts.all() == []
    workspace.close()


async def test_a_backup_is_written_where_one_says(
    places: Places, clock: FrozenClock, home: Path
) -> None:
    record = begin(places, clock, "Notion AI")
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("Notion AI")
        await run(driver, "Back up the library")
        await driver.sees("Into the file", "Ctrl+S Back up")
        await driver.press("ctrl+s")
        await driver.sees("1 teardown is in")
    with zipfile.ZipFile(home / "teardown-2026-03-02.zip") as archive:
        assert f"library/teardowns/{record.id}.json" in archive.namelist()


async def test_a_place_that_is_taken_or_none_is_said_in_the_form(
    places: Places, clock: FrozenClock, home: Path
) -> None:
    begin(places, clock, "Notion AI")
    (home / "mine.zip").write_text("mine", "utf-8")
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("Notion AI")
        await run(driver, "Back up the library")
        for name, fault in (
            ("mine.zip", "already"),
            ("nowhere/b.zip", "There is no folder"),
            ("b" * 400 + ".zip", "cannot be written"),
            ("teardown/library/b.zip", "best on another disk"),
        ):
            field = driver.app.screen.query_one(FieldEditor)
            field.text = str(home / name)
            await driver.press("ctrl+s")
            await driver.until(partial(says, driver, fault), fault)
    assert (home / "mine.zip").read_text("utf-8") == "mine"


async def test_the_library_is_looked_after_and_mended(places: Places, clock: FrozenClock) -> None:
    record = begin(places, clock, "Notion AI", text="words")
    other = begin(places, clock, "Other", text="words")
    folder = places.library / "teardowns"
    (folder / f"{record.id}.json").write_bytes(b"{")
    (folder / f"{other.id}.json").rename(folder / "My notes.json")
    async with driving(places, clock) as driver:
        await driver.sees(record.id)
        await run(driver, "Look after the library")
        await driver.sees("3 things to look at.", "is damaged", "under another", "“Mend”")
        await driver.press("f")
        await driver.sees("The library is well", "Mended", "It was set aside")
        await driver.press("escape")
        await driver.sees("This week", "Other")
        assert driver.workspace.load(record.id).id == record.id
        assert driver.workspace.load(other.id).id == other.id


async def test_what_cannot_be_mended_stays_with_what_to_do(
    places: Places, clock: FrozenClock
) -> None:
    make_copy(places, clock, clashing=True)
    async with driving(places, clock) as driver:
        await driver.sees("Notion AI")
        await run(driver, "Look after the library")
        await driver.sees("One thing to look at. Only you can put it right.", "Both sides changed")
        await driver.press("f")
        await driver.sees("One thing to look at.", "Both sides changed")
