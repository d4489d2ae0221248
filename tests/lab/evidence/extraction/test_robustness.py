"""Nothing that a page can be makes the extraction fail, or take long."""

from __future__ import annotations

import time

import pytest

from lab.evidence.extraction import extract

_WORDS = "The quiet harbour opens at nine and closes when the last boat is in. "


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "section"])
def test_a_hundred_thousand_nested_tags_lose_no_text(tag: str) -> None:
    page = f"<body><p>{_WORDS * 5}</p>{f'<{tag}>' * 100_000}{_WORDS * 8}</body>"
    found = extract(page, url="https://example.com/")
    assert "quiet harbour" in found.markdown
    assert found.was_cut
    assert found.visible_words > 150


@pytest.mark.parametrize(
    "page", ["", " \n", "\x00", "<", "<!DOCTYPE html>", "<html></html>", "<!--", "<p"]
)
def test_a_page_without_text_is_empty(page: str) -> None:
    found = extract(page, url="")
    assert (found.markdown, found.words, found.share_kept) == ("", 0, 0.0)


def test_a_page_that_is_only_text_is_that_text() -> None:
    found = extract(_WORDS * 4, url="https://example.com/")
    assert found.markdown.count("quiet harbour") == 4


def test_nul_bytes_and_lone_surrogates_vanish() -> None:
    found = extract(f"<p>{_WORDS}\x00 a\x00b \ud800</p>", url="https://example.com/")
    assert "ab" in found.markdown
    assert not {"\x00", "\ud800"} & set(found.markdown)


def test_broken_html_keeps_its_text() -> None:
    page = f"<div><p>{_WORDS * 3}<b>bold</i></p></span><table><td>{_WORDS * 3}<h2>Late</div></h2"
    found = extract(page, url="https://example.com/")
    assert found.markdown.count("quiet harbour") == 6


def test_a_frameset_says_what_it_says_without_frames() -> None:
    page = (
        "<html><frameset cols='20%,80%'><frame src='menu.html'>"
        f"<noframes><body><p>{_WORDS * 6}</p></body></noframes></frameset></html>"
    )
    assert "quiet harbour" in extract(page, url="https://example.com/").markdown


@pytest.mark.parametrize(
    "piece",
    [
        f"<p>{_WORDS}</p>",
        f"<div hidden>{_WORDS}</div>",
        f"<span aria-hidden=true>{_WORDS}</span>",
        f"<ol><li>{_WORDS}",
        "<a href='/x'>x</a>",
        "<img alt='Boats' src=/b.png>",
    ],
)
def test_a_long_page_takes_a_time_in_proportion(piece: str) -> None:
    def seconds(times: int) -> float:
        page = f"<body>{piece * times}</body>"
        began = time.process_time()
        extract(page, url="https://example.com/")
        return time.process_time() - began

    seconds(10)
    assert seconds(1_200) < 15 * max(0.02, seconds(200))
