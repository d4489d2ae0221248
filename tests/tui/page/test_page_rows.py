"""The rows of a page: they fit, they leave out no word, and the mouse finds its place in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.evidence.page_parts import Page
from tests.tui.page.reading import PRICING
from tui.harmless import width_of
from tui.screens.page.layout import Layout
from tui.screens.page.rows import place_at, span_of
from tui.screens.page.view import View

WIDE = (
    "| 計画 | 値段 | 👩‍👩‍👧 |\n| --- | --- | --- |\n"
    "| 価格は税抜きです。詳しくはお問い合わせください。 | e\u0301e\u0301 | x |\n\n"
    "- 価格は税抜きです。" * 5 + "\n\n" + "averyveryverylongwordwithoutanyspace" * 5
)
PAGES = [PRICING, WIDE]


@pytest.mark.parametrize("markdown", PAGES, ids=["prices", "wide"])
@pytest.mark.parametrize("width", [12, 24, 55, 76, 130])
def test_every_row_fits_and_every_word_stands_in_one(markdown: str, width: int) -> None:
    page = Page(markdown)
    layout = Layout(page, width)
    seen: set[int] = set()
    for number in range(len(page)):
        for row in layout.rows(number):
            assert sum(width_of(run.text) for run in row) <= width
            for run in row:
                assert "\n" not in run.text
                if run.place >= 0:
                    places = set(range(run.place, run.end))
                    assert not places & seen
                    seen |= places
    missing = [page.text[place] for place in range(len(page.text)) if place not in seen]
    assert not "".join(missing).strip()


@given(st.text(alphabet="ab |-*#`\n字👍\t\u0301[](x)!", max_size=120), st.integers(8, 40))
def test_no_page_breaks_the_drawing(markdown: str, width: int) -> None:
    page = Page(markdown)
    layout = Layout(page, width)
    for number in range(len(page)):
        for row in layout.rows(number):
            assert all("\n" not in run.text and "\t" not in run.text for run in row)


def test_the_place_under_the_mouse_is_that_of_the_character() -> None:
    page = Page("価格 is **bold** here")
    row = Layout(page, 40).rows(0)[0]
    assert [place_at(row, x) for x in (0, 1, 2, 4, 5, 60)] == [0, 0, 1, 2, 3, len(page.text)]
    assert place_at((), 3) is None


def test_a_narrow_table_puts_its_cells_under_each_other() -> None:
    page = Page("| A | B | C |\n| - | - | - |\n" + "| " + "word " * 9 + "| two | three |\n")
    rows = ["".join(run.text for run in row) for row in Layout(page, 12).rows(1)]
    assert rows[0].startswith("word")
    assert rows[-2:] == ["  two", "  three"]


def test_scrolling_ends_where_the_page_ends() -> None:
    page = Page("\n\n".join(f"Line {number}" for number in range(100)))
    view = View(page)
    view.fit(40, 10)
    view.scroll(10_000)
    assert view.is_at_end
    assert len(view.rows) == 10
    assert view.bar()[1] == 10
    view.scroll(-10_000)
    assert view.top_place() == 0
    assert view.bar()[0] == 0
    place = page.text.index("Line 50")
    view.reveal(place, place + 4)
    assert view.top_place() <= place < view.end_place()
    assert any(span_of(row) == (place, place + 7) for row in view.rows)
