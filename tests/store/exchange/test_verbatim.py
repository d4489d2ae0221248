"""Any text stands as it is in the Markdown, or is spelt so that it comes back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.exchange.verbatim import from_block, from_line, from_plain, to_block, to_line, to_plain
from tests.store.text_strategies import texts

ANY = texts() | st.text(st.characters(exclude_categories=[]), max_size=20)
ORDINARY = [
    "One line.",
    "Two\n\nparagraphs, *markup*, `code`, <b>HTML</b>, a | pipe",
    "```python\nprint(1)\n```",
    "# Heading\n\n- list\n  - of two\n\n---\n\n    code  \nmore",
    "<!-- a comment -->\n\ntitle: x\n---",
    "  indented at its start, and two spaces at its end  ",
    "שלום, 日本語, 👩\u200d👧, e\u0301, \u00a0, \u200f",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_stands_verbatim(text: str) -> None:
    assert to_block(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\x1bb", 'a<!-- teardown:chars "\\u001b" -->b'),
        ("a\u2028\ufeffb", 'a<!-- teardown:chars "\\u2028\\ufeff" -->b'),
        ("a\r\nb\r\nc", '<!-- teardown:newlines "\\r\\n" -->\na\nb\nc'),
        ("a\rb", '<!-- teardown:newlines "\\r" -->\na\nb'),
        ("a\r\nb\nc", 'a<!-- teardown:chars "\\r" -->\nb\nc'),
        ("a\n", 'a\n<!-- teardown:chars "" -->'),
        ("a\n \n\n", 'a\n<!-- teardown:chars " \\n\\n" -->'),
        ("\n\na", '<!-- teardown:chars "\\n" -->\na'),
        (" \n", '<!-- teardown:chars " \\n" -->'),
        ("", ""),
        ("<!-- teardown:answer a.b -->", "<!-- \\teardown:answer a.b -->"),
        ("<!-- \\/teardown:x -->", "<!-- \\\\/teardown:x -->"),
        ('<!-- teardown:chars "x" -->', '<!-- \\teardown:chars "x" -->'),
    ],
)
def test_what_no_file_could_keep_is_spelt(text: str, written: str) -> None:
    assert to_block(text) == written
    assert from_block(written) == text


@given(ANY)
@settings(max_examples=500, deadline=None)
def test_every_text_comes_back(text: str) -> None:
    assert from_block(to_block(text)) == text
    assert from_line(to_line(text)) == text
    assert from_plain(to_plain(text)) == text


@given(ANY)
@settings(max_examples=500, deadline=None)
def test_what_is_written_survives_editors_and_the_mail(text: str) -> None:
    block, line, plain = to_block(text), to_line(text), to_plain(text)
    for written in (block, line, plain):
        assert all(character >= " " or character in "\n\t" for character in written)
        written.encode("utf-8")
        assert "<!-- teardown:answer" not in written
        assert "<!-- /teardown:" not in written
    first, *_, last = [*block.split("\n"), ""][:-1] * 2
    assert not block or (first.strip(" \t") and last.strip(" \t"))
    assert "\n" not in line + plain
    assert (line, plain) == (line.strip(), plain.strip())
    assert line
    assert plain


def test_a_text_of_a_hundred_kilobytes_comes_back() -> None:
    for piece in ("word ", "\n", "\r\n", "\x00", "<!-- teardown:x -->", "\\", " ", "```\n", "<b>"):
        text = piece * (100_000 // len(piece))
        assert from_block(to_block(text)) == text
        assert from_line(to_line(text)) == text
        assert from_plain(to_plain(text)) == text


@pytest.mark.parametrize(
    "name",
    [
        "Notion AI",
        "GitHub Copilot (inline)",
        "snake_case",
        "5 * 3",
        "AT&T",
        "a < b",
        "when ___, not ___.",
    ],
)
def test_an_ordinary_name_needs_no_backslash(name: str) -> None:
    assert to_plain(name) == name


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("*Bold* AI", "\\*Bold\\* AI"),
        ("__init__", "\\_\\_init\\_\\_"),
        ("Foo <beta>", "Foo \\<beta>"),
        ("[x](y)", "\\[x](y)"),
        ("AT&amp;T", "AT\\&amp;T"),
        ("C#", "C\\#"),
        ("www.example.com", "www\\.example.com"),
        ("ana@example.com", "ana\\@example.com"),
    ],
)
def test_a_name_that_would_be_markup_is_escaped(name: str, written: str) -> None:
    assert to_plain(name) == written


def test_a_spelling_that_was_broken_by_hand_stays_as_typed() -> None:
    assert from_block('a<!-- teardown:chars "\\q" -->') == 'a<!-- teardown:chars "\\q" -->'
