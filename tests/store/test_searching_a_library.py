"""The library's search as the front ends call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.store.making import make_record, open_library, with_text
from tests.store.raw_library import put, raw_record

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import FrozenClock


def test_a_saved_word_is_found_at_once_and_a_changed_one_no_more(
    root: Path, clock: FrozenClock
) -> None:
    library = open_library(root, clock)
    saved = library.insert(make_record(text="It hesitates."))
    assert [hit.id for hit in library.search("hesit")] == ["notion-ai-7k2q"]
    library.save(with_text(saved, "It answers."))
    assert library.search("hesit") == []
    (hit,) = library.search("answ")
    assert (hit.snippet, hit.spans) == ("It answers.", ((3, 7),))
    library.close()


def test_what_went_to_the_trash_is_found_no_more(root: Path, clock: FrozenClock) -> None:
    library = open_library(root, clock)
    library.insert(make_record())
    library.trash("notion-ai-7k2q")
    library.summaries()
    assert library.search("notion") == []
    library.close()


def test_a_search_says_how_far_behind_the_index_is_and_can_wait_for_it(
    root: Path, clock: FrozenClock
) -> None:
    for number in range(40):
        put(root, raw_record(f"n{number:02}", "needle"))
    library = open_library(root, clock)
    assert len(library.search("needle")) == 16
    assert library.search_behind == 24
    assert len(library.search("needle", complete=True)) == 40
    assert library.search_behind == 0
    assert not library.index_more()
    library.close()
    again = open_library(root, clock)
    assert len(again.search("needle")) == 40
    again.close()


def test_the_edition_grows_with_every_change_whoever_notices_it(
    root: Path, clock: FrozenClock
) -> None:
    library = open_library(root, clock)
    library.insert(make_record())
    library.summaries()
    shown = library.edition
    library.summaries()
    assert library.edition == shown
    put(root, raw_record("other"))
    library.summaries()
    assert not library.changed(), "somebody has listed it"
    assert library.edition > shown
    shown = library.edition
    library.save(with_text(library.load("notion-ai-7k2q"), "Again."))
    assert library.edition > shown
    library.close()
