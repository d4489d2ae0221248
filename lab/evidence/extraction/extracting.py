"""The way from the source of a page to its main text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lab.evidence.extraction.blocks import cut
from lab.evidence.extraction.choosing import MOST_BLOCKS, choose, kinds_of
from lab.evidence.extraction.extracted import Extracted
from lab.evidence.extraction.hidden import take_out
from lab.evidence.extraction.lean import lean_html
from lab.evidence.extraction.page import prepare
from lab.evidence.extraction.pictures import said_by
from lab.evidence.extraction.rendering import markdown_of
from lab.evidence.extraction.stated import is_wanting
from lab.walk.progress import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from lab.evidence.extraction.blocks import Block, Cut
    from lab.evidence.extraction.page import Page

__all__ = ["extract"]

_PROSE: Final = 12
"""Words from which on a block is more than a label."""
_ADDRESS: Final = re.compile(r"(?<=\])\(\S*\)")
_WORD: Final = re.compile(r"\w+")
_HEADING: Final = re.compile(r"^[ >-]*#{1,6} .*$", re.MULTILINE)


def extract(html: str, *, url: str) -> Extracted:
    """Return the main text of a page as Markdown.

    ``url`` is where the page came from; links are made absolute with it, and words of its path
    help to tell the kind of page. It may be empty. Never raises for what a page holds.
    """
    page = prepare(html, url=url)
    pieces = cut(page.root)
    blocks = pieces.blocks
    kinds = kinds_of(page, blocks)
    visible = sum(block.words for block in blocks)
    kind = max(kinds, key=lambda name: kinds[name])
    chosen = choose(page, blocks, kinds=kinds)
    _leave(page.root, pieces, chosen)
    if kind == "product" and page.described:
        taken = [block for block, is_chosen in zip(blocks, chosen, strict=True) if is_chosen]
        _describe(page, [block.text for block in taken if block.words >= _PROSE])
    markdown = markdown_of(lean_html(page.root, base=page.base))
    plain = _ADDRESS.sub("", markdown)
    words = count_words(plain)
    return Extracted(
        markdown=markdown,
        page_kind=kind,
        certainty=kinds[kind],
        words=words,
        visible_words=visible,
        share_kept=min(1.0, words / visible) if visible else 0.0,
        noscript_text=page.noscript_text,
        scripts=page.scripts,
        script_characters=page.script_characters,
        app_roots=page.app_roots,
        heading_words=sum(count_words(line) for line in _HEADING.findall(plain)),
        was_cut=page.was_cut or len(blocks) > MOST_BLOCKS,
    )


def _describe(page: Page, texts: Sequence[str]) -> None:
    """Put in what the page tells machines of its product, where it shows hardly anything."""
    if is_wanting(page.described, " ".join(texts)):
        described = page.root.makeelement("p", {})
        described.text = page.described
        page.root.insert(0, described)


def _leave(root: HtmlElement, cut: Cut, chosen: Sequence[bool]) -> None:
    """Leave only the text of chosen blocks in the tree, and only the pictures among it."""
    words = [0]
    kept = [0]
    for block, is_chosen in zip(cut.blocks, chosen, strict=True):
        words.append(words[-1] + block.words)
        kept.append(kept[-1] + block.words * is_chosen)
        if not is_chosen:
            for element, behind in block.slots:
                if behind:
                    element.tail = None
                else:
                    element.text = None
    _leave_pictures(root, cut, words=words, kept=kept)


def _leave_pictures(
    root: HtmlElement, cut: Cut, *, words: Sequence[int], kept: Sequence[int]
) -> None:
    """Leave the pictures that stand among what was chosen and say what the text does not."""
    places = {place.element: place for place in cut.places}
    for image in list(root.iter("img")):
        around = next(
            (
                place
                for element in image.iterancestors()
                if (place := places.get(element)) is not None
                and words[place.end] > words[place.first]
            ),
            None,
        )
        if around is None:
            continue
        inside = words[around.end] - words[around.first]
        is_among = 2 * (kept[around.end] - kept[around.first]) >= inside
        if not is_among or _is_said(said_by(image), cut.blocks[around.first : around.end][:40]):
            take_out(image)


def _is_said(alt: str, blocks: Sequence[Block]) -> bool:
    """Return whether the text beside a picture says what stands for it."""
    own = _WORD.findall(alt.lower())
    near = set(_WORD.findall(" ".join(block.text for block in blocks).lower()))
    return 2 * sum(word in near for word in own) >= len(own)
