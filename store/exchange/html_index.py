"""A page that leads to every HTML export in a folder."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from store.exchange.html import ID_NAME, frame
from store.exchange.html_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["INDEX_KIND", "INDEX_NAME", "Listed", "index_page", "kind_of", "read_head"]

INDEX_NAME: Final = "index.html"
INDEX_KIND: Final = "teardown index"
_HEAD_BYTES: Final = 16 * 1024


class Listed(NamedTuple):
    """An export as its own head describes it."""

    name: str
    """The file's name."""
    title: str
    about: str


def index_page(listed: Iterable[Listed]) -> str:
    """Return the page, with the exports in the order of their files' names, newest first."""
    rows = [
        f'<article class="card short">\n<p class="said"><a href="{quote(one.name)}">'
        f"<bdi>{plain(one.title)}</bdi></a></p>\n"
        f'<p class="about"><bdi>{plain(one.about)}</bdi></p>\n</article>\n'
        for one in sorted(listed, reverse=True)
    ]
    body = (
        '<header class="masthead">\n<p class="kind">Teardowns</p>\n'
        f"<h1>{len(rows)} teardown{'' if len(rows) == 1 else 's'}</h1>\n</header>\n"
        f'<main id="main">\n<div class="cards index">\n{"".join(rows)}</div>\n</main>\n'
    )
    return frame("Teardowns", body, kind=INDEX_KIND)


def read_head(path: Path) -> Listed | None:
    """Return what an export says about itself; ``None`` for any other file."""
    head = _Head.of(path)
    if head is None or not head.names.get(ID_NAME):
        return None
    return Listed(path.name, head.title, head.names.get("description", ""))


def kind_of(path: Path) -> tuple[str, str]:
    """Return what wrote a page, and the id of the teardown on it; empty where it says neither."""
    head = _Head.of(path)
    return (head.names.get("generator", ""), head.names.get(ID_NAME, "")) if head else ("", "")


class _Head(HTMLParser):
    """The title and the named facts in a page's head."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.names: dict[str, str] = {}
        self._in_title = False

    @classmethod
    def of(cls, path: Path) -> _Head | None:
        try:
            with path.open("rb") as file:
                text = file.read(_HEAD_BYTES).decode("utf-8", "replace")
        except OSError:
            return None
        head = cls()
        head.feed(text.partition("<style>")[0])
        return head

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and values.get("name"):
            self.names.setdefault(str(values["name"]), values.get("content") or "")
        self._in_title = tag == "title" and not self.title

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
