"""The page that leads to several exports, made from what their own heads say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.exchange.html import to_html
from store.exchange.html_index import Listed, index_page, kind_of, read_head
from tests.store.exchange.test_html import WICKED, assert_sound
from tests.store.making import make_record

if TYPE_CHECKING:
    from pathlib import Path


def test_a_page_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(to_html(make_record(author="Ana <b>")), encoding="utf-8")
    assert kind_of(path) == ("teardown", "notion-ai-7k2q")
    listed = read_head(path)
    assert listed is not None
    assert listed.title == "Teardown of Notion AI"
    assert listed.about == "2026-03-02 · Ana <b> · Notion · draft"


@pytest.mark.parametrize(
    "text", ["", "<title>x</title>", "<style><meta name='teardown-id'>", "\x00<"]
)
def test_other_pages_are_not_listed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(text, encoding="utf-8")
    assert read_head(path) is None
    assert kind_of(path)[1] == ""
    assert read_head(tmp_path / "gone.html") is None


@pytest.mark.parametrize("text", WICKED)
def test_nothing_that_a_page_says_of_itself_does_harm(text: str) -> None:
    page = index_page([Listed("a b<.html", text, text), Listed("z.html", "Z", "")])
    found = [link for link in _links(page) if not link.startswith("#")]
    assert found == ["z.html", "a%20b%3C.html"]


def _links(page: str) -> list[str]:
    """Return the page's addresses; those of files beside it are put as if from the web."""
    prefix = "https://beside.example/"
    moved = page.replace('<a href="z', f'<a rel="x" href="{prefix}z')
    moved = moved.replace('<a href="a%', f'<a rel="x" href="{prefix}a%')
    return [link.removeprefix(prefix) for link in assert_sound(moved).links]
