from __future__ import annotations

import json
import os
import stat
import sys
from typing import TYPE_CHECKING

import orjson
import pytest
from tinydb import TinyDB

from store.errors import Conflict, InvalidRecord, NotFound, StoreError
from store.library import Library
from store.names import SUFFIX_LETTERS, is_valid_id
from store.records import Teardown
from tests.store.faulty import WatchedFiles
from tests.store.making import make_record, on_disk, open_library, text_of, with_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import FrozenClock


def test_what_was_inserted_is_loaded(library: Library) -> None:
    record = make_record(text="Ünïcode, 漢字, 👩‍🚀 and [markup]\n# heading\x00")
    saved = library.insert(record)
    assert saved == record.model_copy(update={"rev": 1})
    assert library.load(record.id) == saved


def test_plain_tinydb_opens_a_teardowns_file(library: Library, root: Path) -> None:
    record = library.insert(make_record())
    with TinyDB(root / "teardowns" / f"{record.id}.json") as database:
        (document,) = database.all()
    assert document.doc_id == 1
    assert Teardown.model_validate(document) == record


def test_a_file_is_indented_json_that_ends_with_a_newline(library: Library, root: Path) -> None:
    record = library.insert(make_record(text="Zoë"))
    content = (root / "teardowns" / f"{record.id}.json").read_text("utf-8")
    assert content.startswith('{\n  "_default": {\n    "1": {\n      "schema": 2,\n')
    assert "Zoë" in content
    assert content.endswith("}\n")


def test_a_save_counts_and_dates_and_leaves_its_argument_alone(
    library: Library, clock: FrozenClock
) -> None:
    first = library.insert(make_record())
    clock.move(minutes=7)
    before = first.model_copy(deep=True)
    second = library.save(first)
    assert first == before
    assert (second.rev, second.updated_at) == (2, clock.now())
    assert library.load(first.id) == second
    second.sections["job"].answers["who"] = "changed afterwards"
    assert first == before


def test_a_stale_save_is_a_conflict_and_overwrites_nothing(library: Library, root: Path) -> None:
    first = library.insert(make_record())
    library.save(with_text(first, "theirs"))
    before = on_disk(root)
    with pytest.raises(Conflict) as caught:
        library.save(with_text(first, "ours"))
    assert (caught.value.ours, caught.value.theirs) == (1, 2)
    assert on_disk(root) == before


def test_an_edit_by_hand_that_kept_the_count_is_a_conflict_too(
    library: Library, root: Path
) -> None:
    record = library.insert(make_record(text="from the app"))
    path = root / "teardowns" / f"{record.id}.json"
    path.write_text(path.read_text("utf-8").replace("from the app", "by hand"), "utf-8")
    with pytest.raises(Conflict, match="edited by another program"):
        library.save(with_text(record, "more from the app"))
    assert text_of(library.load(record.id)) == "by hand"
    library.save(with_text(record, "looked at it, and chose"))
    assert text_of(library.load(record.id)) == "looked at it, and chose"


def test_a_file_that_was_rewritten_with_the_same_content_is_no_conflict(
    library: Library, root: Path
) -> None:
    record = library.insert(make_record())
    path = root / "teardowns" / f"{record.id}.json"
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    assert library.save(record).rev == 2


def test_another_library_object_on_the_folder_sees_and_respects_the_save(
    library: Library, root: Path, clock: FrozenClock
) -> None:
    mine = library.insert(make_record())
    other = open_library(root, clock)
    theirs = other.load(mine.id)
    other.save(with_text(theirs, "theirs"))
    with pytest.raises(Conflict):
        library.save(mine)
    other.close()


def test_a_save_of_a_teardown_that_is_gone_says_so(library: Library, root: Path) -> None:
    record = library.insert(make_record())
    library.trash(record.id)
    before = on_disk(root)
    with pytest.raises(NotFound):
        library.save(record)
    assert on_disk(root) == before


def test_a_taken_id_is_refused(library: Library, root: Path) -> None:
    library.insert(make_record(text="first"))
    before = on_disk(root)
    with pytest.raises(StoreError, match="already"):
        library.insert(make_record(text="second"))
    assert on_disk(root) == before


@pytest.mark.parametrize("bad", ["con", "nul.notes", "a.", "COM1"])
def test_an_id_that_some_system_cannot_write_is_refused(
    library: Library, root: Path, bad: str
) -> None:
    before = on_disk(root)
    with pytest.raises(InvalidRecord):
        library.insert(make_record(bad))
    assert on_disk(root) == before


@pytest.mark.parametrize(
    "bad", ["", ".", "..", "../x", "a/b", "a\\b", ".lock", "a b", "é", "x" * 121, "a\0b", "a\n"]
)
def test_a_name_that_is_no_id_finds_nothing_and_touches_nothing(
    library: Library, root: Path, bad: str
) -> None:
    before = on_disk(root.parent)
    for attempt in (library.load, library.trash, library.restore, library.history):
        with pytest.raises(NotFound):
            attempt(bad)
    for attempt_of_version in (library.load_version, library.bring_back):
        with pytest.raises(NotFound):
            attempt_of_version(bad, 1)
    with pytest.raises(NotFound):
        library.resolve(bad)
    assert on_disk(root.parent) == before


