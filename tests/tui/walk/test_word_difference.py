from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.screens.conflict.words import CONTEXT, MOST_WORDS, word_difference

texts = st.lists(st.sampled_from(["a", "b", "日本", " ", "\n", "."]), max_size=20).map("".join)


def test_only_the_words_that_differ_are_marked() -> None:
    ours, theirs = word_difference("we leave out the mobile app", "we leave out the desktop app")
    assert [text for text, differs in ours if differs] == ["mobile"]
    assert [text for text, differs in theirs if differs] == ["desktop"]


@given(ours=texts, theirs=texts)
def test_short_texts_are_shown_whole(ours: str, theirs: str) -> None:
    left, right = word_difference(ours, theirs)
    assert "".join(text for text, _ in left) == ours
    assert "".join(text for text, _ in right) == theirs
    alike = "".join(text for text, differs in left if not differs)
    assert alike == "".join(text for text, differs in right if not differs)


def test_long_stretches_that_are_alike_are_left_out() -> None:
    text = "word " * 500
    ours, theirs = word_difference(text + "mine", text + "theirs")
    assert ours[-1] == ("mine", True)
    assert theirs[-1] == ("theirs", True)
    assert len("".join(part for part, _ in ours)) < 10 * CONTEXT


def test_very_different_texts_are_compared_in_no_time() -> None:
    ours = " ".join(f"a{n}" for n in range(MOST_WORDS * 20))
    theirs = " ".join(f"b{n}" for n in range(MOST_WORDS * 20))
    left, right = word_difference(ours, theirs)
    assert left == [(ours, True)]
    assert right == [(theirs, True)]
