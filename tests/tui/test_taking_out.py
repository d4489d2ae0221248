"""Exports and one's own editor, from Home: where they go, and that nothing is lost."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from lab.workspace import Workspace
from tests.lab.evidence.pages import make_capture
from tests.tui.driving import begin, driving
from tui.app import TeardownApp
from tui.forms.fields import FieldEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lab.places import Places
    from tests.conftest import FrozenClock
    from tests.tui.driving import Driver


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the app is started in."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder, none where it is missing."""
    return sorted(folder.glob("*"))


async def choose(driver: Driver, words: str) -> None:
    """Run a command from the palette."""
    await driver.press("ctrl+p")
    await driver.type(words)
    await driver.press("enter")


@pytest.mark.parametrize(
    ("words", "ending"), [("export as html", "html"), ("export as json", "json")]
)
async def test_another_form_is_in_the_palette(
    places: Places, clock: FrozenClock, folder: Path, words: str, ending: str
) -> None:
    begin(places, clock, "Notion AI", text="What I saw.")
    async with driving(places, clock) as driver:
        await driver.sees("Notion AI")
        await choose(driver, words)
        await driver.sees_wrapped("Wrote", f".{ending}")
    (file,) = files_in(folder)
    assert file.suffix == f".{ending}"
    assert "What I saw." in file.read_text("utf-8")


async def test_a_folder_that_was_chosen_is_the_next_exports_too(
    places: Places, clock: FrozenClock, folder: Path, tmp_path: Path
) -> None:
    begin(places, clock, "Notion AI")
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    async with driving(places, clock) as driver:
        await driver.sees("Notion AI")
        await choose(driver, "export into a folder")
        await driver.sees_wrapped("Into the folder", "here", "Ctrl+S Export")
        driver.app.screen.query_one(FieldEditor).take_back(str(chosen))
        await driver.press("ctrl+s")
        await driver.sees("Wrote")
    async with driving(places, clock) as driver:
        await driver.sees("Notion AI")
        await choose(driver, "export as html")
        await driver.until(lambda: len(files_in(chosen)) == 2)
    assert sorted(path.suffix for path in files_in(chosen)) == [".html", ".md"]
    assert files_in(folder) == []


async def test_captured_pages_go_beside_the_file_where_that_is_chosen(
    places: Places, clock: FrozenClock, folder: Path
) -> None:
    begun = begin(places, clock, "Notion AI")
    Workspace(places, clock=clock).evidence.keep(begun.id, make_capture())
    async with driving(places, clock) as driver:
        await driver.sees("Notion AI")
        await choose(driver, "export into a folder")
        await driver.sees("Captured pages", "leave out", "beside it")
        await driver.press("tab", "b", "ctrl+s")
        await driver.sees_wrapped("Wrote", "Beside it: 1 captured page.")
    export, pages = sorted(files_in(folder), key=lambda path: path.suffix, reverse=True)
    assert [path.suffix for path in (export, pages)] == [".md", ".evidence"]
    assert f"({pages.name}/" in export.read_text("utf-8").replace("<", "")


@pytest.mark.parametrize("name", ["", "missing", "LIBRARY"])
async def test_a_folder_that_cannot_be_is_refused_in_the_form(
    places: Places, clock: FrozenClock, folder: Path, name: str
) -> None:
    begin(places, clock, "Notion AI")
    wanted = str(places.library) if name == "LIBRARY" else name
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("Notion AI")
        await choose(driver, "export into a folder")
        await driver.sees("Into the folder")
        driver.app.screen.query_one(FieldEditor).take_back(wanted)
        await driver.press("ctrl+s")
        said = {"": "Name a folder.", "missing": "There is no folder"}.get(name, "lies inside")
        await driver.until(lambda: said in " ".join(driver.screen.split()), said)
        await driver.sees("Into the folder")
    assert files_in(folder) == []


