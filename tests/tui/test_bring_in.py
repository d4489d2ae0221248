"""Import in the app: a path, what would happen, what happened, and conflicts side by side."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lab.importing.run import ImportRun
from lab.workspace import Workspace
from store.exchange.markdown import to_markdown
from tests.lab.importing.bringing import write
from tests.store.exchange.foreign.reading_pages import PAGES
from tests.tui.driving import SIZES, begin, driving
from tui.screens.bring_in import screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver


async def name(driver: Driver, path: Path) -> None:
    """Open Import and put a path there, as a paste does."""
    await driver.sees("This week")
    await driver.press("i")
    await driver.sees("Exports of teardown come back")
    driver.app.screen.query_one("PathField").put(str(path))  # type: ignore[attr-defined]  # ours


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for page in ("front-matter.md", "crlf.md"):
        (tmp_path / "in").mkdir(exist_ok=True)
        shutil.copy(PAGES / page, tmp_path / "in" / page)
    write(tmp_path / "in", "{\n", "broken.json")
    write(tmp_path / "in", "x", "photo.png")
    return tmp_path / "in"


@pytest.fixture
def clash(places: Places, clock: FrozenClock, tmp_path: Path) -> Iterator[tuple[Teardown, Path]]:
    """A teardown, and a file that changed the same answer."""
    record = begin(places, clock, "Notion AI", author="Ana", text="The draft button.")
    path = write(tmp_path, to_markdown(record).replace("draft button", "draft menu"), "notion.md")
    clock.move(minutes=1)
    workspace = Workspace(places, clock=clock, environ={})
    section = record.questions[0]
    workspace.answer(record.id, f"{section.id}.{section.prompts[0].id}", "The draft dialog.")
    yield record, path
    workspace.close()


@pytest.mark.parametrize("size", SIZES)
async def test_a_folder_is_looked_at_then_read_in_and_home_shows_the_new_ones(
    places: Places,
    clock: FrozenClock,
    folder: Path,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(folder.parent)
    async with driving(places, clock, size=size) as driver:
        await name(driver, Path(folder.name))
        await driver.sees("2 new, 1 refused, 1 passed over", "Enter imports", "would be new")
        assert not places.library.exists() or not driver.workspace.summaries()
        await driver.press("enter")
        await driver.sees("2 created, 1 refused, 1 passed over", "line 2")
        await driver.press("down")
        await driver.sees("“Strengths”")
        await driver.press("escape")
        await driver.sees("This week", "2 teardowns", "Granola", "Descript")


@pytest.mark.parametrize("pages", [9, 12])
async def test_the_first_refused_file_is_in_sight_when_all_are_read(
    places: Places, clock: FrozenClock, tmp_path: Path, pages: int
) -> None:
    for number in range(pages):
        write(tmp_path / "in", f"# Product {number}\n\nWords.\n", f"{number:02}.md")
    write(tmp_path / "in", "{\n", "last.json")
    write(tmp_path / "in", "x", "photo.png")
    async with driving(places, clock, size=(80, 24)) as driver:
        await name(driver, tmp_path / "in")
        await driver.sees(f"{pages} new, 1 refused", "Enter imports")
        await driver.press("enter")
        await driver.sees(f"{pages} created, 1 refused", "▌  ▲ refused")


async def test_enter_on_a_file_opens_its_teardown(
    places: Places, clock: FrozenClock, folder: Path
) -> None:
    async with driving(places, clock, size=(140, 45)) as driver:
        await name(driver, folder / "crlf.md")
        await driver.sees("1 new")
        await driver.press("enter")
        await driver.sees("1 created")
        await driver.press("enter")
        await driver.sees("Descript", "● What works")


@pytest.mark.parametrize(("key", "text"), [("m", "dialog"), ("t", "menu"), ("b", "dialog")])
async def test_a_conflict_is_shown_side_by_side_and_decided(
    places: Places, clock: FrozenClock, clash: tuple[Teardown, Path], key: str, text: str
) -> None:
    record, path = clash
    async with driving(places, clock) as driver:
        await name(driver, path)
        await driver.sees("1 in conflict")
        await driver.press("enter")
        await driver.sees("In the library", "m keeps the library’s")
        await driver.press("enter")
        await driver.sees("dialog", "menu")
        await driver.press(key)
        await driver.sees_no("1 in conflict")
        here = driver.workspace.load(record.id)
        assert text in str(here.sections["frame"].answers)
        assert len(driver.workspace.summaries()) == (2 if key == "b" else 1)


async def test_a_refused_file_can_be_taken_as_a_new_teardown(
    places: Places, clock: FrozenClock, tmp_path: Path
) -> None:
    record = begin(places, clock, "Notion AI", author="Ana")
    path = write(tmp_path, to_markdown(record).replace("author: Ana", "author: Bob"))
    async with driving(places, clock) as driver:
        await name(driver, path)
        await driver.sees("1 refused")
        await driver.press("enter")
        await driver.sees("n takes it as a teardown of its own")
        await driver.press("n")
        await driver.sees("1 created")
        assert {row.author for row in driver.workspace.summaries()} == {"Ana", "Bob"}


async def test_escape_stops_between_two_files(
    places: Places, clock: FrozenClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        write(tmp_path, f"# Teardown of P{number}\n", f"{number}.md")
    async with driving(places, clock) as driver:
        await name(driver, tmp_path)
        await driver.sees("6 new")
        step = ImportRun.step

        said = []

        def stopping(run: ImportRun) -> object:
            said.append(driver.screen.splitlines()[-1])
            if len(run.reports) == 2:
                driver.app.call_from_thread(driver.app.screen.action_back)  # type: ignore[attr-defined]  # ours
            return step(run)

        monkeypatch.setattr(ImportRun, "step", stopping)
        monkeypatch.setattr(screen, "SHOW_EVERY", 0.0)
        await driver.press("enter")
        await driver.sees("3 created", "Stopped before 3 files")
        assert "of 6, Esc stops" in said[-1]
        assert len(driver.workspace.summaries()) == 3


async def test_a_path_is_completed_and_a_dropped_one_understood(
    places: Places, clock: FrozenClock, tmp_path: Path
) -> None:
    path = write(tmp_path, "# Teardown of Granola\n", "my notes.md")
    async with driving(places, clock, size=(140, 45)) as driver:
        await name(driver, tmp_path / "my")
        field = driver.app.screen.query_one("PathField")
        await driver.until(lambda: bool(field._suggestion), "a suggestion")  # type: ignore[attr-defined]  # Input's
        await driver.press("tab")
        assert field.value == str(path)  # type: ignore[attr-defined]  # Input's
        await driver.sees("1 new")
        for dropped in (f"'{path}'", str(path).replace(" ", "\\ "), path.as_uri()):
            field.put(dropped)  # type: ignore[attr-defined]  # ours
            await driver.sees_wrapped("my notes.md", "1 new")


async def test_the_report_can_be_copied(
    places: Places, clock: FrozenClock, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(places, clock) as driver:
        await name(driver, folder)
        await driver.sees("2 new")
        await driver.press("enter")
        await driver.sees("2 created")
        copied: list[str] = []
        monkeypatch.setattr(driver.app, "copy", copied.append)
        await driver.press("c")
        assert "2 created, 1 refused" in copied[0]
        assert "line 20: “What works, and why it works”" in copied[0]
        assert "photo.png: only .md" in copied[0]


async def test_what_cannot_be_looked_through_is_said(
    places: Places, clock: FrozenClock, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.bring_in.screen.MOST_FOUND", 2)
    async with driving(places, clock, size=(140, 45)) as driver:
        await name(driver, folder)
        await driver.sees("There is too much in")
        await driver.press("enter")
        await driver.sees("That did not work", "There is too much in")
        driver.app.screen.query_one("PathField").put(str(folder / "nothing.md"))  # type: ignore[attr-defined]  # ours
        await driver.sees("1 refused", "There is no such file")


async def test_names_and_texts_of_files_are_shown_literally(
    places: Places, clock: FrozenClock, tmp_path: Path
) -> None:
    write(tmp_path, "# [/a/x] TODO [x] done\n\n## [@click=app.quit]q[/]\n", "[red]x.md")
    async with driving(places, clock, size=(140, 45)) as driver:
        await name(driver, tmp_path)
        await driver.sees("[red]x.md", "[/a/x] TODO [x] done", "[@click=app.quit]q")


async def test_without_a_path_enter_does_nothing_and_escape_goes_back(
    places: Places, clock: FrozenClock
) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("This week")
        await driver.press("i")
        await driver.sees("Import")
        await driver.press("enter", "escape")
        await driver.sees("This week")
