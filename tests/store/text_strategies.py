"""Arbitrary texts and values, made to break whatever reads, stores or shows them.

Markup of every kind, marks of our own, line ends, controls, directions, and white space
where editors trim it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["FRAGMENTS", "ids", "json_values", "texts"]

FRAGMENTS = (
    # words and white space
    *(
        "It works",
        "a",
        "é",
        "e\u0301",
        "naïve",
        " ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "    code",
        "\u00a0",
    ),
    *("  \n", "\n   ", "\u3000", "x" * 200),
    # line ends and controls
    *("\r", "\r\n", "\x00", "\x1b[31m", "\x07", "\x0b", "\x0c", "\x1c", "\x7f", "\x85", "\x9b"),
    *("\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff", "\ufffd"),
    # scripts, directions, emoji
    *("שלום", "مرحبا", "\u202eabc\u202c", "\u200f", "\u200d", "👩\u200d👩\u200d👧", "🇩🇪", "日本語"),
    # Markdown
    *("# ", "## Evidence", "### ", "####### ", "- ", "* ", "+ ", "1. ", "2) ", "> ", "```", "~~~"),
    *(
        "````",
        "```python\nx = 1\n```",
        "---",
        "***",
        "===",
        "---\ntitle: x\n---",
        "...",
        "| a | b |",
    ),
    *(
        "|",
        "\\|",
        "\\",
        "\\\\",
        "`",
        "``",
        "*",
        "**b**",
        "_",
        "__",
        "[x](y)",
        "[x]: y",
        "![",
        "](",
        "[ ]",
    ),
    *(
        "&amp;",
        "&#10;",
        "&",
        "~~",
        "==",
        "$$",
        "%%",
        "://",
        "www.example.com",
        "<https://x.example>",
    ),
    *(
        "https://example.com/a?b=c|d",
        "a@b.example",
        ":",
        ": ",
        " · ",
        "· Plan: x",
        "Because: ",
        "70%",
    ),
    # HTML
    *(
        "<b>",
        "</b>",
        "<details>",
        "<script>",
        "</script>",
        "<pre>",
        "<br>",
        "<div\n",
        "<a href='",
        "<",
    ),
    *(
        "<!--",
        "-->",
        "<!-- -->",
        "<!-->",
        "--!>",
        "<?php",
        "?>",
        "<![CDATA[",
        "]]>",
        "<!X",
        ">",
        "--",
    ),
    # marks of our own, whole and in parts
    *("<!-- teardown:answer a.b -->", "<!-- /teardown:answer -->", "<!-- /teardown:text -->"),
    *(
        '<!-- teardown:chars "\\n" -->',
        '<!-- teardown:newlines "\\r\\n" -->\n',
        "<!-- \\teardown:x",
    ),
    *(
        "<!-- ",
        "teardown:",
        "/teardown:answer -->",
        "<!--\nteardown:text -->",
        "<!-- /teardown:claims -->",
    ),
    *(
        "<!-- teardown:record {} -->",
        "<!-- markdownlint-restore -->",
        "<!-- markdownlint-disable -->",
    ),
    *("- Kind: finding", "- Score: 3", "### notes", "- Trials:", "c1", "e1: ", "Teardown of "),
    # YAML
    *(
        "true",
        "null",
        "~",
        "yes",
        "1e5",
        "2026-11-22",
        "#",
        " #",
        "'",
        '"',
        "{",
        "[",
        "!!",
        "&a",
        "*a",
        "%",
    ),
)


def texts(*, max_parts: int = 8) -> SearchStrategy[str]:
    """Draw a text."""
    fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=max_parts).map("".join)
    characters = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    edges = st.sampled_from(("", "", "", " ", "\n", "\r\n", "\t", "\n\n ", "\r"))
    framed = st.builds(lambda a, b, c: a + b + c, edges, fragments, edges)
    return st.one_of(st.sampled_from(("", "Plain words.")), fragments, framed, characters)


def ids() -> SearchStrategy[str]:
    """Draw an id."""
    tail = st.text(st.sampled_from("abXY019._-"), max_size=6)
    return st.builds(str.__add__, st.sampled_from("abcXz09"), tail)


def json_values() -> SearchStrategy[Any]:
    """Draw a value as a newer version of the app might add it."""
    numbers = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    leaves = st.none() | st.booleans() | numbers | texts(max_parts=3) | st.just("\ud800")
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(texts(max_parts=2), inner, max_size=3)
        ),
        max_leaves=6,
    )
