"""A page that is ready to be cut: what nobody sees is gone, and what its build says is noted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.evidence.extraction.addresses import Base
from lab.evidence.extraction.hidden import drop_hidden
from lab.evidence.extraction.noscript import settle_noscript
from lab.evidence.extraction.parsing import parse
from lab.evidence.extraction.stated import product_description

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Page", "prepare"]

_ROOT: Final = re.compile(
    r"root|app|__next|__nuxt|___gatsby|main-app|app-root|react-root|svelte|q-app|application|mount"
)
_DATA: Final = ("json", "importmap", "speculationrules", "template")
_TYPE: Final = re.compile(r'"@type"\s*:\s*\[?\s*"([A-Za-z]{2,40})"')
_LONGEST_DATA: Final = 200_000
"""Characters of a data block in which types are looked for."""


@dataclass(slots=True)
class Page:
    """The tree of a page, and what was read from it before it was cleared."""

    root: HtmlElement
    base: Base
    url: str
    title: str
    description: str
    types: frozenset[str]
    """What the page says it is: types of JSON-LD, of microdata and of Open Graph, lower case."""
    described: str
    """What its data for machines says of its product; empty if nothing."""
    noscript_text: str
    scripts: int
    script_characters: int
    app_roots: tuple[str, ...]
    was_cut: bool


def prepare(html: str, *, url: str) -> Page:
    """Return the page without what nobody sees."""
    parsed = parse(html)
    root = parsed.root
    bases = root.xpath("//base/@href")
    scripts = list(root.iter("script"))
    page = Page(
        root=root,
        base=Base(url, href=str(bases[0]) if bases else None),
        url=url,
        title=" ".join("".join(root.xpath("(//title)[1]//text()")).split()),
        description=_description(root),
        types=_types(root),
        described=product_description(root),
        noscript_text=settle_noscript(root),
        scripts=sum(not _is_data(script) for script in scripts),
        script_characters=sum(len(script.text or "") for script in scripts),
        app_roots=_app_roots(root),
        was_cut=parsed.was_cut,
    )
    drop_hidden(root)
    return page


def _description(root: HtmlElement) -> str:
    found = root.xpath("//meta[@name='description' or @property='og:description']/@content")
    return " ".join(str(found[0]).split()) if found else ""


def _types(root: HtmlElement) -> frozenset[str]:
    found = [
        name
        for script in root.xpath("//script[contains(@type, 'ld+json')]")
        for name in _TYPE.findall((script.text or "")[:_LONGEST_DATA])
    ]
    found += [str(value).rpartition("/")[2] for value in root.xpath("//@itemtype")[:200]]
    found += [f"og:{value}" for value in root.xpath("//meta[@property='og:type']/@content")]
    return frozenset(name.lower() for name in found)


def _is_data(script: HtmlElement) -> bool:
    return any(word in (script.get("type") or "").lower() for word in _DATA)


def _app_roots(root: HtmlElement) -> tuple[str, ...]:
    """Return the elements near the top that hold no text and have the name of an app's root."""
    found: list[str] = []
    for element in root.xpath(
        "//body/*[position() <= 100]/descendant-or-self::*[position() <= 20]"
    ):
        name = element.get("id") or ""
        custom = "-" in str(element.tag)
        if (_ROOT.fullmatch(name.lower()) or custom) and not _has_text(element):
            found.append(f"{element.tag}#{name}" if name else str(element.tag))
    return tuple(found[:10])


def _has_text(element: HtmlElement) -> bool:
    return any(
        text.strip()
        for text in element.xpath(
            ".//text()[not(parent::script or parent::style or parent::noscript)]"
        )
    )
