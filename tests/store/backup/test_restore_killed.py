"""A restore that is killed at any call leaves the old library whole; the next one completes it."""

from __future__ import annotations

import subprocess
import sys
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.store.backup.boxes import MAIN, back_up, bring_home, fill
from tests.store.making import make_record, open_library, text_of, with_text
from tests.store.power import PowerlessFiles
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import FrozenClock


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork there")
def test_killed_before_and_after_every_call(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.store.backup.killer", str(tmp_path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[0]) > 40


class Powerless(PowerlessFiles):
    """A disk that is not told to write everything at once, but each file."""

    syncs_all = False


@pytest.mark.parametrize("seed", range(6))
def test_a_power_cut_at_any_moment_leaves_whole_files_and_what_was_there(
    tmp_path: Path, clock: FrozenClock, seed: int
) -> None:
    source = open_library(tmp_path / "source", clock)
    shared = source.insert(make_record("shared-7k2q", "one"))
    back_up(source, tmp_path / "shared.zip")
    source.save(with_text(shared, "two"))
    fill(source)
    (source.root / "teardowns" / "broken-7k2q.json").unlink()
    back_up(source, tmp_path / "backup.zip")
    library = open_library(tmp_path / "library", clock)
    bring_home(library, tmp_path / "shared.zip")
    library.insert(make_record("mine-7k2q", "mine"))
    library.close()
    files = Powerless(tmp_path / "library")
    library = open_library(tmp_path / "library", clock, files=files)
    files.begin()
    bring_home(library, tmp_path / "backup.zip")
    random = Random(seed)
    moments = [*files.moments[seed::6], files.moments[-1]]
    for place, moment in enumerate(moments):
        left = tmp_path / f"left-{place}"
        files.leave(moment, random, left)
        after = open_library(left, clock)
        assert text_of(after.load("mine-7k2q")) == "mine"
        assert text_of(after.load("shared-7k2q")) in {"one", "two"}
        rows = {row.id: row.fault for row in after.summaries()}
        assert not any(rows.values())
        if MAIN in rows:
            assert after.page(after.load(MAIN).evidence[0].body) == "A page 日本"
        if moment is files.moments[-1]:
            assert text_of(after.load("shared-7k2q")) == "two", "it was acknowledged"
            assert len(rows) == 4
        bring_home(after, tmp_path / "backup.zip")
        assert text_of(after.load("shared-7k2q")) == "two"
        after.close()
