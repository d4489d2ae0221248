from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

import store.locks
from store.errors import LibraryBusy, LibraryUnwritable
from store.locks import Lock
from tests.store.making import make_record, on_disk, open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import FrozenClock

HOLD = """
import sys
from pathlib import Path
from store.locks import Lock
with Lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def no_system_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that has no locks."""
    monkeypatch.setattr(store.locks, "system_lock", lambda _: None)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of the folder."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    yield holder
    holder.kill()
    holder.communicate()


@pytest.mark.usefixtures("held")
def test_a_held_lock_waits_a_moment_and_then_says_so(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(LibraryBusy, match=r"more than 0\.2 seconds"), Lock(tmp_path, patience=0.2):
        pytest.fail("it was taken twice")
    assert 0.2 <= time.monotonic() - begun < 2


def test_a_lock_let_go_in_time_is_taken(tmp_path: Path, held: subprocess.Popen[str]) -> None:
    timer = threading.Timer(0.2, held.kill)
    timer.start()
    with Lock(tmp_path, patience=20):
        pass
    timer.join()


def test_a_killed_holder_blocks_nobody(tmp_path: Path, held: subprocess.Popen[str]) -> None:
    held.kill()
    held.wait()
    with Lock(tmp_path, patience=0.2):
        pass


def test_a_held_lock_stops_every_change_and_no_reading(root: Path, clock: FrozenClock) -> None:
    library = open_library(root, clock, patience=0.05)
    record = library.insert(make_record())
    library.insert(make_record("gone-7k2q"))
    library.trash("gone-7k2q")
    before = on_disk(root)
    with Lock(root):
        assert library.load(record.id) == record
        assert len(library.summaries()) == 1
        for deed in (
            lambda: library.save(record),
            lambda: library.insert(make_record("new-7k2q")),
            lambda: library.trash(record.id),
            lambda: library.restore("gone-7k2q"),
            library.empty_trash,
            lambda: library.put_page("a page"),
            lambda: library.keep_aside(record, reason="it lost"),
            lambda: library.database.update({"author": "Ada"}, doc_ids=[record.id]),
        ):
            waiting = threading.Thread(target=_expect_busy, args=(deed,))
            waiting.start()
            waiting.join()
    assert on_disk(root) == before
    library.save(record)
    library.close()


def _expect_busy(deed: object) -> None:
    assert callable(deed)
    with pytest.raises(LibraryBusy):
        deed()


def test_it_may_be_entered_again_by_its_holder_but_not_by_another_thread(tmp_path: Path) -> None:
    lock = Lock(tmp_path, patience=0.05)
    refused = []

    def take() -> None:
        try:
            with lock:
                pass
        except LibraryBusy:
            refused.append(True)

    with lock, lock:
        other = threading.Thread(target=take)
        other.start()
        other.join()
    assert refused == [True]
    take()
    assert refused == [True]


def test_threads_take_turns(tmp_path: Path) -> None:
    lock = Lock(tmp_path, patience=30)
    total = [0]

    def add() -> None:
        for _ in range(200):
            with lock:
                before = total[0]
                time.sleep(0)
                total[0] = before + 1

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert total == [800]


def test_a_lock_file_that_was_removed_is_no_lock_any_more(tmp_path: Path) -> None:
    one, other = Lock(tmp_path), Lock(tmp_path, patience=0.05)
    with one:
        pass
    (tmp_path / ".lock").unlink()
    with other, pytest.raises(LibraryBusy):
        _take(Lock(tmp_path, patience=0.05))
    with one, pytest.raises(LibraryBusy):
        _take(other)
    one.close()
    other.close()


def _take(lock: Lock) -> None:
    with lock:
        pass


def test_what_the_system_refuses_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> bool:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(store.locks, "system_lock", refuse)
    with pytest.raises(LibraryUnwritable, match="the disk reports an error"):
        _take(Lock(tmp_path))


@pytest.mark.usefixtures("no_system_locks")
def test_without_system_locks_a_file_stands_in(root: Path, clock: FrozenClock) -> None:
    library = open_library(root, clock, patience=0.05)
    record = library.insert(make_record())
    with Lock(root), pytest.raises(LibraryBusy):
        library.save(record)
    assert library.save(record).rev == 2
    (note,) = library.doctor()
    assert (note.severity, note.what) == ("note", "The disk has no file locks")
    assert sorted(path.name for path in root.glob(".lock*")) == [".lock"]
    library.close()


@pytest.mark.usefixtures("no_system_locks")
@pytest.mark.skipif(sys.platform == "win32", reason="there its age alone decides")
def test_a_dead_stand_in_is_taken_over_at_once(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    holder = tmp_path / ".lock-holder"
    holder.write_text(f"{gone.pid} {os.uname().nodename}", "utf-8")
    _take(Lock(tmp_path, patience=0.5))
    assert not holder.exists()


@pytest.mark.usefixtures("no_system_locks")
@pytest.mark.parametrize("content", ["4242 another-computer", "", "garbled"])
def test_a_stand_in_of_another_computer_is_respected_until_it_is_old(
    tmp_path: Path, content: str
) -> None:
    holder = tmp_path / ".lock-holder"
    holder.write_text(content, "utf-8")
    with pytest.raises(LibraryBusy):
        _take(Lock(tmp_path, patience=0.05))
    assert holder.read_text("utf-8") == content
    os.utime(holder, (0, 0))
    _take(Lock(tmp_path, patience=0.5))
    assert not holder.exists()
