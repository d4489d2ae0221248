"""The list of a library: from a cache that is checked against the files, never trusted."""

from __future__ import annotations

import os
import stat
import time
from typing import TYPE_CHECKING

import pytest

from store import summaries
from store.errors import StoreError
from store.marks import Reading, read_marked
from store.summaries import SummaryCache
from tests.benchmarks.library_maker import make_library
from tests.store.raw_library import LONG_AGO, put, put_bytes, raw_record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the ids of the files that were read."""
    seen: list[str] = []

    def counting(folder: str, name: str) -> Reading:
        seen.append(name)
        return read_marked(folder, name)

    monkeypatch.setattr(summaries, "read_marked", counting)
    return seen


def ids(cache: SummaryCache) -> list[str]:
    return [row.id for row in cache.refresh()]


def test_an_empty_or_missing_library_is_an_empty_list(root: Path) -> None:
    assert SummaryCache(root).refresh() == []
    (root / "teardowns").mkdir(parents=True)
    assert SummaryCache(root).refresh() == []


def test_rows_come_newest_first_and_by_id_where_the_time_is_the_same(root: Path) -> None:
    for name, at in {
        "b": "2026-03-02T09:00:00Z",
        "a": "2026-03-02T09:00:00Z",
        "later": "2026-03-02T09:00:00.5Z",
        "zone": "2026-03-02T12:00:00+02:00",
        "old": "2025-12-31T23:59:59Z",
    }.items():
        put(root, raw_record(name, updated_at=at))
    assert ids(SummaryCache(root)) == ["zone", "later", "a", "b", "old"]


def test_a_second_look_reads_nothing(root: Path, reads: list[str]) -> None:
    make_library(root, 5, size=2_000)
    cache = SummaryCache(root)
    rows = cache.refresh()
    assert len(reads) == 5
    assert cache.refresh() == rows
    assert len(reads) == 5


def test_another_process_reads_nothing_either(root: Path, reads: list[str]) -> None:
    make_library(root, 5, size=2_000)
    rows = SummaryCache(root).refresh()
    reads.clear()
    assert SummaryCache(root).refresh() == rows
    assert reads == []


def test_only_what_changed_is_read(root: Path, reads: list[str]) -> None:
    for name in "abc":
        put(root, raw_record(name))
    SummaryCache(root).refresh()
    reads.clear()
    put(root, raw_record("b", product={"name": "Renamed"}), at=LONG_AGO + 1)
    put(root, raw_record("d"))
    (root / "teardowns" / "a.json").unlink()
    rows = {row.id: row.product for row in SummaryCache(root).refresh()}
    assert rows == {"b": "Renamed", "c": "Product", "d": "Product"}
    assert sorted(reads) == ["b", "d"]


def test_a_file_replaced_within_the_clocks_grain_by_one_of_the_same_size_is_seen(
    root: Path,
) -> None:
    now = time.time()
    path = put(root, raw_record("a", product={"name": "Before"}), at=now)
    cache = SummaryCache(root)
    assert cache.refresh()[0].product == "Before"
    path.write_bytes(path.read_bytes().replace(b"Before", b"Change"))
    os.utime(path, (now, now))
    assert cache.refresh()[0].product == "Change"
    assert SummaryCache(root).refresh()[0].product == "Change"


def test_a_settled_file_is_not_read_again(root: Path, reads: list[str]) -> None:
    put(root, raw_record("a"), at=time.time() - 3)
    cache = SummaryCache(root)
    cache.refresh()
    cache.refresh()
    assert reads == ["a"]


def test_what_was_saved_is_listed_without_reading_it(root: Path, reads: list[str]) -> None:
    put(root, raw_record("a"))
    cache = SummaryCache(root)
    cache.refresh()
    reads.clear()
    for number in range(40):
        record = raw_record("a", rev=number, updated_at=f"2026-03-03T09:00:{number:02}Z")
        cache.note_saved("a", record, put(root, record).stat())
        cache.note_saved("b", raw_record("b"), put(root, raw_record("b")).stat())
    assert [(row.id, row.rev) for row in cache.rows()] == [("a", 39), ("b", 1)]
    assert cache.rows()[0].path == root / "teardowns" / "a.json"
    assert reads == []
    assert not cache.changed()


def test_what_is_gone_is_dropped(root: Path) -> None:
    for name in "ab":
        put(root, raw_record(name))
    cache = SummaryCache(root)
    cache.refresh()
    (root / "teardowns" / "a.json").unlink()
    cache.note_gone("a")
    assert [row.id for row in cache.rows()] == ["b"]
    assert not cache.changed()


def test_rows_belong_to_the_caller(root: Path) -> None:
    put(root, raw_record("a"))
    cache = SummaryCache(root)
    cache.refresh().clear()
    assert len(cache.rows()) == 1


def test_changed_tells_what_others_did(root: Path) -> None:
    path = put(root, raw_record("a"))
    cache = SummaryCache(root)
    assert cache.changed(), "nothing was listed yet"
    cache.refresh()
    assert not cache.changed()
    for change in (
        lambda: put(root, raw_record("b")),
        lambda: put(root, raw_record("a", rev=2), at=LONG_AGO + 1),
        (root / "teardowns" / "b.json").unlink,
        lambda: path.write_bytes(path.read_bytes() + b" "),
    ):
        change()
        assert cache.changed()
        assert cache.changed(), "until it is listed"
        cache.refresh()
        assert not cache.changed()


def test_files_that_are_no_teardowns_change_nothing(root: Path) -> None:
    put(root, raw_record("a"))
    cache = SummaryCache(root)
    cache.refresh()
    for name in (".tmp-1-1", "notes.txt", ".hidden.json", "a (1).json", "ä.json"):
        (root / "teardowns" / name).write_text("{}")
    assert not cache.changed()
    assert ids(cache) == ["a"]


def test_a_write_into_one_of_many_files_is_noticed_within_several_polls(root: Path) -> None:
    for number in range(600):
        put_bytes(root, f"n{number}", b"{}")
    cache = SummaryCache(root)
    cache.refresh()
    path = root / "teardowns" / "n577.json"
    path.write_bytes(b"{ }")
    assert any(cache.changed() for _ in range(3))


def test_two_lists_of_one_library_see_each_others_changes(root: Path) -> None:
    put(root, raw_record("a"))
    one, two = SummaryCache(root), SummaryCache(root)
    one.refresh()
    two.refresh()
    record = raw_record("b")
    one.note_saved("b", record, put(root, record).stat())
    one.keep()
    assert not one.changed()
    assert two.changed()
    assert ids(two) == ids(one) == ["a", "b"]


def test_a_folder_that_cannot_be_read_is_a_named_error(root: Path) -> None:
    root.mkdir()
    (root / "teardowns").write_text("a file")
    with pytest.raises(StoreError, match="cannot be read"):
        SummaryCache(root).refresh()


def test_the_cache_is_private_and_waits_for_no_disk(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: object) -> None:
        raise AssertionError(f"waited for the disk: {descriptor}")

    monkeypatch.setattr(os, "fsync", refuse)
    put(root, raw_record("a"))
    SummaryCache(root).refresh()
    for path in (root / ".cache", root / ".cache" / "summaries"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert [path.name for path in (root / ".cache").iterdir()] == ["summaries"]


def test_a_few_changes_to_a_large_library_do_not_rewrite_the_cache(root: Path) -> None:
    make_library(root, 400, size=1_500)
    cache = SummaryCache(root)
    cache.refresh()
    before = (root / ".cache" / "summaries").stat()
    put(root, raw_record("new"))
    cache.refresh()
    assert os.path.samestat((root / ".cache" / "summaries").stat(), before)
    cache.keep()
    assert not os.path.samestat((root / ".cache" / "summaries").stat(), before)


def test_keeping_before_listing_does_not_lose_the_cache(root: Path, reads: list[str]) -> None:
    for name in "abc":
        put(root, raw_record(name))
    SummaryCache(root).refresh()
    reads.clear()
    other = SummaryCache(root)
    other.note_saved("c", raw_record("c"), (root / "teardowns" / "c.json").stat())
    other.keep()
    assert ids(SummaryCache(root)) == ["a", "b", "c"]
    assert reads == []
