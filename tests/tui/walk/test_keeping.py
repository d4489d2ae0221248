"""Nothing typed is ever lost: saving, refusals, two writers, the editor of one's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lab.errors import LibraryUnwritable
from lab.memory import Drafts
from lab.workspace import Workspace
from tests.tui.walk.hands import SIZES
from tui.editing.autosave import SaveState
from tui.screens.conflict.screen import ConflictScreen

if TYPE_CHECKING:
    from lab.model import Teardown
    from tests.tui.walk.hands import Walk


class Disk:
    """Lets a workspace's saves fail for as long as the test wants."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = False
        self.saves = 0
        save = Workspace.save

        def saving(workspace: Workspace, record: Teardown) -> Teardown:
            self.saves += 1
            if self.is_full:
                raise LibraryUnwritable("The library cannot be written", "the disk is full")
            return save(workspace, record)

        monkeypatch.setattr(Workspace, "save", saving)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


async def test_a_full_disk_is_told_the_text_is_kept_and_saved_once_there_is_room(
    start: Any, disk: Disk, workspace: Workspace
) -> None:
    async with start() as walk:
        disk.is_full = True
        await walk.type("precious")
        await walk.until(lambda: walk.screen.in_hand.state is SaveState.REFUSED)
        await walk.until(lambda: walk.screen.in_hand.is_rescued)
        assert any("the disk is full" in text for text in walk.said())
        assert [d.record.sections["frame"].answers for d in workspace.drafts.all()] == [
            {"what": "precious"}
        ]
        await walk.type(" words")
        await walk.until(
            lambda: (
                workspace.drafts.all()[0].record.sections["frame"].answers["what"]
                == "precious words"
            )
        )
        assert "Saved" not in walk.line()
        disk.is_full = False
        await walk.saved()
        assert walk.on_disk().sections["frame"].answers["what"] == "precious words"
        assert workspace.drafts.all() == []


@pytest.mark.parametrize(("key", "expected"), [("m", "precious"), ("t", "")])
async def test_rescued_text_is_offered_at_the_next_start(
    start: Any, disk: Disk, workspace: Workspace, key: str, expected: str
) -> None:
    async with start() as walk:
        disk.is_full = True
        await walk.type("precious")
        await walk.press("ctrl+q")
        await walk.until(lambda: not walk.app.is_running)
    disk.is_full = False
    async with start() as walk:
        await walk.until(lambda: isinstance(walk.app.screen, ConflictScreen))
        await walk.until(lambda: "precious" in walk.drawn())
        assert "the disk is full" in walk.drawn()
        await wait_for_shield(walk)
        await walk.press(key)
        await walk.until(lambda: not isinstance(walk.app.screen, ConflictScreen))
        assert walk.text == expected
        await walk.saved()
        await walk.until(lambda: not workspace.drafts.all())
        if key == "t":
            assert any(version.aside for version in workspace.library.history(walk.record.id))


async def test_leaving_is_refused_where_not_even_a_draft_can_be_kept(
    start: Any, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start() as walk:
        disk.is_full = True

        def refuse(*_: object) -> Path:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Drafts, "keep", refuse)
        await walk.type("precious")
        await walk.press("ctrl+q")
        await walk.pilot.pause(0.3)
        assert walk.app.is_running
        assert walk.text == "precious"
        disk.is_full = False
        await walk.saved()
        assert walk.on_disk().sections["frame"].answers["what"] == "precious"


async def test_what_another_program_saved_appears_by_itself(
    start: Any, workspace: Workspace, teardown_id: str
) -> None:
    async with start((140, 45)) as walk:
        workspace.answer(teardown_id, "frame.what", "from elsewhere")
        workspace.score(teardown_id, "variance", 2)
        await walk.until(lambda: walk.text == "from elsewhere")
        assert walk.record.sections["variance"].score == 2
        await walk.type("!")
        await walk.saved()
        assert walk.on_disk().sections["frame"].answers["what"].count("!") == 1
        assert walk.on_disk().sections["variance"].score == 2


async def test_changes_to_different_things_come_together_without_a_question(
    start: Any, workspace: Workspace, teardown_id: str
) -> None:
    async with start() as walk:
        await walk.type("mine")
        workspace.answer(teardown_id, "frame.who", "theirs")
        await walk.saved()
        assert walk.on_disk().sections["frame"].answers == {"what": "mine", "who": "theirs"}
        assert not isinstance(walk.app.screen, ConflictScreen)


async def clash(walk: Walk, workspace: Workspace) -> None:
    """Let both sides write the same answer, and wait for the screen that shows both."""
    await walk.type("mine all min")
    workspace.answer(walk.record.id, "frame.what", "theirs all theirs")
    # At once: on a busy machine what was typed before may be saved already.
    walk.screen.editor.insert("e")
    await walk.until(lambda: walk.screen.in_hand.clash is not None)
    await walk.type(", and more")
    await walk.until(lambda: isinstance(walk.app.screen, ConflictScreen))


async def wait_for_shield(walk: Walk) -> None:
    screen = walk.app.screen
    assert isinstance(screen, ConflictScreen)
    await walk.until(lambda: screen._shield is None)


