from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest

from store.locks import Lock
from teardown_templates.model import Prompt, Section, Template
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
        (f"{ID} (conflicted copy 2026-03-02 091500).json", "Dropbox"),
        (f"{ID} 2.json", "iCloud"),
        (f"{ID} (1).json", "Google Drive"),
        (f"{ID}_conflict-20260302-091500.json", "Nextcloud"),
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
