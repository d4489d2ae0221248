"""A backup holds everything, once, and is there as a whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from store.backup.errors import BackupUnwritable
from store.backup.writing import write_backup_to
from store.errors import StoreError
from tests.store.backup.boxes import MAIN, back_up, bring_home, fates, fill, pack, quiet
from tests.store.faulty import FailingFiles, WithoutLinks
from tests.store.making import make_record, on_disk, open_library, text_of, with_text
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from store.library import Library
    from tests.conftest import FrozenClock


def test_any_zip_tool_reads_it_and_it_explains_itself(library: Library, tmp_path: Path) -> None:
    fill(library)
    before = on_disk(library.root)
    written = back_up(library, tmp_path / "backup.zip")
    assert (written.teardowns, written.versions, written.pages) == (3, 3, 1)
    assert written.is_whole
    assert on_disk(library.root) == before
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "READ ME.txt"
        assert b"teardown restore" in archive.read("READ ME.txt")
        listed = json.loads(archive.read("manifest.json"))
        for entry in listed["entries"]:
            data = archive.read(entry.get("same_as", entry["name"]))
            assert (len(data), sha256(data).hexdigest()) == (entry["size"], entry["sha256"])
        names = {entry["name"].removeprefix("library/") for entry in listed["entries"]}
    files = {name for name, content in before.items() if isinstance(content, bytes)}
    assert names == {"READ ME.txt", *files}
    assert listed["schema"] == "teardown.backup/v1"
    assert listed["library_schema"] == 2


def test_the_same_library_makes_the_same_file(library: Library, tmp_path: Path) -> None:
    fill(library)
    for name in ("one.zip", "two.zip"):
        back_up(library, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_the_same_content_is_stored_once(library: Library, tmp_path: Path) -> None:
    noise = os.urandom(50_000).hex()
    record = library.insert(make_record(MAIN, noise))
    for _ in range(5):
        record = library.save(with_text(record, "short"))
        record = library.bring_back(MAIN, 1)
    source = library.root / "teardowns" / f"{MAIN}.json"
    for number in range(20, 40):
        os.link(source, library.root / "history" / MAIN / f"{number}.json")
    written = back_up(library, tmp_path / "backup.zip")
    assert written.versions == 30
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        large = [info for info in archive.infolist() if info.file_size > 100_000]
    assert len(large) == 6, "one for each save that wrote it"


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_it_is_private(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    back_up(library, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with zipfile.ZipFile(path) as archive:
        assert {info.external_attr >> 16 & 0o777 for info in archive.infolist()} == {0o600}


def test_caches_locks_and_leftovers_of_others_stay_out(library: Library, tmp_path: Path) -> None:
    library.insert(make_record())
    library.summaries()
    library.search("drafts")
    for name in (".DS_Store", "desktop.ini", "~$notes.json", ".syncthing.x.json.tmp", ".tmp-1-1"):
        (library.root / "teardowns" / name).write_bytes(b"x")
    (library.root / "holiday.jpg").write_bytes(b"x")
    written = back_up(library, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        assert archive.namelist() == [
            "READ ME.txt",
            f"library/teardowns/{MAIN}.json",
            "library/library.json",
            "manifest.json",
        ]
    assert [each.path.name for each in written.left_out] == ["holiday.jpg"]
    assert written.is_whole


def test_links_and_what_cannot_be_held_are_named(library: Library, tmp_path: Path) -> None:
    library.insert(make_record())
    folder = library.root / "teardowns"
    (tmp_path / "secret").write_text("secret", "utf-8")
    (folder / "linked-7k2q.json").symlink_to(tmp_path / "secret")
    (folder / ".away-7k2q.json.icloud").write_bytes(b"bplist")
    (folder / 'a"b.json').write_bytes(b"{}")
    written = back_up(library, tmp_path / "backup.zip")
    assert {each.path.name: each.lost for each in written.left_out} == {
        "linked-7k2q.json": False,
        ".away-7k2q.json.icloud": True,
        'a"b.json': True,
    }
    assert not written.is_whole
    assert b"secret" not in (tmp_path / "backup.zip").read_bytes()


def test_nothing_that_is_there_is_replaced_but_an_earlier_backup_by_force(
    library: Library, tmp_path: Path
) -> None:
    library.insert(make_record())
    earlier = tmp_path / "earlier.zip"
    back_up(library, earlier)
    first = earlier.read_bytes()
    foreign = tmp_path / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("mine.txt", "mine")
    (tmp_path / "thesis.txt").write_text("mine", "utf-8")
    (tmp_path / "link.zip").symlink_to(earlier)
    (tmp_path / "folder.zip").mkdir()
    library.insert(make_record("another-7k2q"))
    for name in ("earlier.zip", "foreign.zip", "thesis.txt", "link.zip", "folder.zip"):
        with pytest.raises(BackupUnwritable):
            back_up(library, tmp_path / name)
    before = on_disk(tmp_path)
    for name in ("foreign.zip", "thesis.txt", "link.zip", "folder.zip"):
        with pytest.raises(BackupUnwritable):
            back_up(library, tmp_path / name, force=True)
    assert on_disk(tmp_path) == before
    back_up(library, earlier, force=True)
    assert earlier.read_bytes() != first


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_refuses_at_any_call_leaves_nothing(
    root: Path, tmp_path: Path, clock: FrozenClock, number: int
) -> None:
    files = FailingFiles()
    library = open_library(root, clock, files=files)
    library.insert(make_record())
    target = tmp_path / "out"
    target.mkdir()
    files.arm(number, at=10_000)
    back_up(library, target / "whole.zip")
    calls = len(files.names)
    for at in range(calls):
        path = target / f"{at}.zip"
        files.arm(number, at=at)
        try:
            back_up(library, path)
        except StoreError:
            assert not path.exists()
        assert [p.name for p in target.iterdir() if p.name.startswith(".")] == []
    library.close()


def test_a_stop_in_the_middle_leaves_nothing(library: Library, tmp_path: Path) -> None:
    fill(library)
    for moment in range(30):
        left = moment

        def stop(doing: str, count: int) -> None:  # noqa: ARG001 - as told
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt

        path = tmp_path / f"{moment}.zip"
        try:
            back_up(library, path, progress=stop)
        except KeyboardInterrupt:
            assert not path.exists()
        else:
            assert path.exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_disk_without_second_names_will_do(
    root: Path, tmp_path: Path, clock: FrozenClock
) -> None:
    library = open_library(root, clock, files=WithoutLinks())
    library.insert(make_record())
    back_up(library, tmp_path / "backup.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "library"]
    with pytest.raises(BackupUnwritable):
        back_up(library, tmp_path / "backup.zip")
    library.close()


def test_it_goes_to_a_stream_too(library: Library, tmp_path: Path, clock: FrozenClock) -> None:
    fill(library)
    path = tmp_path / "streamed.zip"
    with path.open("wb") as stream:
        write_backup_to(stream, library.parts, app="test", progress=quiet)
    other = open_library(tmp_path / "other", clock)
    assert set(fates(bring_home(other, path)).values()) == {"ADDED"}
    other.close()


def test_a_place_that_does_not_exist_is_said_before_anything_is_read(
    library: Library, tmp_path: Path
) -> None:
    with pytest.raises(BackupUnwritable, match="no folder"):
        back_up(library, tmp_path / "nowhere" / "backup.zip")
    assert not (tmp_path / "nowhere").exists()


def test_a_read_only_library_can_be_backed_up(library: Library, tmp_path: Path) -> None:
    library.insert(make_record())
    library.close()
    library.root.chmod(0o500)
    try:
        assert back_up(library, tmp_path / "backup.zip").teardowns == 1
    finally:
        library.root.chmod(0o700)


WRITER = """
import sys
from pathlib import Path
from store.clock import SystemClock
from store.library import Library
from tests.store.making import make_record, text_of, with_text
library = Library.open(Path(sys.argv[1]), clock=SystemClock())
record = library.load("notion-ai-7k2q")
print("saving", flush=True)
number = record.rev
while True:
    number += 1
    record = library.save(with_text(record, f"{number} " * 2000))
