"""Killed at any instant: what was acknowledged is there, and nobody is blocked."""

from __future__ import annotations

import subprocess
import sys
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from store.errors import NotFound, StoreError
from tests.store.making import make_record, open_library, text_of, with_text
from tests.store.power import PowerlessFiles
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.library import Library
    from store.records import Teardown
    from tests.conftest import FrozenClock

not_on_windows = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork there")


def _run(work: str, root: Path, *runs: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.store.saver", work, str(root), *runs],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@not_on_windows
def test_killed_at_random_instants_of_continuous_saving_200_times(root: Path) -> None:
    assert _run("anytime", root, "200").startswith("200 kills")


@not_on_windows
def test_killed_before_and_after_every_call_of_a_save(root: Path) -> None:
    assert int(_run("calls", root).split()[0]) > 10


@pytest.mark.skipif(sys.platform != "linux", reason="ptrace is Linux's")
def test_killed_at_every_system_call_of_a_save(root: Path) -> None:
    said = _run("system-calls", root)
    if said.startswith("not allowed"):
        pytest.skip(said)
    assert int(said.split()[0]) > 40


@not_on_windows
def test_two_race_and_one_is_killed_and_no_acknowledged_save_is_lost(root: Path) -> None:
    assert _run("race", root, "800").startswith("800 saves acknowledged")


@not_on_windows
def test_background_work_may_be_killed_at_any_instant(root: Path) -> None:
    assert _run("tidying", root, "30").startswith("30 kills")


def _save(library: Library, record: Teardown) -> None:
    library.save(with_text(record, "after"))


def _insert(library: Library, _: Teardown) -> None:
    library.insert(make_record("other-7k2q", "after"))


def _trash(library: Library, record: Teardown) -> None:
    library.trash(record.id)


def _put_page(library: Library, _: Teardown) -> None:
    library.put_page("after")


def _found(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except NotFound:
        return None


# What may be read after a cut in the middle of a deed, and what must be after its end.
CUTS: list[
    tuple[Callable[[Library, Teardown], None], Callable[[Library], object], list[object]]
] = [
    (_save, lambda library: text_of(library.load("notion-ai-7k2q")), ["before", "after"]),
    (
        _insert,
        lambda library: _found(lambda: text_of(library.load("other-7k2q"))),
        [None, "after"],
    ),
    (
        _trash,
        lambda library: (
            _found(lambda: text_of(library.load("notion-ai-7k2q"))) is not None,
            [row.id for row in library.trashed()] != [],
        ),
        [(True, False), (True, True), (False, True)],
    ),
]


@pytest.mark.parametrize(("deed", "read", "allowed"), CUTS, ids=["save", "insert", "trash"])
@pytest.mark.parametrize("seed", range(8))
def test_a_power_cut_at_any_moment_leaves_the_old_or_the_new_and_nothing_else(
    tmp_path: Path,
    clock: FrozenClock,
    deed: Callable[[Library, Teardown], None],
    *,
    read: Callable[[Library], object],
    allowed: list[object],
    seed: int,
) -> None:
    files = PowerlessFiles(tmp_path / "library")
    library = open_library(tmp_path / "library", clock, files=files)
    record = library.save(library.insert(make_record(text="before")))
    library.insert(make_record("still-7k2q", "untouched"))
    files.begin()
    deed(library, record)
    random = Random(seed)
    for place, moment in enumerate(files.moments):
        left = tmp_path / f"left-{place}"
        files.leave(moment, random, left)
        after = open_library(left, clock)
        assert read(after) in allowed
        if moment is files.moments[-1]:
            assert read(after) == allowed[-1], "it was acknowledged"
        assert text_of(after.load("still-7k2q")) == "untouched"
        assert not any(row.fault for row in after.summaries())
        after.tidy()
        assert not any(left.rglob(".tmp-*"))
        after.close()


@pytest.mark.parametrize("seed", range(8))
def test_a_page_is_on_the_disk_before_a_teardown_can_name_it(
    tmp_path: Path, clock: FrozenClock, seed: int
) -> None:
    files = PowerlessFiles(tmp_path / "library")
    library = open_library(tmp_path / "library", clock, files=files)
    record = library.insert(make_record())
    files.begin()
    address = library.put_page("a page", raw=b"<p>a page</p>")
    put = len(files.moments)
    library.save(record.model_copy(update={"evidence": [_evidence(address)]}))
    random = Random(seed)
    for place, moment in enumerate(files.moments):
        left = tmp_path / f"left-{place}"
        files.leave(moment, random, left)
        after = open_library(left, clock)
        if place >= put - 1 or after.load(record.id).evidence:
            assert after.page(address) == "a page"
        else:
            # A page that is not whole is said to be damaged, or is not there at all.
            try:
                assert after.page(address) == "a page"
            except StoreError as error:
                assert "page" in str(error)  # noqa: PT017 - either is right
        after.close()


def _evidence(address: str) -> Any:
    from store.records import Evidence

    return Evidence(id="e1", kind="page", body=address)
