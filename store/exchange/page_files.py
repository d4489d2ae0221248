"""Captured pages as files beside an exported teardown: their names, and what stands in them. Pure.

Each is Markdown with flat front matter, as web clippers write it, so that note-taking apps show
where it comes from. Below that stands the page to the last character: who has the address of a
page, which is its digest, can tell whether a file still holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from store.exchange.front_matter import write_front_matter
from store.names import slug

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from store.records import Evidence, Teardown

__all__ = ["FOLDER_ENDING", "PageFile", "link_from", "page_files", "page_text", "texts_in"]

FOLDER_ENDING: Final = ".evidence"
"""What the name of the folder with a teardown's pages ends with."""
_LONGEST_TITLE: Final = 60


@dataclass(frozen=True, slots=True)
class PageFile:
    """One page beside a teardown."""

    evidence: Evidence
    name: str
    """The file's name: letters, digits, hyphens, dots."""
    address: str
    """The page's address in the library."""
    is_latest: bool = False
    """Whether it is what a refresh found, and not what was captured first."""


def page_files(record: Teardown) -> list[PageFile]:
    """Return the pages of a teardown, each with a name that no other one has."""
    found: list[PageFile] = []
    taken: set[str] = set()
    for item in record.evidence:
        title = slug(item.title or item.url)[:_LONGEST_TITLE].strip("-")
        stem = f"{item.id}-{title}".lower()
        if item.body:
            found.append(PageFile(item, _free(stem, taken), item.body))
        if item.latest is not None and item.latest.body not in {"", item.body}:
            name = _free(f"{stem}-seen-again", taken)
            found.append(PageFile(item, name, item.latest.body, is_latest=True))
    return found


def page_text(record: Teardown, page: PageFile, markdown: str) -> str:
    """Return what stands in the file of a page."""
    item = page.evidence
    latest = item.latest if page.is_latest else None
    seen = latest.fetched_at if latest is not None else item.fetched_at
    values: dict[str, str | datetime | None] = {
        "title": ((latest.title if latest is not None else "") or item.title) or None,
        "source": item.url or None,
        "author": item.author or None,
        "published": item.published or None,
        "created": seen,
        "site": item.site or None,
        "language": item.language or None,
        "sha256": (latest.sha256 if latest is not None else item.sha256) or None,
        "evidence": item.id,
        "evidence_of": record.id,
    }
    given = {key: value for key, value in values.items() if value is not None}
    return "\n".join([*write_front_matter(given, others={}), "", markdown])


def texts_in(text: str) -> Iterator[str]:
    """Yield what may be the page in a file's text: it counts only if its digest is the address."""
    text = text.removeprefix("\ufeff")
    for whole in dict.fromkeys((text, text.replace("\r\n", "\n"))):
        start = whole.find("\n---\n") if whole.startswith("---\n") else -1
        body = whole[start + 5 :].removeprefix("\n") if start >= 0 else whole
        bare = body.rstrip("\n")
        # Editors like to add a line end, or to take one away.
        yield from dict.fromkeys((body, f"{bare}\n", bare))


def link_from(folder_name: str, page: PageFile) -> str:
    """Return the way from an export to the file of a page in the folder beside it."""
    return f"{quote(folder_name)}/{quote(page.name)}"


def _free(stem: str, taken: set[str]) -> str:
    """Return a name that is not taken, also where capitals do not count."""
    name, number = f"{stem}.md", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}.md"
    taken.add(name)
    return name
