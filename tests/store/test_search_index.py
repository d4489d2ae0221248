"""The index is only a cache: whatever becomes of its file, the search finds the same."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from store import search_index
from store.search_index import IndexBusy, IndexEntry, IndexUnusable, SearchIndex
from store.words import query_terms
from tests.benchmarks.library_maker import make_library
from tests.store.raw_library import LONG_AGO, put, raw_record
from tests.store.test_search import ids, refreshed, searching

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def needles(root: Path) -> Path:
    """A library of thirty teardowns that all hold one word."""
    for number in range(30):
        put(root, raw_record(f"n{number}", f"needle in number{number}"))
    return root


def index_file(root: Path) -> Path:
    (path,) = (root / ".cache").glob("search-*.db")
    return path


def test_the_index_is_private(needles: Path) -> None:
    search = searching(needles)
    for path in (needles / ".cache").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    search.close()


def test_another_process_need_not_index_again(needles: Path) -> None:
    searching(needles).close()
    search = searching(needles, indexed=False)
    assert len(ids(search, "needle")) == 30
    assert search.behind == 0


def _flip(path: Path) -> None:
    random = Random(3)
    content = bytearray(path.read_bytes())
    for _ in range(400):
        content[random.randrange(len(content))] ^= 0xFF
    path.write_bytes(content)


def _other_tables(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE teardown (something TEXT)")
    connection.execute("CREATE TABLE word (something TEXT)")
    connection.commit()
    connection.close()


SPOILT: list[Callable[[Path], object]] = [
    _flip,
    _other_tables,
    lambda path: path.write_bytes(path.read_bytes()[:5000]),
    lambda path: path.write_bytes(path.read_bytes()[:100]),
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(b"not a database at all, but long enough to be one" * 100),
    lambda path: path.write_bytes(bytes(20_000)),
    lambda path: path.unlink(),
    lambda path: path.with_name(f"{path.name}-wal").write_bytes(b"garbage" * 1000),
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_spoilt_index_is_made_again(needles: Path, spoil: Callable[[Path], object]) -> None:
    searching(needles).close()
    spoil(index_file(needles))
    search = searching(needles)
    search.search("needle")
    while search.step():
        pass
    assert len(ids(search, "needle")) == 30
    assert ids(search, "number17") == ["n17"]
    assert search.behind == 0
    search.close()
    assert len(ids(searching(needles, indexed=False), "needle")) == 30


@pytest.mark.parametrize("spoil", [_flip, SPOILT[2], SPOILT[4]])
def test_an_index_spoilt_while_it_is_open_never_raises(
    needles: Path, spoil: Callable[[Path], object]
) -> None:
    search = searching(needles)
    search.search("needle")
    spoil(index_file(needles))
    for number in range(25):
        put(needles, raw_record(f"n{number}", "needle again"), at=LONG_AGO + 1)
    refreshed(search)
    for _ in range(4):
        search.search("needle")
        while search.step():
            pass
    assert len(ids(search, "again")) == 25


def test_files_of_other_indexes_are_removed(needles: Path) -> None:
    folder = needles / ".cache"
    folder.mkdir()
    for name in ("search-0-7.db", "search-0-7.db-wal", "search-1-0.db-shm", "unrelated"):
        (folder / name).write_bytes(b"old")
    (folder / "search-1-4.db").touch()
    search = searching(needles)
    names = {path.name for path in folder.iterdir()}
    assert names >= {"search-1-4.db", "unrelated"}
    assert not names & {"search-0-7.db", "search-0-7.db-wal", "search-1-0.db-shm"}
    search.close()


def test_where_no_folder_can_be_made_the_latest_are_read(needles: Path) -> None:
    (needles / ".cache").write_text("a file where the folder should be")
    search = searching(needles)
    assert len(ids(search, "needle")) == 30
    assert not search.step()


def test_a_python_without_fts5_searches_too(needles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "_SCHEMA", "CREATE VIRTUAL TABLE word USING fts99 (text)")
    search = searching(needles)
    assert len(ids(search, "needle")) == 30
    assert ids(search, "number17") == ["n17"]
    assert search.behind == 0


def test_a_disk_that_is_full_while_indexing_leaves_the_search_as_it_was(needles: Path) -> None:
    search = searching(needles)
    for number in range(30):
        put(needles, raw_record(f"n{number}", "needle " + "x" * 50 * number), at=LONG_AGO + 1)
    refreshed(search)
    index = search._index
    assert index is not None
    assert index._connection is not None
    pages = index._connection.execute("PRAGMA page_count").fetchone()[0]
    index._connection.execute(f"PRAGMA max_page_count = {pages}")
    for number in range(200):
        put(needles, raw_record(f"more{number}", f"unheard{number} words{number * 7}"))
    refreshed(search)
    while search.step():
        pass
    assert len(ids(search, "needle")) == 30
    assert len(ids(search, "unheard")) == 200


def test_two_processes_index_one_library_together(root: Path) -> None:
    make_library(root, 60, size=1_500)
    one, two = searching(root, indexed=False), searching(root, indexed=False)
    while any([one.step(seconds=0), two.step(seconds=0)]):
        pass
    for search in (one, two):
        assert len(ids(search, "the")) == 60
        assert search.behind == 0
    one.close()
    two.close()


def test_while_another_process_writes_the_search_goes_on(needles: Path) -> None:
    search = searching(needles)
    other = sqlite3.connect(index_file(needles), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for number in range(30):
        put(needles, raw_record(f"n{number}", "needle again"), at=LONG_AGO + 1)
    refreshed(search)
    assert not search.step(), "not now"
    assert len(ids(search, "needle")) == 16
    assert search.behind == 14
    other.execute("ROLLBACK")
    other.close()
    while search.step():
        pass
    assert len(ids(search, "again")) == 30


def test_words_that_nothing_holds_any_more_are_thrown_away(
    needles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "_MOST_STALE", 40)
    search = searching(needles)
    first = index_file(needles)
    for turn in range(6):
        for number in range(30):
            put(needles, raw_record(f"n{number}", f"turn{turn}"), at=LONG_AGO + 1 + turn)
        refreshed(search)
        while search.step():
            pass
        assert len(ids(search, f"turn{turn}")) == 30
        assert ids(search, f"turn{turn - 1}") == []
        assert search.behind == 0
    assert index_file(needles) != first


def test_a_step_that_fails_half_way_keeps_nothing_of_it(root: Path) -> None:
    index = SearchIndex(root / ".cache")
    root.mkdir()
    index.update([_entry("a", {"needle"})])

    def failing() -> Iterator[IndexEntry]:
        yield _entry("b", {"needle"})
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.update(failing())
    assert index.find(query_terms("needle"), limit=9) == ["a"]
    assert set(index.keys()) == {"a"}
    index.update([_entry("b", {"needle"})], gone=["a"])
    assert index.find(query_terms("needle"), limit=9) == ["b"]
    index.close()


def _entry(name: str, words: Collection[str]) -> IndexEntry:
    return IndexEntry(name, (1, 2, 3), words, ())


def test_the_index_names_the_latest_first_and_headings_before(root: Path) -> None:
    root.mkdir()
    index = SearchIndex(root / ".cache")
    index.update([IndexEntry("head", (1, 1, 1), {"needle"}, {"needle"})])
    index.update([_entry(f"n{number}", {"needle"}) for number in range(5)])
    index.update([_entry("n2", {"needle"})])
    assert index.find(query_terms("need"), limit=3) == ["head", "n2", "n4", "n3"]
    index.close()


def test_an_index_that_keeps_failing_is_given_up(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root.mkdir()
    monkeypatch.setattr(search_index, "_SCHEMA", "no SQL at all")
    index = SearchIndex(root / ".cache")
    for _ in range(3):
        with pytest.raises(IndexBusy):
            index.keys()
    with pytest.raises(IndexUnusable):
        index.keys()


@pytest.mark.parametrize("turn", range(4))
def test_a_process_killed_while_indexing_spoils_nothing(root: Path, turn: int) -> None:
    make_library(root, 120, size=3_000)
    script = (
        "import sys; from pathlib import Path; from tests.store.test_search import searching;"
        "search = searching(Path(sys.argv[1]), indexed=False); print('go', flush=True)\n"
        "while search.step(seconds=0): pass\n"
        "import time; time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(root)],
        stdout=subprocess.PIPE,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    assert process.stdout is not None
    with process, process.stdout:
        assert process.stdout.readline() == b"go\n"
        time.sleep(turn * 0.025)
        process.send_signal(signal.SIGKILL)
    search = searching(root)
    assert len(ids(search, "the")) == 120
    assert search.behind == 0
    search.close()