@pytest.mark.parametrize(("size", "choice"), zip(SIZES, "mtb", strict=True))
async def test_two_versions_are_shown_side_by_side_and_neither_is_lost(
    start: Any, workspace: Workspace, size: tuple[int, int], choice: str
) -> None:
    async with start(size) as walk:
        original = walk.record.id
        await clash(walk, workspace)
        drawn = walk.drawn()
        assert "mine" in drawn
        assert "theirs" in drawn
        assert "Two versions" in walk.line() or "Keep mine" in walk.line()
        await wait_for_shield(walk)
        await walk.press(choice)
        await walk.until(lambda: walk.screen.in_hand.clash is None)
        await walk.saved()
        mine, theirs = "mine all mine, and more", "theirs all theirs"
        library = workspace.library
        there = library.load(original).sections["frame"].answers["what"]
        past = [
            library.load_version(original, version.name).work("frame").answers.get("what")
            for version in library.history(original)
        ]
        if choice == "m":
            assert (there, walk.text) == (mine, mine)
            assert theirs in past
        elif choice == "t":
            assert (there, walk.text) == (theirs, theirs)
            assert mine in past
        else:
            assert there == theirs
            assert walk.text == mine
            second = walk.record.id
            assert second != original
            assert library.load(second).sections["frame"].answers["what"] == mine
        assert workspace.drafts.all() == []


async def test_a_clash_can_wait_while_one_goes_on_typing(start: Any, workspace: Workspace) -> None:
    async with start() as walk:
        await clash(walk, workspace)
        await walk.press("escape")
        await walk.type("!")
        assert walk.text == "mine all mine, and more!"
        await walk.until(
            lambda: (
                workspace.drafts.all()
                and workspace.drafts.all()[0].record.sections["frame"].answers["what"].endswith("!")
            )
        )
        assert "two versions" in walk.line().lower()


async def test_keys_meant_for_the_text_do_not_choose_a_version(
    start: Any, workspace: Workspace
) -> None:
    async with start() as walk:
        await clash(walk, workspace)
        await walk.press("m", "t", "b")
        assert isinstance(walk.app.screen, ConflictScreen)
        assert walk.screen.in_hand.clash is not None


async def test_a_fault_of_ours_leaves_the_text_beside_the_library(
    start: Any, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("ours")

    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - it ends the app somewhere in here
        async with start() as walk:
            monkeypatch.setattr(Workspace, "save", broken)
            await walk.paste("precious")
            await walk.until(lambda: not walk.app.is_running)
    monkeypatch.undo()
    assert [d.record.sections["frame"].answers for d in workspace.drafts.all()] == [
        {"what": "precious"}
    ]


# The editor of one's own


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that names a script as the editor; the app does not really suspend."""
    from contextlib import contextmanager

    from tui.app import TeardownApp

    @contextmanager
    def suspend(_: TeardownApp) -> Any:
        yield

    monkeypatch.setattr(TeardownApp, "suspend", suspend)

    def name(body: str) -> None:
        script = tmp_path / "editor.py"
        script.write_text(f"import os, sys\npath = sys.argv[1]\n{body}\n", encoding="utf-8")
        monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")

    return name


@pytest.mark.skipif(os.name == "nt", reason="modes of files")
async def test_the_editor_gets_the_text_privately_and_what_it_saves_is_taken(
    start: Any, editor: Any, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    editor(
        f"text = open(path).read(); mode = oct(os.stat(path).st_mode & 0o777)\n"
        f"open({str(seen)!r}, 'w').write(f'{{text}}|{{mode}}|{{path}}')\n"
        "open(path, 'w').write(text.upper() + '\\n')"
    )
    async with start() as walk:
        await walk.type("some words")
        await walk.press("ctrl+o")
        await walk.until(lambda: walk.text == "SOME WORDS")
        text, mode, path = seen.read_text().split("|")
        assert (text, mode) == ("some words", "0o600")
        assert list(Path(path).parent.iterdir()) == []
        await walk.saved()
        assert walk.on_disk().sections["frame"].answers["what"] == "SOME WORDS"
        await walk.press("ctrl+z")
        assert walk.text == "some words"


async def test_an_editor_that_fails_is_told_and_what_it_saved_is_taken(
    start: Any, editor: Any
) -> None:
    editor("open(path, 'w').write('half done'); sys.exit(3)")
    async with start() as walk:
        await walk.press("ctrl+o")
        await walk.until(lambda: walk.text == "half done")
        assert any("ended with status 3" in text for text in walk.said())


async def test_an_editor_that_is_killed_leaves_the_text_as_it_was(start: Any, editor: Any) -> None:
    editor("import signal; os.kill(os.getpid(), signal.SIGKILL)")
    async with start() as walk:
        await walk.type("kept")
        await walk.press("ctrl+o")
        await walk.until(lambda: any("signal 9" in text for text in walk.said()))
        assert walk.text == "kept"


async def test_a_missing_editor_is_told_by_its_name(
    start: Any, editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor("")
    monkeypatch.setenv("VISUAL", "no-such-editor --wait")
    async with start() as walk:
        await walk.type("kept")
        await walk.press("ctrl+o")
        await walk.until(lambda: any("no-such-editor" in text for text in walk.said()))
        assert walk.text == "kept"


async def test_a_file_that_an_editor_was_left_alone_with_is_offered(
    start: Any, workspace: Workspace, teardown_id: str
) -> None:
    folder = workspace.places.state / "editing"
    folder.mkdir(parents=True)
    (folder / f"{teardown_id}~frame~what~999999999.md").write_text("written outside")
    async with start() as walk:
        await walk.until(lambda: isinstance(walk.app.screen, ConflictScreen))
        await wait_for_shield(walk)
        await walk.press("m")
        await walk.until(lambda: walk.text == "written outside")
    assert list(folder.iterdir()) == []


async def test_the_editor_is_told_not_to_use_colour(
    start: Any, editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor("open(path, 'w').write(os.environ.get('NO_COLOR', 'unset'))")
    monkeypatch.setenv("NO_COLOR", "1")
    async with start() as walk:
        await walk.press("ctrl+o")
        await walk.until(lambda: walk.text == "1")
