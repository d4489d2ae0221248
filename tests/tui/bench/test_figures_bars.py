"""Bars as pieces of a line: as wide as asked, plain where they must be, coloured from ten runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.trials.bars import BOX, difference_parts, text_of
from lab.trials.change import change_between
from lab.trials.tally import Tally
from tui import glyphs as signs
from tui.bench import bars
from tui.harmless import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.widgets.lines import Piece


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(text for text, _ in pieces)


def _inks(pieces: Sequence[Piece]) -> set[str]:
    return {word for _, ink in pieces for word in ink.split()}


def test_a_line_is_as_wide_as_it_is_asked_to_be() -> None:
    for count in (Tally(), Tally(1, 0), Tally(3, 2), Tally(999, 1), Tally(0, 1000)):
        for width in range(4, 70):
            assert width_of(_text(bars.rate_pieces(count, width=width, line=0.8))) <= width
        for cells in range(5, 62):
            assert width_of(_text(bars.rate_bar(count, cells=cells, line=0.8))) == cells


def test_a_line_leaves_words_out_before_the_bar() -> None:
    line = _text(bars.rate_pieces(Tally(3, 2), width=50))
    assert line.startswith("3 of 5      60%  ┈")
    assert line.rstrip().endswith("23% to 88%")
    assert "to" not in _text(bars.rate_pieces(Tally(3, 2), width=30))
    assert "%" not in _text(bars.rate_pieces(Tally(3, 2), width=16))
    assert "●" in _text(bars.rate_pieces(Tally(3, 2), width=16))


def test_a_rate_has_a_colour_from_ten_runs_on_only() -> None:
    assert not _inks(bars.rate_bar(Tally(9, 0), cells=20, line=0.5)) & {"good", "bad", "accent"}
    assert "good" in _inks(bars.rate_bar(Tally(10, 0), cells=20, line=0.5))
    assert "bad" in _inks(bars.rate_bar(Tally(0, 10), cells=20, line=0.5))
    assert "accent" in _inks(bars.rate_bar(Tally(5, 5), cells=20, line=0.5))


def test_bars_are_plain_where_only_ascii_can_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bars, "glyphs", lambda: signs.ASCII)
    drawn = _text(bars.rate_bar(Tally(3, 2), cells=21, line=0.8))
    assert drawn == ".....|------o---:-|.."


@pytest.mark.parametrize(
    ("before", "after", "says_zero"),
    [((40, 60), (60, 40), False), ((5, 5), (6, 4), True), ((10, 0), (10, 0), True)],
)
def test_a_bar_around_zero_shows_whether_zero_is_in_it(
    before: tuple[int, int], after: tuple[int, int], *, says_zero: bool
) -> None:
    change = change_between(Tally(*before), Tally(*after))
    for cells in (21, 61):
        text = _text(bars.difference_bar(change, cells=cells))
        middle = cells // 2
        assert (text.index("├") <= middle <= text.index("┤")) is says_zero


def test_a_difference_that_hardly_leaves_zero_out_does_not_touch_it() -> None:
    drawn = text_of(difference_parts((0.001, 0.9), difference=0.4, cells=21), BOX)
    assert drawn == "┈┈┈┈┈┈┈┈┈┈│├──●────┤┈"
    with pytest.raises(ValueError, match="middle"):
        difference_parts((0, 1), difference=0.5, cells=20)


def test_the_axis_names_its_ends_and_its_middle() -> None:
    assert bars.axis_pieces(21)[0] == "0%       50%     100%"
    assert bars.axis_pieces(9)[0].split() == ["0%", "100%"]
    assert bars.axis_pieces(5)[0].strip() == ""