"""


def test_what_is_saved_meanwhile_is_in_it_as_a_whole(
    library: Library, tmp_path: Path, clock: FrozenClock
) -> None:
    library.insert(make_record(MAIN, "1 " * 2000))
    for number in range(30):
        library.insert(make_record(f"other-{number}-7k2q"))
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(library.root)], cwd=PROJECT, stdout=subprocess.PIPE
    ) as writer:
        try:
            assert writer.stdout is not None
            writer.stdout.readline()
            for number in range(5):
                back_up(library, tmp_path / f"{number}.zip")
        finally:
            writer.kill()
    for number in range(5):
        other = open_library(tmp_path / f"restored-{number}", clock)
        bring_home(other, tmp_path / f"{number}.zip")
        record = other.load(MAIN)
        assert len(set(text_of(record).split())) == 1, "a mixture of two saves"
        for version in other.history(MAIN):
            # A save keeps what it replaces under a second name first: for a moment it is both.
            is_itself = version.rev == record.rev
            assert version.rev < record.rev or is_itself
            if is_itself:
                assert text_of(other.load_version(MAIN, version.name)) == text_of(record)
        assert len(other.summaries()) == 31
        other.close()


def test_a_newer_backup_is_a_backup_that_force_may_replace(
    library: Library, tmp_path: Path
) -> None:
    path = pack(tmp_path / "newer.zip", {}, schema="teardown.backup/v9")
    back_up(library, path, force=True)
    assert zipfile.is_zipfile(path)
