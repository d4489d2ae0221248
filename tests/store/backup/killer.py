"""Restores in processes of their own, each killed at another call, and looks at what is left.

    python -m tests.store.backup.killer FOLDER

The last line on stdout sums up; a broken promise is an ``AssertionError`` and status 1.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests.conftest import FrozenClock
from tests.store.backup.boxes import MAIN, back_up, bring_home, fill
from tests.store.faulty import KilledFiles
from tests.store.making import make_record, on_disk, open_library, text_of, with_text


def main(folder: Path) -> str:
    """Kill before and after every call that a restore makes through ``Files``."""
    clock = FrozenClock()
    backup = folder / "backup.zip"
    source = open_library(folder / "source", clock)
    shared = source.insert(make_record("shared-7k2q", "one"))
    back_up(source, folder / "shared.zip")
    source.save(with_text(shared, "two"))
    fill(source)
    back_up(source, backup)
    start = open_library(folder / "start", clock)
    bring_home(start, folder / "shared.zip")
    start.insert(make_record("mine-7k2q", "mine"))
    whole = _restored(folder / "start", folder / "whole", backup)
    moment = 0
    while True:
        root = folder / "killed"
        shutil.copytree(folder / "start", root)
        before = on_disk(root)
        ended = _restore_until(root, backup, moment)
        after = open_library(root, clock)
        left = on_disk(root)
        for name, content in before.items():
            if name != os.path.join("teardowns", "shared-7k2q.json"):  # noqa: PTH118 - as on_disk
                assert left[name] == content, (moment, name)
        assert text_of(after.load("mine-7k2q")) == "mine"
        assert text_of(after.load("shared-7k2q")) in {"one", "two"}
        faults = {row.id for row in after.summaries() if row.fault}
        assert faults <= {"broken-7k2q"}, (moment, faults)
        for row in after.summaries():
            if row.id == MAIN:
                assert after.page(after.load(MAIN).evidence[0].body)
        bring_home(after, backup)
        after.tidy()
        assert on_disk(root) == whole, moment
        after.close()
        shutil.rmtree(root)
        if ended:
            return f"{moment} kills"
        moment += 1


def _restored(start: Path, root: Path, backup: Path) -> dict[str, bytes | str]:
    shutil.copytree(start, root)
    library = open_library(root, FrozenClock())
    bring_home(library, backup)
    library.close()
    return on_disk(root)


def _restore_until(root: Path, backup: Path, moment: int) -> bool:
    """Restore in a fork that dies at that moment; return whether it came to its end."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            files = KilledFiles()
            library = open_library(root, FrozenClock(), files=files)
            files.arm(moment=moment)
            bring_home(library, backup)
            status = 0
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    assert os.WIFSIGNALED(ended) or os.WEXITSTATUS(ended) == 0
    return os.WIFEXITED(ended)


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))  # noqa: T201 - its report
