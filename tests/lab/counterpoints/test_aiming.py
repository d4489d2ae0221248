"""Where the words stand that an item is about."""

from __future__ import annotations

import pytest

from lab.counterpoints.aiming import aimed_at, row_and_column, words_in, written_in
from store.records import Counterpoint
from tests.lab.counterpoints.arguing import TEXT, argued


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("really all of it", "all", "all"),
        ("really", "all", "all"),
        ("two\n  words here", "two words", "two\n  words"),
        ("a price (of 3%)", "(of 3%)", "(of 3%)"),
        ("All of it", "all", None),
        ("text", " ", None),
    ],
)
def test_whole_words_come_before_parts_and_only_white_space_may_differ(
    text: str, quote: str, found: str | None
) -> None:
    span = words_in(text, quote)
    assert (text[slice(*span)] if span else None) == found
    if text.startswith("really all"):
        assert span == (7, 10)


def test_a_place_in_a_text_has_a_row_and_a_column() -> None:
    text = "two\n\nlines more"
    assert [row_and_column(text, at) for at in (0, 3, 4, 5, text.index("more"))] == [
        (0, 0), (0, 3), (1, 0), (2, 0), (2, 6),
    ]  # fmt: skip


def test_words_are_looked_for_where_the_item_says_and_gone_ones_leave_the_text() -> None:
    record = argued()
    written = written_in(record, ["strengths", "strengths", "nowhere"])
    assert written["nowhere"] == []

    def aimed(**facts: str) -> tuple[str, tuple[int, int] | None]:
        point = Counterpoint.model_validate(
            {"id": "k9", "section": "strengths", "counterpoint": "Why?", **facts}
        )
        return aimed_at(point, written["strengths"])

    text, span = aimed(prompt="best", target_quote="It is polite")
    assert (text, text[slice(*span)] if span else "") == (TEXT, "It is polite")
    text, span = aimed(claim="c1", target_quote="one key")
    assert text.startswith("Refusing costs")
    assert span is not None
    assert aimed(prompt="best", target_quote="nobody wrote this") == (TEXT, None)
    assert aimed(claim="c2", target_quote="one key") == ("", None)
    text, span = aimed()
    assert text.startswith(TEXT)
    assert span is None
