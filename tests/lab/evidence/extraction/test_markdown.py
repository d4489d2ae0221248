"""What becomes of each thing that a page is made of."""

from __future__ import annotations

import pytest

from lab.evidence.extraction import extract

_TEXT = (
    "The harbour master keeps a record of every boat that comes in, who sails it, what it carries "
    "and how long it stays. "
)


_CODE = """def moor(boat):
    if boat.is_late:

        return None
    return boat.berth"""


def _markdown(inside: str, *, head: str = "") -> str:
    page = (
        f"<html><head><title>Harbour</title>{head}</head><body><main><article><h1>Harbour</h1>"
        f"<p>{_TEXT * 3}</p><p>{_TEXT * 2}</p>{inside}<p>{_TEXT * 3}</p></article></main>"
    )
    return extract(page, url="https://example.com/docs/page").markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>Opening hours of the harbour</h2>", "\n## Opening hours of the harbour\n"),
        (f"<p>{_TEXT}<b>Every</b> boat, <em>even</em> small.</p>", "**Every** boat, *even* small."),
        (
            f"<ul><li>{_TEXT}<ul><li>{_TEXT}Inner</li></ul></li><li>{_TEXT}Outer</li></ul>",
            f"\n- {_TEXT.strip()}\n  - {_TEXT}Inner\n- {_TEXT}Outer\n",
        ),
        (
            f'<ol start="3"><li>{_TEXT}</li><li><p>{_TEXT}</p></li></ol>',
            f"\n3. {_TEXT.strip()}\n4. {_TEXT.strip()}\n",
        ),
        (
            f"<table><tr><td>Boat|ship</td><td>{_TEXT}</td></tr><tr><td>Two</td><td>{_TEXT}</td></tr></table>",
            f"\n|  |  |\n| --- | --- |\n| Boat\\|ship | {_TEXT.strip()} |\n| Two |",
        ),
        (
            f"<table><thead><tr><th>Boat<th>Berth<tbody><tr><td>{_TEXT}</td><td></table>",
            f"\n| Boat | Berth |\n| --- | --- |\n| {_TEXT.strip()} |  |\n",
        ),
        (
            f'<table role="presentation"><tr><td><p>{_TEXT}</p><td><p>{_TEXT}</p></table>',
            f"\n{_TEXT.strip()}\n\n{_TEXT.strip()}\n",
        ),
        (
            f'<pre class="language-python"><code>{_CODE}</code></pre>',
            f"\n```python\n{_CODE}\n```\n",
        ),
        (
            '<div class="highlight-sql notranslate"><pre>select berth from boats</pre></div>',
            "\n```sql\nselect berth",
        ),
        (f"<blockquote><p>{_TEXT}</p><p>{_TEXT}</p></blockquote>",
         f"\n> {_TEXT.strip()}\n>\n> {_TEXT.strip()}\n"),
        (f"<dl><dt>Berth</dt><dd>{_TEXT}</dd></dl>", f"\nBerth\n:   {_TEXT.strip()}\n"),
        (
            f"<details><summary>Who may moor at night?</summary><p>{_TEXT}Anyone.</p></details>",
            f"Who may moor at night?\n\n{_TEXT}Anyone.",
        ),
        (
            f'<p>{_TEXT}<a href="../rules?a=(1)">All rules</a></p>',
            "[All rules](https://example.com/rules?a=%281%29)",
        ),
        (f'<p>{_TEXT}<a href="mailto:a@b.example">Write</a></p>', "[Write](mailto:a@b.example)"),
        (f'<p>{_TEXT}<a href="/x"></a>End.</p>', f"{_TEXT}End."),
        (f"<p>{_TEXT}One line<br>and the next.</p>", "One line  \nand the next."),
        (f"<p>- {_TEXT}</p>", f"\n\\- {_TEXT.strip()}\n"),
        (f"<p>1. {_TEXT}</p>", f"\n1\\. {_TEXT.strip()}\n"),
        (f"<p># {_TEXT}</p>", f"\n\\# {_TEXT.strip()}\n"),
        (f"<p>{_TEXT}a_b *c* [d](e) `f`</p>", "a_b \\*c\\* \\[d\\](e) \\`f\\`"),
        (
            f'<figure><img src="/plan.png" alt="Map with sixty berths"></figure><p>{_TEXT}</p>',
            "[Map with sixty berths](https://example.com/plan.png)",
        ),
    ],
)  # fmt: skip
def test_each_thing_becomes_the_markdown_for_it(html: str, markdown: str) -> None:
    assert markdown in _markdown(html)


def test_a_base_moves_where_links_start() -> None:
    found = _markdown(
        f'<p>{_TEXT}<a href="b">Next</a></p>', head='<base href="https://b.example/a/">'
    )
    assert "[Next](https://b.example/a/b)" in found


def test_the_mark_that_links_to_a_heading_goes() -> None:
    assert "## Hours of opening\n" in _markdown('<h2>Hours of opening<a href="#hours">¶</a></h2>')


def test_a_card_that_is_a_link_links_its_heading() -> None:
    card = f'<a href="/pier"><h3>The northern pier</h3><p>{_TEXT}</p></a>'
    assert f"### [The northern pier](https://example.com/pier)\n\n{_TEXT.strip()}\n" in _markdown(
        card
    )


def test_a_picture_without_words_of_its_own_goes() -> None:
    found = _markdown(
        f'<p>{_TEXT}</p><img src="/a.png"><img src="/b.png" alt="IMG_1234.jpg"><p>{_TEXT}</p>'
    )
    assert ".png" not in found


def test_code_that_holds_a_fence_gets_a_longer_one() -> None:
    found = _markdown("<pre>Use three marks:\n```\nlike these\n```</pre>")
    assert "\n````\nUse three marks:\n```\nlike these\n```\n````\n" in found


def test_never_two_blank_lines_outside_code() -> None:
    found = _markdown(f"<div><br><br><br><div></div><p></p><p>{_TEXT}</p><hr><hr></div>")
    assert "\n\n\n" not in found
    assert found.endswith("\n")
    assert not found.endswith("\n\n")
