"""What passes between the parts: the bytes that came, and the page that was read from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Capture", "Fetched", "Neighbour", "PageKind", "Verdict"]

Verdict = Literal["good", "partial", "poor", "client-rendered", "blocked"]
"""How much of the page stands in the text: all that matters, a part, hardly anything; nothing
because a script would have to run first; nothing because the site kept us out."""

PageKind = Literal[
    "article", "documentation", "service", "product", "forum", "listing", "collection"
]
"""What kind of page it is. ``service`` is what a product says about itself: landing, features,
pricing; ``listing`` an index of texts, ``collection`` one of things to buy or to use."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a page as they came, before anybody looked into them."""

    url: str
    """The address that was asked for; a file's name for a file."""
    final_url: str
    """Where they came from in the end; empty for a file that does not say."""
    data: bytes
    """Decompressed, within the limit."""
    media_type: str
    """As the server says it, lower case, without parameters; empty where it says nothing."""
    charset: str
    """As the server says it; empty where it says nothing."""
    fetched_at: datetime
    """A UTC instant; for a file, when the file says that it was saved, else when it was read."""
    status: int = 200
    """The server's answer; 200 for a file."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another page of the same site that may be worth a capture."""

    url: str
    kind: Literal["pricing", "docs", "changelog", "terms"]
    title: str
    """The link's words; the path where it has none."""


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as clean Markdown, with what it says of itself and what may be thought of it.

    A fact that the page does not state is ``None``, never guessed.
    """

    url: str
    final_url: str
    fetched_at: datetime
    sha256: str
    """Of the bytes as they came."""
    markdown: str
    words: int
    verdict: Verdict
    reasons: tuple[str, ...]
    """Why the verdict is what it is, in sentences; may be empty for ``good``."""
    page_kind: PageKind
    title: str | None = None
    author: str | None = None
    published: str | None = None
    """``YYYY-MM-DD``."""
    site: str | None = None
    language: str | None = None
    """A language tag such as ``en`` or ``pt-BR``."""
    is_file: bool = False
    """Whether it was read from a file that somebody saved."""
    neighbours: tuple[Neighbour, ...] = ()
