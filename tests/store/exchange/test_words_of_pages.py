"""Words from pages of others do nothing in a shared Markdown file, and come back whole."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from store.exchange.markdown import to_markdown
from store.exchange.markdown_reader import from_markdown
from store.records import Evidence, Quote
from tests.store.making import make_record

WICKED = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> in one line",
    "two lines\n<script>alert(1)</script>",
    "\ufeff<script>alert(1)</script>\n\nbehind a comment that spells a character",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x](javascript:alert(1)) ![x](javascript:alert(1))",
    "a\n\n</details></blockquote><details>",
    "`</code><b onclick=x>",
    "\\<b onclick=x> &lt;b&gt; \\&lt; &amp;lt; \\\\< 5",
    "https://acme.test/<script>alert(1)</script>",
    "~~~\n<script>alert(1)</script>",
)
ACTS = re.compile(r"<(?:script|img|details|/|b)[\s>]|(?:href|src)=\"javascript", re.IGNORECASE)


def made_of(words: str) -> Evidence:
    quote = Quote(id="q1", exact=words, now=words, standing="moved")
    return Evidence(
        id="e1",
        kind="page",
        **dict.fromkeys(("title", "url", "final_url", "author", "site", "language"), words),
        published=words,
        page_kind=words,
        verdict=words,
        reasons=[words, words],
        quotes=[quote],
    )


@pytest.mark.parametrize("words", WICKED)
def test_what_a_page_says_is_neither_tag_nor_link_in_the_export(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = make_record(evidence=[made_of(words)])

    exported = to_markdown(record)

    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    monkeypatch.setattr(reader, "validateLink", lambda _: True)
    shown = reader.render(exported[exported.index("## Evidence") :])
    own = re.sub(
        r"</(?:p|li|ul|a|h2|pre|code|em|strong|h1)>|<!--.*?-->", "", shown, flags=re.DOTALL
    )
    assert not ACTS.search(own)
    assert from_markdown(exported) == record


def test_ordinary_words_of_a_page_stand_as_they_are() -> None:
    record = make_record(evidence=[made_of("The Plus plan costs $10 (billed each year) – 5 < 6.")])

    assert "- q1: The Plus plan costs $10 (billed each year) – 5 < 6.\n" in to_markdown(record)
