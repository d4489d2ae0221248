from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.cells import characters, cut, pad, width, wrap

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAG = "\U0001f1e9\U0001f1ea"
TEXTS = st.lists(
    st.one_of(
        st.characters(exclude_categories=["Cc", "Cs"]),
        st.sampled_from(["e\u0301", "日", FAMILY, FLAG, "\u200d", "\ufe0f", " "]),
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("plain", 5),
        ("é", 1),
        ("e\u0301", 1),
        ("日本", 4),
        ("\uff46", 2),
        ("\U0001f600", 2),
        (FAMILY, 2),
        (FLAG, 2),
        ("❤\ufe0f", 2),
        ("한", 2),
        ("\u1112\u1161\u11ab", 2),
        ("a\u200bb", 2),
        ("\u0301", 0),
    ],
)
def test_text_has_the_width_that_a_terminal_gives_it(text: str, cells: int) -> None:
    assert width(text) == cells


def test_what_looks_like_one_character_is_one() -> None:
    assert list(characters(f"ae\u0301{FAMILY}{FLAG}{FLAG}x")) == [
        "a",
        "e\u0301",
        FAMILY,
        FLAG,
        FLAG,
        "x",
    ]


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("Notion AI", 9, "Notion AI"),
        ("Notion AI", 8, "Notion…"),
        ("Notion AI", 1, "…"),
        ("Notion AI", 0, ""),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        (f"a{FAMILY}b", 3, "a…"),
        ("re\u0301sume\u0301", 4, "re\u0301s…"),
    ],
)
def test_a_cut_falls_between_characters_and_shows(text: str, cells: int, shown: str) -> None:
    assert cut(text, cells) == shown


def test_numbers_are_set_to_the_right() -> None:
    assert pad("日", 4) == "日  "
    assert pad("日", 4, right=True) == "  日"


def test_indentation_and_own_lines_stay_when_text_is_wrapped() -> None:
    assert wrap("one two three\n\n  code here it is\nend", 9) == [
        "one two",
        "three",
        "",
        "  code",
        "  here it",
        "  is",
        "end",
    ]


@given(TEXTS)
def test_characters_put_together_are_the_text(text: str) -> None:
    assert "".join(characters(text)) == text


@given(TEXTS, st.integers(0, 30))
def test_cut_text_always_fits(text: str, cells: int) -> None:
    assert width(cut(text, cells)) <= cells


@given(TEXTS, st.integers(2, 30))
def test_wrapped_lines_always_fit_and_lose_no_letter(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
