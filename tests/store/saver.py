"""Saves in processes of their own, which are killed, and looks at what is left.

    python -m tests.store.saver anytime|calls|system-calls|race|tidying FOLDER [RUNS]

A run forks, so that a kill costs milliseconds. What a killed process had acknowledged
comes through a pipe. The last line on stdout sums up; a broken promise is an
``AssertionError`` and status 1.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from store.clock import SystemClock
from store.errors import Conflict
from store.history import KEEP_LAST, surplus
from store.library import Library
from store.names import VersionName, parse_version
from store.records import Evidence
from tests.conftest import FrozenClock
from tests.store.faulty import KilledFiles
from tests.store.making import make_record, text_of, with_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from store.files import Files
    from store.records import Teardown

MAIN = "notion-ai-7k2q"
OTHER = "other-7k2q"
PADDING = "x" * 20_000

PTRACE_TRACEME, PTRACE_SYSCALL = 0, 24


def _open(root: Path, *, files: Files | None = None) -> Library:
    return Library.open(root, clock=SystemClock(), files=files)


def _line(rev: int) -> str:
    return f"save {rev} {PADDING}"


def _begin(root: Path) -> None:
    library = _open(root)
    library.insert(make_record(MAIN, _line(1)))
    library.insert(make_record(OTHER, "never touched"))
    library.close()


def _save_next(library: Library, record: Teardown) -> Teardown:
    return library.save(with_text(record, _line(record.rev + 1)))


def check(root: Path, *, acknowledged: int) -> int:
    """Look at a library after a kill; return the rev that its main teardown has now."""
    for path in (root / "teardowns").glob("*.json"):
        json.loads(path.read_bytes())
    library = _open(root)
    record = library.load(MAIN)
    assert acknowledged <= record.rev <= acknowledged + 1, (acknowledged, record.rev)
    assert text_of(record) == _line(record.rev)
    assert text_of(library.load(OTHER)) == "never touched"
    for rev in range(max(1, record.rev - 10), record.rev):
        assert text_of(library.load_version(MAIN, rev)) == _line(rev)
    assert [row.fault for row in library.summaries()] == ["", ""]
    begun = time.monotonic()
    again = _save_next(library, record)
    assert time.monotonic() - begun < 3, "the dead process holds the lock"
    library.close()
    return again.rev


def _in_a_process(work: Callable[[Callable[[Any], None]], None]) -> tuple[int, int]:
    """Run *work* in a fork; return its process id and the pipe that it reports through."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    status = 1
    try:
        os.close(reading)
        work(lambda said: _say(writing, said))
        status = 0
    finally:
        os._exit(status)


def _say(pipe: int, said: object) -> None:
    os.write(pipe, f"{json.dumps(said)}\n".encode())


def _all_said(pipe: int) -> list[Any]:
    with os.fdopen(pipe, "rb") as file:
        return [json.loads(line) for line in file.read().splitlines()]


