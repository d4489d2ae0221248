"""Restoring adds what is missing, keeps what differs beside, and overwrites nothing."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import LibraryUnwritable, LinkRefused, StoreError
from tests.conftest import FrozenClock
from tests.store.backup.boxes import MAIN, back_up, bring_home, fates, fill, pack
from tests.store.faulty import FailingFiles, WithoutLinks
from tests.store.making import make_record, on_disk, open_library, text_of, with_text
from tests.store.record_strategies import teardowns
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from store.files import Files
    from store.library import Library
    from store.records import Teardown


@pytest.fixture
def other(tmp_path: Path, clock: FrozenClock) -> Library:
    """A library on another machine."""
    return open_library(tmp_path / "other", clock)


def _carry(source: Library, target: Library, folder: Path) -> dict[str, str]:
    path = folder / "carried.zip"
    back_up(source, path, force=True) if path.exists() else back_up(source, path)
    return fates(bring_home(target, path))


def test_into_an_empty_library_comes_everything_byte_for_byte(
    library: Library, other: Library, tmp_path: Path
) -> None:
    fill(library)
    said = _carry(library, other, tmp_path)
    assert said == dict.fromkeys((MAIN, "other-7k2q", "broken-7k2q"), "ADDED")
    assert on_disk(other.root) == on_disk(library.root)
    assert [row.id for row in other.summaries()] == [row.id for row in library.summaries()]
    assert not list((other.root / ".cache").glob("restoring*"))


@settings(max_examples=12)
@given(records=st.lists(teardowns(), min_size=1, max_size=3))
def test_whatever_the_records_say_the_files_come_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, records: list[Teardown]
) -> None:
    folder = tmp_path_factory.mktemp("carrying")
    clock = FrozenClock()
    library = open_library(folder / "library", clock)
    for number, record in enumerate(records):
        fresh = library.insert(record.model_copy(update={"id": f"made-{number}-7k2q"}))
        library.save(fresh)
    other = open_library(folder / "other", clock)
    back_up(library, folder / "backup.zip")
    bring_home(other, folder / "backup.zip")
    assert on_disk(other.root) == on_disk(library.root)


def test_a_second_restore_changes_nothing(library: Library, other: Library, tmp_path: Path) -> None:
    fill(library)
    _carry(library, other, tmp_path)
    before = on_disk(other.root)
    assert set(_carry(library, other, tmp_path).values()) == {"SAME"}
    assert on_disk(other.root) == before


def test_a_dry_run_says_the_same_and_writes_nothing(
    library: Library, other: Library, tmp_path: Path
) -> None:
    fill(library)
    other.insert(make_record("other-7k2q", "Something else"))
    path = tmp_path / "backup.zip"
    back_up(library, path)
    before = on_disk(other.root)
    would = bring_home(other, path, dry_run=True)
    assert on_disk(other.root) == before
    assert bring_home(other, path) == would
    missing = open_library(tmp_path / "nowhere", FrozenClock())
    assert missing.root.is_dir()


def test_a_dry_run_makes_no_library(library: Library, tmp_path: Path, clock: FrozenClock) -> None:
    from store.library import Library as Opened

    fill(library)
    path = tmp_path / "backup.zip"
    back_up(library, path)
    nowhere = Opened.open(tmp_path / "nowhere", clock=clock, create=False)
    assert set(fates(bring_home(nowhere, path, dry_run=True)).values()) == {"ADDED"}
    assert not (tmp_path / "nowhere").exists()


def test_what_is_missing_is_added_and_what_is_here_stays(
    library: Library, other: Library, tmp_path: Path
) -> None:
    library.insert(make_record("theirs-7k2q", "theirs"))
    other.insert(make_record("mine-7k2q", "mine"))
    before = on_disk(other.root)
    assert _carry(library, other, tmp_path) == {"theirs-7k2q": "ADDED"}
    assert before.items() <= on_disk(other.root).items()
    assert text_of(other.load("theirs-7k2q")) == "theirs"


def test_an_older_one_here_is_brought_forward_and_stays_in_the_history(
    library: Library, other: Library, tmp_path: Path
) -> None:
    record = library.insert(make_record(MAIN, "one"))
    _carry(library, other, tmp_path)
    old = (other.root / "teardowns" / f"{MAIN}.json").read_bytes()
    record = library.save(with_text(record, "two"))
    library.save(with_text(record, "three"))
    assert _carry(library, other, tmp_path) == {MAIN: "FORWARD"}
    assert text_of(other.load(MAIN)) == "three"
    assert [version.rev for version in other.history(MAIN)] == [2, 1]
    assert (other.root / "history" / MAIN / "1.json").read_bytes() == old


def test_a_newer_one_here_stays(library: Library, other: Library, tmp_path: Path) -> None:
    library.insert(make_record(MAIN, "one"))
    _carry(library, other, tmp_path)
    other.save(with_text(other.load(MAIN), "two"))
    before = on_disk(other.root)
    assert _carry(library, other, tmp_path) == {MAIN: "OLDER"}
    assert on_disk(other.root) == before


def test_a_newer_one_here_whose_old_version_was_thinned_gets_it_back_aside(
    library: Library, other: Library, tmp_path: Path, clock: FrozenClock
) -> None:
    library.insert(make_record(MAIN, "one"))
    _carry(library, other, tmp_path)
    clock.move(minutes=5)
    other.save(with_text(other.load(MAIN), "two"))
    (other.root / "history" / MAIN / "1.json").unlink()
    assert _carry(library, other, tmp_path) == {MAIN: "ASIDE"}
    assert text_of(other.load(MAIN)) == "two"
    (version,) = other.history(MAIN)
    assert version.aside
    assert "backup of 2026-03-02" in version.reason
    assert text_of(other.load_version(MAIN, version.name)) == "one"
    before = on_disk(other.root)
    assert _carry(library, other, tmp_path) == {MAIN: "OLDER"}
    assert on_disk(other.root) == before


def test_changes_on_both_sides_lie_beside_each_other_to_be_merged(
    library: Library, other: Library, tmp_path: Path
) -> None:
    library.insert(make_record(MAIN, "one"))
    _carry(library, other, tmp_path)
    library.save(with_text(library.load(MAIN), "there"))
    other.save(with_text(other.load(MAIN), "here"))
    here = (other.root / "teardowns" / f"{MAIN}.json").read_bytes()
    assert _carry(library, other, tmp_path) == {MAIN: "SECOND"}
    assert (other.root / "teardowns" / f"{MAIN}.json").read_bytes() == here
    copies = [p for p in (other.root / "teardowns").iterdir() if "backup" in p.name]
    there = (library.root / "teardowns" / f"{MAIN}.json").read_bytes()
    assert [path.read_bytes() for path in copies] == [there]
    (ailment,) = other.doctor()
    assert "a backup" in ailment.why
    assert _carry(library, other, tmp_path) == {MAIN: "OLDER"}
    assert len(list((other.root / "teardowns").iterdir())) == 2


def test_a_damaged_one_here_is_left_and_the_good_one_waits_in_its_history(
    library: Library, other: Library, tmp_path: Path
) -> None:
    library.save(library.insert(make_record(MAIN, "good")))
    (other.root / "teardowns" / f"{MAIN}.json").write_bytes(b"{")
    assert _carry(library, other, tmp_path) == {MAIN: "INTO_HISTORY"}
    assert (other.root / "teardowns" / f"{MAIN}.json").read_bytes() == b"{"
    other.fix()
    assert text_of(other.load(MAIN)) == "good"


def test_a_damaged_one_in_the_backup_touches_nothing_here(
    library: Library, other: Library, tmp_path: Path
) -> None:
    (library.root / "teardowns" / f"{MAIN}.json").write_bytes(b"{")
    record = other.insert(make_record(MAIN, "good"))
    for _ in range(2):
        assert _carry(library, other, tmp_path) == {MAIN: "DAMAGED"}
        assert other.load(MAIN) == record
        assert [path.read_bytes() for path in (other.root / "damaged").iterdir()] == [b"{"]


def test_a_file_that_claims_to_be_another_teardown_takes_nobodys_place(
    other: Library, tmp_path: Path
) -> None:
    record = other.insert(make_record(MAIN, "mine"))
    document = make_record("somebody-else").to_dict()
    data = json.dumps({"_default": {"1": document}}).encode()
    path = pack(tmp_path / "false.zip", {f"library/teardowns/{MAIN}.json": data})
    assert fates(bring_home(other, path)) == {MAIN: "DAMAGED"}
    assert other.load(MAIN) == record


def test_the_trash_comes_along_and_never_over_what_is_there(
    library: Library, other: Library, tmp_path: Path
) -> None:
    for each, text in ((library, "there"), (other, "here")):
        each.insert(make_record("gone-7k2q", text))
        each.trash("gone-7k2q")
    library.insert(make_record("more-7k2q"))
    library.trash("more-7k2q")
    for _ in range(2):
        _carry(library, other, tmp_path)
        assert {row.id for row in other.trashed()} == {"gone-7k2q", "more-7k2q"}
        other.restore("gone-7k2q")
        assert text_of(other.load("gone-7k2q")) == "here"
        (version,) = other.history("gone-7k2q")
        assert text_of(other.load_version("gone-7k2q", version.name)) == "there"
        other.trash("gone-7k2q")


@pytest.mark.parametrize("files", [None, WithoutLinks()])
def test_a_disk_without_links_or_without_syncing_all_will_do(
    library: Library, tmp_path: Path, clock: FrozenClock, files: Files | None
) -> None:
    class OneByOne(FailingFiles):
        syncs_all = False

    fill(library)
    files = files or OneByOne()
    other = open_library(tmp_path / "other", clock, files=files)
    assert set(_carry(library, other, tmp_path).values()) == {"ADDED"}
    assert on_disk(other.root) == on_disk(library.root)
    other.close()


def test_a_disk_that_refuses_at_any_call_leaves_the_library_as_it_was(
    library: Library, tmp_path: Path, clock: FrozenClock
) -> None:
    fill(library)
    path = tmp_path / "backup.zip"
    back_up(library, path)
    files = FailingFiles()
    at = 0
    while True:
        other = open_library(tmp_path / f"other-{at}", clock, files=files)
        other.insert(make_record("other-7k2q", "mine"))
        record = other.insert(make_record("mine-7k2q", "one"))
        other.save(with_text(record, "two"))
        before = on_disk(other.root)
        files.arm(errno.EIO, at=at)
        try:
            bring_home(other, path)
        except (StoreError, OSError):
            assert on_disk(other.root) == before
            files.arm(errno.EIO, at=100_000)
            bring_home(other, path)
            assert other.load(MAIN).id == MAIN
            other.close()
        else:
            other.close()
            break
        at += 1
    assert at > 20


def test_a_disk_without_room_is_said_before_anything_is_unpacked(
    library: Library, other: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library)
    path = tmp_path / "backup.zip"
    back_up(library, path)
    before = on_disk(other.root)
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000})())
    with pytest.raises(LibraryUnwritable, match="disk has less left"):
        bring_home(other, path)
    assert on_disk(other.root) == before


def test_a_library_that_is_a_link_as_a_whole_is_backed_up_and_restored_into(
    library: Library, tmp_path: Path, clock: FrozenClock
) -> None:
    fill(library)
    (tmp_path / "synced").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "synced")
    linked = open_library(tmp_path / "linked", clock)
    assert set(_carry(library, linked, tmp_path).values()) == {"ADDED"}
    assert on_disk(tmp_path / "synced") == on_disk(library.root)
    written = back_up(linked, tmp_path / "again.zip")
    assert written.is_whole
    assert written.left_out == ()
    assert written.teardowns == 3
    linked.close()


def test_nothing_goes_through_a_link_inside_the_library(
    library: Library, other: Library, tmp_path: Path
) -> None:
    fill(library)
    path = tmp_path / "backup.zip"
    back_up(library, path)
    (tmp_path / "elsewhere").mkdir()
    (other.root / "history").symlink_to(tmp_path / "elsewhere")
    before = on_disk(other.root)
    with pytest.raises(LinkRefused):
        bring_home(other, path)
    assert on_disk(other.root) == before
    assert list((tmp_path / "elsewhere").iterdir()) == []


WRITER = """
import sys
import time
from pathlib import Path
from store.clock import SystemClock
from store.library import Library
from tests.store.making import with_text
library = Library.open(Path(sys.argv[1]), clock=SystemClock())
record = library.load("notion-ai-7k2q")
while True:
    record = library.save(with_text(record, str(record.rev + 1)))
    print(record.rev, flush=True)
    time.sleep(0.005)  # whoever saves lets go in between, if only for so long
