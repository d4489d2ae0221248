"""Which kind of page it is, from how it is built, what it says it is, and words of its path."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final, get_args
from urllib.parse import urlsplit

from lab.evidence.captured import PageKind
from lab.evidence.extraction.hints import HINTS, PHRASES, phrases_in
from lab.evidence.extraction.tags import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.evidence.extraction.blocks import Block
    from lab.evidence.extraction.page import Page

__all__ = ["KINDS", "PAGE_FEATURES", "describe_page"]

KINDS: Final[tuple[PageKind, ...]] = get_args(PageKind)

_TYPES: Final = (
    ("article", "newsarticle", "blogposting", "og:article", "report"),
    ("techarticle", "apireference", "howto"),
    ("product", "og:product", "productgroup", "offer", "aggregateoffer", "og:og:product"),
    ("discussionforumposting", "qapage", "question", "answer"),
    ("itemlist", "collectionpage", "searchresultspage", "offercatalog"),
    ("blog", "og:blog"),
    ("faqpage",),
    ("softwareapplication", "webapplication", "service", "localbusiness", "og:business.business"),
    ("organization", "corporation"),
    ("og:website", "website"),
    ("breadcrumblist",),
    ("person", "comment", "userinteraction", "interactioncounter"),
)
_PATHS: Final = (
    names("blog blogs news article articles story stories post posts magazine insights press"),
    names(
        "docs doc documentation guide guides api reference manual handbook tutorial"
        " tutorials wiki sdk developers develop quickstart html latest stable install"
        " installation"
    ),
    names("help support kb faq hc knowledge learn"),
    names(
        "forum forums thread threads t topic topics questions question community"
        " discussion viewtopic r comments showthread d discuss ask answers"
    ),
    names("product products p dp item items shop store buy itm sku"),
    names(
        "collections collection category categories c cat shop all browse catalog"
        " department men women sale"
    ),
    names(
        "tag tags author archive archives topics page search list directory listing listings jobs"
    ),
    names(
        "pricing features feature services service solutions solution platform about"
        " plans product enterprise business company customers use cases industries"
    ),
)
_TAGS: Final = ("p", "li", "pre", "td", "dd", "h1", "h2", "h3", "h4", "div", "blockquote")
_SHORT: Final = 30
"""Words of a block that may be a label, a date or a button."""
_MANY: Final = 4
"""Elements of the same kind that make a list of them."""
_WORD: Final = re.compile(r"[a-z]+")

PAGE_FEATURES: Final = (
    [f"type_{names[0]}" for names in _TYPES]
    + [f"path_{number}" for number in range(len(_PATHS))]
    + ["path_depth", "path_digits", "path_words", "path_query", "words", "blocks", "linked"]
    + ["mean", "longest", "sentences", "images", "code", "inputs", "articles", "first_person"]
    + ["questions", "main_share", "article_share", "alike", "nav_share"]
    + [f"in_{name}" for name in _TAGS]
    + [f"about_{name}" for name in HINTS]
    + [f"says_{name}" for name in PHRASES]
)


def describe_page(page: Page, blocks: Sequence[Block]) -> list[float]:
    """Return the page in numbers, in the order of ``PAGE_FEATURES``."""
    total = max(1, sum(block.words for block in blocks))
    row = [float(not page.types.isdisjoint(group)) for group in _TYPES]
    row += _of_path(page.url)
    row += _of_text(page, blocks, total)
    for name in _TAGS:
        row.append(sum(block.words for block in blocks if block.place.tag == name) / total)
    for place in range(len(HINTS)):
        bit = 1 << place
        row.append(sum(block.words for block in blocks if block.place.above & bit) / total)
    said = [0] * len(PHRASES)
    for block in blocks[:1500]:
        bits = phrases_in(block.text[:300]) if block.words <= _SHORT else 0
        for place in range(len(PHRASES)):
            said[place] += bits >> place & 1
    row += [count / max(1, len(blocks)) for count in said]
    return row


def _of_path(url: str) -> list[float]:
    try:
        parts = urlsplit(url)
        path, query = parts.path.lower(), parts.query
        sub = (parts.hostname or "").partition(".")[0]
    except ValueError:
        path = query = sub = ""
    words = set(_WORD.findall(path)) | {sub}
    last = path.strip("/").rpartition("/")[2]
    return [
        *(float(not group.isdisjoint(words)) for group in _PATHS),
        float(path.strip("/").count("/") + bool(path.strip("/"))),
        float(any(letter.isdigit() for letter in path)),
        float(last.count("-") + last.count("_")),
        float(bool(query)),
    ]


def _of_text(page: Page, blocks: Sequence[Block], total: int) -> list[float]:
    alike: dict[int, int] = {}
    for block in blocks:
        place = block.place
        for _ in range(4):
            if place.parent is None:
                break
            if place.alike >= _MANY:
                key = id(place.parent)
                alike[key] = alike.get(key, 0) + block.words
            place = place.parent
    within = {
        name: sum(block.words for block in blocks if name in block.place.within) / total
        for name in ("main", "article", "nav", "pre")
    }
    lower = " ".join(block.text for block in blocks[:600]).lower()
    return [
        math.log1p(total), math.log1p(len(blocks)),
        sum(block.linked for block in blocks) / total, total / max(1, len(blocks)),
        float(max((block.words for block in blocks), default=0)),
        sum(block.words for block in blocks if block.text[-1] in ".!?。") / total,
        math.log1p(len(page.root.xpath("//img"))), within["pre"],
        math.log1p(len(page.root.xpath("//form"))),
        math.log1p(len(page.root.xpath("//article"))),
        len(re.findall(r"\b(?:i|i'm|my|me)\b", lower)) / total,
        lower.count("?") / total, within["main"], within["article"],
        max(alike.values(), default=0) / total, within["nav"],
    ]  # fmt: skip
