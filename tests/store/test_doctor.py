from __future__ import annotations

import errno
import os
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from store.locks import Lock
from teardown_templates.model import Prompt, Section, Template
from tests.store.faulty import FailingFiles
from tests.store.making import make_record, on_disk, open_library, text_of, with_text

if TYPE_CHECKING:
    from pathlib import Path

    from store.library import Library
    from tests.conftest import FrozenClock

ID = "notion-ai-7k2q"


def make_template() -> Template:
    prompt = Prompt(id="who", text="Who is it for?", required=True)
    section = Section(id="job", title="Job", minutes=5, purpose="", prompts=(prompt,))
    return Template(
        id="quick",
        version=1,
        kind="base",
        title="Quick",
        tagline="",
        minutes=15,
        sections=(section,),
    )


def test_a_healthy_library_has_no_ailments_and_looking_changes_nothing(
    library: Library, root: Path
) -> None:
    record = library.save(library.insert(make_record()))
    library.keep_aside(record, reason="it lost")
    library.put_page("a page", raw=b"raw")
    library.keep_template(make_template())
    library.insert(make_record("gone-7k2q"))
    library.trash("gone-7k2q")
    before = on_disk(root)
    assert library.doctor() == []
    assert library.fix() == []
    assert on_disk(root) == before


def test_every_ailment_says_what_why_and_what_to_do(library: Library, root: Path) -> None:
    first = library.insert(make_record())
    library.save(first)
    library.insert(make_record("lone-7k2q"))
    (root / "teardowns" / f"{ID}.json").write_bytes(b"")
    (root / "teardowns" / "lone-7k2q.json").write_bytes(b"{")
    (root / "teardowns" / "notes.txt").write_text("mine", "utf-8")
    (root / "teardowns" / ".tmp-1-1").write_bytes(b"half")
    (root / "library.json").unlink()
    ailments = library.doctor()
    assert [a.severity for a in ailments] == ["error", "error", "warning", "note", "note"]
    for ailment in ailments:
        assert ailment.what
        assert ailment.why
        assert ailment.todo.endswith(".")
        assert ("--fix" in ailment.todo) == ailment.fixable
    mended = {ailment.path.name: ailment.todo for ailment in library.fix()}
    assert mended == {
        f"{ID}.json": "It was set aside; version 1 is back, as version 3.",
        "library.json": "It was written again.",
        "teardowns": "They were removed.",
    }
    assert [(a.path.name, a.fixable) for a in library.doctor()] == [
        ("lone-7k2q.json", False),
        ("notes.txt", False),
    ]
    assert (root / "damaged" / f"{ID}-1.json").read_bytes() == b""


def test_the_newest_good_version_is_chosen_and_what_lost_comes_last(
    library: Library, root: Path
) -> None:
    record = library.insert(make_record(text="one"))
    record = library.save(with_text(record, "two"))
    library.keep_aside(with_text(record, "lost"), reason="it lost")
    library.save(with_text(record, "three"))
    path = root / "teardowns" / f"{ID}.json"
    for expected in ("two", "one", "lost"):
        path.write_bytes(b"{")
        library.fix()
        assert text_of(library.load(ID)) == expected
        for name in ("2.json", "1.json"):
            version = root / "history" / ID / name
            if version.read_bytes() != b"{":
                version.write_bytes(b"{")
                break
    assert [path.read_bytes() for path in (root / "damaged").iterdir()] == [b"{"] * 3


@pytest.mark.parametrize(
    ("name", "tool"),
    [
        (f"{ID}.sync-conflict-20260302-091500-7ABCDEF.json", "Syncthing"),
        (f"{ID} (Ada's conflicted copy 2026-03-02).json", "Dropbox"),
        (f"{ID} (conflicted copy 2026-03-02 091500).json", "Nextcloud"),
        (f"{ID} 2.json", "iCloud"),
        (f"{ID} (1).json", "Google Drive"),
        (f"{ID}_conflict-20260302-091500.json", "Nextcloud"),
        (f"{ID} (backup 2026-03-02 091500-1).json", "a backup"),
    ],
)
def test_the_copies_that_syncing_tools_make_are_named_and_left_alone(
    library: Library, root: Path, name: str, tool: str
) -> None:
    record = library.insert(make_record())
    content = (root / "teardowns" / f"{ID}.json").read_bytes()
    (root / "teardowns" / name).write_bytes(content.replace(b"It drafts.", b"It differs."))
    before = on_disk(root)
    (ailment,) = library.doctor()
    assert (ailment.severity, ailment.fixable) == ("warning", False)
    assert ID in ailment.what
    assert tool in ailment.why
    assert library.fix() == []
    assert [row.id for row in library.summaries()] == [ID]
    assert library.load(ID) == record
    assert library.database.all() == [record.to_dict()]
    assert library.resolve(ID[:4]) == ID
    assert on_disk(root) == before