@pytest.mark.parametrize(
    ("words", "companion"), [("export as html", "index.html"), ("", "Teardowns.base")]
)
async def test_several_get_what_shows_them_together(
    places: Places, clock: FrozenClock, folder: Path, words: str, companion: str
) -> None:
    begin(places, clock, "Notion AI")
    begin(places, clock, "Gemini")
    async with driving(places, clock, size=(140, 45)) as driver:
        await driver.sees("Notion AI", "Gemini")
        await driver.press("home", "space", "space")
        if words:
            await choose(driver, words)
        else:
            await driver.press("e")
        await driver.sees_wrapped("Wrote 2 files", companion)
    assert len(files_in(folder)) == 3


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], dict[str, str]]:
    """Return a function that makes a script the editor; the app does not really suspend."""

    @contextmanager
    def suspend(_: TeardownApp) -> Iterator[None]:
        yield

    monkeypatch.setattr(TeardownApp, "suspend", suspend)

    def make(body: str) -> dict[str, str]:
        script = tmp_path / "editor.py"
        script.write_text(
            "import sys\n"
            "path = sys.argv[-1]\n"
            "text = open(path, encoding='utf-8').read()\n"
            f"text = {body}\n"
            "open(path, 'w', encoding='utf-8').write(text)\n",
            encoding="utf-8",
        )
        return {"VISUAL": f"'{sys.executable}' '{script}'"}

    return make


def answers(driver: Driver, teardown_id: str) -> dict[str, str]:
    record = driver.workspace.load(teardown_id)
    return dict(record.sections["frame"].answers)


async def test_the_whole_teardown_is_edited_as_markdown(
    places: Places, clock: FrozenClock, editor: Any
) -> None:
    record = begin(places, clock, "Notion AI", text="What I saw.")
    environ = editor("text.replace('What I saw.', 'What I saw there.')")
    async with driving(places, clock, environ=environ) as driver:
        await driver.sees("Notion AI")
        await driver.press("E")
        await driver.sees("Saved. Changed:")
        assert "What I saw there." in answers(driver, record.id).values()
        environ["VISUAL"] = "true"
        await driver.press("E")
        await driver.sees("Nothing was changed.")


async def test_a_text_that_is_refused_is_gone_on_with_at_once(
    places: Places, clock: FrozenClock, editor: Any
) -> None:
    record = begin(places, clock, "Notion AI", text="What I saw.")
    environ = editor("text.replace('saw.', 'typed.').replace('status: draft', 'status: odd')")
    async with driving(places, clock, size=(140, 45), environ=environ) as driver:
        await driver.sees("Notion AI")
        await driver.press("E")
        await driver.sees("kept in", "status")
        editor("text.replace('status: odd', 'status: draft')")
        await driver.press("E")
        await driver.sees("Saved. Changed:")
        assert "What I typed." in answers(driver, record.id).values()


@pytest.mark.parametrize("choice", ["kept", "fresh"])
async def test_a_text_that_an_earlier_run_kept_is_offered(
    places: Places, clock: FrozenClock, editor: Any, choice: str
) -> None:
    record = begin(places, clock, "Notion AI", text="What I saw.")
    environ = editor("text.replace('saw.', 'typed.').replace('status: draft', 'status: odd')")
    async with driving(places, clock, environ=environ) as driver:
        await driver.sees("Notion AI")
        await driver.press("E")
        await driver.sees("kept in")
    editor("text.replace('status: odd', 'status: draft') + '\\nMore.\\n'")
    async with driving(places, clock, environ=environ) as driver:
        await driver.sees("Notion AI")
        await driver.press("E")
        await driver.sees("did not reach the library", "The kept text")
        if choice == "fresh":
            await driver.press("right")
        await driver.press("ctrl+s")
        await driver.sees("Saved. Changed:")
        typed = "What I typed." in answers(driver, record.id).values()
        assert typed == (choice == "kept")
    kept = files_in(places.state / "manuscripts")
    assert len(kept) == (0 if choice == "kept" else 1)


async def test_an_editor_that_is_not_there_is_told(places: Places, clock: FrozenClock) -> None:
    begin(places, clock, "Notion AI")
    async with driving(places, clock, environ={"VISUAL": "no-such-editor"}) as driver:
        await driver.sees("Notion AI")
        await driver.press("E")
        await driver.sees("no-such-editor")
    assert not files_in(places.state / "manuscripts")


async def test_an_editor_that_fails_changes_nothing(
    places: Places, clock: FrozenClock, editor: Any
) -> None:
    record = begin(places, clock, "Notion AI", text="What I saw.")
    environ = editor("text.replace('saw.', 'typed.'); open(path, 'w').write(text); sys.exit(3)")
    async with driving(places, clock, size=(140, 45), environ=environ) as driver:
        await driver.sees("Notion AI")
        await driver.press("E")
        await driver.sees("ended with status 3. Nothing was changed. What it saved is kept in")
        assert "What I saw." in answers(driver, record.id).values()


async def test_the_example_cannot_be_edited(places: Places, clock: FrozenClock) -> None:
    async with driving(places, clock) as driver:
        await driver.sees("Copilot")
        await driver.press("E")
        await driver.sees("nothing here that can be edited")
