"""Sentences end where a reader hears them end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.evidence.sentences import sentences, word_after, word_around, word_before


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It costs $20.00 a seat. Billed yearly!", ["It costs $20.00 a seat.", "Billed yearly!"]),
        ("See example.com for more. Then stop.", ["See example.com for more.", "Then stop."]),
        ("Guests, e.g. clients, are free. Why?", ["Guests, e.g. clients, are free.", "Why?"]),
        ("By J. Smith in the U.S. It grew.", ["By J. Smith in the U.S.", "It grew."]),
        ("It is No. 1 here.", ["It is No. 1 here."]),
        ("Acme Inc. was sold on Sept. 3 for good.", ["Acme Inc. was sold on Sept. 3 for good."]),
        ("1. First do this. 2. Then that.", ["1. First do this.", "2. Then that."]),
        ("“Yes.” He left (early).", ["“Yes.”", "He left (early)."]),
        ("Wait... what? No. Ok.", ["Wait... what?", "No.", "Ok."]),
        ("これは文です。次の文。最後", ["これは文です。", "次の文。", "最後"]),
        ("  no end", ["no end"]),
        ("", []),
        ("   ", []),
    ],
)  # fmt: skip
def test_a_text_is_split_as_it_is_read(text: str, found: list[str]) -> None:
    assert split(text) == found


@given(st.text(alphabet="aB1 .!?。“”()…\n$e.g", max_size=60))
def test_sentences_are_in_order_and_leave_out_nothing_but_space(text: str) -> None:
    spans = sentences(text)
    ends = [0, *(place for span in spans for place in span), len(text)]
    assert ends == sorted(ends)
    gaps = [text[end:start] for end, start in zip(ends[::2], ends[1::2], strict=True)]
    assert not "".join(gaps).strip()
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)


def test_a_stretch_is_split_by_itself() -> None:
    text = "One. Two. Three."
    assert sentences(text, 5, 9) == [(5, 9)]


def test_one_goes_from_word_to_word() -> None:
    text = "It costs $20.00, really"
    assert text[: word_after(text, 2)] == "It costs"
    assert text[: word_after(text, 8)] == "It costs $20.00"
    assert text[word_before(text, 15) : 15] == "$20.00"
    assert word_before(text, 0) == 0
    assert word_after(text, len(text)) == len(text)
    assert text[slice(*word_around(text, 11))] == "$20.00"
    assert word_around(text, 2) == (2, 2)
