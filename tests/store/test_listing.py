from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from store.errors import AmbiguousId, NotFound
from tests.store.making import make_record, open_library, with_text
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from store.library import Library
    from tests.conftest import FrozenClock


def test_the_list_is_newest_first_and_knows_what_was_just_saved(
    library: Library, clock: FrozenClock
) -> None:
    for name in ("one-7k2q", "two-7k2q"):
        library.insert(make_record(name))
    assert {row.id for row in library.summaries()} == {"one-7k2q", "two-7k2q"}
    clock.move(minutes=1)
    saved = library.save(library.load("one-7k2q"))
    rows = library.summaries()
    assert [(row.id, row.rev) for row in rows] == [("one-7k2q", saved.rev), ("two-7k2q", 1)]
    library.trash("one-7k2q")
    assert [row.id for row in library.summaries()] == ["two-7k2q"]


def test_another_programs_work_is_noticed_and_ones_own_is_not(
    library: Library, root: Path, clock: FrozenClock
) -> None:
    other = open_library(root, clock)
    record = library.insert(make_record())
    library.summaries()
    other.summaries()
    assert not library.changed()
    library.save(record)
    assert not library.changed()
    assert other.changed()
    other.summaries()
    assert not other.changed()
    other.trash(record.id)
    assert not other.changed()
    assert library.changed()
    assert library.summaries() == []
    other.insert(make_record("new-7k2q"))
    assert library.changed()
    other.close()


def test_work_of_another_program_between_ones_own_is_noticed(
    library: Library, root: Path, clock: FrozenClock
) -> None:
    other = open_library(root, clock)
    record = library.insert(make_record())
    theirs = other.insert(make_record("theirs-7k2q"))
    library.summaries()
    for _ in range(5):
        record = library.save(record)
        theirs = other.save(theirs)
        record = library.save(record)
        assert library.changed()
        assert {row.id: row.rev for row in library.summaries()} == {
            record.id: record.rev,
            theirs.id: theirs.rev,
        }
        assert not library.changed()
    other.close()


def test_a_teardown_is_found_by_id_prefix_or_last(library: Library, clock: FrozenClock) -> None:
    for name in ("claude-7k2q", "claude-code-h4mq", "gemini-7k2q"):
        clock.move(minutes=1)
        library.insert(make_record(name, updated_at=clock.now()))
    assert library.resolve("gemi") == "gemini-7k2q"
    assert library.resolve("claude-7k2q") == "claude-7k2q"
    assert library.resolve("claude-c") == "claude-code-h4mq"
    assert library.resolve("last") == "gemini-7k2q"
    with pytest.raises(AmbiguousId) as caught:
        library.resolve("claude")
    assert sorted(caught.value.candidates) == ["claude-7k2q", "claude-code-h4mq"]
    for text in ("gem", "", "7k2q", "GEMI", "nothing"):
        with pytest.raises(NotFound):
            library.resolve(text)


def test_last_is_never_a_damaged_one(library: Library, root: Path, clock: FrozenClock) -> None:
    library.insert(make_record("whole-7k2q"))
    clock.move(days=1)
    library.insert(make_record("bad-7k2q", updated_at=clock.now()))
    (root / "teardowns" / "bad-7k2q.json").write_bytes(b"{")
    assert library.resolve("last") == "whole-7k2q"


def test_words_are_found_as_soon_as_they_are_saved(library: Library) -> None:
    record = library.insert(make_record(text="It hallucinates citations."))
    assert [hit.id for hit in library.search("citation")] == [record.id]
    library.save(with_text(record, "It cites what there is."))
    assert library.search("hallucin") == []
    (hit,) = library.search("cites")
    start, end = hit.spans[0]
    assert hit.snippet[start:end] == "cites"


def test_a_list_needs_neither_pydantic_nor_tinydb(library: Library, root: Path) -> None:
    library.insert(make_record())
    library.close()
    program = """
import sys
from pathlib import Path
from store.clock import SystemClock
from store.library import Library
library = Library.open(Path(sys.argv[1]), clock=SystemClock())
assert len(library.summaries()) == 1
assert library.resolve("noti") == "notion-ai-7k2q"
library.changed()
library.close()
heavy = {"pydantic", "tinydb", "sqlite3", "store.history", "secrets", "tempfile", "asyncio"}
print(sorted(heavy & sys.modules.keys()))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(root)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
