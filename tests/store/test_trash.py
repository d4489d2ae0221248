from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.errors import NotFound, StoreError
from tests.store.making import make_record, on_disk, text_of, with_text

if TYPE_CHECKING:
    from pathlib import Path

    from store.library import Library

ID = "notion-ai-7k2q"


def test_a_teardown_goes_to_the_trash_and_comes_back_unchanged(
    library: Library, root: Path
) -> None:
    record = library.save(library.insert(make_record()))
    before = on_disk(root)
    library.trash(ID)
    with pytest.raises(NotFound):
        library.load(ID)
    assert library.summaries() == []
    (row,) = library.trashed()
    assert (row.id, row.product, row.fault) == (ID, "Notion AI", "")
    library.restore(ID)
    after = on_disk(root)
    assert after.pop("trash")
    assert after == before
    assert library.load(ID) == record
    assert library.trashed() == []
    assert library.save(record).rev == 3


def test_only_what_is_there_is_trashed_and_only_what_is_in_the_trash_restored(
    library: Library, root: Path
) -> None:
    before = on_disk(root)
    for deed in (library.trash, library.restore):
        with pytest.raises(NotFound):
            deed(ID)
    assert on_disk(root) == before


def test_a_restore_replaces_nothing(library: Library, root: Path) -> None:
    library.insert(make_record(text="first"))
    library.trash(ID)
    library.insert(make_record(text="second"))
    before = on_disk(root)
    with pytest.raises(StoreError, match="already"):
        library.restore(ID)
    assert on_disk(root) == before


def test_a_second_one_of_the_same_id_does_not_push_the_first_out(library: Library) -> None:
    library.insert(make_record(text="first"))
    library.trash(ID)
    library.insert(make_record(text="second"))
    library.trash(ID)
    assert [row.id for row in library.trashed()] == [ID]
    (kept,) = library.history(ID)
    assert text_of(library.load_version(ID, kept.name)) == "first"
    library.restore(ID)
    assert text_of(library.load(ID)) == "second"


def test_a_damaged_teardown_can_be_trashed_and_restored(library: Library, root: Path) -> None:
    library.insert(make_record())
    path = root / "teardowns" / f"{ID}.json"
    path.write_bytes(b"{ cut")
    library.trash(ID)
    (row,) = library.trashed()
    assert row.fault
    (ailment,) = library.doctor()
    assert ailment.severity == "note"
    library.restore(ID)
    assert path.read_bytes() == b"{ cut"


def test_emptying_removes_the_trashed_with_their_versions_and_nothing_else(
    library: Library, root: Path
) -> None:
    stays = library.save(library.insert(make_record("stays-7k2q")))
    for name in (ID, "twice-7k2q"):
        library.save(library.insert(make_record(name, "trashed")))
        library.trash(name)
    again = library.insert(make_record("twice-7k2q", "a new one"))
    again = library.save(with_text(again, "a new one, saved"))
    assert library.empty_trash() == 2
    assert library.trashed() == []
    assert not (root / "history" / ID).exists()
    assert library.load(stays.id) == stays
    assert [v.rev for v in library.history(stays.id)] == [1]
    assert library.load("twice-7k2q") == again
    assert len(library.history("twice-7k2q")) == 2
    assert library.empty_trash() == 0
    assert library.doctor() == []