"""


def test_somebody_who_saves_meanwhile_loses_nothing_and_is_not_kept_waiting(
    library: Library, other: Library, tmp_path: Path
) -> None:
    for number in range(120):
        library.save(library.insert(make_record(f"more-{number}-7k2q")))
    library.insert(make_record(MAIN, "from the backup"))
    path = tmp_path / "backup.zip"
    back_up(library, path)
    other.insert(make_record(MAIN, "1"))
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(other.root)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        lines = writer.stdout
        acknowledged = [int(lines.readline())]

        def goes_on_saving() -> None:
            before = other.load(MAIN).rev
            while acknowledged[-1] <= before:
                acknowledged.append(int(lines.readline()))

        def progress(what: str, number: int) -> None:
            if what == "Restoring" and number % 40 == 0:
                goes_on_saving()

        said = fates(bring_home(other, path, progress=progress))
        goes_on_saving()
        writer.kill()
        acknowledged += [int(line) for line in lines if line.endswith("\n")]
    assert len(acknowledged) > 4, "it went on saving, three times in the middle"
    assert said.pop(MAIN) in {"SECOND", "OLDER"}
    assert set(said.values()) == {"ADDED"}
    record = other.load(MAIN)
    assert record.rev >= acknowledged[-1]
    assert text_of(record) == str(record.rev)
    revs = {version.rev for version in other.history(MAIN)}
    assert revs >= set(range(1, record.rev))
    assert len(other.summaries()) == 121
