from __future__ import annotations

import random
from itertools import pairwise
from time import thread_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.wording import Segment, in_context, one_side, word_difference

if TYPE_CHECKING:
    from collections.abc import Sequence

TURNED = {"equal": "equal", "removed": "added", "added": "removed"}


def marked(before: str, after: str) -> str:
    signs = {"equal": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(signs[kind].format(text) for kind, text in word_difference(before, after))


def joined(segments: Sequence[Segment]) -> str:
    return "".join(segment.text for segment in segments)


_letters = st.text(st.sampled_from("ab .,\n’\u0301\u00a0天\u200d"), max_size=40)
_words = st.lists(st.sampled_from(["the", "cat", "sat.", "\n", "on", "a mat"]), max_size=30)
_texts = st.one_of(st.text(max_size=60), _letters, _words.map(" ".join))


@given(_texts, _texts)
def test_what_comes_out_joined_is_what_went_in(before: str, after: str) -> None:
    segments = word_difference(before, after)
    assert joined(one_side(segments, "removed")) == before
    assert joined(one_side(segments, "added")) == after
    assert all(segment.text for segment in segments)


@given(_texts, _texts)
def test_the_other_way_round_removed_and_added_change_places(before: str, after: str) -> None:
    there = [(kind, text) for kind, text in word_difference(before, after)]
    back = [(TURNED[kind], text) for kind, text in word_difference(after, before)]
    assert sorted(there) == sorted(back)
    assert [x for x in there if x[0] == "equal"] == [x for x in back if x[0] == "equal"]


@given(_texts, _texts)
def test_equal_and_different_take_turns_and_removed_comes_first(before: str, after: str) -> None:
    kinds = [segment.kind for segment in word_difference(before, after)]
    for first, second in pairwise(kinds):
        assert (first, second) in {
            ("equal", "removed"),
            ("equal", "added"),
            ("removed", "added"),
            ("removed", "equal"),
            ("added", "equal"),
        }


@given(_texts)
def test_equal_texts_are_one_equal_segment(text: str) -> None:
    assert word_difference(text, text) == ([Segment("equal", text)] if text else [])


@pytest.mark.parametrize(
    ("before", "after", "reads"),
    [
        ("we leave out the mobile app", "we leave out the desktop app",
         "we leave out the [-mobile-][+desktop+] app"),
        ("The sidebar, on Plus.", "The sidebar and the menu, on Plus, in English.",
         "The sidebar[+ and the menu+], on Plus[+, in English+]."),
        ("on the Plus plan, on Windows.", "on the Business plan, on macOS.",
         "on the [-Plus-][+Business+] plan, on [-Windows-][+macOS+]."),
        ("a c", "a b c", "a [+b +]c"),
        ("", "new", "[+new+]"),
        ("old", "", "[-old-]"),
        ("3.5 % of them don't", "3.6 % of them don’t",
         "[-3.5-][+3.6+] % of them [-don't-][+don’t+]"),
        ("one\ntwo", "one two", "one[-\n-][+ +]two"),
        ("हिन्दी में", "हिन्दी का", "हिन्दी [-में-][+का+]"),
        ("今天天气很好", "今天天气不好", "今天天气[-很-][+不+]好"),
    ],
)  # fmt: skip
def test_words_are_compared_whole_and_characters_where_a_script_has_no_spaces(
    before: str, after: str, reads: str
) -> None:
    assert marked(before, after) == reads


def test_a_sentence_written_anew_is_one_removed_and_one_added() -> None:
    before = "It is fine. The cat sat on the mat. So it goes."
    after = "It is fine. A tired dog lay under the rug. So it goes."
    assert marked(before, after) == (
        "It is fine. [-The cat sat on the mat.-][+A tired dog lay under the rug.+] So it goes."
    )


def test_a_sentence_put_in_between_is_added_as_a_sentence() -> None:
    assert marked("It runs. It ends.", "It runs. It waits. It ends.") == (
        "It runs. [+It waits. +]It ends."
    )


def test_a_line_put_into_a_list_is_added_as_a_line() -> None:
    assert marked("- one\n- two\n- three\n", "- one\n- two\n- more\n- three\n") == (
        "- one\n- two\n[+- more\n+]- three\n"
    )


def test_a_paragraph_that_stays_is_found_between_two_that_were_rewritten() -> None:
    stays = "This paragraph says something that nobody wants to change."
    before = f"Alpha beta gamma delta.\n\n{stays}\n\nOne two three four five."
    after = f"Something else altogether here.\n\n{stays}\n\nSix seven eight nine."
    assert stays in [segment.text.strip() for segment in word_difference(before, after)]


def test_of_a_long_stretch_that_is_alike_only_some_words_stay() -> None:
    text = "same " * 500
    shown = in_context(word_difference(f"{text}mine {text}", f"{text}theirs {text}"))
    assert len(joined(shown)) < 300
    assert [s.text.strip() for s in shown if s.kind != "equal"] == ["mine", "theirs"]
    assert shown[0].text.startswith("…")
    assert shown[-1].text.endswith("…")


def test_what_is_short_is_shown_whole() -> None:
    segments = word_difference("one two three", "one 2 three")
    assert in_context(segments) == segments


def _text(size: int, words: Sequence[str], seed: int) -> str:
    chance = random.Random(seed)
    parts: list[str] = []
    while sum(map(len, parts[-50:])) + len(parts) * 4 < size:
        parts.append(chance.choice(words) + (". " if chance.random() < 0.1 else " "))
    return "".join(parts)[:size].ljust(size, "x")


@pytest.mark.parametrize(
    "words",
    [
        [f"word{n}" for n in range(3000)],
        ["the", "a", "of", "to", "and", "in", "it"],
        ["a", "b\n"],
        ["天", "气", "好"],
    ],
    ids=["rich", "poor", "poorest", "without spaces"],
)
def test_a_hundred_kilobytes_rewritten_are_compared_with_less_than_a_second_of_work(
    words: list[str],
) -> None:
    before, after = _text(100_000, words, 1), _text(100_000, words, 2)
    spent = []
    for _ in range(3):
        start = thread_time()
        segments = word_difference(before, after)
        spent.append(thread_time() - start)
        if spent[-1] < 1:
            break
    assert joined(one_side(segments, "added")) == after
    assert min(spent) < 1
