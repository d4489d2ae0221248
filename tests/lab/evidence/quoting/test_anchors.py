from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.evidence.quoting import NothingSelected, anchor_at, find

PAGE = "Pricing\nThe Plus plan costs $20 per month, billed yearly. Teams pay $30.\nAsk us for more."

_words = st.sampled_from(
    ["the", "cat", "sat.", "on", "a", "mat", "$20", "5%", "1,000.50", "don’t", "天気", "Preis",
     "e\u0301te\u0301", "zero\u200bwidth", "soft\u00adhyphen", "“so”", "—", "…", "\u00a0", "\n"]
)  # fmt: skip
_texts = st.one_of(st.lists(_words, max_size=40).map(" ".join), st.text(max_size=80))


def anchored(words: str, page: str = PAGE) -> tuple[str, str, str]:
    start = page.index(words)
    return anchor_at(page, start, start + len(words))


def test_an_anchor_keeps_the_words_and_what_stands_around_them() -> None:
    assert anchored("$20 per month") == (
        "$20 per month",
        "Pricing\nThe Plus plan costs ",
        ", billed yearly. Teams pay $30.",
    )


@pytest.mark.parametrize(
    ("selected", "exact"),
    [
        ("  plan costs  ".strip(" "), "plan costs"),
        ("lan cost", "plan costs"),
        ("20 per", "$20 per"),
        (" costs ", "costs"),
        ("yearly. Teams", "yearly. Teams"),
        ("$30.\nAsk", "$30.\nAsk"),
    ],
)
def test_white_space_is_left_out_and_words_are_taken_whole(selected: str, exact: str) -> None:
    assert anchored(selected)[0] == exact


@pytest.mark.parametrize(
    ("page", "selected", "exact"),
    [
        ("It costs $1,000.50 now", "1,000", "$1,000.50"),
        ("It fell by -5% now", "5", "-5%"),
        ("From 5-10 users", "10", "10"),
        ("You don’t pay", "don", "don’t"),
        ("今天天气很好", "天天", "天天"),
        ("20 € a month", "20", "20"),
    ],
)
def test_a_number_is_taken_whole_with_its_signs(page: str, selected: str, exact: str) -> None:
    assert anchored(selected, page)[0] == exact


@pytest.mark.parametrize(("start", "end"), [(0, 0), (7, 8), (500, 600)])
def test_a_selection_without_a_word_is_refused(start: int, end: int) -> None:
    with pytest.raises(NothingSelected):
        anchor_at(PAGE, start, end)


def test_surroundings_grow_until_they_tell_equal_passages_apart() -> None:
    row = "Storage 10 GB and support by mail for every seat in the workspace\n"
    page = f"Free\n{row}Plus\n{row}Team\n{row}"
    for plan in ("Free", "Plus", "Team"):
        start = page.index("10 GB", page.index(plan))
        found = find(anchor_at(page, start, start + 5), page)
        assert found is not None
        assert (found.start, found.standing) == (start, "stands")


@given(_texts, st.data())
def test_an_anchor_made_at_any_place_is_found_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    try:
        anchor = anchor_at(text, start, end)
    except NothingSelected:
        return
    found = find(anchor, text, near=start)
    assert found is not None
    assert found.standing == "stands"
    words = text[found.start : found.end]
    assert "".join(words.split()) == "".join(anchor.exact.split())
