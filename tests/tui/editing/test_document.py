from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.editing.characters import is_typed_text, shown
from tui.editing.document import AnswerDocument, AnswerRows

lines = st.text(alphabet="ab \u2028\x0b\x85日\u0301\t", max_size=30)
documents = st.lists(lines, min_size=1, max_size=6).map("\n".join)


@given(text=documents)
def test_a_text_is_kept_exactly(text: str) -> None:
    assert AnswerDocument(text).text == text


def test_every_kind_of_line_end_becomes_a_newline() -> None:
    assert AnswerDocument("a\r\nb\rc\nd").text == "a\nb\nc\nd"


def test_half_a_character_becomes_the_replacement_sign() -> None:
    document = AnswerDocument("")
    document.replace_range((0, 0), (0, 0), "a\ud800b")
    assert document.text == "a\ufffdb"


@given(text=documents, new=documents, data=st.data())
def test_an_edit_replaces_exactly_the_range(text: str, new: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    document = AnswerDocument(text)
    start, end = _location(text, first), _location(text, last)
    result = document.replace_range(start, end, new)
    assert document.text == text[:first] + new + text[last:]
    assert result.replaced_text == text[first:last]
    assert result.end_location == _location(document.text, first + len(new))


@given(text=documents, new=documents, data=st.data())
def test_rows_follow_an_edit_as_if_they_were_measured_afresh(
    text: str, new: str, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    document = AnswerDocument(text)
    rows = AnswerRows(document, 8)
    start, end = _location(text, first), _location(text, last)
    result = document.replace_range(start, end, new)
    rows.follow(start, end, result.end_location)
    fresh = AnswerRows(document, 8)
    assert rows.height == fresh.height
    assert [rows.row_at(y) for y in range(rows.height)] == [
        fresh.row_at(y) for y in range(fresh.height)
    ]


@given(text=documents)
def test_each_place_is_found_again_where_it_is_drawn(text: str) -> None:
    rows = AnswerRows(AnswerDocument(text), 8)
    for line, content in enumerate(text.split("\n")):
        for column in range(len(content) + 1):
            x, y = rows.location_to_offset((line, column))
            row = rows.row_at(y)
            assert row is not None
            assert row[0] == line
            assert row[1] <= column <= row[2]
            assert 0 <= x <= 9


def test_what_would_harm_a_terminal_is_shown_as_a_sign_of_the_same_length() -> None:
    text = "a\x1b[31m\x07\x7f\x9b\u202e\u2028b"
    assert len(shown(text)) == len(text)
    assert shown(text) == "a␛[31m␇␡···b"


def test_joiners_and_direction_marks_can_be_typed_and_control_characters_cannot() -> None:
    for character in "\u00a0\u200c\u200d\u200e\u200f\u202f\u2066\u3000e日\ue000":
        assert is_typed_text(character)
    for character in "\x00\x1b\t\r\n\x7f\x85":
        assert not is_typed_text(character)
    assert not is_typed_text(None)


def _location(text: str, place: int) -> tuple[int, int]:
    before = text[:place].split("\n")
    return len(before) - 1, len(before[-1])
