"""What each line of a page is, and which of its words are set apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.evidence.page_parts import Page

if TYPE_CHECKING:
    from lab.evidence.page_parts import Part

PAGE = """# Plans **and** prices

Older
-----

See [the *docs*](https://a.test/d "t"), ![a chart](https://a.test/c.png) <https://a.test>\\
on `two` lines

- one
   - [x] two

3. three

> quoted [link](https://a.test/x_(y))

| Plan | Price **now** |
| --- | --- |
| One. Two. | $2 |
|  | `a|b` |

```python
# no heading
\tx = 1

y
```
~~old~~ last
"""


def lines(page: Page) -> list[Part]:
    return [page.part(number) for number in range(len(page))]


def words(page: Page, start: int, end: int) -> str:
    return page.text[start:end]


def test_every_line_is_known_for_what_it_is() -> None:
    page = Page(PAGE)
    found = [(part.kind, words(page, part.start, part.end)) for part in lines(page)]
    assert found == [
        ("heading", "Plans and prices"),
        ("heading", "Older"),
        ("paragraph", "See the docs, a chart https://a.test"),
        ("paragraph", "on two lines"),
        ("item", "one"),
        ("item", "two"),
        ("item", "three"),
        ("paragraph", "quoted link"),
        ("row", "Plan Price now"),
        ("row", "One. Two. $2"),
        ("row", " a|b"),
        ("code", "# no heading"),
        ("code", "\tx = 1"),
        ("code", ""),
        ("code", "y"),
        ("paragraph", "old last"),
    ]


def test_lists_quotations_and_tables_say_how_they_are_made() -> None:
    page = Page(PAGE)
    parts = lines(page)
    assert [(part.marker, part.indent) for part in parts[4:7]] == [("-", 0), ("[x]", 3), ("3.", 0)]
    assert [part.level for part in parts[:3]] == [1, 2, 0]
    assert parts[7].quoted == 1
    assert [part.is_head for part in parts[8:11]] == [True, False, False]
    cells = [[words(page, *cell) for cell in part.cells] for part in parts[8:11]]
    assert cells == [["Plan", "Price now"], ["One. Two.", "$2"], ["", "a|b"]]
    assert [part.apart for part in parts[2:6]] == [True, False, True, False]


def test_words_that_are_set_apart_are_found_with_where_they_lead() -> None:
    page = Page(PAGE)
    found = [
        (words(page, each.start, each.end), each.ink, each.address)
        for part in lines(page)
        for each in part.stretches
    ]
    assert found == [
        ("and", "strong", ""),
        ("the docs", "link", "https://a.test/d"),
        ("docs", "emphasis", ""),
        ("a chart", "image", "https://a.test/c.png"),
        ("https://a.test", "link", "https://a.test"),
        ("two", "code", ""),
        ("link", "link", "https://a.test/x_(y)"),
        ("now", "strong", ""),
        ("a|b", "code", ""),
        ("old", "emphasis", ""),
    ]
    place = page.text.index("docs")
    assert page.address_at(place, place + 2) == "https://a.test/d"
    assert page.address_at(0, 5) == ""


def test_headings_are_found_without_reading_the_rest() -> None:
    page = Page("# One\n\ntext\n\n```\n# none\n```\n\n> ## *Two*\n")
    assert [words(page, *span) for span in page.headings()] == ["One", "Two"]


def test_one_goes_from_sentence_to_sentence_through_lines_and_cells() -> None:
    page = Page("# A title. Twice\n\nOne. Two.\n\n| a. b | c |\n| - | - |\n\nLast")
    found = []
    span = page.next_sentence(-1, 1)
    while span is not None:
        found.append(words(page, *span))
        span = page.next_sentence(span[0], 1)
    assert found == ["A title. Twice", "One.", "Two.", "a. b", "c", "Last"]
    back = page.next_sentence(len(page.text), -1)
    assert back is not None
    assert words(page, *back) == "Last"
    assert words(page, *page.sentence_at(page.text.index("wo."))) == "Two."


@pytest.mark.parametrize(
    "markdown", ["", "\n\n", "![](x)", "```", "| |\n|-|", "#", "\\", "[a](", "> "]
)
def test_the_strangest_page_can_be_read(markdown: str) -> None:
    page = Page(markdown)
    assert lines(page)[-1].end == len(page.text)
    start, end = page.sentence_at(0)
    assert start <= end


@given(st.text(alphabet="ab* _`[]()!<>|#->\\~\n 1.", max_size=80))
def test_parts_cover_the_text_and_stretches_lie_within_them(markdown: str) -> None:
    page = Page(markdown)
    parts = lines(page)
    assert "\n".join(words(page, part.start, part.end) for part in parts) == page.text
    for part in parts:
        for each in part.stretches:
            assert part.start <= each.start < each.end <= part.end
        for start, end in part.cells:
            assert part.start <= start <= end <= part.end
