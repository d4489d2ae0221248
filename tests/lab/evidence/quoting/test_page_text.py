from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.evidence.quoting import page_text

_marks = st.lists(
    st.sampled_from(
        [
            "word", " ", "\n", "\n\n", "# ", "- ", "1. ", "> ", "**", "*", "_", "`", "``", "[",
            "](x)", "![", "]", "\\", "|", "| --- |\n", "```\n", "&amp;", "<br>", "é", "天", "~~",
            "<https://x.y>",
        ]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Pricing *now*", "Pricing now"),
        ("## Closed ##\n\nText", "Closed\nText"),
        ("Plus costs **$20** a _month_.", "Plus costs $20 a month."),
        ("***Both*** __under__ ~~out~~ a*b*c", "Both under out abc"),
        ("snake_case_word and 2 * 3 and **open", "snake_case_word and 2 * 3 and **open"),
        ('See [the docs](https://x.y/a_(b) "Docs"), [not a link]', "See the docs, [not a link]"),
        ("[![A logo](logo.png)](https://x.y) and ![](a.png)", "A logo and "),
        ("Run `pip install *` or ``a`b``", "Run pip install * or a`b"),
        ("2 \\* 3 &amp; \\[x\\] &#39;y&#39; <https://x.y>", "2 * 3 & [x] 'y' https://x.y"),
        ("- one\n- [ ] two\n  1. three", "one\ntwo\nthree"),
        ("### 1. First of all\n\n1. ## So", "1. First of all\nSo"),
        ("> said\n> so\n\nand then", "said\nso\nand then"),
        ("A line\nthat goes on", "A line that goes on"),
        ("One line\\\nanother  \na third", "One line\nanother\na third"),
        ("One<br>another", "One\nanother"),
        ("| Plan | Price |\n| --- | ---: |\n| Plus | **$20** \\| x |", "Plan Price\nPlus $20 | x"),
        ("```py\n# *no* heading\n\n  x = `1`\n```\nAfter", "# *no* heading\n\n  x = `1`\nAfter"),
        ("Above\n\n---\n\nBelow", "Above\nBelow"),
        ("", ""),
    ],
)  # fmt: skip
def test_marks_are_left_out_and_blocks_are_lines(markdown: str, text: str) -> None:
    assert page_text(markdown).text == text


@given(_marks)
def test_each_character_leads_back_to_where_it_came_from(markdown: str) -> None:
    page = page_text(markdown)
    last = 0
    for place, character in enumerate(page.text):
        start, end = page.source_span(place, place + 1)
        assert last <= start <= end <= len(markdown)
        last = start
        if end - start == 1 and markdown[start] == character:
            assert page.place_of(start) == place
        else:
            # What was put in its place: an end of a line, a space, what an entity stands for.
            assert character in "\n &"


@given(_marks, st.data())
def test_a_stretch_of_the_text_spans_the_marks_between_its_words(
    markdown: str, data: st.DataObject
) -> None:
    page = page_text(markdown)
    start = data.draw(st.integers(0, len(page.text)))
    end = data.draw(st.integers(start, len(page.text)))
    first, last = page.source_span(start, end)
    assert first <= last
    if start < end:
        assert first == page.source_span(start, start + 1)[0]
        assert last == page.source_span(end - 1, end)[1]


@pytest.mark.parametrize("part", ["[", "*a ", "`", "```\n", "](", "| ", "> ", "\\", "<br", "_ _"])
def test_no_row_of_marks_takes_long(part: str) -> None:
    markdown = part * (40_000 // len(part))
    assert len(page_text(markdown).text) <= len(markdown)