def anytime(root: Path, runs: int) -> str:
    """Kill at a random instant of continuous saving."""
    _begin(root)
    random = Random(20260302)
    saves = rev = 1

    def save_on_and_on(say: Callable[[Any], None]) -> None:
        library = _open(root)
        record = library.load(MAIN)
        say(record.rev)
        while True:
            record = _save_next(library, record)
            say(record.rev)

    for _ in range(runs):
        child, pipe = _in_a_process(save_on_and_on)
        first = os.read(pipe, 64)
        time.sleep(random.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said = [json.loads(line) for line in first.splitlines()] + _all_said(pipe)
        saves += len(said) - 1
        rev = check(root, acknowledged=said[-1])
    return _summary(root, f"{runs} kills, {saves} saves acknowledged, rev {rev}")


def calls(root: Path, runs: int) -> str:  # noqa: ARG001 - there are as many as a save has calls
    """Kill before and after every call that a save makes through ``Files``."""
    _begin(root)

    def save_once(say: Callable[[Any], None], moment: int) -> None:
        files = KilledFiles()
        library = _open(root, files=files)
        record = library.load(MAIN)
        say(record.rev)
        files.arm(moment=moment)
        say(_save_next(library, record).rev)

    moment = 0
    while True:
        child, pipe = _in_a_process(lambda say, at=moment: save_once(say, at))  # type: ignore[misc] # bound now
        _, status = os.waitpid(child, 0)
        check(root, acknowledged=_all_said(pipe)[-1])
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            return _summary(root, f"{moment} kills")
        moment += 1


def system_calls(root: Path, runs: int) -> str:  # noqa: ARG001 - as above
    """Kill at the entry and at the exit of every system call of a save (Linux)."""
    _begin(root)
    libc = ctypes.CDLL(None, use_errno=True)

    def save_once(say: Callable[[Any], None]) -> None:
        library = _open(root)
        record = library.load(MAIN)
        say(record.rev)
        if libc.ptrace(PTRACE_TRACEME, 0, None, None):
            os._exit(77)
        os.kill(os.getpid(), signal.SIGSTOP)
        say(_save_next(library, record).rev)

    for kills in _count_up():
        child, pipe = _in_a_process(save_once)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 77:
            return "not allowed to trace"
        for _ in range(kills):
            libc.ptrace(PTRACE_SYSCALL, child, None, None)
            _, status = os.waitpid(child, 0)
            if os.WIFEXITED(status):
                check(root, acknowledged=_all_said(pipe)[-1])
                return _summary(root, f"{kills} kills")
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        check(root, acknowledged=_all_said(pipe)[-1])
    raise AssertionError


def race(root: Path, runs: int) -> str:
    """Let two save the same teardown *runs* times in all; kill one, and let another go on."""
    library = _open(root)
    library.insert(make_record(MAIN, "start"))
    library.close()

    def add_lines(name: str, number: int) -> Callable[[Callable[[Any], None]], None]:
        def work(say: Callable[[Any], None]) -> None:
            library = _open(root)
            for line in range(number):
                while True:
                    record = library.load(MAIN)
                    try:
                        library.save(with_text(record, f"{text_of(record)}\n{name} {line}"))
                    except Conflict:
                        continue
                    say(f"{name} {line}")
                    break

        return work

    steady, steady_pipe = _in_a_process(add_lines("steady", runs // 2))
    killed, killed_pipe = _in_a_process(add_lines("killed", runs // 2))
    first = b""
    while first.count(b"\n") < runs // 8:
        first += os.read(killed_pipe, 4096)
    os.kill(killed, signal.SIGKILL)
    os.waitpid(killed, 0)
    rest = b""
    while more := os.read(killed_pipe, 4096):
        rest += more
    by_killed = [json.loads(line) for line in (first + rest).splitlines()]
    heir, heir_pipe = _in_a_process(add_lines("heir", runs // 2 - len(by_killed)))
    for child in (steady, heir):
        assert os.waitpid(child, 0)[1] == 0, "nothing but a conflict may happen"
    said = _all_said(steady_pipe) + by_killed + _all_said(heir_pipe)
    record = _open(root).load(MAIN)
    lines = text_of(record).splitlines()[1:]
    in_flight = f"killed {len(by_killed)}"
    assert sorted(line for line in lines if line != in_flight) == sorted(said)
    assert lines.count(in_flight) <= 1
    assert record.rev == len(lines) + 1
    return _summary(root, f"{len(said)} saves acknowledged, {len(lines)} found")


def tidying(root: Path, runs: int) -> str:
    """Kill the background work *runs* times, then let it end: the right versions are left."""
    library = _open(root)
    record = library.insert(make_record(MAIN, "x"))
    for _ in range(400):
        record = library.save(record)
    versions = [(parse_version(v.name), v.saved_at) for v in library.history(MAIN)]
    addresses = [library.put_page(f"page {number}") for number in range(200)]
    record = library.save(record.model_copy(update={"evidence": _evidence(addresses[::2])}))
    for folder in ("teardowns", f"history/{MAIN}", "trash", "pages/00"):
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / ".tmp-1-1").write_bytes(b"half")
    later = SystemClock().now() + timedelta(days=30)

    def tidy(say: Callable[[Any], None]) -> None:
        Library.open(root, clock=FrozenClock(later)).tidy()
        say("done")

    random = Random(20260302)
    for _ in range(runs):
        child, pipe = _in_a_process(tidy)
        time.sleep(random.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(pipe)
        assert library.load(MAIN) == record
    Library.open(root, clock=FrozenClock(later)).tidy()
    newest = [(VersionName(record.rev - 1, 1, ""), later), *versions]
    gone = set(surplus([(n, at) for n, at in newest if n is not None], now=later))
    left = {v.name for v in library.history(MAIN)}
    kept = {str(name) for name, _ in newest if name not in gone}
    # A few too many, as a kill among the last of them leaves, are not worth the work.
    most = KEEP_LAST + 10
    assert kept <= left, f"too few: {kept - left}"
    assert left == kept or len(left) <= most, f"too many: {left - kept}"
    assert [library.page(address) for address in addresses[::2]]
    assert len(list((root / "pages").glob("*/*.md"))) == len(addresses[::2])
    return _summary(root, f"{runs} kills, {len(left)} versions left")


def _evidence(addresses: list[str]) -> list[Evidence]:
    return [Evidence(id=f"e{n}", kind="page", body=body) for n, body in enumerate(addresses)]


def _count_up() -> Iterator[int]:
    number = 0
    while True:
        number += 1
        yield number


def _summary(root: Path, text: str) -> str:
    library = _open(root)
    library.tidy()
    assert [a.what for a in library.doctor()] == []
    left = [path.name for path in root.rglob(".tmp-*")]
    assert left == []
    return text


if __name__ == "__main__":
    works = {
        "anytime": anytime,
        "calls": calls,
        "system-calls": system_calls,
        "race": race,
        "tidying": tidying,
    }
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    print(works[sys.argv[1]](Path(sys.argv[2]), runs))  # noqa: T201 - its report