def test_a_file_that_icloud_has_not_downloaded_is_explained(library: Library, root: Path) -> None:
    (root / "teardowns" / f".{ID}.json.icloud").write_bytes(b"bplist00")
    (ailment,) = library.doctor()
    assert "not on this computer" in ailment.what


def test_the_things_that_systems_leave_in_folders_are_no_ailments(
    library: Library, root: Path
) -> None:
    for name in (".DS_Store", ".stfolder", ".nomedia"):
        (root / "teardowns" / name).write_bytes(b"x")
    assert library.doctor() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such permissions")
def test_a_library_that_others_can_look_into_is_closed(library: Library, root: Path) -> None:
    root.chmod(0o755)
    (ailment,) = library.doctor()
    assert (ailment.severity, ailment.fixable) == ("warning", True)
    library.fix()
    assert root.stat().st_mode & 0o777 == 0o700
    assert library.doctor() == []


def test_a_library_in_use_is_a_note(root: Path, clock: FrozenClock) -> None:
    library = open_library(root, clock, patience=0.05)
    library.insert(make_record())
    inside, done = threading.Event(), threading.Event()

    def hold() -> None:
        with Lock(root):
            inside.set()
            done.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    inside.wait(20)
    notes = [(a.severity, a.what) for a in library.doctor()]
    done.set()
    holder.join()
    assert notes == [("note", "The library is busy")]
    library.close()


def test_a_kept_template_comes_back_and_a_damaged_one_is_set_aside(
    library: Library, root: Path
) -> None:
    template = make_template()
    digest = library.keep_template(template)
    assert library.keep_template(template) == digest
    assert library.template(digest) == template
    for missing in ("", "0" * 64, "../library", digest[:-1]):
        assert library.template(missing) is None
    path = root / "templates" / f"{digest}.json"
    for damage in (b"", b"[]", b'{"id": 3}'):
        path.write_bytes(damage)
        (ailment,) = library.doctor()
        assert (ailment.path, ailment.fixable) == (path, True)
    library.fix()
    assert library.doctor() == []
    assert library.template(digest) is None
    assert library.keep_template(template) == digest
    assert library.template(digest) == template


def test_a_damaged_template_is_kept_anew_by_the_next_teardown(library: Library, root: Path) -> None:
    digest = library.keep_template(make_template())
    (root / "templates" / f"{digest}.json").write_bytes(b"{")
    assert library.keep_template(make_template()) == digest
    assert library.template(digest) == make_template()


def test_mending_goes_on_after_what_cannot_be_written(root: Path, clock: FrozenClock) -> None:
    files = FailingFiles()
    library = open_library(root, clock, files=files)
    for name in ("one-7k2q", "two-7k2q", "three-7k2q"):
        library.save(library.insert(make_record(name)))
        (root / "teardowns" / f"{name}.json").write_bytes(b"{")
    files.arm(errno.ENOSPC, at=4)
    tried = {ailment.path.stem: ailment for ailment in library.fix()}
    files.arm(errno.ENOSPC, at=100_000)
    refused = [name for name, ailment in tried.items() if ailment.refused]
    assert len(tried) == 3
    assert len(refused) == 1
    assert tried[refused[0]].refused == "the disk is full"
    assert "Free some space" in tried[refused[0]].todo
    assert [a.path.stem for a in library.doctor() if a.severity == "error"] == refused
    assert [ailment.refused for ailment in library.fix()] == [""]
    assert library.doctor() == []
    library.close()


def test_a_teardown_under_another_name_gets_its_own_back(library: Library, root: Path) -> None:
    record = library.save(library.insert(make_record()))
    path = root / "teardowns" / f"{ID}.json"
    for name in ("My notes.json", "notion-7k2q.json", f"{ID} (1).json", f"{ID}-LAPTOP.json"):
        path.rename(path.with_name(name))
        (ailment,) = [each for each in library.doctor() if each.severity == "error"]
        assert ID in ailment.what
        assert ailment.fixable
        library.fix()
        assert library.load(ID) == record
        assert library.doctor() == []


