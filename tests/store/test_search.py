"""Searching a library: the same answers with an index, without one, and while it is behind."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import search as search_module
from store.search import Search
from store.summaries import SummaryCache
from store.words import fold, query_terms
from tests.benchmarks.library_maker import make_library
from tests.store.raw_library import LONG_AGO, put, raw_record

if TYPE_CHECKING:
    from pathlib import Path


def searching(root: Path, *, indexed: bool = True) -> Search:
    rows = SummaryCache(root)
    rows.refresh()
    search = Search(root, rows)
    while indexed and search.step():
        pass
    return search


def refreshed(search: Search) -> Search:
    search._summaries.refresh()
    return search


def ids(search: Search, text: str, *, limit: int = 1000) -> list[str]:
    return [hit.id for hit in search.search(text, limit=limit)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of sixty teardowns, with its index."""
    root = tmp_path_factory.mktemp("made")
    make_library(root, 60, size=6_000)
    searching(root).close()
    return root


WORDS = [
    "the",
    "model",
    "a",
    "pro",
    "notion",
    "mira latency",
    "cafe",
    "文心",
    "7 of",
    "qzx",
    "trust",
]


@pytest.mark.parametrize("text", WORDS)
def test_the_index_finds_what_reading_everything_finds(made: Path, text: str) -> None:
    search = searching(made)
    expected = {
        path.stem
        for path in (made / "teardowns").iterdir()
        if _holds_all(path.read_bytes(), [term.text for term in query_terms(text)])
    }
    assert set(ids(search, text)) == expected
    assert search.behind == 0


def _holds_all(content: bytes, beginnings: list[str]) -> bool:
    """Say it again, slowly and differently: every string that is not a key or a number."""
    record = orjson.loads(content)["_default"]["1"]
    product = record["product"]
    strings = [product["name"], product["maker"], product["category"], record["author"]]
    strings += [record["template"]["id"], record["id"], *record["tags"]]
    strings += [text for work in record["sections"].values() for text in work["answers"].values()]
    strings += [claim[name] for claim in record["claims"] for name in ("statement", "because")]
    strings += [item[name] for item in record["predictions"] for name in ("statement", "how_known")]
    strings += [lesson["principle"] for lesson in record["take_home"]["lessons"]]
    strings += [record["take_home"]["cannot_conclude"]]
    words = "".join(c if c.isalnum() else " " for c in fold("\n".join(strings))).split()
    return all(
        any(w.startswith(b) or (not b.isascii() and b in w) for w in words) for b in beginnings
    )


def test_words_in_the_heading_come_first_then_what_changed_last(root: Path) -> None:
    def add(name: str, product: str, text: str, day: int) -> None:
        at = f"2026-03-{day:02}T09:00:00Z"
        put(root, raw_record(name, text, product={"name": product}, updated_at=at))

    add("mentions", "Other", "better than Claude", 9)
    add("older", "Claude", "", 2)
    add("newer", "Claude Code", "", 3)
    add("both", "Code", "claude", 1)
    add("neither", "Other", "nothing", 8)
    for search in (searching(root, indexed=False), _with_many_others(root)):
        assert ids(search, "claude") == ["newer", "older", "mentions", "both"]
        assert ids(search, "claude code") == ["newer", "both"]


def _with_many_others(root: Path) -> Search:
    for number in range(30):
        put(root, raw_record(f"other-{number}", "filler"))
    return searching(root)


def test_the_limit_keeps_the_first(made: Path) -> None:
    search = searching(made)
    everything = ids(search, "the")
    assert len(everything) == 60
    assert ids(search, "the", limit=7)[:3] == everything[:3]
    assert len(ids(search, "the", limit=7)) == 7


def test_a_hit_says_where_it_is(root: Path) -> None:
    put(root, raw_record("a", "One line.\nThe second line has the Needle in it."))
    (hit,) = searching(root).search("needle")
    assert hit.snippet == "The second line has the Needle in it."
    assert [hit.snippet[start:end] for start, end in hit.spans] == ["Needle"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    text=st.text(max_size=80)
    | st.text(alphabet="ab\"'*()-+:^{}.,\\ \0\ue000ANDORNEART", max_size=30)
    | st.sampled_from(["a AND b", "NOT a", "a* OR", 'NEAR("a b")', "text:a", "{a b}:c", "^a", "'"])
)
def test_no_text_is_a_syntax_error(made: Path, text: str) -> None:
    for hit in searching(made).search(text, limit=3):
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.spans)


def test_a_very_long_text_is_looked_for_literally(root: Path) -> None:
    words = [f"word{number}" for number in range(1500)]
    put(root, raw_record("has-all", " ".join(words)))
    put(root, raw_record("lacks-one", " ".join(words[:-1])))
    search = _with_many_others(root)
    assert ids(search, " ".join(words)) == ["has-all"]
    assert ids(search, "x" * 10_000) == []
    put(root, raw_record("long", "y" * 10_000))
    assert ids(searching(root), "y" * 9_999) == ["long"]
    assert ids(searching(root), "y" * 10_001) == []


