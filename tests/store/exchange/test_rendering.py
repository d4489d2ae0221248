"""Rendered, a teardown keeps its shape, whatever the texts in it leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from store.exchange.closing import left_open
from store.exchange.markdown import to_markdown
from store.exchange.marks import find_mark
from tests.store.making import make_record
from tests.store.record_strategies import teardowns
from tests.store.text_strategies import FRAGMENTS, texts

if TYPE_CHECKING:
    from markdown_it.token import Token

    from store.records import Teardown

PARSER = MarkdownIt("commonmark", {"maxNesting": 200}).enable("table")
PIECES = (
    *("```", "````", "~~~", "> ", "- ", "* ", "+", "1. ", "2) ", "  ", "    ", "\t", "\n", "\n\n"),
    *("foo", "`", "# h", "---", "===", "***", "|a|b|", "<pre>", "</pre>", "<script", "</script>"),
    *("<!--", "-->", "<?php", "?>", "<!X", ">", "<![CDATA[", "]]>", "<div>", "</div>", "<b>"),
    *("<details>", "<a href='x'>"),
)


def body_of(exported: str) -> tuple[list[str], str]:
    """Return the lines behind the front matter, and all of them as one text."""
    lines = exported.split("\n")
    lines = lines[lines.index("---", 1) + 1 :]
    return lines, "\n".join(lines)


def own_headings(lines: list[str]) -> set[int]:
    """Return which lines are headings that the export wrote."""
    own, inside = set(), ""
    for number, line in enumerate(lines):
        mark = find_mark(line)
        if inside:
            if mark and mark.closing and mark.name == inside:
                inside = ""
        elif mark and mark.name not in {"section", "question", "record"}:
            inside = mark.name
        elif line.startswith("#"):
            own.add(number)
    return own


def rendered_headings(tokens: list[Token]) -> set[int]:
    """Return the lines of the headings that are in no list, quote or code."""
    tops = [token for token in tokens if token.type == "heading_open" and token.level == 0]
    return {token.map[0] for token in tops if token.map}


@given(teardowns())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_heading_of_ours_stays_a_heading(record: Teardown) -> None:
    lines, body = body_of(to_markdown(record))
    assert own_headings(lines) <= rendered_headings(PARSER.parse(body))


@given(st.lists(st.sampled_from(PIECES + FRAGMENTS), max_size=14).map("".join))
@settings(max_examples=400, deadline=None)
def test_no_answer_swallows_what_comes_after_it(text: str) -> None:
    record = make_record(text=text)
    lines, body = body_of(to_markdown(record))
    assert own_headings(lines) <= rendered_headings(PARSER.parse(body))


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
@settings(max_examples=400, deadline=None)
def test_what_a_text_leaves_open_is_closed_and_nothing_else(text: str) -> None:
    closing = left_open(text)
    closed = "\n".join(part for part in (text, closing) if part)
    tokens = PARSER.parse(f"{closed}\n\n<!-- end -->\n\n# After\n")
    assert tokens[-3].type == "heading_open"
    assert tokens[-3].level == 0
    assert tokens[-4].type == "html_block"
    assert tokens[-4].content == "<!-- end -->\n"


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("words", ""),
        ("```python\nx = 1", "```"),
        ("```python\nx = 1\n```", ""),
        ("~~~~\n~~~", "~~~~"),
        ("- item\n  ```\n  code", ""),
        ("> ```\n> code", ""),
        ("    ```", ""),
        ("<pre>\nx", "</pre>"),
        ("<?php", "?>"),
        ("<![CDATA[", "]]>"),
        ("<details><summary>a</summary>\n\nb", "</details>"),
        ("a <b>bold <i>both", "</i>\n</b>"),
        ("`<b>` and `` ` <i> ``", ""),
        ("<br> <img src=x> <https://example.com> a<b", ""),
        ("</b>", ""),
    ],
)
def test_the_lines_that_close_a_text(text: str, closing: str) -> None:
    assert left_open(text) == closing


@pytest.mark.parametrize(
    "text",
    [
        "> " * 50_000 + "<b>",
        "- " * 50_000 + "<b>",
        "`a" * 50_000 + "<b>",
        "<a " * 30_000,
        "```\n" * 25_000,
    ],
)
def test_a_long_text_made_to_be_slow_is_not(text: str) -> None:
    assert len(left_open(text)) < 2000


def visible(text: str) -> str:
    return "".join(character for character in text if character.isprintable()).replace(" ", "")


@given(texts().filter(lambda name: "teardown:" not in name))
@settings(max_examples=300, deadline=None)
def test_a_name_shows_literally(name: str) -> None:
    record = make_record()
    record.product.name = name
    _, body = body_of(to_markdown(record))
    children = PARSER.parse(body)[2].children or []
    hidden = [child.content for child in children if child.type == "html_inline"]
    shown = [child.content for child in children if child.type != "html_inline"]
    assert {child.type for child in children} <= {"text", "html_inline"}
    assert all(comment.startswith("<!-- teardown:chars ") for comment in hidden)
    assert visible("".join(shown)) == visible(f"Teardown of {name}" if name else "Teardown")
