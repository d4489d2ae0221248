from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui.editing.characters import clusters, shown
from tui.editing.wrapping import breaks_after_edit, cells, column_at, line_breaks

pieces = st.sampled_from(
    [
        *("a", "bc", " ", "  ", "word ", "日本", "é", "e\u0301", "👩\u200d🚀", "❤\ufe0f", "\t"),
        *("\u200d", "longwordlongword", "\x1b", "\u202e"),
    ]
)
texts = st.lists(pieces, max_size=60).map("".join).map(shown)
widths = st.integers(min_value=4, max_value=20)


@given(text=texts, width=widths)
def test_every_row_fits_and_only_a_space_hangs_over(text: str, width: int) -> None:
    for start, end in pairwise([0, *line_breaks(text, width), len(text)]):
        row = text[start:end]
        # A joiner without a width may be stuck to the space.
        last = row[[0, *(end for end, _ in clusters(row))][-2] :] if row else ""
        assert cells(row) <= width or (cells(row) == width + 1 and last.startswith(" "))


@given(text=st.text(alphabet="ab 日é\t", max_size=60), width=widths)
def test_words_are_only_cut_where_they_are_wider_than_a_row(text: str, width: int) -> None:
    breaks = [0, *line_breaks(text, width), len(text)]
    for start, end in pairwise(breaks[:-1]):
        row = text[start:end]
        assert row[-1:] in {" ", "\t"} or not set(row) & {" ", "\t"}


@given(text=texts, width=widths, data=st.data())
def test_following_an_edit_gives_what_measuring_afresh_gives(
    text: str, width: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = data.draw(texts)
    edited = text[:start] + new + text[end:]
    followed = breaks_after_edit(
        edited,
        width,
        line_breaks(text, width),
        tab=4,
        start=start,
        removed=end - start,
        inserted=len(new),
    )
    assert followed == line_breaks(edited, width)


def test_a_space_at_the_edge_belongs_to_the_word_before_it() -> None:
    assert line_breaks("four five", 4) == [5]


def test_a_word_wider_than_the_row_is_cut_at_its_edge() -> None:
    assert line_breaks("ab cdefghij", 4) == [3, 7]


def test_a_double_cell_character_never_stands_half_on_a_row() -> None:
    assert line_breaks("日本語", 5) == [2]


@given(text=texts)
def test_clusters_cover_the_text_without_a_gap(text: str) -> None:
    ends = [end for end, _ in clusters(text)]
    assert ends == sorted(set(ends))
    assert (ends[-1] if ends else 0) == len(text)


@given(text=texts)
def test_the_column_under_a_cell_is_where_the_cell_begins(text: str) -> None:
    for end, _ in clusters(text):
        assert column_at(text, cells(text[:end])) >= end or cells(text[end:]) == 0


def test_tabs_reach_to_the_next_stop() -> None:
    assert cells("ab\tc") == 5
    assert column_at("ab\tc", 3) == 2
    assert column_at("ab\tc", 4) == 3
