"""A damaged file costs one row of the list, a damaged cache nothing but time."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

import orjson
import pytest

from store.files import LARGEST_FILE
from store.summaries import SummaryCache, read_summary
from tests.benchmarks.library_maker import make_library
from tests.store.raw_library import put, put_bytes, raw_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHOLE = orjson.dumps({"_default": {"1": raw_record("bad")}}, option=orjson.OPT_INDENT_2)


def cut(path: Path) -> None:
    path.write_bytes(WHOLE[: len(WHOLE) // 2])


def garble(path: Path) -> None:
    path.write_bytes(WHOLE[:100] + b"\xff\x00\xfe" + WHOLE[103:])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def zero(path: Path) -> None:
    path.write_bytes(bytes(len(WHOLE)))


def not_a_teardown(path: Path) -> None:
    path.write_bytes(b'["a", "list"]')


def newer(path: Path) -> None:
    path.write_bytes(WHOLE.replace(b'"schema": 2', b'"schema": 99'))


def another_id(path: Path) -> None:
    path.write_bytes(WHOLE.replace(b'"id": "bad"', b'"id": "else"'))


def link(path: Path) -> None:
    path.with_name("elsewhere").write_bytes(WHOLE)
    path.symlink_to("elsewhere")


def dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def enormous(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)


FAULTS = {
    cut: "ends too early",
    garble: "not text",
    empty: "empty",
    zero: "zero bytes",
    not_a_teardown: "no teardown",
    newer: "newer teardown",
    another_id: "“else”",
    link: "link",
    dangling_link: "link",
    folder: "no file",
    pipe: "no file",
    enormous: "64 MB",
}


@pytest.mark.parametrize(
    ("damage", "words"), FAULTS.items(), ids=lambda v: getattr(v, "__name__", "")
)
def test_one_damaged_file_costs_one_row(
    root: Path, damage: Callable[[Path], None], words: str
) -> None:
    put(root, raw_record("good"))
    path = root / "teardowns" / "bad.json"
    damage(path)
    cache = SummaryCache(root)
    rows = {row.id: row for row in cache.refresh()}
    assert set(rows) == {"good", "bad"}
    assert rows["good"].fault == ""
    assert words in rows["bad"].fault
    assert rows["bad"].updated_at
    assert rows["bad"].path == path
    assert cache.refresh() == SummaryCache(root).refresh() == list(cache.rows())
    assert not cache.changed()
    assert read_summary(path) == rows["bad"]


def test_a_mended_file_is_listed_again(root: Path) -> None:
    put_bytes(root, "bad", WHOLE[:50])
    cache = SummaryCache(root)
    assert cache.refresh()[0].fault
    put(root, raw_record("bad"))
    assert not cache.refresh()[0].fault


def test_a_file_that_cannot_be_opened_is_a_fault(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root, raw_record("bad"))
    put(root, raw_record("good"))
    really_open = os.open

    def refuse(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith("bad.json"):
            raise PermissionError(13, "Permission denied")
        return really_open(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    faults = {row.id: row.fault for row in SummaryCache(root).refresh()}
    assert faults == {"good": "", "bad": "you have no permission to read it"}


def _spoil_randomly(path: Path) -> None:
    random = Random(7)
    content = bytearray(path.read_bytes())
    for _ in range(20):
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    path.write_bytes(content)


def _cut_cache(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _of_another_version(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"summaries 1.", b"summaries 0.", 1))


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _a_link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("/nowhere/at/all")


@pytest.mark.parametrize(
    "spoil",
    [
        _spoil_randomly,
        _cut_cache,
        _of_another_version,
        _a_folder,
        _a_link_to_nowhere,
        empty,
        zero,
        lambda path: path.unlink(),
        lambda path: path.write_bytes(path.read_bytes() * 2),
    ],
)
def test_a_cache_in_any_state_gives_the_same_list(
    root: Path, spoil: Callable[[Path], None]
) -> None:
    make_library(root, 8, size=1_500)
    rows = SummaryCache(root).refresh()
    spoil(root / ".cache" / "summaries")
    assert SummaryCache(root).refresh() == rows
    assert SummaryCache(root).refresh() == rows


def test_no_flipped_bit_of_the_cache_is_believed(root: Path) -> None:
    make_library(root, 3, size=1_500)
    rows = SummaryCache(root).refresh()
    path = root / ".cache" / "summaries"
    whole = path.read_bytes()
    random = Random(11)
    for _ in range(60):
        spoilt = bytearray(whole)
        spoilt[random.randrange(len(whole))] ^= 1 << random.randrange(8)
        path.write_bytes(spoilt)
        assert SummaryCache(root).refresh() == rows


def test_a_library_without_room_for_a_cache_is_listed_all_the_same(root: Path) -> None:
    make_library(root, 3, size=1_500)
    (root / ".cache").write_text("a file where the folder should be")
    cache = SummaryCache(root)
    assert len(cache.refresh()) == 3
    assert len(cache.refresh()) == 3


def test_a_cache_that_cannot_be_written_leaves_nothing_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_library(root, 3, size=1_500)

    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(source), None, str(target))

    monkeypatch.setattr("pathlib.Path.replace", full)
    assert len(SummaryCache(root).refresh()) == 3
    assert list((root / ".cache").iterdir()) == []
