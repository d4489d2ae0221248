"""Markdown and plain text stay word for word, and can do nothing."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from lab.evidence.reading import read_page
from lab.evidence.reading.plain import harmless
from tests.lab.evidence.reading.made import fetched


@pytest.mark.parametrize(
    "text",
    [
        '# Prices\n\nFrom *5 €* a month, see [plans](https://acme.example/plans "Plans").\n',
        "```html\n<b>shown as it is</b>\n```\n",
        "    <b>code by indent</b>\n",
        "Use `<b>` or ``a ` <i>`` here.\n",
        "3 < 4 and 5 > 4, <https://acme.example/a> and <mailto:ann@acme.example>\n",
        "| a | b |\n| - | - |\n| `<b>` | 1 |\n",
        "[r]: https://acme.example/plans\n",
        "1. [r]: note:this\n",
        "![a chart](chart.png)\n",
    ],
)
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "a <b onclick=x()>bold</b> word",
        "<script>alert(1)</script>",
        "<div>\n\n*x*\n\n</div>\n<img src=x onerror=alert(1)>",
        "\\` <script>x</script> `",
        "`` ` <script>x</script>",
        "- item\n  ```\n  code\n<script>x</script>",
        "> ```\n> code\n\n<iframe src=x></iframe>",
        "<!-- a comment --> and <?php x ?> and <![CDATA[x]]>",
        "text\n<svg/onload=x>\n",
        "``` a ` b\n<script>x</script>\n",
        "[x](<javascript:alert(1)>)",
        "[x](javascript:alert(1))",
        "[x](JaVa\tScRiPt:alert(1))",
        "[x](java&#115;cript&colon;alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "![x](data:image/svg+xml;base64,AAAA)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[x]\n\n[x]: javascript:alert(1)",
        "[x]\n\n[x]:\n   <javascript:alert(1)>",
        "<javascript:alert(1)>",
        "- [x]\n\n- [x]: javascript:alert(1)",
        "1. [x]: javascript:alert(1)\n\n[x]",
        "> - [x]: <javascript:alert(1)>\n\n[x]",
        "> [x]:\n> javascript:alert(1)\n\n[x]",
        "> [x](\n> javascript:alert(1))",
        "[x\\]y]\n\n[x\\]y]: data:text/html,x",
        "[x\ny]\n\n[x\ny]: javascript:alert(1)",
        f"[{'a' * 300}]\n\n[{'a' * 300}]: javascript:alert(1)",
    ],
)
def test_what_could_act_is_shown_or_cut_off(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = harmless(text)

    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    # It must be harmless to readers that look at no address, too.
    monkeypatch.setattr(reader, "validateLink", lambda _: True)
    tokens = reader.parse(made)
    inner = [child for token in tokens for child in token.children or ()]
    targets = [str(value) for child in inner for value in child.attrs.values()]
    assert not [one for one in (*tokens, *inner) if one.type in ("html_block", "html_inline")]
    assert not [one for one in targets if one.lower().startswith(("java", "data", "vb", "file"))]


def test_control_characters_go_and_lines_stay() -> None:
    assert harmless("a\x1b[31mb\0\u202ec\r\nd\te\u200d\ud800") == "a[31mbc\nd\te\u200d\ufffd"


def test_a_very_long_text_is_made_harmless_too() -> None:
    made = harmless("<b>bold</b> word\n" * 40_000)

    assert "<b" not in made


def test_a_text_of_the_web_becomes_a_capture() -> None:
    capture = read_page(
        fetched("# Prices\n\nFrom 5 € a month.\n", media_type="text/plain",
                url="https://acme.example/PRICES.md")
    )  # fmt: skip

    assert (capture.title, capture.markdown) == ("Prices", "# Prices\n\nFrom 5 € a month.\n")
    assert capture.page_kind == "documentation"
    assert capture.words == 5


def test_plain_text_has_no_title_of_its_own() -> None:
    assert read_page(fetched("# Prices are high", media_type="text/plain")).title is None


def test_front_matter_states_facts_and_is_no_text() -> None:
    front = "title: Prices\nauthor: Ann Lee\npublished: 2026-01-05\nlang: en\n"
    text = f"---\n{front}---\n\n# What we ask\n"

    capture = read_page(fetched(text, media_type="text/markdown"))

    assert (capture.title, capture.author, capture.published) == ("Prices", "Ann Lee", "2026-01-05")
    assert (capture.language, capture.markdown) == ("en", "# What we ask\n")


@pytest.mark.parametrize(
    "front",
    [
        "---\na: &a [*a, *a]\n---\n# Prices\n",
        "---\ntitle: [\n---\n# Prices\n",
        "---\nno end\n# Prices\n",
        "---\n- a list\n---\n# Prices\n",
        "---\nx: " + "[" * 500 + "\n---\n# Prices\n",
    ],
)
def test_front_matter_that_is_none_is_text(front: str) -> None:
    capture = read_page(fetched(front, media_type="text/markdown"))

    assert capture.title == "Prices"
    assert "# Prices" in capture.markdown