def test_characters_that_no_space_parts_are_found_in_order_only(root: Path) -> None:
    put(root, raw_record("in-order", "大语言模型的评测"))
    put(root, raw_record("apart", "语言与言模、模型"))
    search = _with_many_others(root)
    assert ids(search, "语言模型") == ["in-order"]
    assert set(ids(search, "模型")) == {"in-order", "apart"}
    assert ids(search, "测") == ["in-order"]


def test_a_small_library_needs_no_index(root: Path) -> None:
    for number in range(16):
        put(root, raw_record(f"n{number}", "needle"))
    search = searching(root)
    assert len(ids(search, "needle")) == 16
    assert [path.name for path in (root / ".cache").iterdir()] == ["summaries"]


def test_without_an_index_headings_and_the_latest_are_searched_and_the_rest_is_counted(
    root: Path,
) -> None:
    for number in range(40):
        at = f"2026-03-02T09:00:{number:02}Z"
        product = {"name": "Rare" if number == 0 else "Product"}
        put(root, raw_record(f"n{number}", "needle", updated_at=at, product=product))
    search = searching(root, indexed=False)
    assert ids(search, "needle") == [f"n{number}" for number in range(39, 23, -1)]
    assert search.behind == 24
    assert ids(search, "rare") == ["n0"]
    while search.step():
        pass
    assert len(ids(search, "needle")) == 40
    assert search.behind == 0


def test_what_changed_is_found_at_once_and_what_is_gone_no_more(root: Path) -> None:
    for number in range(30):
        put(root, raw_record(f"n{number}", "before"))
    search = searching(root)
    put(root, raw_record("n3", "afterwards"), at=LONG_AGO + 1)
    put(root, raw_record("new", "afterwards"))
    (root / "teardowns" / "n4.json").unlink()
    refreshed(search)
    assert ids(search, "afterwards") == ["n3", "new"]
    assert len(ids(search, "before")) == 28
    assert search.behind == 0


def test_what_was_just_saved_is_found_without_listing_again(root: Path) -> None:
    for number in range(30):
        put(root, raw_record(f"n{number}", "before"))
    search = searching(root)
    record = raw_record("n3", "afterwards")
    search._summaries.note_saved("n3", record, put(root, record, at=LONG_AGO + 1).stat())
    assert ids(search, "afterwards") == ["n3"]
    assert "n3" not in ids(search, "before")


def test_a_teardown_that_is_being_written_is_not_indexed_at_every_save(root: Path) -> None:
    for number in range(30):
        put(root, raw_record(f"n{number}"))
    search = searching(root)
    index = search._index
    assert index is not None
    before = index.revision
    for turn in range(10):
        put(root, raw_record("n0", f"turn{turn}"), at=LONG_AGO + turn)
        assert not refreshed(search).step()
        assert ids(search, f"turn{turn}") == ["n0"]
    assert index.revision == before


def test_many_changes_are_taken_into_the_index(root: Path) -> None:
    for number in range(30):
        put(root, raw_record(f"n{number}", "before"))
    search = searching(root)
    for number in range(20):
        put(root, raw_record(f"n{number}", "afterwards"), at=LONG_AGO + 1)
    refreshed(search)
    search.search("afterwards")
    assert search.behind == 4
    while search.step():
        pass
    assert len(ids(search, "afterwards")) == 20
    assert len(ids(search, "before")) == 10
    assert search.behind == 0


def test_a_damaged_teardown_is_found_by_its_name(root: Path) -> None:
    for number in range(20):
        put(root, raw_record(f"n{number}"))
    (root / "teardowns" / "damaged-one.json").write_bytes(b"{ cut")
    assert ids(searching(root), "damaged") == ["damaged-one"]


def test_a_file_that_vanished_or_changed_since_the_list_is_no_error(root: Path) -> None:
    for number in range(30):
        put(root, raw_record(f"n{number}", "needle", product={"name": f"P{number:02}"}))
    search = searching(root)
    (root / "teardowns" / "n1.json").unlink()
    put(root, raw_record("n2", "thread"), at=LONG_AGO + 1)
    assert len(ids(search, "needle")) == 28
    assert ids(search, "p01") == ["n1"], "its heading is still in the list"


def test_a_step_takes_about_as_long_as_it_may(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_library(root, 50, size=1_500)
    search = searching(root, indexed=False)
    now = 0.0

    def ticking() -> float:
        nonlocal now
        now += 0.004
        return now

    monkeypatch.setattr(time, "monotonic", ticking)
    steps = 1
    while search.step(seconds=0.05):
        steps += 1
    assert steps == 10
    assert not search.step()


def test_text_kept_for_the_next_letter_is_bounded(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_module, "_MOST_KEPT", 50_000)
    search = searching(made)
    assert len(ids(search, "the")) == 60
    kept = search._texts
    assert kept._size <= 50_000
    assert kept._size == sum(size for _, _, size in kept._texts.values())


def test_searching_reads_no_more_files_when_a_letter_is_added(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = searching(made)
    ids(search, "th")

    def refuse(*_: object) -> int:
        raise AssertionError("a file was read again")

    monkeypatch.setattr(os, "read", refuse)
    assert ids(search, "the")