def test_values_that_could_not_be_read_back_are_refused_with_their_place(
    library: Library, root: Path
) -> None:
    record = library.insert(make_record())
    broken = record.model_copy(deep=True)
    broken.sections["job"].score = 9
    before = on_disk(root)
    with pytest.raises(InvalidRecord, match=r"sections\.job\.score.*“9”") as caught:
        library.save(broken)
    assert len(caught.value.faults) == 1
    assert on_disk(root) == before


def test_unknown_fields_and_what_json_libraries_stumble_over_survive(library: Library) -> None:
    extra = {"big": 2**80, "small": -(2**70), "half": "\ud800", "deep": {"list": [1, None, 1e300]}}
    record = library.insert(make_record(later=extra, tags=["a\ud800b"]))
    loaded = library.load(record.id)
    assert loaded.model_extra == {"later": extra}
    assert loaded.tags == ["a\ufffdb"]
    again = library.save(loaded)
    assert library.load(record.id) == again
    assert again.model_extra == {"later": extra}


def test_a_hand_written_number_beyond_64_bits_is_not_rounded(library: Library, root: Path) -> None:
    record = library.insert(make_record())
    path = root / "teardowns" / f"{record.id}.json"
    document = json.loads(path.read_bytes())
    document["_default"]["1"]["account"] = 2**64 + 1
    path.write_text(json.dumps(document), "utf-8")
    loaded = library.load(record.id)
    assert loaded.model_extra == {"account": 2**64 + 1}
    assert library.load(library.save(loaded).id).model_extra == {"account": 2**64 + 1}


def test_a_save_waits_for_the_disk_twice_however_large_the_library_is(
    root: Path, clock: FrozenClock
) -> None:
    files = WatchedFiles()
    library = open_library(root, clock, files=files)
    for number in range(30):
        library.insert(make_record(f"other-{number}"))
    record = library.save(library.insert(make_record()))
    files.names.clear()
    library.save(record)
    # Waiting for a folder goes through ``sync`` as well.
    assert files.names == ["create", "write", "sync", "link", "replace", "sync_folder", "sync"]
    library.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_everything_is_private_to_the_user(library: Library, root: Path) -> None:
    mask = os.umask(0)
    try:
        record = library.insert(make_record())
        library.save(record)
        library.put_page("page", raw=b"bytes")
        library.keep_aside(record, reason="lost")
        library.insert(make_record("other-7k2q"))
        library.trash("other-7k2q")
        library.summaries()
        library.close()
    finally:
        os.umask(mask)
    for place, content in on_disk(root).items():
        mode = stat.S_IMODE((root / place).lstat().st_mode)
        assert mode == (0o600 if isinstance(content, bytes) else 0o700), place
    assert stat.S_IMODE((root / ".lock").stat().st_mode) == 0o600


def test_ids_are_readable_free_and_safe(root: Path, clock: FrozenClock) -> None:
    library = Library.open(root, clock=clock)
    for name, start in [
        ("Notion AI", "notion-ai"),
        ("  Ça va? (v2) ", "ca-va-v2"),
        ("日本語", "teardown"),
        ("../../etc", "etc"),
        ("x" * 300, "x" * 40),
        ("", "teardown"),
    ]:
        new = library.new_id(name)
        assert is_valid_id(new)
        assert new[:-5] == start
        assert set(new[-4:]) <= set(SUFFIX_LETTERS)


def test_a_new_id_avoids_those_in_use_in_the_trash_and_in_the_history(
    root: Path, clock: FrozenClock
) -> None:
    suffixes = iter(["aaaa", "bbbb", "cccc", "dddd"])
    library = Library.open(root, clock=clock, ids=lambda: next(suffixes))
    library.insert(make_record("claude-aaaa"))
    library.insert(make_record("claude-bbbb"))
    library.trash("claude-bbbb")
    library.save(library.insert(make_record("claude-cccc")))
    (root / "teardowns" / "claude-cccc.json").unlink()
    assert library.new_id("Claude") == "claude-dddd"
    library.close()


def test_a_new_id_is_found_even_if_chance_always_says_the_same(
    library: Library,
) -> None:
    first = library.insert(make_record(library.new_id("Claude")))
    second = library.insert(make_record(library.new_id("Claude")))
    assert (first.id, second.id) == ("claude-7k2q", "claude-7k2q-7k2q")


def test_the_files_bytes_are_what_orjson_writes(library: Library, root: Path) -> None:
    record = library.insert(make_record())
    content = (root / "teardowns" / f"{record.id}.json").read_bytes()
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    assert content == orjson.dumps({"_default": {"1": record.to_dict()}}, option=options)