@pytest.mark.parametrize("name", [f"{ID}-LAPTOP.json", "notes.json", "other-7k2q-2.json"])
def test_content_decides_what_is_a_copy(library: Library, root: Path, name: str) -> None:
    library.insert(make_record())
    folder = root / "teardowns"
    (folder / name).write_bytes((folder / f"{ID}.json").read_bytes())
    (ailment,) = library.doctor()
    assert ailment.what == f"“{name}” is a second copy of {ID}"
    assert ailment.severity == "warning"


def test_a_name_alone_makes_no_copy(library: Library, root: Path) -> None:
    library.insert(make_record())
    library.insert(make_record("other-7k2q"))
    folder = root / "teardowns"
    (folder / f"{ID} (1).json").write_bytes(b"{")
    (folder / f"{ID} (2).json").write_bytes((folder / "other-7k2q.json").read_bytes())
    library.insert(make_record(f"{ID}-2"))
    said = {ailment.path.name: ailment.what for ailment in library.doctor()}
    assert said == {
        f"{ID} (1).json": f"“{ID} (1).json” looks like a second copy of {ID}",
        f"{ID} (2).json": f"“{ID} (2).json” is a second copy of other-7k2q",
    }


def test_copies_where_nobody_looks_are_moved_aside(library: Library, root: Path) -> None:
    library.save(library.insert(make_record()))
    address = library.put_page("a page")
    library.insert(make_record("gone-7k2q"))
    library.trash("gone-7k2q")
    strays = [
        root / "library (1).json",
        root / "history" / ID / "1 (Ana's conflicted copy 2026-11-20).json",
        root / "trash" / "gone-7k2q 2.json",
        root / "pages" / address[:2] / "x.sync-conflict-20261120-101500-ABCDEFG.md",
        root / "templates" / "x (conflicted copy 2026-11-20 101500).json",
    ]
    (root / "templates").mkdir(exist_ok=True)
    for number, path in enumerate(strays):
        path.write_bytes(b"%d" % number)
    assert {each.path for each in library.doctor()} == set(strays)
    library.fix()
    assert library.doctor() == []
    assert len(list((root / "damaged").iterdir())) == len(strays)
    assert library.page(address) == "a page"


def test_what_syncing_tools_leave_half_way_is_no_ailment(library: Library, root: Path) -> None:
    library.insert(make_record())
    for name in (
        f".syncthing.{ID}.json.tmp", f"~syncthing~{ID}.json.tmp", f"~${ID}.json", "desktop.ini",
        "Thumbs.db", f"{ID}.json.part", f"._{ID}.json", ".dropbox", ".~lock.x.json#",
    ):  # fmt: skip
        (root / "teardowns" / name).write_bytes(b"x")
    assert library.doctor() == []
    assert [row.id for row in library.summaries()] == [ID]


def test_an_empty_file_may_not_have_been_fetched_yet(library: Library, root: Path) -> None:
    library.insert(make_record())
    (root / "teardowns" / f"{ID}.json").write_bytes(b"")
    (ailment,) = library.doctor()
    assert "may not have fetched" in ailment.why


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to root"
)
def test_a_file_that_its_owner_may_not_read_is_opened_to_them(library: Library, root: Path) -> None:
    record = library.insert(make_record())
    (root / "teardowns" / f"{ID}.json").chmod(0)
    (ailment,) = library.doctor()
    assert ailment.fixable
    library.fix()
    assert library.load(ID) == record


def test_what_a_killed_restore_left_is_removed(library: Library, root: Path) -> None:
    stage = root / ".cache" / "restoring.tmp-1-1"
    stage.mkdir(parents=True)
    (stage / ".tmp-1-2").write_bytes(b"x")
    os.utime(stage, (0, 0))
    (ailment,) = library.doctor()
    assert ailment.severity == "note"
    library.fix()
    assert library.doctor() == []
    assert not stage.exists()


def test_a_link_in_place_of_the_cache_is_taken_away(
    library: Library, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "thesis.txt").write_text("mine", "utf-8")
    (root / ".cache").symlink_to(tmp_path / "elsewhere")
    (ailment,) = library.doctor()
    assert ailment.fixable
    library.fix()
    assert library.doctor() == []
    assert (tmp_path / "elsewhere" / "thesis.txt").read_text("utf-8") == "mine"
