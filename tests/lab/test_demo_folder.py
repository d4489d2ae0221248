"""The demo's folder: gone when nothing was written in it, kept when something was."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from lab.demo import demo_marker
from lab.demo.folder import NotEmpty, keep_demo, sweep, throw_away_demo
from lab.demo.marker import DemoMarker, write_marker
from lab.drafting import NewTeardown
from lab.errors import UsageError
from lab.memory import Place
from lab.working import write_half_filled
from tests.lab.demo_making import opened
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from lab.places import Places
    from lab.workspace import Workspace

DRAFT = "ask-alderwick-rob2"

KILLED = """
import os, signal, sys
from pathlib import Path
from lab.demo.folder import throw_away_demo
from lab.drafting import NewTeardown
from lab.places import find_places
from lab.workspace import Workspace

with throw_away_demo(find_places(Path(sys.argv[1]), {})) as demo:
    if sys.argv[2] == "written":
        Workspace(demo.places, environ={}).create(NewTeardown(product="Mine"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def temporary(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The common place for temporary folders, for this test alone."""
    folder = home / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def killed_demo(places: Places, temporary: Path, what: str = "") -> Path:
    """Run a demo in another process that is killed in it; return the folder that is left."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(places.data), what],
        env={**os.environ, "PYTHONPATH": str(PROJECT), "TMPDIR": str(temporary)},
        check=False,
    )
    assert done.returncode == -9
    (folder,) = temporary.iterdir()
    return folder


# A throw-away one


def test_looking_around_leaves_nothing_behind(places: Places, temporary: Path) -> None:
    with throw_away_demo(places) as demo:
        assert demo.places.data.parent == temporary
        assert demo_marker(demo.places) is not None
        with opened(demo.places) as workspace:
            assert len(workspace.summaries()) == 6
            workspace.preferences.set("theme", "teardown-light")
            workspace.last_places.remember(DRAFT, Place("variance", "repeat"))
            workspace.past.trash("larder-rob1")
    assert (demo.kept, demo.written) == (None, [])
    assert list(temporary.iterdir()) == []
    assert not places.data.exists()


@pytest.mark.skipif(os.name != "posix", reason="other systems have other permissions")
def test_nobody_else_can_look_into_a_demo(places: Places) -> None:
    with throw_away_demo(places) as demo:
        there = [demo.places.data, *demo.places.data.rglob("*")]
        assert {path.stat().st_mode & 0o077 for path in there} == {0}


def test_time_spent_on_a_draft_is_nothing_written(places: Places, temporary: Path) -> None:
    with throw_away_demo(places) as demo, opened(demo.places) as workspace:
        record = workspace.load(DRAFT)
        record.work("recovery")
        record.work("variance").seconds += 90
        record.practice.sessions[0].active_seconds += 90
        workspace.save(record)
    assert demo.kept is None
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    "what", ["new", "answer", "score", "form", "editor", "trashed", "template", "tag"]
)
def test_what_is_written_is_kept_where_it_lasts(places: Places, temporary: Path, what: str) -> None:
    with throw_away_demo(places) as demo, opened(demo.places) as workspace:
        write(workspace, what)
    assert demo.kept is not None
    assert demo.kept.parent == places.data / "demos"
    assert len(demo.written) == 1
    assert list(temporary.iterdir()) == []
    kept, fresh = keep_demo(str(demo.kept))
    assert not fresh
    marker = demo_marker(kept)
    assert marker is not None
    assert not marker.throw_away
    with opened(kept) as workspace:
        assert workspace.library.doctor() == []
        if what == "answer":
            assert "Five runs." in workspace.load(DRAFT).work("variance").answers.values()


def write(workspace: Workspace, what: str) -> None:
    """Write something, of every kind that there is."""
    if what in {"new", "trashed"}:
        record = workspace.create(NewTeardown(product="Mine"))
        if what == "trashed":
            workspace.past.trash(record.id)
    elif what == "answer":
        workspace.answer(DRAFT, "variance.repeat", "Five runs.")
    elif what == "score":
        workspace.score(DRAFT, "variance", 2)
    elif what == "form":
        write_half_filled(workspace, DRAFT, {"claim": {"statement": "Half a claim"}})
    elif what == "editor":
        (workspace.places.state / "manuscripts").mkdir(parents=True)
        (workspace.places.state / "manuscripts" / "x.md").write_text("Half", encoding="utf-8")
    elif what == "tag":
        record = workspace.load(DRAFT)
        workspace.save(record.model_copy(update={"tags": [*record.tags, "to read"]}))
    else:
        workspace.places.own_templates.mkdir(parents=True)
        (workspace.places.own_templates / "mine.yaml").write_text("id: mine\n", encoding="utf-8")


def test_a_file_that_cannot_be_read_counts_as_written(places: Places) -> None:
    with throw_away_demo(places) as demo:
        path = demo.places.library / "teardowns" / "larder-rob1.json"
        path.write_bytes(path.read_bytes()[:500])
    assert demo.written == ["larder-rob1.json"]
    assert demo.kept is not None


def test_a_fault_in_the_middle_loses_nothing(places: Places, temporary: Path) -> None:
    def break_off() -> None:
        with throw_away_demo(places) as demo, opened(demo.places) as workspace:
            workspace.create(NewTeardown(product="Mine"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    (kept,) = (places.data / "demos").iterdir()
    assert list((kept / "library" / "teardowns").glob("mine-*.json"))
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs permissions that bind")
def test_where_it_cannot_be_moved_it_stays_and_is_named(places: Places, temporary: Path) -> None:
    places.data.mkdir()
    places.data.chmod(0o500)
    _kept_in_place(places, temporary)


def test_where_a_file_is_in_the_way_it_stays_and_is_named(places: Places, temporary: Path) -> None:
    places.data.mkdir()
    (places.data / "demos").write_text("not a folder", encoding="utf-8")
    _kept_in_place(places, temporary)


def _kept_in_place(places: Places, temporary: Path) -> None:
    with throw_away_demo(places) as demo, opened(demo.places) as workspace:
        workspace.create(NewTeardown(product="Mine"))
    assert demo.kept is not None
    assert demo.kept.parent == temporary
    assert sweep(places) == []
    assert demo.kept.exists()


# What a killed one left


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_demo_is_removed_at_the_next_start(places: Places, temporary: Path) -> None:
    assert killed_demo(places, temporary).exists()
    assert sweep(places) == []
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_demo_with_something_written_is_kept(places: Places, temporary: Path) -> None:
    killed_demo(places, temporary, "written")
    (kept,) = sweep(places)
    assert kept.parent == places.data / "demos"
    assert list((kept / "library" / "teardowns").glob("mine-*.json"))
    assert list(temporary.iterdir()) == []
    assert sweep(places) == []


def test_a_running_demo_is_left_alone(places: Places) -> None:
    with throw_away_demo(places) as demo:
        assert sweep(places) == []
        assert demo.places.library.exists()


def test_nothing_is_swept_that_is_not_a_demo_of_ours(
    places: Places, temporary: Path, home: Path
) -> None:
    (temporary / "teardown-demo-empty").mkdir()
    other = temporary / "teardown-demo-other"
    other.mkdir()
    (other / "letter.txt").write_text("dear", encoding="utf-8")
    odd = temporary / "teardown-demo-odd"
    odd.mkdir()
    (odd / "demo.json").write_text("[]", encoding="utf-8")
    kept = temporary / "teardown-demo-kept"
    kept.mkdir()
    write_marker(kept, DemoMarker(throw_away=False, complete=True))
    (temporary / "teardown-demo-file").write_text("", encoding="utf-8")
    elsewhere = home / "elsewhere"
    elsewhere.mkdir()
    write_marker(elsewhere, DemoMarker(throw_away=True, complete=True))
    before = sorted(temporary.rglob("*"))
    if os.name == "posix":
        (temporary / "teardown-demo-link").symlink_to(elsewhere)
        before = sorted(temporary.rglob("*"))
    assert sweep(places) == []
    assert sorted(temporary.rglob("*")) == before
    assert (elsewhere / "demo.json").exists()


def test_a_demo_whose_making_was_interrupted_is_removed(places: Places, temporary: Path) -> None:
    half = temporary / "teardown-demo-half"
    (half / "library" / "teardowns").mkdir(parents=True)
    (half / "library" / "teardowns" / "larder-rob1.json").write_bytes(b"{")
    write_marker(half, DemoMarker(throw_away=True))
    assert sweep(places) == []
    assert not half.exists()


# A kept one


def test_a_demo_is_kept_in_a_new_or_empty_folder(home: Path) -> None:
    for name in ("new", "empty"):
        folder = home / name
        if name == "empty":
            folder.mkdir()
        places, fresh = keep_demo(str(folder))
        assert fresh
        with opened(places) as workspace:
            assert len(workspace.summaries()) == 6


def test_a_demo_that_is_there_is_opened_as_it_is(home: Path) -> None:
    places, _ = keep_demo(str(home / "demo"))
    with opened(places) as workspace:
        workspace.answer(DRAFT, "variance.repeat", "Five runs.")
    again, fresh = keep_demo(str(home / "demo"))
    assert (again, fresh) == (places, False)
    with opened(again) as workspace:
        assert workspace.load(DRAFT).work("variance").answers["repeat"] == "Five runs."


def test_one_whose_making_was_interrupted_is_made_anew(home: Path) -> None:
    places, _ = keep_demo(str(home / "demo"))
    write_marker(places.data, DemoMarker(throw_away=False))
    (places.library / "teardowns" / "larder-rob1.json").unlink()
    places, fresh = keep_demo(str(home / "demo"))
    assert fresh
    with opened(places) as workspace:
        assert len(workspace.summaries()) == 6


def test_a_folder_with_something_else_is_refused_and_left_as_it_is(home: Path) -> None:
    folder = home / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(NotEmpty, match="holds something else"):
        keep_demo(str(folder))
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("name", ["", "   ", "letter.txt"])
def test_what_can_be_no_folder_is_refused(home: Path, name: str) -> None:
    (home / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(UsageError, match="--keep"):
        keep_demo(str(home / name) if name.strip() else name)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_demo_that_could_not_be_written_leaves_room_for_another_try(
    home: Path, monkeypatch: pytest.MonkeyPatch, *, is_there: bool
) -> None:
    folder = home / "demo"
    if is_there:
        folder.mkdir()

    def full(places: Places, *, throw_away: bool) -> None:
        assert not throw_away
        (places.data / "library").mkdir(parents=True)
        (places.data / "half").write_text("x")
        raise OSError(28, "no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("lab.demo.folder.fill", full)
        with pytest.raises(OSError, match="no space"):
            keep_demo(str(folder))
    assert folder.exists() == is_there
    assert keep_demo(str(folder))[1]
