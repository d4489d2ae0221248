from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from store import tidying
from store.locks import Lock
from tests.store.making import make_record, on_disk, open_library, with_text

if TYPE_CHECKING:
    from pathlib import Path

    from store.library import Library
    from tests.conftest import FrozenClock

FOLDERS = ["", "teardowns", "trash", "templates", "damaged", "history/notion-ai-7k2q", "pages/ab"]


def _leave_behind(root: Path) -> None:
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        (root / folder / ".tmp-4242-7").write_bytes(b'{"_default": {"1": {"schema": 2')


def test_what_killed_programs_left_is_never_taken_for_data_and_is_removed(
    library: Library, root: Path
) -> None:
    record = library.save(library.insert(make_record()))
    _leave_behind(root)
    assert [row.id for row in library.summaries()] == [record.id]
    assert [version.rev for version in library.history(record.id)] == [1]
    assert library.trashed() == []
    assert len(library.database) == 1
    assert all(ailment.severity == "note" for ailment in library.doctor())
    library.tidy()
    assert not any(root.rglob(".tmp-*"))
    assert library.doctor() == []
    assert library.load(record.id) == record


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_among_the_folders_is_not_followed(library: Library, root: Path) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / ".tmp-4242-7").write_bytes(b"not ours")
    (root / "damaged").symlink_to(outside)
    (root / "history").mkdir(exist_ok=True)
    (root / "history" / "linked-7k2q").symlink_to(outside)
    library.tidy()
    assert (outside / ".tmp-4242-7").read_bytes() == b"not ours"


def test_somebody_who_is_writing_is_left_in_peace(root: Path, clock: FrozenClock) -> None:
    library = open_library(root, clock, patience=0.05)
    _leave_behind(root)
    before = on_disk(root)
    with Lock(root):
        library.tidy()
        assert on_disk(root) == before
    library.tidy()
    assert not any(root.rglob(".tmp-*"))
    library.close()


def test_it_stops_when_its_time_is_over_and_goes_on_another_day(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = library.insert(make_record())
    for number in range(100):
        record = library.save(with_text(record, str(number)))
    monkeypatch.setattr(tidying, "BUDGET", 0.0)
    library.tidy()
    assert len(library.history(record.id)) == 100
    monkeypatch.undo()
    library.tidy()
    assert len(library.history(record.id)) == 50
