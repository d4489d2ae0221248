from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.memory import Drafts, Place, PlaceMemory
from tests.lab.making import make_record

if TYPE_CHECKING:
    from pathlib import Path

PLACE = Place("frame", "who", 3, 14)


def test_a_place_is_recalled(tmp_path: Path) -> None:
    PlaceMemory(tmp_path / "places").remember("a-1234", PLACE)
    memory = PlaceMemory(tmp_path / "places")
    assert memory.recall("a-1234") == PLACE
    assert memory.recall("b-1234") is None
    memory.forget("a-1234")
    memory.forget("a-1234")
    assert memory.recall("a-1234") is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"section": "a", "prompt": "b"}',
        b'{"section": "a", "prompt": "b", "row": 1e999, "column": 0}',
        b'{"section": "a", "prompt": "b", "row": -1, "column": 0}',
        b'{"section": "a", "prompt": "b", "row": "1", "column": 0}',
        b'{"section": "a", "prompt": "b", "row": true, "column": 0}',
        b'{"section": "a", "prompt": "b", "row": 99999999999999999999, "column": 0}',
        b'{"section": "' + b"a" * 10_000 + b'", "prompt": "b", "row": 1, "column": 0}',
    ],
)
def test_an_odd_file_is_no_place(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a-1234.json").write_bytes(raw)
    assert PlaceMemory(tmp_path).recall("a-1234") is None


@given(raw=st.binary(max_size=60))
def test_no_bytes_can_break_the_memory(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "odd-places"
    folder.mkdir(exist_ok=True)
    (folder / "a.json").write_bytes(raw)
    assert PlaceMemory(folder).recall("a") is None


def test_a_folder_that_cannot_be_written_costs_only_the_place(tmp_path: Path) -> None:
    (tmp_path / "places").touch()
    memory = PlaceMemory(tmp_path / "places")
    memory.remember("a-1234", PLACE)
    assert memory.recall("a-1234") is None


def test_a_folder_in_place_of_the_file_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "a-1234.json").mkdir()
    memory = PlaceMemory(tmp_path)
    memory.remember("a-1234", PLACE)
    assert memory.recall("a-1234") is None
    assert [path.name for path in tmp_path.iterdir()] == ["a-1234.json"]


def test_a_rescued_draft_comes_back_whole(tmp_path: Path) -> None:
    record = make_record()
    record.work("frame").answers["who"] = "Everything typed, 日本 \x00 included"
    Drafts(tmp_path, session="one").keep(record, "The disk was full")
    (draft,) = Drafts(tmp_path, session="two").all()
    assert draft.record == record
    assert (draft.teardown_id, draft.why) == (record.id, "The disk was full")


def test_a_later_run_never_writes_over_an_earlier_rescue(tmp_path: Path) -> None:
    first, second = Drafts(tmp_path, session="1"), Drafts(tmp_path, session="2")
    first.keep(make_record(author="first"), "")
    second.keep(make_record(author="second"), "")
    second.keep(make_record(author="second, again"), "")
    authors = {draft.record.author for draft in Drafts(tmp_path, session="3").all()}
    assert authors == {"first", "second, again"}


def test_exactly_one_draft_is_dropped(tmp_path: Path) -> None:
    mine, other = Drafts(tmp_path, session="1"), Drafts(tmp_path, session="2")
    other.keep(make_record(), "not seen by the first run")
    path = mine.keep(make_record(), "")
    mine.keep(make_record(id="another-1234"), "")
    for _ in range(2):
        mine.drop(path)
        assert sorted(draft.why for draft in mine.all()) == ["", "not seen by the first run"]


def test_nothing_but_a_draft_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "library.json").touch()
    Drafts(tmp_path / "drafts", session="1").drop(tmp_path / "library.json")
    assert (tmp_path / "library.json").exists()


def test_an_unreadable_draft_hides_no_other_and_is_left(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, session="1")
    drafts.keep(make_record(), "")
    odd = [b"{", b"[" * 100_000, b'{"why": "", "record": {}}', b"[]", b'{"record": null}']
    for number, raw in enumerate(odd):
        (tmp_path / f"odd{number}.json").write_bytes(raw)
    assert len(drafts.all()) == 1
    assert len(list(tmp_path.iterdir())) == 1 + len(odd)


def test_a_draft_of_an_older_format_is_lifted(tmp_path: Path) -> None:
    path = Drafts(tmp_path, session="1").keep(make_record(), "")
    data = json.loads(path.read_bytes())
    data["record"] |= {"schema": 1, "product": "Notion AI", "template": "quick", "sections": []}
    path.write_text(json.dumps(data), encoding="utf-8")
    (draft,) = Drafts(tmp_path, session="1").all()
    assert draft.record.schema_ == 2


def test_where_nothing_can_be_written_the_caller_hears_it(tmp_path: Path) -> None:
    (tmp_path / "drafts").touch()
    with pytest.raises(OSError, match="exists"):
        Drafts(tmp_path / "drafts", session="1").keep(make_record(), "")


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_what_is_remembered_is_private(tmp_path: Path) -> None:
    PlaceMemory(tmp_path / "places").remember("a-1234", PLACE)
    path = Drafts(tmp_path / "drafts", session="1").keep(make_record(), "")
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "places").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "places" / "a-1234.json").stat().st_mode & 0o777 == 0o600
